import { createHash, generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import ssh2 from 'ssh2'
import type { Connection, SFTPWrapper } from 'ssh2'
import { testOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import { FetchFailed } from '../platform/fetched.ts'
import { fetchSftp } from './fetch-sftp.ts'
import type { SftpAsked } from './fetch-sftp.ts'
import { registerFeedsJobs } from './jobs.ts'
import { registerFeedsRoutes } from './routes.ts'
import { administrator, dossiersFeed } from './testing.ts'

const { Server, utils } = ssh2
const { STATUS_CODE, flagsToString } = utils.sftp

type Laid = { readonly text: string; readonly mtime: number }
const files = new Map<string, Laid>()
/** How the machine reads a file out; some tests break it. */
let readsOut: 'well' | 'never' | 'hangsUp' = 'well'

const hostKeys = utils.generateKeyPairSync('ed25519')
const personKeys = utils.generateKeyPairSync('ed25519')
const shown = utils.parseKey(hostKeys.public)
const fingerprint = `SHA256:${createHash('sha256')
  .update('getPublicSSH' in shown ? shown.getPublicSSH() : Buffer.alloc(0))
  .digest('base64')
  .replace(/=+$/u, '')}`

const open = new Set<Connection>()
const server = new Server({ hostKeys: [hostKeys.private] }, (client) => {
  open.add(client)
  client
    .on('authentication', (context) => {
      const isRight =
        context.username === 'hai-dang' &&
        ((context.method === 'password' && context.password === 'mat-khau') ||
          (context.method === 'publickey' && isPersonKey(context.key.data)))
      if (isRight) context.accept()
      else context.reject(['password', 'publickey'])
    })
    .on('ready', () => client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serve(acceptSftp(), client))))
    .on('error', () => undefined) // Clients that hang up are what some tests are about.
    .on('close', () => open.delete(client))
})

const isPersonKey = (data: Buffer): boolean => {
  const key = utils.parseKey(personKeys.public)
  return 'getPublicSSH' in key && key.getPublicSSH().equals(data)
}

/** One folder, /ra, by the few requests of the protocol that reading needs. */
function serve(sftp: SFTPWrapper, client: Connection): void {
  const handles = new Map<number, { readonly name: string; listed: boolean }>()
  const handleOf = (name: string): Buffer => {
    const number = handles.size
    handles.set(number, { name, listed: false })
    return Buffer.from([number])
  }
  const attrsOf = ({ text, mtime }: Laid) => ({ mode: 0o100644, uid: 0, gid: 0, size: Buffer.byteLength(text), atime: mtime, mtime })
  sftp
    .on('OPENDIR', (id, path) => (path === '/ra' ? sftp.handle(id, handleOf('')) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE)))
    .on('READDIR', (id, handle) => {
      const at = handles.get(handle[0] ?? -1)
      if (at === undefined || at.listed) {
        sftp.status(id, STATUS_CODE.EOF)
        return
      }
      at.listed = true
      const folder = {
        filename: 'cu.csv',
        longname: 'd',
        attrs: { mode: 0o040755, uid: 0, gid: 0, size: 0, atime: 1, mtime: 9_999_999_999 },
      }
      sftp.name(id, [folder, ...[...files].map(([filename, laid]) => ({ filename, longname: filename, attrs: attrsOf(laid) }))])
    })
    .on('OPEN', (id, path, flags) => {
      const name = path.replace('/ra/', '')
      if (flagsToString(flags) !== 'r' || !files.has(name)) sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      else sftp.handle(id, handleOf(name))
    })
    .on('READ', (id, handle, offset, length) => {
      if (readsOut === 'hangsUp') client.end()
      if (readsOut !== 'well') return
      const bytes = Buffer.from(files.get(handles.get(handle[0] ?? -1)?.name ?? '')?.text ?? '')
      if (offset >= bytes.length) sftp.status(id, STATUS_CODE.EOF)
      else sftp.data(id, bytes.subarray(offset, offset + length))
    })
    .on('FSTAT', (id, handle) => {
      const laid = files.get(handles.get(handle[0] ?? -1)?.name ?? '')
      if (laid === undefined) sftp.status(id, STATUS_CODE.FAILURE)
      else sftp.attrs(id, attrsOf(laid))
    })
    .on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK))
}

let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port // It listens on a port.
})
afterAll(async () => {
  for (const client of open) client.end()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

const asked = (change: Partial<SftpAsked> = {}): SftpAsked => ({
  host: '127.0.0.1',
  port,
  user: 'hai-dang',
  path: '/ra/ho-so-*.csv',
  hostKey: fingerprint,
  secret: 'mat-khau',
  readUntil: null,
  allowedHosts: ['127.0.0.1'],
  signal: AbortSignal.timeout(10_000),
  ...change,
})
const lay = (...laid: readonly (readonly [string, string, number])[]) => {
  readsOut = 'well'
  files.clear()
  for (const [name, text, mtime] of laid) files.set(name, { text, mtime })
}
const failureOf = async (change: Partial<SftpAsked>) => {
  const error: unknown = await fetchSftp(asked(change)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof FetchFailed ? error.failure : error
}

test('new files come, older ones first, by a password or by a key', async () => {
  lay(['ho-so-2.csv', 'hai', 200], ['ho-so-1.csv', 'một', 100], ['khac.csv', 'x', 300], ['.ho-so-3.csv', 'y', 400])
  const names = async (change: Partial<SftpAsked>) =>
    (await fetchSftp(asked(change))).map(({ fileName, bytes, modifiedAt }) => [fileName, bytes.toString(), modifiedAt])
  expect(await names({})).toEqual([['ho-so-2.csv', 'hai', '1970-01-01T00:03:20.000Z']])
  expect(await names({ readUntil: '1970-01-01T00:01:40.000Z', secret: personKeys.private })).toEqual([
    ['ho-so-1.csv', 'một', '1970-01-01T00:01:40.000Z'],
    ['ho-so-2.csv', 'hai', '1970-01-01T00:03:20.000Z'],
  ])
})

test('another machine under the name is told nothing, and its fingerprint is shown', async () => {
  lay(['ho-so-1.csv', 'một', 100])
  expect(await failureOf({ hostKey: `SHA256:${'a'.repeat(43)}` })).toEqual({ failure: 'hostKeyDiffers', text: fingerprint })
})

test('what goes wrong is said', async () => {
  lay(['ho-so-1.csv', 'một', 100], ['ho-so-to.csv', ' '.repeat(5 * 1024 * 1024 + 1), 200])
  expect(await failureOf({ secret: 'sai' })).toMatchObject({ failure: 'signInRefused' })
  expect(await failureOf({ secret: '-----BEGIN OPENSSH PRIVATE KEY-----\nhỏng' })).toMatchObject({ failure: 'signInRefused' })
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  expect(await failureOf({ secret: privateKey })).toMatchObject({ failure: 'signInRefused' })
  expect(await failureOf({ path: '/ra/khong-co.csv' })).toEqual({ failure: 'fileNotFound', text: '/ra/khong-co.csv' })
  expect(await failureOf({ path: '/khong-co/a.csv' })).toMatchObject({ failure: 'fileNotFound' })
  expect(await failureOf({})).toMatchObject({ failure: 'tooLarge' })
  expect(await failureOf({ allowedHosts: [] })).toEqual({ failure: 'addressRefused', text: '127.0.0.1' })
  expect(await failureOf({ port: 1 })).toMatchObject({ failure: 'unreachable' })
})

test('a machine that stops in the middle does not hold us', async () => {
  lay(['ho-so-1.csv', 'một', 100])
  readsOut = 'never'
  expect(await failureOf({ signal: AbortSignal.timeout(500) })).toMatchObject({ failure: 'tooSlow' })
  readsOut = 'hangsUp'
  expect(await failureOf({})).toMatchObject({ failure: 'unreachable' })
})

test('a feed is asked, its files become figures once, and a correction comes as a new file', async () => {
  const office = await testOffice({ register: [registerFeedsRoutes], jobs: [registerFeedsJobs], feedHosts: ['127.0.0.1'] })
  try {
    await office.setClock('2024-05-11T02:00:00.000Z')
    const plan = await issueTestPlan(office)
    const an = administrator(office)
    const { host, user, path, hostKey, secret } = asked()
    const id = await an.make(
      dossiersFeed(plan.indicators.online, {
        source: { kind: 'sftp', host, port, user, path, hostKey },
        secret,
        reading: {
          format: 'csv',
          recordsAt: '',
          layout: { unit: 'don_vi', period: 'ky', long: { series: 'chuoi', value: 'gia_tri' }, numbers: 'vietnamese' },
          month: 'this',
        },
      }),
    )
    const told = async () => {
      const { outcome, fileName, figures, changed, failure } = await an.run(id)
      return [outcome, fileName, figures, changed, failure?.failure]
    }
    const csv = (online: string) =>
      ['don_vi;ky;chuoi;gia_tri', `Phường 5;05/2024;trucTuyen;${online}`, 'Phường 5;05/2024;tiepNhan;1.655'].join('\n')

    lay(['ho-so-1.csv', csv('1.412'), 100])
    expect(await told()).toEqual(['taken', 'ho-so-1.csv', 1, 1, undefined])
    expect(await told()).toEqual(['unchanged', 'ho-so-1.csv', 1, 0, undefined])
    lay(['ho-so-1.csv', csv('1.412'), 100], ['ho-so-2.csv', csv('1.420'), 200])
    expect(await told()).toEqual(['taken', 'ho-so-2.csv', 1, 1, undefined])
    const { rows } = await office.services.owner.query('select numerator, denominator from feed_values where said_until is null')
    expect(rows).toEqual([{ numerator: '1420', denominator: '1655' }])

    readsOut = 'hangsUp'
    expect(await told()).toEqual(['failed', null, 0, 0, 'unreachable'])
    expect(JSON.stringify(await an.feed(id))).not.toContain(secret)
    expect((await an.feed(id)).condition).toBe('failing')
  } finally {
    await office.close()
  }
})
