import { brotliDecompressSync } from 'node:zlib'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { lastingReply, replyWriter, sendPacked } from './lasting-replies.ts'

const board = { rows: Array.from({ length: 200 }, (_, index) => ({ name: `Phường ${index}`, hidden: 'never' })) }
const app = fastify()
beforeAll(() => {
  app.setSerializerCompiler(replyWriter)
  sendPacked(app)
  const schema = { response: { 200: z.object({ rows: z.array(z.object({ name: z.string() })) }) } }
  app.get('/lasting', { schema }, async () => lastingReply(board))
  app.get('/once', { schema }, async () => ({ ...board }))
})
afterAll(() => app.close())

const ask = (url: string, accepted?: string) => app.inject({ url, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } })

test('a lasting reply is packed once, for who takes it; the schema still says what leaves', async () => {
  const plain = (await ask('/lasting')).rawPayload
  expect(plain.toString()).not.toContain('never')
  await expect.poll(async () => (await ask('/lasting', 'gzip, deflate, br')).headers['content-encoding']).toBe('br')
  for (const accepted of ['br', 'gzip,br;q=0.5', 'br ; q=1.0, *']) {
    const { headers, rawPayload } = await ask('/lasting', accepted)
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding', 'content-length': String(rawPayload.length) })
    expect(brotliDecompressSync(rawPayload)).toEqual(plain)
    expect(rawPayload.length).toBeLessThan(plain.length / 4)
  }
  for (const accepted of [undefined, '', 'gzip', 'br;q=0', 'br;q=0.000, gzip', 'brotli', 'identity']) {
    const { headers, rawPayload } = await ask('/lasting', accepted)
    expect([accepted, headers['content-encoding']]).toEqual([accepted, undefined])
    expect(rawPayload).toEqual(plain)
  }
})

test('any other reply goes its way', async () => {
  const { headers, json } = await ask('/once', 'br')
  expect(headers['content-encoding']).toBeUndefined()
  expect(json()).toEqual({ rows: board.rows.map(({ name }) => ({ name })) })
})
