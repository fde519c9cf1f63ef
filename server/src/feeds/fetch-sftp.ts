import { createHash } from 'node:crypto'
import { connect as openSocket } from 'node:net'
import type { Socket } from 'node:net'
import { posix } from 'node:path'
import type { ConnectConfig, FileEntryWithStats, SFTPWrapper } from 'ssh2'
import { bytesOf, connectionFailure, deliveryBytes, FetchFailed } from '../platform/fetched.ts'
import type { Fetched } from '../platform/fetched.ts'
import { namedLike, readOffered } from './fetch-files.ts'
import type { OfferedFile } from './fetch-files.ts'
import { guardedAddress } from '../platform/guarded-address.ts'

const readyMs = 20_000

export type SftpAsked = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly path: string
  /** As `ssh-keygen -l` prints it; another machine under this name is refused before anything is said to it. */
  readonly hostKey: string
  /** A password, or a private key in its PEM. */
  readonly secret: string
  readonly readUntil: string | null
  readonly allowedHosts: readonly string[]
  readonly signal: AbortSignal
}

/** New files of a folder on another machine. */
export async function fetchSftp({ path, readUntil, signal, ...machine }: SftpAsked): Promise<readonly Fetched[]> {
  try {
    const { sftp, end } = await openSession(machine, signal)
    try {
      return await readOffered(await offeredAt(sftp, path), readUntil)
    } catch (error) {
      // What ssh2 says of a request that was not answered, or was denied, has no code of a connection.
      throw error instanceof FetchFailed ? error : new FetchFailed('unreachable', machine.host, error)
    } finally {
      end()
    }
  } catch (error) {
    throw signal.aborted ? new FetchFailed('tooSlow', '', error) : connectionFailure(error)
  }
}

async function openSession(
  { host, port, user, hostKey, secret, allowedHosts }: Omit<SftpAsked, 'path' | 'readUntil' | 'signal'>,
  signal: AbortSignal,
): Promise<{ readonly sftp: SFTPWrapper; readonly end: () => void }> {
  const [{ address }, { Client }] = await Promise.all([guardedAddress(host, port, allowedHosts), import('ssh2')])
  // Whoever opens a socket must hear of its end at once: nothing may be waited for before the client has it.
  const socket: Socket = openSocket({ host: address, port, signal })
  const client = new Client()
  let shown: string | undefined
  const settings: ConnectConfig = {
    sock: socket,
    username: user,
    ...(secret.startsWith('-----BEGIN') ? { privateKey: secret } : { password: secret }),
    readyTimeout: readyMs,
    hostVerifier: (key: Buffer) => {
      shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/u, '')}`
      return shown === hostKey
    },
  }
  const end = (): void => {
    client.end()
    socket.destroy()
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
      client
        .on('ready', () => client.sftp((error, opened) => (error ? reject(error) : resolve(opened))))
        .on('error', reject)
        .on('close', () => reject(new FetchFailed('unreachable', host)))
        .connect(settings)
    })
    return { sftp, end }
  } catch (error) {
    end()
    if (shown !== undefined && shown !== hostKey) throw new FetchFailed('hostKeyDiffers', shown, error)
    throw sshFailure(error, host)
  }
}

/** ssh2 says by `level` where it went wrong; a private key that cannot be read is thrown by `connect` itself. */
function sshFailure(error: unknown, host: string): unknown {
  const level = error instanceof Error && 'level' in error ? String(error.level) : ''
  if (level === 'client-authentication' || (error instanceof Error && error.message.startsWith('Cannot parse privateKey')))
    return new FetchFailed('signInRefused', '', error)
  if (level === 'client-timeout') return new FetchFailed('tooSlow', '', error)
  if (level === 'protocol' || level === 'handshake') return new FetchFailed('unreachable', host, error)
  return error
}

async function offeredAt(sftp: SFTPWrapper, path: string): Promise<readonly OfferedFile[]> {
  const folder = posix.dirname(path)
  const isNamedLike = namedLike(path)
  const entries = await asked<readonly FileEntryWithStats[]>((done) => sftp.readdir(folder, done)).catch((error: unknown) => {
    throw isNotThere(error) ? new FetchFailed('fileNotFound', path, error) : error
  })
  const files = entries.filter(({ filename, attrs }) => attrs.isFile() && isNamedLike(filename))
  if (files.length === 0) throw new FetchFailed('fileNotFound', path)
  return files.map(({ filename, attrs }) => ({
    name: filename,
    modifiedAt: new Date(attrs.mtime * 1000).toISOString(),
    read: () => bytesOfRemote(sftp, posix.join(folder, filename), attrs.size),
  }))
}

const pieceBytes = 32 * 1024

/** Piece by piece, each answer waited for: a stream of ssh2 goes on asking when its connection is ended, and nobody hears what it is told. */
async function bytesOfRemote(sftp: SFTPWrapper, path: string, size: number): Promise<Buffer> {
  if (size > deliveryBytes) throw new FetchFailed('tooLarge', String(deliveryBytes))
  const handle = await asked<Buffer>((done) => sftp.open(path, 'r', done))
  const pieces = async function* () {
    for (let at = 0; ;) {
      const piece = Buffer.alloc(pieceBytes)
      const read = await asked<number>((done) => sftp.read(handle, piece, 0, pieceBytes, at, done)).catch((error: unknown) => {
        if (isEnd(error)) return 0
        throw error
      })
      if (read === 0) return
      yield piece.subarray(0, read)
      at += read
    }
  }
  const bytes = await bytesOf(pieces())
  await asked<undefined>((done) => sftp.close(handle, (error) => done(error ?? undefined, undefined)))
  return bytes
}

// Status codes of the protocol (draft-ietf-secsh-filexfer-02, 7).
const [endOfFile, noSuchFile] = [1, 2]
const isEnd = (error: unknown): boolean => codeOf(error) === endOfFile
const isNotThere = (error: unknown): boolean => codeOf(error) === noSuchFile
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** One request and its answer. */
const asked = <T>(ask: (done: (error: Error | undefined, answer: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    ask((error, answer) => {
      if (error) reject(error)
      else resolve(answer)
    })
  })
