import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealRoots } from '../audit/seal.ts'
import { debian15, start } from '../database/embedded/testing.ts'
import { migrateToLatest } from '../database/migrate.ts'
import { emptyDatabase, type TestDatabase } from '../database/testing.ts'
import { audit, unitStream } from '../platform/audit.ts'
import { checkDataDir } from '../platform/checks.ts'
import { testOffice, type TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { findBackup, openFolderForWriting } from './folder.ts'
import { takeBackup } from './take-backup.ts'
import { ask, bench, contentOf, copyOf, filesBelow, type Bench } from './testing.ts'

let office: TestOffice
let url: string
let connection: TestDatabase['connection']
const made: TestDatabase[] = []
beforeAll(async () => {
  office = await testOffice()
  const { database, host, port, user, password } = office.services.owner.options as unknown as TestDatabase['connection']
  connection = { database, host, port, user, ...(password === undefined ? {} : { password }) }
  url = `postgres:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}${password === undefined ? '' : `&password=${password}`}`
  await fill()
})
afterAll(async () => {
  await office.close()
  for (const database of made) await database.drop()
})

const source = () => ({ DATA_DIR: office.services.dataDir, DATABASE_URL: url })

/** Lines, files, a root, a key and a waiting job; text that COPY has to escape. */
async function fill(): Promise<void> {
  const { services, tenantId } = office
  await write('Tab\tvà \\xuống\ndòng "ngoặc" \u2028 ấy')
  for (const text of ['%PDF-1.7\nmột', `%PDF-1.7\n${'hai '.repeat(60_000)}`]) {
    const file = await services.files.put(tenantId, Readable.from([Buffer.from(text)]), { limitBytes: 1e7, allowed: ['pdf'] })
    await inTransaction(office, (tx) => services.files.record(tx, office.callAs('lan'), file))
  }
  // Streams that Vietnamese puts in another order than code points do.
  for (const stream of ['đơn vị', 'Z', 'a']) {
    const call = office.callAs('an')
    await inTransaction(call, (tx) => audit(tx, call, { stream, action: 'entrySaved', subject: stream, detail: {} }))
  }
  await sealRoots(services)
  await write('sau khi niêm phong')
  await mkdir(join(services.dataDir, 'keys'), { recursive: true })
  await writeFile(join(services.dataDir, 'keys', 'feeds.key'), Buffer.alloc(32, 7))
  await inTransaction(office, (tx) => services.queue.enqueue(tx, 'remind', { tenantId, ghi: 'chờ' }, { key: 'nhắc' }))
}

async function write(note: string): Promise<void> {
  const call = office.callAs('lan')
  await inTransaction(call, async (tx) => {
    await audit(tx, call, {
      stream: unitStream(office.units.ward5),
      action: 'entrySaved',
      subject: note,
      detail: { note, numerator: '0.10' },
    })
    await tx.q
      .insertInto('saved_views')
      .values({
        tenant_id: office.tenantId,
        id: crypto.randomUUID(),
        account_id: office.people.lan.id,
        name: note,
        question: note,
        saved_at: call.now,
      })
      .execute()
  })
}

async function empty(name: string, locale?: string): Promise<TestDatabase> {
  const database = await emptyDatabase(`backup_${name}`, locale)
  made.push(database)
  return database
}
async function backedUp(): Promise<Bench & { readonly folder: string; readonly said: string }> {
  const on = bench()
  const { code, said } = await on.ran('backup', ['--to', on.place('backups')], source())
  expect(said).toContain('tables')
  expect(code).toBe(0)
  return { ...on, folder: on.place('backups'), said }
}

describe('what is restored is what was there', () => {
  test('into an empty database of a server and an empty directory: every row, file, root, key and waiting job', async () => {
    const { ran, folder, place } = await backedUp()
    expect(await ran('verify-backup', [folder])).toMatchObject({ code: 0, said: expect.stringContaining('all whole') })
    const target = await empty('server')
    const restored = await ran('restore', ['--from', folder, '--into', place('new')], { DATABASE_URL: target.url })
    expect(restored.said).toContain('the log is whole')
    expect(restored.code).toBe(0)
    expect(await contentOf(target.connection)).toEqual(await contentOf(connection))
    expect(await filesBelow(place('new'))).toEqual(await filesBelow(office.services.dataDir))
    expect(await ask(target.connection, `select name, data, singleton_key from jobs.job where state = 'created'`)).toEqual([
      { name: 'remind', data: { tenantId: office.tenantId, ghi: 'chờ' }, singleton_key: 'nhắc' },
    ])
    // The next office gets a number of its own, and everybody signs in again.
    const [next] = await ask<{ last: string }>(
      target.connection,
      `select last_value::text as last from pg_sequences where sequencename = 'tenants_tenant_id_seq'`,
    )
    expect(next?.last).toBe(String(office.tenantId))
    expect(await ask(target.connection, 'select 1 from sessions')).toEqual([])
    expect((await ask(connection, 'select 1 from sessions')).length).toBeGreaterThan(0)
  })

  /** Where this run's server is the project's own 18, Debian's 15, and the other way round. */
  const other = process.env['PG_BIN'] ? '' : debian15
  test.runIf(other === '' || existsSync(other))('into an embedded database of another major version', { timeout: 120_000 }, async () => {
    const { ran, folder, place, said } = await backedUp()
    const restored = await ran('restore', ['--from', folder, '--into', place('new')], { PG_BIN: other })
    expect(restored.said).toContain('the log is whole')
    expect(headsIn(restored.said)).toEqual(headsIn(said))
    const embedded = await start(place('new'), { binDir: other || undefined })
    try {
      expect(await contentOf(embedded.connection)).toEqual(await contentOf(connection))
    } finally {
      await embedded.stop()
    }
  })

  test('into a database that sorts as Vietnamese does', async () => {
    const { ran, folder, place } = await backedUp()
    const target = await empty('vietnamese', `locale_provider icu icu_locale 'vi'`)
    expect(await ask(target.connection, `select 'Z' < 'a' as by_code_point`)).toEqual([{ by_code_point: false }])
    expect((await ran('restore', ['--from', folder, '--into', place('new')], { DATABASE_URL: target.url })).said).toContain(
      'the log is whole',
    )
    expect((await ran('backup', ['--to', folder], { DATA_DIR: place('new'), DATABASE_URL: target.url })).said).toContain('0 new parts')
  })

  test('an older schema is restored as it was and brought up to date', async () => {
    const on = bench()
    const [old, target] = [await empty('old'), await empty('upgraded')]
    await migrateToLatest(old.connection, { upTo: '0004-reading-examples' })
    await ask(
      old.connection,
      `insert into tenants (slug, name, issuer, place, symbol_suffix, practice, created_at)
       values ('cu', 'Cơ quan cũ', 'UBND', 'Bến Cũ', 'UBND', false, '2024-01-01')`,
    )
    expect(await on.ran('backup', ['--to', on.place('backups')], { DATABASE_URL: old.url })).toMatchObject({
      code: 0,
      said: expect.stringContaining('0004-reading-examples'),
    })
    // Taking a backup brought nothing up to date.
    expect(await ask(old.connection, 'select name from migrations')).toHaveLength(4)
    const restored = await on.ran('restore', ['--from', on.place('backups'), '--into', on.place('new')], { DATABASE_URL: target.url })
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('0005-units-in-time: xong / done') })
    expect(await ask(target.connection, 'select slug, name from tenants')).toEqual([{ slug: 'cu', name: 'Cơ quan cũ' }])
  })

  test('what is committed while a backup is taken is not in it, in no table', async () => {
    const on = bench()
    const folder = await openFolderForWriting(on.place('backups'), 'con tàu về bến đúng hẹn')
    const before = await contentOf(connection)
    let puts = 0
    const slow = {
      ...folder,
      parts: {
        ...folder.parts,
        put: async (...given: Parameters<typeof folder.parts.put>) => {
          puts += 1
          if (puts % 5 === 0) await write(`trong khi sao lưu ${puts}`)
          return folder.parts.put(...given)
        },
      },
    }
    await takeBackup({ connection, dataDir: office.services.dataDir, keysDir: office.services.keysDir, program: 'test' }, slow)
    expect(puts).toBeGreaterThan(50)
    expect(await contentOf(connection)).not.toEqual(before)
    const target = await empty('snapshot')
    expect(await on.ran('restore', ['--from', on.place('backups'), '--into', on.place('new')], { DATABASE_URL: target.url })).toMatchObject(
      { code: 0 },
    )
    expect(await contentOf(target.connection)).toEqual(before)
  })
})

const headsIn = (said: string) => said.match(/heads [0-9a-f]{64}/gu)

test(
  'a log that somebody rewrote is restored as it was, with its faults named: losing the data would help nobody',
  { timeout: 120_000 },
  async () => {
    const on = bench()
    const [broken, target] = [await empty('rewritten'), await empty('rewritten_again')]
    await migrateToLatest(broken.connection)
    await ask(
      broken.connection,
      `insert into tenants (slug, name, issuer, place, symbol_suffix, practice, created_at)
     values ('sua', 'Cơ quan bị sửa nhật ký', 'UBND', 'Bến Thử', 'UBND', false, '2024-01-01');
     insert into audit_lines (tenant_id, stream, seq, at, action, subject, payload, hash)
     select 1, 'office', n, '2024-01-01', 'entrySaved', '', '{}', '\\x00' from generate_series(1, 150000) n`,
    )
    await on.ran('backup', ['--to', on.place('backups')], { DATABASE_URL: broken.url })
    const restored = await on.ran('restore', ['--from', on.place('backups'), '--into', on.place('new')], { DATABASE_URL: target.url })
    expect(restored.code).toBe(1)
    expect(restored.said).toContain('sua office #1: ')
    expect(restored.said).toMatch(/the log had \d{6} faults before it was taken/u)
    expect(await ask(target.connection, 'select count(*)::int as lines from audit_lines')).toEqual([{ lines: 150_000 }])
  },
)

describe('a folder of backups', () => {
  test('keeps each content once, and each backup stays restorable by its file', async () => {
    const { ran, folder, place } = await backedUp()
    const first = (await readdir(folder)).find((name) => name.endsWith('.backup')) ?? ''
    const before = await contentOf(connection)
    const again = await ran('backup', ['--to', folder], source())
    expect(again.said).toContain('0 new parts')
    await write('sau bản đầu')
    // Two tables, the log's heads and no file.
    expect((await ran('backup', ['--to', folder], source())).said).toContain(': ghi thêm 3 phần')
    expect((await readdir(folder)).filter((name) => name.endsWith('.backup'))).toHaveLength(3)
    const target = await empty('first')
    expect(await ran('restore', ['--from', join(folder, first), '--into', place('new')], { DATABASE_URL: target.url })).toMatchObject({
      code: 0,
    })
    expect(await contentOf(target.connection)).toEqual(before)
  })

  test('is asked for the last backup before a moment', async () => {
    const { ran, folder } = await backedUp()
    const [first = ''] = (await readdir(folder)).filter((name) => name.endsWith('.backup'))
    const between = new Date().toISOString()
    await ran('backup', ['--to', folder], source())
    expect((await findBackup(folder, between)).file).toBe(join(folder, first))
    expect((await findBackup(folder)).file).not.toBe(join(folder, first))
    expect((await ran('restore', ['--from', folder, '--into', join(folder, 'new'), '--at', '2020-01-01T00:00:00Z'])).said).toContain(
      'no backup of 2020-01-01T00:00:00.000Z or before',
    )
  })

  test('takes the keys that lie in DATA_DIR, and none that are kept apart', async () => {
    const { ran, folder, place } = await backedUp()
    const apart = { ...source(), KEYS_DIR: place('apart') }
    expect((await ran('backup', ['--to', place('without keys')], apart)).said).toContain(
      `the keys in ${place('apart')} (KEYS_DIR) are kept apart`,
    )
    const [one, two] = [await empty('keys_apart'), await empty('keys_within')]
    await ran('restore', ['--from', place('without keys'), '--into', place('new')], { DATABASE_URL: one.url })
    expect(existsSync(place('new/keys'))).toBe(false)
    const within = await ran('restore', ['--from', folder, '--into', place('again')], { DATABASE_URL: two.url, KEYS_DIR: place('apart') })
    expect(within.said).toContain(`move them into ${place('apart')} (KEYS_DIR)`)
    expect(existsSync(place('again/keys/feeds.key'))).toBe(true)
  })

  test('shows nothing of what is in it, not even names', async () => {
    const { folder } = await backedUp()
    const all = JSON.stringify(await filesBelow(folder))
    for (const word of ['audit', 'vung-tau', 'entrySaved', '%PDF']) expect(all).not.toContain(word)
    const [file] = await ask<{ sha256: string }>(connection, 'select sha256 from stored_files limit 1')
    expect(all).not.toContain(file?.sha256)
    expect((await stat(folder)).mode & 0o077).toBe(0)
  })

  test('a stored file that is gone or rotten is named, and the rest is kept', async () => {
    const { services, tenantId } = office
    const [file] = await ask<{ sha256: string }>(connection, 'select sha256 from stored_files order by size limit 1')
    const path = services.files.path(tenantId, file?.sha256 ?? '')
    const bytes = await readFile(path)
    const on = bench()
    try {
      await writeFile(path, 'khác')
      expect(await on.ran('backup', ['--to', on.place('backups')], source())).toMatchObject({
        code: 1,
        said: expect.stringContaining(`DAMAGED files/${tenantId}/${file?.sha256}`),
      })
      await rm(path)
      expect((await on.ran('backup', ['--to', on.place('backups')], source())).said).toContain('MISSING')
    } finally {
      await writeFile(path, bytes)
    }
    expect(await on.ran('verify-backup', [on.place('backups')])).toMatchObject({ code: 0 })
    const target = await empty('damaged')
    expect(await on.ran('restore', ['--from', on.place('backups'), '--into', on.place('new')], { DATABASE_URL: target.url })).toMatchObject(
      { code: 0 },
    )
  })
})

describe('refused, with nothing written', () => {
  test('a part that was altered, cut, exchanged, added to or lost; a manifest that was altered or stands for another', async () => {
    const { ran, folder, place } = await backedUp()
    await write('cho bản thứ hai')
    await ran('backup', ['--to', folder], source())
    const manifests = (await readdir(folder)).filter((name) => name.endsWith('.backup')).toSorted()
    const parts = Object.keys(await filesBelow(join(folder, 'parts'))).map((name) => join('parts', name))
    const sizes = await Promise.all(parts.map(async (name) => (await stat(join(folder, name))).size))
    const largest = parts[sizes.indexOf(Math.max(...sizes))] ?? ''
    const [one, two] = parts.filter((name) => name !== largest)
    const newest = manifests.at(-1) ?? ''

    const breaks: readonly (readonly [string, RegExp, (at: string) => Promise<void>])[] = [
      ['altered', /content was altered/u, (at) => flip(join(at, largest))],
      ['cut', /end is cut off/u, async (at) => truncate(join(at, largest), 70_000)],
      ['added to', /added at its end/u, async (at) => writeFile(join(at, largest), Buffer.alloc(99), { flag: 'a' })],
      ['lost', /it is not there/u, (at) => rm(join(at, largest))],
      ['exchanged', /cannot be (used|restored)/u, (at) => exchange(join(at, one ?? ''), join(at, two ?? ''))],
      ['manifest altered', /content was altered/u, (at) => flip(join(at, newest))],
      ['older manifest in its place', /content was altered/u, (at) => rename(join(at, manifests[0] ?? ''), join(at, newest))],
      ['head altered', /The key does not open/u, (at) => edit(join(at, 'folder.json'), /"salt": "../u, '"salt": "00')],
      ['costs without limit', /no backup folder/u, (at) => edit(join(at, 'folder.json'), /"N": \d+/u, '"N": 1099511627776')],
    ]
    const target = await empty('broken')
    for (const [name, words, harm] of breaks) {
      const broken = await copyOf(folder, place(`broken ${name}`))
      await harm(broken)
      const verified = await ran('verify-backup', [broken])
      const restored = await ran('restore', ['--from', broken, '--into', place('new')], { DATABASE_URL: target.url })
      expect({ name, code: verified.code, said: verified.said }).toEqual({ name, code: 1, said: expect.stringMatching(words) })
      expect({ name, code: restored.code, said: restored.said }).toEqual({ name, code: 1, said: expect.stringMatching(words) })
    }
    expect(existsSync(place('new'))).toBe(false)
    expect(await ask(target.connection, "select 1 from pg_tables where schemaname = 'public'")).toEqual([])
  })

  test('another key, a short one, none; a folder that is none; a backup that is not there', async () => {
    const { ran, folder, place } = await backedUp()
    await writeFile(place('other'), 'một khóa khác dài hơn mười sáu chữ')
    await writeFile(place('short'), 'ngắn')
    const before = await filesBelow(folder)
    const said = async (...given: Parameters<Bench['ran']>) => (await ran(...given)).said
    expect(await said('backup', ['--to', folder, '--key-file', place('other')], source())).toContain('a new key begins a new folder')
    expect(await said('verify-backup', [folder, '--key-file', place('other')])).toContain('The key does not open')
    expect(await said('backup', ['--to', folder, '--key-file', place('short')], source())).toContain('only 4 characters')
    expect(await said('backup', ['--to', folder], { ...source(), HAIDANG_BACKUP_KEY_FILE: '' })).toContain('There is no backup key')
    expect(await said('backup', ['--to', office.services.dataDir], source())).toContain('holds other files')
    expect(await said('backup', ['--to', place('nothing')], { DATA_DIR: place('nowhere') })).toContain('no database to back up')
    expect(await said('verify-backup', [office.services.dataDir])).toContain('is no backup folder')
    expect(await said('backup', ['--to', place('key/within a file')], source())).toContain('cannot be written (ENOTDIR)')
    await openFolderForWriting(place('new folder'), 'con tàu về bến đúng hẹn')
    expect(await said('verify-backup', [place('new folder')])).toContain('no finished backup')
    expect(await filesBelow(folder)).toEqual(before)
  })

  test('a newer schema, a database that is not empty, a directory that is not empty', async () => {
    const { ran, folder, place } = await backedUp()
    const newer = await empty('newer')
    await migrateToLatest(newer.connection)
    await ask(newer.connection, `insert into migrations (name, timestamp) values ('9999-from-tomorrow', '2027-01-01')`)
    await ran('backup', ['--to', place('newer')], { DATABASE_URL: newer.url })
    const [empty1, filled] = [await empty('for_newer'), await empty('filled')]
    expect((await ran('restore', ['--from', place('newer'), '--into', place('new')], { DATABASE_URL: empty1.url })).said).toContain(
      'its schema has 9999-from-tomorrow',
    )
    expect(await ask(empty1.connection, `select 1 from pg_tables where schemaname = 'public'`)).toEqual([])

    await ask(filled.connection, 'create table notes (text text)')
    expect((await ran('restore', ['--from', folder, '--into', place('new')], { DATABASE_URL: filled.url })).said).toContain(
      'is not empty (it has public.notes',
    )
    expect(await ask(filled.connection, `select tablename from pg_tables where schemaname = 'public'`)).toEqual([{ tablename: 'notes' }])

    await mkdir(place('new/files'), { recursive: true })
    await writeFile(place('new/files/one'), 'của tôi')
    expect((await ran('restore', ['--from', folder, '--into', place('new')], { DATABASE_URL: empty1.url })).said).toContain('add --replace')
    expect(Object.keys(await filesBelow(place('new')))).toEqual(['files/one'])
  })

  test('rows that a policy would hide from this role', async () => {
    const on = bench()
    const thin = await empty('policies')
    await migrateToLatest(thin.connection)
    await ask(thin.connection, 'alter table notices enable row level security; alter table notices force row level security')
    await expect(on.ran('backup', ['--to', on.place('backups')], { DATABASE_URL: thin.url })).rejects.toThrow(/row-level security/u)
    expect(await readdir(on.place('backups'))).not.toContain(expect.stringContaining('.backup'))
  })
})

describe('in the place of another installation', () => {
  test('it is refused while that one runs, moves it aside with --replace, and keeps it whole', { timeout: 120_000 }, async () => {
    const { ran, folder, place } = await backedUp()
    const running = await start(place('data'))
    await ask(running.connection, 'create table remembered (word text)')
    const restore = (...more: readonly string[]) => ran('restore', ['--from', folder, '--into', place('data'), ...more])
    expect((await restore()).said).toContain('(postgresql)')
    expect((await restore('--replace')).said).toContain('is running; stop the program')
    await running.stop()
    expect((await restore()).said).toContain('add --replace')

    const replaced = await restore('--replace')
    expect(replaced.code).toBe(0)
    const aside = (await readdir(place('data'))).find((name) => name.startsWith('before-restore-')) ?? ''
    expect(replaced.said).toContain(aside)
    expect((await readdir(place('data'))).toSorted()).toEqual(['audit-roots', aside, 'files', 'keys', 'postgresql'])
    const before = await start(join(place('data'), aside))
    expect(await ask(before.connection, 'select * from remembered')).toEqual([])
    await before.stop()
  })

  test('what a killed restore left is named, and no program starts beside it', async () => {
    const { ran, folder, place } = await backedUp()
    await mkdir(place('data/restoring'), { recursive: true })
    expect((await ran('restore', ['--from', folder, '--into', place('data'), '--replace'])).said).toContain(
      'left by a restore that did not finish',
    )
    await expect(checkDataDir(place('data'))).rejects.toThrow('left by a restore that did not finish')
    expect(await readdir(place('data'))).toEqual(['restoring'])
  })
})

async function flip(file: string): Promise<void> {
  const bytes = await readFile(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(file, bytes)
}

async function exchange(one: string, two: string): Promise<void> {
  await rename(one, `${one}.away`)
  await rename(two, one)
  await rename(`${one}.away`, two)
}

async function edit(file: string, from: RegExp, to: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to))
}
