import type { Problem as ProblemBody, ProblemCode } from '@haidang/api/problem'
import { problemWords, type Language, type Words } from '@haidang/api/problem-words'

const statuses: Readonly<Record<ProblemCode, number>> = {
  notSignedIn: 401,
  wrongSignIn: 401,
  codeNeeded: 401,
  wrongCode: 401,
  passkeyNeeded: 401,
  wrongKey: 401,
  factorRequired: 403,
  proofNeeded: 403,
  secondPersonNeeded: 409,
  passwordChangeRequired: 403,
  signInLocked: 429,
  linkExpired: 410,
  tokenInvalid: 401,
  tokenScope: 403,
  forbiddenOrigin: 403,
  notFound: 404,
  notAllowed: 403,
  badInput: 400,
  tooManyRequests: 429,
  fileTooLarge: 413,
  fileKindRefused: 415,
  changedMeanwhile: 409,
  refused: 422,
  clockFixed: 409,
  weakPassword: 422,
  unavailable: 503,
  failure: 500,
}

export type ProblemExtras = {
  /** Instead of the catalogue's sentence. */
  readonly detail?: Words
  readonly reason?: string
  readonly help?: Readonly<Record<string, unknown>>
  readonly current?: unknown
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  readonly retryAfterSeconds?: number
}

/** A mistake of the caller, on its way to the one place that answers it. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly status: number
  readonly extras: ProblemExtras

  constructor(code: ProblemCode, extras: ProblemExtras) {
    super(`${code}: ${(extras.detail ?? problemWords[code].detail).en}`)
    this.code = code
    this.status = statuses[code]
    this.extras = extras
  }
}

export const problem = (code: ProblemCode, extras: ProblemExtras = {}): Problem => new Problem(code, extras)

/** A refusal of the domain as the problem that the screen understands: the reason's code, and what helps. */
export const refusal = ({ refused, detail, ...help }: Refused): Problem =>
  problem('refused', { reason: refused, help, ...(detail !== undefined && { detail }) })

/** `detail`: its own sentence instead of the catalogue's. */
type Refused = { readonly refused: string; readonly detail?: Words } & Readonly<Record<string, unknown>>

/** What was done; a refusal is answered as one. */
export function accepted<T extends object>(outcome: T): Exclude<T, { readonly refused: string }> {
  if (isRefused(outcome)) throw refusal(outcome)
  return outcome as Exclude<T, { readonly refused: string }> // What is not refused; `in` does not narrow a type parameter.
}

const isRefused = (outcome: object): outcome is Refused => 'refused' in outcome

export function problemBody({ code, status, extras }: Problem, language: Language, requestId: string): ProblemBody {
  const { detail, reason, help, current, fields } = extras
  return {
    type: `urn:haidang:problem:${code}`,
    code,
    title: problemWords[code].title[language],
    status,
    detail: (detail ?? problemWords[code].detail)[language],
    requestId,
    ...(fields === undefined ? {} : { fields: [...fields] }),
    ...(reason === undefined ? {} : { reason }),
    ...(help === undefined ? {} : { help: { ...help } }),
    ...(current === undefined ? {} : { current }),
  }
}

/** Vietnamese, unless the reader puts English first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/u.exec(text)?.[1]).find((text) => text !== undefined)
      return { language: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight), index }
    })
    .filter(({ language, weight }) => (language === 'vi' || language === 'en') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
  return wanted[0]?.language === 'en' ? 'en' : 'vi'
}
