import { request as requestHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { bytesOf, connectionFailure, FetchFailed } from './fetched.ts'
import type { Fetched } from './fetched.ts'
import { AddressFailed, guardedAddress } from './guarded-address.ts'

const mostRedirects = 3
const silenceMs = 20_000

export type HttpAsked = {
  readonly url: string
  readonly header: { readonly name: string; readonly value: string } | undefined
  readonly allowedHosts: readonly string[]
  readonly signal: AbortSignal
  /** Sent by POST, where something is to be asked with more than its address. It goes to one machine: redirects are refused. */
  readonly body?: { readonly bytes: Uint8Array; readonly mediaType: string }
}

/** One page of another system. Each redirect is a new address to look at; the secret header goes to the first machine only. */
export async function fetchHttp({ url, header, allowedHosts, signal, body }: HttpAsked): Promise<Fetched> {
  try {
    let at = new URL(url)
    for (let hops = 0; ; hops += 1) {
      const isHome = at.origin === new URL(url).origin
      const answer = await ask(at, isHome ? header : undefined, { allowedHosts, signal, ...(body === undefined ? {} : { body }) }).catch(
        (error: unknown) => {
          throw hops > 0 && error instanceof AddressFailed && error.because === 'addressRefused'
            ? new FetchFailed('redirectRefused', at.host, error)
            : error
        },
      )
      const next = redirectOf(answer, at)
      if (next === undefined) return { bytes: await pageOf(answer), fileName: null }
      answer.destroy()
      if (
        body !== undefined ||
        hops === mostRedirects ||
        !/^https?:$/u.test(next.protocol) ||
        (at.protocol === 'https:' && next.protocol === 'http:')
      )
        throw new FetchFailed('redirectRefused', next.host)
      at = next
    }
  } catch (error) {
    throw connectionFailure(error)
  }
}

async function ask(
  url: URL,
  header: HttpAsked['header'],
  { allowedHosts, signal, body }: Pick<HttpAsked, 'allowedHosts' | 'signal' | 'body'>,
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:'
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port)
  const { address, family } = await guardedAddress(url.hostname, port, allowedHosts)
  return new Promise((resolve, reject) => {
    const request = (isTls ? requestHttps : requestHttp)(
      url.href,
      {
        agent: false,
        method: body === undefined ? 'GET' : 'POST',
        signal,
        timeout: silenceMs,
        headers: {
          accept: 'application/json, text/csv, */*;q=0.5',
          'accept-encoding': 'identity',
          'user-agent': 'HaiDang',
          ...(header === undefined ? {} : { [header.name]: header.value }),
          ...(body === undefined ? {} : { 'content-type': body.mediaType, 'content-length': body.bytes.length }),
        },
        // The address that was looked at, whatever the name says by now.
        lookup: (_name, options, found) => {
          if (options.all === true) found(null, [{ address, family }])
          else found(null, address, family)
        },
      },
      resolve,
    )
    request.on('timeout', () => request.destroy(new FetchFailed('tooSlow')))
    request.on('error', reject)
    request.end(body?.bytes)
  })
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined
  if (!URL.canParse(headers.location, from.href)) throw new FetchFailed('redirectRefused', headers.location.slice(0, 200))
  return new URL(headers.location, from)
}

async function pageOf(answer: IncomingMessage): Promise<Buffer> {
  const { statusCode, headers } = answer
  const encoding = headers['content-encoding'] ?? 'identity'
  if (statusCode !== 200 || encoding !== 'identity') {
    answer.destroy()
    throw new FetchFailed('badAnswer', statusCode === 200 ? `content-encoding: ${encoding.slice(0, 60)}` : `HTTP ${statusCode}`)
  }
  const bytes = await bytesOf(answer)
  if (!answer.complete) throw new FetchFailed('unreachable', 'ECONNRESET')
  return bytes
}
