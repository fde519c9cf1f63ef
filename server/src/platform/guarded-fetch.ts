import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardedAddress } from './guarded-address.ts'

const silenceMs = 10_000
const mostBytes = 1024 * 1024

type Asked = {
  readonly method?: string | undefined
  readonly headers?: RequestInit['headers'] | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal | null | undefined
}

/**
 * `fetch` for libraries, by which nothing is reached that the guard of addresses refuses. It follows no redirect, so that no answer leads where
 * nobody has looked; and an answer is as large as one of a page of settings may be.
 */
export const guardedFetch =
  (allowedHosts: readonly string[]) =>
  async (target: string | URL, asked: Asked = {}): Promise<Response> => {
    const url = new URL(target)
    const answer = await send(url, asked, allowedHosts)
    const { statusCode = 502, headers } = answer
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of answer as AsyncIterable<Uint8Array>) {
      size += piece.length
      if (size > mostBytes) {
        answer.destroy()
        throw new RangeError(`${url.host} answered with more than ${mostBytes} bytes`)
      }
      pieces.push(piece)
    }
    const hasBody = statusCode !== 204 && statusCode !== 304
    const told = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))
    return new Response(hasBody ? Buffer.concat(pieces) : null, { status: statusCode, headers: told })
  }

async function send(url: URL, { method = 'GET', headers, body, signal }: Asked, allowedHosts: readonly string[]): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:'
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  const { address, family } = await guardedAddress(url.hostname, port, allowedHosts)
  const text = body instanceof URLSearchParams ? body.toString() : body
  if (text !== undefined && text !== null && typeof text !== 'string') throw new TypeError('Only a text is sent')
  return new Promise((resolve, reject) => {
    const request = (isTls ? requestHttps : requestHttp)(
      url.href,
      {
        method,
        agent: false,
        timeout: silenceMs,
        ...(signal ? { signal } : {}),
        headers: { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'identity', 'user-agent': 'HaiDang' },
        // The address that was looked at, whatever the name says by now.
        lookup: (_name, options, found) => {
          if (options.all === true) found(null, [{ address, family }])
          else found(null, address, family)
        },
      },
      resolve,
    )
    request.on('timeout', () => request.destroy(new Error(`${url.host} says nothing`)))
    request.on('error', reject)
    request.end(text ?? undefined)
  })
}
