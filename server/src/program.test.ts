import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const cli = fileURLToPath(new URL('./cli/main.ts', import.meta.url))

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'haidang-program-'))
  await chmod(dataDir, 0o755)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
type Run = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<Ended> }

/** A process of its own, as a person starts it, with nothing of this environment but the path and what makes it quick. */
function run(script: string, args: readonly string[], environment: Readonly<Record<string, string>>): Run {
  const { PATH = '', HOME = '', PG_BIN, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH, HOME, ...(PG_BIN && { PG_BIN }), ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (piece) => (out += String(piece)))
  child.stderr.on('data', (piece) => (err += String(piece)))
  return {
    child,
    said: () => out + err,
    ended: once(child, 'close').then(([code]) => ({ code: typeof code === 'number' ? code : null, out, err })),
  }
}

async function until<T>(look: () => Promise<T | undefined> | T | undefined, seconds = 50): Promise<T> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const seen = await look()
    if (seen !== undefined) return seen
    await sleep(50)
  }
  throw new Error(`not seen within ${seconds} s`)
}

const start = async (environment: Readonly<Record<string, string>> = {}) => {
  const program = run(main, [], { DATA_DIR: dataDir, PORT: '0', HAIDANG_SAMPLE: 'no', LOG_LEVEL: 'warn', ...environment })
  const address = await until(() => {
    if (program.child.exitCode !== null) throw new Error(program.said())
    return /Hải Đăng: (http:\S+)/u.exec(program.said())?.[1]
  })
  return { ...program, address }
}

const stop = async ({ child, ended }: Run, signal: NodeJS.Signals = 'SIGTERM') => {
  const began = Date.now()
  child.kill(signal)
  return { ...(await ended), ms: Date.now() - began }
}

const readiness = async (address: string) => (await fetch(`${address}/readyz`).catch(() => undefined))?.status

const command = (...args: readonly string[]) => run(cli, args, { DATA_DIR: dataDir }).ended

test('the program starts on nothing, is ready, and ends cleanly within five seconds; commands work beside it', async () => {
  const program = await start()
  expect(await readiness(program.address)).toBe(200)
  const offices: unknown = await fetch(`${program.address}/api/offices`).then((reply) => reply.json())
  expect(offices).toEqual([])

  const made = await command(
    'office',
    'create',
    '--slug',
    'thu',
    '--name',
    'Cơ quan thử',
    '--issuer',
    'UBND THỬ',
    '--place',
    'Thử',
    '--practice',
    '--now',
    '2024-04-20T08:00:00+07:00',
  )
  expect(made).toMatchObject({ code: 0, err: '' })
  const units = join(dataDir, 'units.csv')
  await writeFile(
    units,
    '\uFEFFname;short_name;group;code\r\n"Phòng ""Văn hóa"" và Thông tin";VHTT;department;\r\nUBND Phường 5;;ward;26512\r\n',
  )
  expect((await command('units', 'import', units)).out).toContain('Đã thêm 2 đơn vị')
  const added = await command(
    'person',
    'add',
    '--login',
    'Lan',
    '--name',
    'Trần Thị Lan',
    '--post',
    'Công chức',
    '--unit',
    'ubnd phường 5',
    '--role',
    'focalPoint',
  )
  const token = /#(\S+)/u.exec(added.out)?.[1] ?? ''
  const signIn = await fetch(`${program.address}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-haidang': '1', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token }),
  })
  expect(signIn.status).toBe(200)
  expect(await signIn.json()).toMatchObject({ unit: { name: 'UBND Phường 5' }, office: { now: expect.stringMatching(/^2024-04-20T01:/u) } })

  const ended = await stop(program)
  expect(ended).toMatchObject({ code: 0, err: '' })
  expect(ended.ms).toBeLessThan(5000)
  // Sealed at the end: the file holds the root of what was written.
  expect(await readFile(join(dataDir, 'audit-roots', '1.jsonl'), 'utf8')).toMatch(/"seq":1,"signature":"[^"]+"\}\n$/u)
  expect(await command('audit', 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('Nhật ký nguyên vẹn') })
})

test('a second start is quick, and offers fresh links while nobody has a password', async () => {
  const began = Date.now()
  const program = await start()
  // Warm it is about a second; the limit is for a machine with much else to do.
  expect(Date.now() - began).toBeLessThan(20_000)
  const links = () => [...program.said().matchAll(/http:\S+\/dang-nhap\/lien-ket#(\S+)/gu)].map((match) => match[1])
  expect(links()).toHaveLength(1)
  expect(program.said()).toContain('Trần Thị Lan, Công chức – UBND Phường 5')
  expect((await stop(program, 'SIGINT')).code).toBe(0)
})

test('asked to end while it loads the sample city, it ends, and its database with it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'haidang-program-cut-'))
  await chmod(home, 0o755)
  const program = run(main, [], { DATA_DIR: home, PORT: '0', LOG_LEVEL: 'warn' })
  await until(() => /Đang nạp thành phố mẫu/u.exec(program.said()) ?? undefined)
  const ended = await stop(program)
  expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringContaining('SIGTERM: đang dừng') })
  expect(ended.ms).toBeLessThan(5000)
  const postmaster = join(home, 'postgresql', 'data', 'postmaster.pid')
  await until(
    () =>
      readFile(postmaster).then(
        () => undefined,
        () => 'gone',
      ),
    10,
  )
  await rm(home, { recursive: true, force: true })
}, 90_000)

test('when PostgreSQL is killed the program says so, lives on, and is ready again', async () => {
  const program = await start()
  const postmaster = Number((await readFile(join(dataDir, 'postgresql', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const seen: (number | undefined)[] = []
  process.kill(postmaster, 'SIGKILL')
  await until(async () => {
    seen.push(await readiness(program.address))
    return seen.includes(503) && seen.at(-1) === 200 ? true : undefined
  }, 40)
  expect(new Set(seen)).toEqual(new Set(seen.filter((status) => status === 200 || status === 503)))
  expect((await fetch(`${program.address}/api/offices`)).status).toBe(200)
  expect(program.child.exitCode).toBeNull()
  expect((await stop(program)).code).toBe(0)
  expect((await command('audit', 'verify')).code).toBe(0)
})

test('what keeps it from starting is one clear sentence in each language, without a stack', async () => {
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
  const bound = blocker.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const file = join(dataDir, 'a-file')
  await writeFile(file, '')

  const attempts: readonly (readonly [Readonly<Record<string, string>>, RegExp, RegExp])[] = [
    [{ PORT: String(port) }, /^Cổng \d+ đang có chương trình khác dùng; hãy dừng chương trình ấy, hoặc đặt PORT/u, /^Port \d+ is taken/u],
    [{ PORT: 'tám' }, /^PORT="tám" không phải/u, /^PORT="tám" is not/u],
    [{ DATA_DIR: join(file, 'below') }, /^Không ghi được vào thư mục dữ liệu/u, /^The data directory .* cannot be written/u],
    [{ PUBLIC_URL: 'haidang.vn' }, /^PUBLIC_URL="haidang.vn" không phải/u, /^PUBLIC_URL="haidang.vn" is not/u],
    [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY chỉ nhận/u, /^TRUST_PROXY takes/u],
    [
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/x' },
      /^Không kết nối được PostgreSQL tại 127.0.0.1:1\/x/u,
      /^PostgreSQL at 127.0.0.1:1\/x cannot be reached/u,
    ],
    [{ HOST: '203.0.113.9' }, /^Máy này không có địa chỉ/u, /^This machine has no address/u],
  ]
  const ends = await Promise.all(
    attempts.map(([environment]) => run(main, [], { DATA_DIR: dataDir, PORT: '0', HAIDANG_SAMPLE: 'no', ...environment }).ended),
  )
  for (const [index, [, vietnamese, english]] of attempts.entries()) {
    const { code, out, err } = ends[index] ?? { code: null, out: '', err: '' }
    const lines = err.trimEnd().split('\n')
    expect({ code, out, lines }).toEqual({ code: 1, out: '', lines: [expect.any(String), expect.any(String)] })
    expect(lines[0]).toMatch(vietnamese)
    expect(lines[1]).toMatch(english)
    expect(err).not.toContain('secret')
  }
  blocker.close()
})

// One start for all of them: each looks at a program that runs, and a command without one would start and stop PostgreSQL for itself.
describe('beside a running program', () => {
  let program: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    program = await start()
  })
  afterAll(() => stop(program))

  const onDatabase = async (statement: string) => {
    const host = (await readFile(join(dataDir, 'postgresql', 'data', 'postmaster.pid'), 'utf8')).split('\n')[4]
    const client = new pg.Client({ host: host ?? '', port: 5432, user: 'haidang', database: 'haidang' })
    await client.connect()
    await client.query(statement)
    await client.end()
  }

  test('a second program on the same data does not start, and the first goes on', async () => {
    const { code, err } = await run(main, [], { DATA_DIR: dataDir, PORT: '0', HAIDANG_SAMPLE: 'no' }).ended
    expect(code).toBe(1)
    expect(err).toMatch(/^Một chương trình khác .* đang dùng/u)
    expect(await readiness(program.address)).toBe(200)
  })

  test('data of a newer program is left alone', async () => {
    await onDatabase(`insert into migrations values ('9999-from-the-future', now()::text)`)
    const refused = await command('migrate')
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/^Dữ liệu ở đây thuộc một phiên bản Hải Đăng mới hơn/u) })
    await onDatabase(`delete from migrations where name like '9999%'`)
  })

  test('a tampered log is named by the command, with exit code 1', async () => {
    await onDatabase(`update audit_lines set payload = replace(payload, 'UBND', 'HĐND') where seq = 2`)
    const verified = await command('audit', 'verify', '--office', 'thu')
    expect(verified.code).toBe(1)
    expect(verified.out).toMatch(/changed office #2/u)
  })

  test.each([
    [['--help'], 0, /audit verify/u],
    [['audit', 'verify', '--help'], 0, /kiểm tra nhật ký/u],
    [['nothing'], 64, /Không có lệnh "nothing"/u],
    [['office', 'create', '--slug', 'x'], 1, /Thiếu --slug, --name/u],
    [['office', 'create', '--slug', 'Thử', '--name', 'x', '--issuer', 'x', '--place', 'x'], 1, /--slug "Thử" chỉ gồm/u],
    [['office', 'create', '--slug', 'thu', '--name', 'x', '--issuer', 'x', '--place', 'x'], 1, /Đã có cơ quan "thu"/u],
    [['office', 'clock', 'thu', 'hôm nay'], 1, /không phải là thời điểm/u],
    [
      ['person', 'add', '--login', 'lan', '--name', 'x', '--post', 'x', '--unit', 'UBND Phường 5', '--role', 'focalPoint'],
      1,
      /Đã có người dùng "lan"/u,
    ],
    [
      ['person', 'add', '--login', 'b', '--name', 'x', '--post', 'x', '--unit', 'UBND Phường 9', '--role', 'focalPoint'],
      1,
      /Không có đơn vị "UBND Phường 9"/u,
    ],
    [
      ['person', 'add', '--login', 'b', '--name', 'x', '--post', 'x', '--unit', 'UBND Phường 5', '--role', 'king'],
      1,
      /Không có vai trò "king"/u,
    ],
    [['person', 'link', 'ai'], 1, /Không có người dùng "ai"/u],
    [['audit', 'verify', '--office', 'ở đâu'], 1, /Không có cơ quan "ở đâu"; đang có: thu/u],
    [['units', 'import', '/nowhere.csv'], 1, /Không mở được tệp/u],
    [['audit', 'verify', '--fix'], 1, /Tham số chưa đúng/u],
  ])('haidang %j ends with %i and says why', async (args, expected, said) => {
    const { code, out, err } = await command(...args)
    expect(code).toBe(expected)
    expect(out + err).toMatch(said)
    expect(err).not.toMatch(/\n\s+at /u)
  })
})
