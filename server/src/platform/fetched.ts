import type { FeedFailure } from '@haidang/api/feeds'
import { AddressFailed } from './guarded-address.ts'

/** What one asking brought: a page of the other system, or one of its files. */
export type Fetched = {
  readonly bytes: Buffer
  readonly fileName: string | null
  /** Of a file, when it was written last. */
  readonly modifiedAt?: string
}

export const deliveryBytes = 5 * 1024 * 1024
/** Of one asking: long enough for a slow portal, short enough that others get their turn. */
export const askingMs = 60_000

/** The other side is not there, does not answer as it should, or is not who it was: kept as the run's outcome, and no fault of ours. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
  readonly failure: FeedFailure

  constructor(failure: FeedFailure['failure'], text = '', cause?: unknown) {
    super(`${failure} ${text}`.trim(), { cause })
    this.failure = { failure, text }
  }
}

/** What a broken connection says, as the run's outcome; what is none of these is thrown as it is. */
export function connectionFailure(error: unknown): FetchFailed {
  if (error instanceof FetchFailed) return error
  if (error instanceof AddressFailed) return new FetchFailed(error.because, error.host, error)
  if (!(error instanceof Error)) throw error
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return new FetchFailed('tooSlow', '', error)

  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ETIMEDOUT') return new FetchFailed('tooSlow', '', error)
  if (/^(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_|HOSTNAME_MISMATCH|ERR_SSL_|EPROTO)/u.test(code))
    return new FetchFailed('certificateRefused', code, error)
  if (/^(?:E[A-Z]+|EAI_[A-Z]+|HPE_[A-Z_]+)$/u.test(code)) return new FetchFailed('unreachable', code, error)
  throw error
}

/** All bytes of a stream, unless they are too many. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>, limitBytes = deliveryBytes): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > limitBytes) throw new FetchFailed('tooLarge', String(limitBytes))
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
