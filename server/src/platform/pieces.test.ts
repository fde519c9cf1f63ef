import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerError } from './errors.ts'
import { sendPieces } from './pieces.ts'

const piece = 'x'.repeat(100_000)
let made = 0
let ended = 0

async function* pieces(count: number): AsyncGenerator<string> {
  try {
    for (let index = 0; index < count; index += 1) {
      made += 1
      yield piece
    }
  } finally {
    ended += 1
  }
}

const app = () => {
  const server = fastify()
  server.setErrorHandler(answerError)
  server.get<{ Params: { count: string } }>('/:count', (request, reply) =>
    sendPieces(reply.type('text/plain'), pieces(Number(request.params.count))),
  )
  return server
}

let server: ReturnType<typeof app>
beforeEach(async () => {
  ;[made, ended] = [0, 0]
  server = app()
  await server.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => server.close())

const address = (count: number) => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/${count}`
/** An answer of which nothing has been taken yet. */
async function begun(count: number): Promise<IncomingMessage> {
  const request = get(address(count), { agent: false })
  request.on('error', () => undefined)
  const [reply] = (await once(request, 'response')) as [IncomingMessage]
  return reply
}

test('a short answer is sent whole, a long one as it is made', async () => {
  const [short, long] = [await fetch(address(2)), await fetch(address(30))]
  expect([short.headers.get('content-length'), (await short.text()).length]).toEqual(['200000', 200_000])
  expect([long.headers.get('content-length'), (await long.text()).length]).toEqual([null, 3_000_000])
  expect(ended).toBe(2)
})

test('no more is made than is taken, and nothing more when the taker goes', async () => {
  const reply = await begun(100_000)
  await vi.waitFor(async () => {
    const before = made
    await new Promise((done) => setTimeout(done, 200))
    expect(made).toBe(before)
  })
  expect(made).toBeLessThan(200)
  reply.destroy()
  await vi.waitFor(() => expect(ended).toBe(1))
})

test('a few long answers go out at once; the next one hears when to come again, and short ones go on', async () => {
  const open = [await begun(100_000), await begun(100_000), await begun(100_000)]
  const turnedAway = await fetch(address(100))
  expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '10'])
  expect((await fetch(address(1))).status).toBe(200)
  for (const reply of open) reply.destroy()
  await vi.waitFor(() => expect(ended).toBe(5))
  expect((await (await fetch(address(30))).text()).length).toBe(3_000_000)
})
