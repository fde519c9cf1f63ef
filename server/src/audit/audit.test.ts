import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { auditLinesSchema, auditVerificationSchema } from '@haidang/api/consolidation'
import { problemSchema } from '@haidang/api/problem'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { batchDigest, verifyChain } from '@haidang/domain/audit/chain'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { audit, unitStream } from '../platform/audit.ts'
import { digestOfKept, packPiece } from '../platform/kept-lists.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { readHeads, rootHash, rootsFile, sha256 } from './roots.ts'
import type { RootInFile } from './roots.ts'
import { registerAuditRoutes } from './routes.ts'
import { sealRoots } from './seal.ts'
import { publicKeys, rotateKey } from './signing.ts'
import { batchAction, verifyAudit } from './verify.ts'

let office: TestOffice
let wardStream: string
beforeAll(async () => {
  office = await testOffice({ register: [registerAuditRoutes] })
  wardStream = unitStream(office.units.ward5)
  await write('lan', wardStream, 6)
  await write('hung', unitStream(office.units.ward7), 3)
  await sealRoots(office.services)
  await write('lan', wardStream, 4)
  await importBatch('minh', [
    { indicator: 'a', numerator: '12' },
    { indicator: 'b', numerator: null },
  ])
  await sealRoots(office.services)
  await write('lan', wardStream, 2)
  await sealRoots(office.services)
  await keep()
})
afterAll(() => office.close())
afterEach(restore)

const write = async (person: PersonName, stream: string, lines: number) => {
  for (let line = 1; line <= lines; line += 1) {
    const call = office.callAs(person)
    await inTransaction(call, (tx) =>
      audit(tx, call, {
        stream,
        action: 'entrySaved',
        subject: `chỉ tiêu ${line}`,
        detail: { numerator: '23391', denominator: '23802', note: 'nhập "lại" \n\u2028 số' },
      }),
    )
  }
}

/** As server/reports/import-values writes it. */
async function importBatch(person: PersonName, changes: readonly object[]): Promise<void> {
  const call = office.callAs(person)
  const id = crypto.randomUUID()
  const digest = batchDigest(changes, sha256)
  const text = `${changes.length}\n${changes.map((change) => canonicalJson(change)).join('\n')}`
  await inTransaction(call, async (tx) => {
    await tx.q
      .insertInto('value_batches')
      .values({ tenant_id: call.tenantId, id, size: changes.length, changes: packPiece(Buffer.from(text)), digest, imported_at: call.now })
      .execute()
    await audit(tx, call, { stream: 'plan', action: batchAction, subject: id, detail: { digest, size: changes.length } })
  })
}

const tables = ['audit_lines', 'audit_streams', 'audit_roots', 'value_batches'] as const
const sql = (text: string, values: unknown[] = []) => office.services.owner.query(text, values)
const file = () => rootsFile(office.services.dataDir, office.tenantId)
let keptFile = ''

async function keep(): Promise<void> {
  for (const table of tables) await sql(`create table kept_${table} as table ${table}`)
  keptFile = await readFile(file(), 'utf8')
}

async function restore(): Promise<void> {
  await sql(`truncate ${tables.join(', ')}`)
  for (const table of tables) await sql(`insert into ${table} table kept_${table}`)
  await writeFile(file(), keptFile)
}

const check = async () => {
  const { ok, faults } = await verifyAudit(office.services, office.tenantId)
  expect(ok).toBe(faults.length === 0)
  return faults.map(({ stream, seq, kind }) => `${stream === wardStream ? 'ward' : stream} ${seq} ${kind}`)
}

/** Lines of the ward's stream as another program would write them: with a right hash. */
const forge = async (seq: number, told: number, subject = 'giả') => {
  const { rows } = await sql(`select encode(hash, 'hex') as hash from audit_lines where stream = $1 and seq = $2`, [wardStream, seq - 1])
  const at = '2024-05-02T00:00:00.000Z'
  const payload = `{"action":"forged","actor":{"id":null,"name":"ai đó"},"at":"${at}","detail":{},"requestId":"x","seq":${told},"stream":"${wardStream}","subject":"${subject}"}`
  const hash = sha256(`${rows[0].hash}\n${payload}`)
  await sql(`insert into audit_lines values ($1, $2, $3, $4, null, 'forged', $5, $6, decode($7, 'hex'))`, [
    office.tenantId,
    wardStream,
    seq,
    at,
    subject,
    payload,
    hash,
  ])
  return hash
}

test('what the program wrote verifies, by the domain’s own rule too', async () => {
  const verification = await verifyAudit(office.services, office.tenantId)
  expect(verification).toMatchObject({ ok: true, streams: 3, lines: 16, roots: 3, batches: 1, faults: [] })

  const lines = await office.services.db
    .selectFrom('audit_lines')
    .select(['payload', 'hash'])
    .where('stream', '=', wardStream)
    .orderBy('seq')
    .execute()
  const chained = lines.map(({ payload, hash }) => ({ line: JSON.parse(payload), hash: hash.toString('hex') }))
  expect(verifyChain(chained, sha256)).toMatchObject({ ok: true, head: { seq: 12 } })
})

test('a line says who did what, when, to what', async () => {
  const line = await office.services.db
    .selectFrom('audit_lines')
    .selectAll()
    .where('stream', '=', wardStream)
    .where('seq', '=', 1)
    .executeTakeFirstOrThrow()
  expect(line).toMatchObject({ action: 'entrySaved', subject: 'chỉ tiêu 1', actor_id: office.people.lan.id })
  expect(JSON.parse(line.payload)).toMatchObject({
    actor: { id: office.people.lan.id, name: 'Trần Thị Lan' },
    at: line.at,
    seq: 1,
    stream: wardStream,
    detail: { numerator: '23391', note: 'nhập "lại" \n\u2028 số' },
  })
})

test('a change that is rolled back leaves no line and no gap', async () => {
  const before = await office.countAuditLines()
  const call = office.callAs('lan')
  const refused = await inTransaction(call, async (tx) => {
    await audit(tx, call, { stream: wardStream, action: 'entrySaved', subject: 'x', detail: {} })
    return { refused: 'incomplete' }
  })
  expect(refused).toEqual({ refused: 'incomplete' })
  await expect(
    inTransaction(call, async (tx) => {
      await audit(tx, call, { stream: wardStream, action: 'entrySaved', subject: 'x', detail: {} })
      throw new Error('the disk is full')
    }),
  ).rejects.toThrow('the disk is full')
  expect(await office.countAuditLines()).toBe(before)
  expect(await check()).toEqual([])
})

test('sixteen people who write at once make one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 16 }, (_, index) => write(index % 2 === 0 ? 'lan' : 'hung', 'plan', 5)))
  expect(await check()).toEqual([])
  expect((await verifyAudit(office.services, office.tenantId)).lines).toBe(16 + 80)
})

test('a long stream is read in pieces and verifies', async () => {
  const call = office.callAs('lan')
  await inTransaction(call, async (tx) => {
    for (let line = 0; line < 4100; line += 1)
      await audit(tx, call, { stream: 'long', action: 'entrySaved', subject: String(line), detail: {} })
  })
  expect(await check()).toEqual([])
  await sql(
    `update audit_lines set payload = replace(payload, '"subject":"4000"', '"subject":"4001"'), subject = '4001' where stream = 'long' and seq = 4001`,
  )
  expect(await check()).toEqual(['long 4001 changed'])
})

test('a changed payload is found', async () => {
  await sql(`update audit_lines set payload = replace(payload, '23391', '23801') where stream = $1 and seq = 3`, [wardStream])
  expect(await check()).toEqual(['ward 3 changed'])
})

test('the same content written another way is found', async () => {
  await sql(`update audit_lines set payload = replace(payload, '"action":', '"action": ') where stream = $1 and seq = 3`, [wardStream])
  expect(await check()).toEqual(['ward 3 changed'])
})

test('a changed hash is found once, and its seal says so too', async () => {
  await sql(`update audit_lines set hash = sha256('x') where stream = $1 and seq = 3`, [wardStream])
  expect(await check()).toEqual(['ward 3 changed'])
  await sql(`update audit_lines set hash = sha256('x') where stream = $1 and seq = 6`, [wardStream])
  expect(await check()).toEqual(['ward 3 changed', 'ward 6 changed'])
})

test('a payload that is no JSON any more is found', async () => {
  await sql(`update audit_lines set payload = left(payload, 20) where stream = $1 and seq = 12`, [wardStream])
  expect(await check()).toEqual(['ward 12 changed'])
})

test('columns that tell another story than the payload are found', async () => {
  for (const [seq, change] of [
    [2, `action = 'signedIn'`],
    [4, `subject = 'chỉ tiêu khác'`],
    [6, `at = at + interval '1 day'`],
    [8, `actor_id = '${office.people.hung.id}'`],
  ] as const) {
    await sql(`update audit_lines set ${change} where stream = $1 and seq = $2`, [wardStream, seq])
  }
  expect(await check()).toEqual(['ward 2 columnsDiffer', 'ward 4 columnsDiffer', 'ward 6 columnsDiffer', 'ward 8 columnsDiffer'])
})

test('a removed line is found', async () => {
  await sql(`delete from audit_lines where stream = $1 and seq = 4`, [wardStream])
  expect(await check()).toEqual(['ward 4 removed'])
})

test('a removed line is found when the rest is renumbered over the hole', async () => {
  await sql(`delete from audit_lines where stream = $1 and seq = 4`, [wardStream])
  await sql(`update audit_lines set seq = -seq where stream = $1 and seq > 4`, [wardStream])
  await sql(`update audit_lines set seq = -seq - 1 where stream = $1 and seq < 0`, [wardStream])
  await sql(`update audit_streams set last_seq = last_seq - 1 where stream = $1`, [wardStream])
  const faults = await check()
  expect(faults[0]).toBe('ward 4 removed')
})

test('a line inserted in the middle, with the rest moved on, is found', async () => {
  await sql(`update audit_lines set seq = -seq where stream = $1 and seq >= 4`, [wardStream])
  await sql(`update audit_lines set seq = -seq + 1 where stream = $1 and seq < 0`, [wardStream])
  await forge(4, 4)
  await sql(`update audit_streams set last_seq = last_seq + 1 where stream = $1`, [wardStream])
  const faults = await check()
  expect(faults[0]).toBe('ward 4 inserted')
})

test('a line put at the end past the stream’s head is found', async () => {
  await forge(13, 13)
  expect(await check()).toEqual(['ward 13 inserted'])
})

test('a line of another stream, or a stream of its own, is found', async () => {
  await sql(
    `insert into audit_lines select tenant_id, $1, 13, at, actor_id, action, subject, payload, hash from audit_lines where stream = $2 and seq = 1`,
    [wardStream, unitStream(office.units.ward7)],
  )
  expect(await check()).toEqual(['ward 13 inserted'])
  await restore()
  await sql(
    `insert into audit_lines select tenant_id, 'bịa', seq, at, actor_id, action, subject, payload, hash from audit_lines where stream = $1 and seq = 1`,
    [wardStream],
  )
  expect(await check()).toEqual(['bịa 1 inserted', 'bịa null removed'])
})

test('two lines that changed places are found', async () => {
  await sql(`update audit_lines set seq = case seq when 3 then -5 when 5 then -3 end where stream = $1 and seq in (3, 5)`, [wardStream])
  await sql(`update audit_lines set seq = -seq where stream = $1 and seq < 0`, [wardStream])
  expect(await check()).toEqual(['ward 3 reordered'])
})

test('a cut tail is found by the head, and by the seal when the head was set back too', async () => {
  await sql(`delete from audit_lines where stream = $1 and seq > 9`, [wardStream])
  expect(await check()).toEqual(['ward 10 tailCut'])
  await sql(
    `update audit_streams s set last_seq = 9, last_hash = (select hash from audit_lines l where l.stream = s.stream and l.seq = 9) where stream = $1`,
    [wardStream],
  )
  expect(await check()).toEqual(['ward 10 tailCut'])
})

test('a cut tail of lines and of roots is found by the file outside the database', async () => {
  await sql(`delete from audit_lines where stream = $1 and seq > 9`, [wardStream])
  await sql(
    `update audit_streams s set last_seq = 9, last_hash = (select hash from audit_lines l where l.stream = s.stream and l.seq = 9) where stream = $1`,
    [wardStream],
  )
  await sql(`delete from audit_roots where seq > 1`)
  expect(await check()).toEqual(['roots 2 tailCut', 'roots 3 tailCut'])

  // Sealing over it does not heal it: the file stays as it is.
  const errors: unknown[] = []
  await sealRoots({ ...office.services, log: { ...office.services.log, error: (...said: unknown[]) => errors.push(said) } })
  expect(errors).toHaveLength(1)
  expect(await readFile(file(), 'utf8')).toBe(keptFile)
  expect(await check()).toEqual(['roots 2 rootChanged', 'roots 3 tailCut'])
})

test('a chain written anew from its middle is found by its seal', async () => {
  for (let seq = 10; seq <= 12; seq += 1) {
    await sql(`delete from audit_lines where stream = $1 and seq = $2`, [wardStream, seq])
    const hash = await forge(seq, seq)
    await sql(`update audit_streams set last_hash = decode($2, 'hex') where stream = $1`, [wardStream, hash])
  }
  expect(await check()).toEqual(['ward 10 changed', 'ward 12 changed'])
})

test('a changed, removed or moved root is found', async () => {
  await sql(`update audit_roots set heads = replace(heads, '"seq":6', '"seq":5') where seq = 1`)
  expect((await check())[0]).toBe('roots 1 rootChanged')
  await restore()
  await sql(`update audit_roots set at = at + interval '1 hour' where seq = 2`)
  expect(await check()).toEqual(['roots 2 rootChanged'])
  await restore()
  await sql(`delete from audit_roots where seq = 2`)
  expect(await check()).toEqual(['roots 2 removed', 'roots 2 tailCut'])
})

test('a file whose roots were changed, taken out or made unreadable is found', async () => {
  await writeFile(file(), keptFile.replace(/"hash":"./u, '"hash":"z'))
  expect(await check()).toEqual(['roots 1 signatureWrong', 'roots 1 rootChanged'])
  await writeFile(file(), keptFile.split('\n').toSpliced(1, 1).join('\n'))
  expect(await check()).toEqual(['roots 2 rootChanged'])
  await rm(file())
  expect(await check()).toEqual(['roots 1 rootChanged'])
  await writeFile(file(), keptFile)
  await appendFile(file(), 'không phải JSON\n')
  expect(await check()).toEqual(['roots 4 rootChanged'])
})

test('a root that did not reach the file before a power cut is no fault, and is written at the next seal', async () => {
  const lines = keptFile.trimEnd().split('\n')
  await writeFile(file(), `${lines.slice(0, -1).join('\n')}\n`)
  expect(await check()).toEqual([])
  await sealRoots(office.services)
  expect(await readFile(file(), 'utf8')).toBe(keptFile)
})

test('nothing new, no new root', async () => {
  const [sealed] = await sealRoots(office.services)
  expect(sealed).toEqual({ tenantId: office.tenantId, seq: 3, sealed: false })
})

const keptList = async (): Promise<Buffer> =>
  (await office.services.db.selectFrom('value_batches').select('changes').executeTakeFirstOrThrow()).changes
const keepList = (changes: Buffer) => sql('update value_batches set changes = $1', [changes])
const withOtherFigure = (kept: Buffer): Buffer => Buffer.from(gunzipSync(kept).toString().replaceAll('"12"', '"13"'))

test('a bulk import’s changed list, digest or row is found', async () => {
  const { rows } = await sql('select seq from audit_lines where stream = $1', ['plan'])
  expect(rows).toHaveLength(1)
  await keepList(packPiece(withOtherFigure(await keptList())))
  expect(await check()).toEqual(['plan 1 batchChanged'])
  await sql('update value_batches set digest = $1', [await digestOfKept(await keptList())])
  expect(await check()).toEqual(['plan 1 batchChanged'])
  await sql('delete from value_batches')
  expect(await check()).toEqual(['plan 1 batchChanged'])
  await restore()
  await sql('update value_batches set changes = substr(changes, 1, length(changes) - 9)')
  expect(await check()).toEqual(['plan 1 batchChanged'])
  await restore()
  await sql(`insert into value_batches select tenant_id, gen_random_uuid(), size, changes, digest, imported_at from value_batches`)
  expect(await check()).toEqual([expect.stringMatching(/^batch:.* null batchChanged$/u)])
})

test('a list from before lists were packed is checked as well', async () => {
  await keepList(withOtherFigure(await keptList()))
  expect(await check()).toEqual(['plan 1 batchChanged'])
  await restore()
  await keepList(gunzipSync(await keptList()))
  expect(await check()).toEqual([])
})

test('no statement of the program changes or removes a line', async () => {
  const { glob } = await import('node:fs/promises')
  const found: string[] = []
  for await (const path of glob('server/src/**/*.ts')) {
    if (path.endsWith('.test.ts')) continue
    if (/(update|delete from|deleteFrom\('|updateTable\('|truncate)\s*\(?'?audit_(lines|roots)/iu.test(await readFile(path, 'utf8')))
      found.push(path)
  }
  expect(found).toEqual([])
})

test('the auditor reads the lines, newest first, page by page, and has them verified', async () => {
  const get = async (url: string) => office.app.inject({ url, headers: office.signedIn('quan') })
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = auditLinesSchema.parse(
      (await get(`/api/audit/lines?limit=5${next === '' ? '' : `&before=${encodeURIComponent(next)}`}`)).json(),
    )
    seen.push(...page.lines.map(({ stream, seq }) => `${stream} ${seq}`))
    next = page.next
  }
  expect(seen).toHaveLength(16)
  expect(new Set(seen).size).toBe(16)

  const one = auditLinesSchema.parse((await get(`/api/audit/lines?stream=${encodeURIComponent(wardStream)}`)).json())
  expect(one.lines).toHaveLength(12)
  expect(one.lines[0]).toMatchObject({ actor: 'Trần Thị Lan', action: 'entrySaved', detail: { numerator: '23391' } })

  // A practice office's clock may be turned back: one stream is still told in the order in which it was written.
  await sql(`update audit_lines set at = at - interval '1 year' where stream = $1 and seq > 6`, [wardStream])
  const numbers: number[] = []
  for (let place: string | null = ''; place !== null;) {
    const url: string = `/api/audit/lines?stream=${encodeURIComponent(wardStream)}&limit=5${place === '' ? '' : `&before=${encodeURIComponent(place)}`}`
    const page = auditLinesSchema.parse((await get(url)).json())
    numbers.push(...page.lines.map(({ seq }) => seq))
    place = page.next
  }
  expect(numbers).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  await sql(`update audit_lines set at = at + interval '1 year' where stream = $1 and seq > 6`, [wardStream])

  await sql(`update audit_lines set payload = replace(payload, '23391', '23801') where stream = $1 and seq = 3`, [wardStream])
  const verification = auditVerificationSchema.parse((await get('/api/audit/verification')).json())
  expect(verification).toMatchObject({ ok: false, lines: 16, roots: 3, faults: [{ stream: wardStream, seq: 3, fault: 'changed' }] })
  expect(verification.faults[0]?.message).toMatch(/^Nội dung dòng không khớp/u)
})

test.each(['/api/audit/lines', '/api/audit/verification'])('%s is not for others, nor is another office’s log', async (url) => {
  const before = await office.countAuditLines()
  for (const person of ['minh', 'lan', 'thu'] as const) {
    const reply = await office.app.inject({ url, headers: office.signedIn(person) })
    expect(problemSchema.parse(reply.json()).code).toBe('notAllowed')
  }
  expect(await office.countAuditLines()).toBe(before)

  const neighbour = await office.neighbour()
  const reply = await office.app.inject({ url, headers: neighbour.signedIn('quan') })
  expect(reply.json()).toMatchObject(url.endsWith('lines') ? { lines: [] } : { ok: true, lines: 0 })
})

describe('roots are signed', () => {
  const changeRoot = async (seq: number, change: (root: RootInFile) => object) =>
    writeFile(
      file(),
      keptFile
        .split('\n')
        .map((line) => {
          const root = line === '' ? undefined : (JSON.parse(line) as RootInFile)
          return root?.seq === seq ? canonicalJson(change(root)) : line
        })
        .join('\n'),
    )

  test('by one key, whose private half only its owner may read', async () => {
    const [key, ...others] = await publicKeys(office.services)
    expect(others).toEqual([])
    expect(
      keptFile
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as RootInFile).key),
    ).toEqual([key?.id, key?.id, key?.id])
    expect((await stat(join(office.services.keysDir, `audit-${key?.id}.pem`))).mode & 0o777).toBe(0o600)
  })

  test('a signature that was taken away, belongs to another root or was made with another key is found', async () => {
    await changeRoot(2, ({ at, hash, seq }) => ({ at, hash, seq }))
    expect(await check()).toEqual(['roots 2 signatureWrong'])
    await changeRoot(2, (root) => ({ ...root, signature: (JSON.parse(keptFile.split('\n')[0] ?? '') as RootInFile).signature }))
    expect(await check()).toEqual(['roots 2 signatureWrong'])
    const { privateKey } = generateKeyPairSync('ed25519')
    await changeRoot(2, (root) => ({ ...root, signature: sign(null, Buffer.from('haidang'), privateKey).toString('base64') }))
    expect(await check()).toEqual(['roots 2 signatureWrong'])
  })

  test('who rewrites table and file alike, and has no key, is found', async () => {
    const [, second, third] = await office.services.db
      .selectFrom('audit_roots')
      .select(['heads', 'hash'])
      .where('tenant_id', '=', office.tenantId)
      .orderBy('seq')
      .execute()
    const heads = readHeads(third?.heads ?? '') ?? []
    const forged = rootHash(second?.hash.toString('hex') ?? '', { seq: 3, at: '2024-01-01T00:00:00.000Z', heads })
    await sql(`update audit_roots set at = '2024-01-01T00:00:00.000Z', hash = $2 where tenant_id = $1 and seq = 3`, [
      office.tenantId,
      Buffer.from(forged, 'hex'),
    ])
    await changeRoot(3, (root) => ({ ...root, at: '2024-01-01T00:00:00.000Z', hash: forged }))
    expect(await check()).toEqual(['roots 3 signatureWrong'])
  })

  test('without its key the log is sealed all the same, and the check says so', async () => {
    const services = { ...office.services, keysDir: join(office.services.dataDir, 'khong-co') }
    await write('lan', wardStream, 1)
    await sealRoots(services)
    expect(await check()).toEqual(['roots 4 signatureWrong'])
  })

  test('a rotated key is signed by the one before, which signs nothing any more', async () => {
    // Beside the others: what is rotated cannot be put back.
    const other = await testOffice({ register: [registerAuditRoutes] })
    try {
      const call = other.callAs('lan')
      const writeLine = () =>
        inTransaction(call, (tx) => audit(tx, call, { stream: 'office', action: 'entrySaved', subject: 'x', detail: {} }))
      await writeLine()
      await sealRoots(other.services)
      const { before, after } = await rotateKey(other.services)
      expect(await readdir(other.services.keysDir)).toEqual([`audit-${after.id}.pem`])
      await writeLine()
      await sealRoots(other.services)
      expect((await verifyAudit(other.services, other.tenantId)).faults).toEqual([])

      const roots = rootsFile(other.services.dataDir, other.tenantId)
      const [first = '', second = ''] = (await readFile(roots, 'utf8')).split('\n')
      expect([first, second].map((line) => (JSON.parse(line) as RootInFile).key)).toEqual([before.id, after.id])
      // A key of one's own, slipped in after the first.
      const keys = join(other.services.dataDir, 'audit-roots', 'public-keys.jsonl')
      const [old = ''] = (await readFile(keys, 'utf8')).split('\n')
      const { publicKey } = generateKeyPairSync('ed25519')
      const bytes = publicKey.export({ format: 'der', type: 'spki' })
      const own = { ...after, id: createHash('sha256').update(bytes).digest('hex'), key: bytes.toString('base64') }
      await writeFile(keys, `${old}\n${canonicalJson(own)}\n`)
      expect((await verifyAudit(other.services, other.tenantId)).faults.map(({ seq, kind }) => [seq, kind])).toEqual([
        [2, 'signatureWrong'],
      ])
    } finally {
      await other.close()
    }
  })
})

describe('an exported log', () => {
  const verifier = fileURLToPath(new URL('../../../tools/verify-audit-export.mjs', import.meta.url))
  async function exported(person: PersonName = 'quan') {
    const response = await office.app.inject({ method: 'POST', url: '/api/audit/export', headers: office.signedIn(person) })
    return { status: response.statusCode, text: response.body }
  }
  async function verdict(text: string, ...more: readonly string[]) {
    const path = join(office.services.dataDir, 'nhat-ky.jsonl')
    await writeFile(path, text)
    const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, path, ...more], { encoding: 'utf8' })
    return { code: status, said: stdout + stderr }
  }

  test('is whole for whoever has only the file and the verifier, and that it was taken is its last line', async () => {
    const { status, text } = await exported()
    expect(status).toBe(200)
    const [key] = await publicKeys(office.services)
    const { code, said } = await verdict(text, '--key', key?.id ?? '')
    expect(code, `it said ${said}`).toBe(0)
    expect(said).toContain('17 lines, 4 streams, 3 roots, 3 signatures')
    expect(said).toContain('The log is whole.')
    expect(await check()).toEqual([])
    const { payload } = JSON.parse(text.split('\n').find((line) => line.includes('auditExported')) ?? '{}') as { payload: string }
    expect(JSON.parse(payload)).toMatchObject({ actor: { name: office.people.quan.name } })
    expect((await verdict(text, '--key', '0'.repeat(64))).said).toContain('the key that was given is not among them')
    expect((await verdict('{"a":1}\n')).code).toBe(2)
  })

  test('one changed, removed, inserted, moved or repeated line is found, wherever it stands', async () => {
    const { text } = await exported()
    const lines = text.trimEnd().split('\n')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: lines.length - 1 }),
        fc.constantFrom('remove', 'swap', 'repeat', 'change'),
        fc.nat(),
        async (at, way, chance) => {
          const line = lines[at] ?? ''
          const letter = chance % line.length
          // Another digit or letter in the place of one: what stands between quotation marks stays JSON.
          const changed = line.replace(/[0-9a-f]/gu, (found, place: number) =>
            place >= letter && place < letter + 8 ? (found === 'a' ? 'b' : 'a') : found,
          )
          const next = {
            remove: lines.toSpliced(at, 1),
            swap: lines.toSpliced(at, 2, lines[at + 1] ?? '', line),
            repeat: lines.toSpliced(at, 0, line),
            change: lines.toSpliced(at, 1, changed),
          }[way].filter((one) => one !== '')
          fc.pre(next.join('\n') !== lines.join('\n') && !isAboutNothing(line, way))
          expect((await verdict(`${next.join('\n')}\n`)).code, `${way} ${at}: ${line.slice(0, 80)}`).not.toBe(0)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('nobody but an auditor or administrator takes it, and nothing is written', async () => {
    const before = await office.countAuditLines()
    expect((await exported('minh')).status).toBe(403)
    expect((await exported('lan')).status).toBe(403)
    expect(await office.countAuditLines()).toBe(before)
  })
})

/** The head names the office and the moment, which nothing hashes; its tenant is part of every signature. */
const isAboutNothing = (line: string, way: string): boolean => line.includes('"kind":"office"') && way === 'change'
