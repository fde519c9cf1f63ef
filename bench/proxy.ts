import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A statement as it went over the wire: what `pg` is given to send it again. */
export type Statement = { readonly name: string; readonly text: string; readonly values: readonly (string | Buffer | null)[] }

/** Sent with the statement after it, in one message: of which office that one is. */
export const saysOffice = ({ name }: Statement): boolean => name === 'haidang: office'

export type RecordingProxy = {
  /** postgres://… of the same database, by way of here. */
  readonly databaseUrl: string
  /** Starts again with nothing recorded. */
  readonly forget: () => void
  /** What the program's web connections have sent since, in order. */
  readonly recorded: () => readonly Statement[]
  readonly close: () => Promise<void>
}

/**
 * Stands between a program and its database and writes down what it asks. A floor made from this is always the program's own statements, not a copy
 * of them that somebody would have to keep up to date.
 */
export async function startRecordingProxy(socketDirectory: string): Promise<RecordingProxy> {
  let statements: Statement[] = []
  const sockets = new Set<Socket>()
  const server = createServer((program) => {
    const database = createConnection(`${socketDirectory}/.s.PGSQL.5432`)
    const note = noteTaker((statement) => statements.push(statement))
    for (const [from, to] of [
      [program, database],
      [database, program],
    ] as const) {
      sockets.add(from)
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
    program.on('data', note)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    databaseUrl: `postgres://haidang@127.0.0.1:${port}/haidang`,
    forget: () => (statements = []),
    recorded: () => statements,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The part of the protocol that carries statements: StartupMessage, Query, Parse and Bind. */
function noteTaker(note: (statement: Statement) => void): (piece: Buffer) => void {
  let waiting = Buffer.alloc(0)
  let isWeb: boolean | undefined
  const texts = new Map<string, string>()
  return (piece) => {
    waiting = Buffer.concat([waiting, piece])
    if (isWeb === undefined) {
      if (waiting.length < 4 || waiting.length < waiting.readInt32BE(0)) return
      const length = waiting.readInt32BE(0)
      const settings = waiting.subarray(8, length).toString().split('\0')
      // The queue polls by connections of another name; its statements belong to nobody's request.
      isWeb = settings[settings.indexOf('application_name') + 1] === 'haidang'
      waiting = waiting.subarray(length)
    }
    while (waiting.length >= 5 && waiting.length > waiting.readInt32BE(1)) {
      const end = waiting.readInt32BE(1) + 1
      const [kind, body] = [String.fromCodePoint(waiting[0] ?? 0), waiting.subarray(5, end)]
      waiting = waiting.subarray(end)
      if (!isWeb) continue
      if (kind === 'Q') note({ name: '', text: body.subarray(0, -1).toString(), values: [] })
      else if (kind === 'P') {
        const [name = '', text = ''] = body.toString().split('\0')
        texts.set(name, text)
      } else if (kind === 'B') {
        const [name, values] = boundValues(body)
        note({ name, text: texts.get(name) ?? '', values })
      }
    }
  }
}

/** Bind: portal, statement, formats of the values, the values. */
function boundValues(body: Buffer): readonly [string, readonly (string | Buffer | null)[]] {
  const portalEnd = body.indexOf(0)
  const nameEnd = body.indexOf(0, portalEnd + 1)
  const formatCount = body.readInt16BE(nameEnd + 1)
  const formats = Array.from({ length: formatCount }, (_, index) => body.readInt16BE(nameEnd + 3 + 2 * index))
  let at = nameEnd + 3 + 2 * formatCount
  const count = body.readInt16BE(at)
  at += 2
  const values = Array.from({ length: count }, (_, index) => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    const bytes = body.subarray(at, at + length)
    at += length
    const format = formats[formats.length === 1 ? 0 : index] ?? 0
    return format === 1 ? Buffer.from(bytes) : bytes.toString()
  })
  return [body.subarray(portalEnd + 1, nameEnd).toString(), values]
}
