import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testTimestampAuthority } from '@haidang/documents/timestamps/testing-timestamps'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { audit } from '../platform/audit.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { registerAuditRoutes } from './routes.ts'
import { sealRoots } from './seal.ts'
import { verifyAudit } from './verify.ts'
import { witnessesIn, witnessRoots } from './witness.ts'

const tsa = testTimestampAuthority('TSA thử')
const stranger = testTimestampAuthority('TSA lạ')
let served: Awaited<ReturnType<typeof tsa.serve>>
let office: TestOffice

beforeAll(async () => {
  served = await tsa.serve()
})
afterAll(async () => {
  await served.close()
  tsa.authority.remove()
  stranger.authority.remove()
})

/** An office of its own for each test: what is tampered with stays tampered with. */
beforeEach(async () => {
  office = await testOffice({
    register: [registerAuditRoutes],
    feedHosts: ['127.0.0.1'],
    timestamps: { url: served.url, rootsFile: tsa.authority.root.certificate },
  })
  await write('một việc')
  return () => office.close()
})

async function write(subject: string): Promise<void> {
  const call = office.callAs('minh')
  await inTransaction(call, (tx) => audit(tx, call, { stream: 'office', action: 'tested', subject, detail: {} }))
  await sealRoots(office.services)
}
const file = () => join(office.services.dataDir, 'audit-roots', `${office.tenantId}.witnesses.jsonl`)
const verify = () => verifyAudit(office.services, office.tenantId)
const faults = async () => (await verify()).faults.map(({ seq, kind }) => `${kind} ${seq}`)

describe('a root that somebody outside saw', () => {
  test('is witnessed once, by a token that the check of the log verifies', async () => {
    const asked = served.asked()
    const [first] = await witnessRoots(office.services)
    expect(first).toMatchObject({ seq: 1, at: expect.any(Date) as Date })
    expect(await witnessRoots(office.services)).toEqual([{ tenantId: office.tenantId, nothingNew: true }])
    await write('việc nữa')
    expect(await witnessRoots(office.services)).toMatchObject([{ seq: 2 }])
    expect(served.asked() - asked).toBe(2)
    expect(await verify()).toMatchObject({ ok: true, witnesses: 2, roots: 2 })
  })

  test('is told where its token is of another root, changed, or unreadable', async () => {
    await witnessRoots(office.services)
    await write('việc nữa')
    await witnessRoots(office.services)
    const whole = await readFile(file(), 'utf8')
    const [first = '', second = ''] = whole.trimEnd().split('\n')
    const tokenOf = (line: string) => (JSON.parse(line) as { token: string }).token
    await writeFile(file(), `${first}\n${second.replace(tokenOf(second), tokenOf(first))}\n`)
    expect(await faults()).toEqual(['witnessWrong 2'])
    await writeFile(file(), `${first.slice(0, 60)}\n${second}\n`)
    expect(await faults()).toEqual(['witnessWrong 1'])
    await writeFile(file(), whole)
    expect(await faults()).toEqual([])
  })

  test('is not taken from an authority that nobody vouches for, nor from one that is away; the seal stands', async () => {
    const other = await stranger.serve()
    const ask = (url: string) =>
      witnessRoots({
        ...office.services,
        log: { ...office.services.log, error: () => undefined },
        timestamps: { url, rootsFile: tsa.authority.root.certificate },
      })
    expect(await ask(other.url)).toMatchObject([{ refused: expect.stringContaining('vouch') as string }])
    await other.close()
    expect(await ask(other.url)).toMatchObject([{ refused: expect.stringContaining('unreachable') as string }])
    expect(await witnessesIn(office.services, office.tenantId)).toEqual([])
    expect(await verify()).toMatchObject({ ok: true, witnesses: 0 })
  })

  test('is nobody’s where no authority is set, and an inner address is asked only where the operator allows it', async () => {
    expect(await witnessRoots({ ...office.services, timestamps: undefined })).toEqual([])
    const log = { ...office.services.log, error: () => undefined }
    expect(await witnessRoots({ ...office.services, log, feedHosts: [] })).toMatchObject([
      { refused: expect.stringContaining('addressRefused') as string },
    ])
  })
})

describe('an exported log with witnesses', () => {
  const verifier = fileURLToPath(new URL('../../../tools/verify-audit-export.mjs', import.meta.url))
  async function verdict(edit: (text: string) => string, ...more: readonly string[]) {
    const reply = await office.app.inject({ method: 'POST', url: '/api/audit/export', headers: office.signedIn('quan') })
    const path = join(office.services.dataDir, 'nhat-ky.jsonl')
    await writeFile(path, edit(reply.body))
    const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, path, ...more], { encoding: 'utf8' })
    return { code: status, said: stdout + stderr }
  }
  const same = (text: string) => text
  const byOurs = ['--tsa-ca', tsa.authority.root.certificate] as const
  beforeEach(async () => {
    await witnessRoots(office.services)
  })

  test('says when and by whom its roots were seen, to whoever has the file and the verifier', async () => {
    const { code, said } = await verdict(same, ...byOurs)
    expect(code, `it said ${said}`).toBe(0)
    expect(said).toContain('1 dấu thời gian')
    expect(said).toContain('Dấu thời gian của TSA thử')
    expect((await verdict(same)).code, 'without anybody to vouch, the name is shown').toBe(0)
  })

  test('is faulty where nobody that was given vouches for the witness, or the token was changed', async () => {
    const strangers = await verdict(same, '--tsa-ca', stranger.authority.root.certificate)
    expect([strangers.code, strangers.said.includes('the timestamp is not right')]).toEqual([1, true])
    // In the middle of the token, whatever it hits: imprint, time, attributes, certificate or signature.
    for (const share of [0.1, 0.2, 0.45, 0.9, 0.99]) {
      const changed = await verdict(
        (text) => {
          const token = /"token":"([^"]+)"/u.exec(text)?.[1] ?? ''
          const bytes = Buffer.from(token, 'base64')
          const at = Math.floor(bytes.length * share)
          bytes[at] = (bytes[at] ?? 0) ^ 1
          return text.replace(token, bytes.toString('base64'))
        },
        ...byOurs,
      )
      expect(changed.code, `${share}: ${changed.said}`).toBe(1)
    }
  })
})
