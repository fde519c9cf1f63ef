import { once } from 'node:events'
import { createConnection } from 'node:net'

export type Reply = { readonly status: number; readonly body: Buffer }

/** One kept-alive connection that sends one request at a time. `ask` takes the finished bytes of a request. */
export type HttpConnection = { readonly ask: (request: Buffer | string) => Promise<Reply>; readonly close: () => void }

/**
 * HTTP/1.1 by hand, as far as our own server answers it: node:http spends on a request about what the server does, and two cores measure
 * the server only if the client hardly counts.
 */
export async function connectHttp(port: number): Promise<HttpConnection> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let got: Buffer = Buffer.alloc(0)
  let waiting: { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void } | undefined

  const fail = (error: Error): void => {
    waiting?.reject(error)
    waiting = undefined
    socket.destroy()
  }
  socket.on('data', (piece: Buffer) => {
    got = got.length === 0 ? piece : Buffer.concat([got, piece])
    const reply = wholeReply(got)
    if (reply === undefined) return
    const { resolve } = waiting ?? {}
    waiting = undefined
    got = Buffer.alloc(0)
    resolve?.(reply)
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** The answer, once all of it is there. */
function wholeReply(got: Buffer): Reply | undefined {
  const headEnd = got.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = got.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const body = got.subarray(headEnd + 4)
  const length = /\r\ncontent-length: (\d+)/iu.exec(head)?.[1]
  if (length !== undefined) return body.length < Number(length) ? undefined : { status, body }
  const chunks = wholeChunks(body)
  return chunks === undefined ? undefined : { status, body: Buffer.concat(chunks) }
}

/** The pieces of a chunked body, once the empty one has come. */
function wholeChunks(body: Buffer): readonly Buffer[] | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16)
    const end = lineEnd + 2 + size
    if (body.length < end + 2) return undefined
    if (size === 0) return chunks
    chunks.push(body.subarray(lineEnd + 2, end))
    at = end + 2
  }
}

export function requestOf({
  method,
  path,
  port,
  cookie,
  body,
  headers = {},
}: {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly port: number
  readonly cookie: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}): string {
  const address = `127.0.0.1:${port}`
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${address}`,
    `origin: http://${address}`,
    'x-haidang: 1',
    `cookie: ${cookie}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}
