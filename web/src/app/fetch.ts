import type { Problem } from '@haidang/api/problem'
import { currentLanguage } from '../words/language.ts'

/** A refusal or fault that the server explained (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.problem = problem
  }
}

/** The server was not reached, or something between answered for it. */
export class AwayError extends Error {
  override readonly name = 'AwayError'
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type CallOptions = {
  readonly signal?: AbortSignal
  readonly keepalive?: boolean
  /** Sign-in pages handle 401 themselves. */ readonly quietly?: boolean
}

let whenSignedOut: () => void = () => {}

let whenUnsettled: () => void = () => {}

/** Called once by the session: what to do when a call hears that something comes first, a password of one's own or a second factor. */
export function onUnsettled(handle: () => void): void {
  whenUnsettled = handle
}

let proveAgain: (problem: Problem) => Promise<boolean> = () => Promise.resolve(false)

/** Called once by the session: asks who sits there, before a dangerous act; answers whether they have said so. */
export function onProofNeeded(ask: (problem: Problem) => Promise<boolean>): void {
  proveAgain = ask
}

let askSecondPerson: (problem: Problem) => Promise<Problem> = (problem) => Promise.resolve(problem)

/** Called once by the session: offers to ask a second person, where an act wants one; answers with what is to be said of it. */
export function onSecondPersonNeeded(ask: (problem: Problem) => Promise<Problem>): void {
  askSecondPerson = ask
}

/** Called once by the session: what to do when a call finds nobody signed in. */
export function onSignedOut(handle: () => void): void {
  whenSignedOut = handle
}

export function get<Reply>(path: string, options?: CallOptions): Promise<Reply> {
  return call<Reply>('GET', path, undefined, options)
}

export function post<Reply>(path: string, body?: unknown, options?: CallOptions): Promise<Reply> {
  return call<Reply>('POST', path, body, options)
}

export function put<Reply>(path: string, body: unknown, options?: CallOptions): Promise<Reply> {
  return call<Reply>('PUT', path, body, options)
}

export function remove<Reply>(path: string, options?: CallOptions): Promise<Reply> {
  return call<Reply>('DELETE', path, undefined, options)
}

const call = <Reply>(method: Method, path: string, body: unknown, options: CallOptions = {}): Promise<Reply> =>
  withSecondPerson(() => afterProof(() => callOnce<Reply>(method, path, body, options)))

/** An act that one alone does not do is asked of another; here it stays undone, and who asked for it hears so. */
async function withSecondPerson<Reply>(act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'secondPersonNeeded') throw error
    throw new ProblemError(await askSecondPerson(error.problem))
  }
}

/** An act that wants a proof first is done again after it: who asked for it waits, and has lost nothing that was typed. */
async function afterProof<Reply>(act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act()
  } catch (error) {
    const isAsked = error instanceof ProblemError && error.problem.code === 'proofNeeded'
    if (!isAsked || !(await proveAgain(error.problem))) throw error
    return await act()
  }
}

async function callOnce<Reply>(method: Method, path: string, body: unknown, options: CallOptions): Promise<Reply> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { ...standingHeaders(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new AwayError(error instanceof Error ? error.message : 'network')
  }
  return replyOf<Reply>(response.status, response.headers.get('content-type') ?? '', await response.text(), options)
}

/** Sends one file with its progress (fetch cannot tell how much has gone up). */
export const upload = <Reply>(path: string, file: File, onProgress?: (part: number) => void, signal?: AbortSignal): Promise<Reply> =>
  afterProof(() => uploadOnce<Reply>(path, file, onProgress, signal))

function uploadOnce<Reply>(path: string, file: File, onProgress?: (part: number) => void, signal?: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, file.name)
    request.open('POST', path)
    for (const [name, value] of Object.entries(standingHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onerror = () => reject(new AwayError('network'))
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    request.onload = () => {
      try {
        resolve(replyOf<Reply>(request.status, request.getResponseHeader('content-type') ?? '', request.responseText, {}))
      } catch (error) {
        reject(error)
      }
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

/** One file that is part of a dangerous act. */
export const uploadAfterProof = <Reply>(path: string, file: File): Promise<Reply> => afterProof(() => upload<Reply>(path, file))

/** Sends one file and gets another back. */
export function uploadForFile(path: string, file: File): Promise<Blob> {
  const body = new FormData()
  body.append('file', file, file.name)
  return postForFile(path, body)
}

/** Asks for a file whose making is an act that is told in the log. */
export const postForFile = (path: string, body: FormData | null = null): Promise<Blob> => afterProof(() => fileOnce(path, body))

async function fileOnce(path: string, body: FormData | null): Promise<Blob> {
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', headers: standingHeaders(), body })
  } catch (error) {
    throw new AwayError(error instanceof Error ? error.message : 'network')
  }
  if (response.ok) return response.blob()
  return replyOf<Blob>(response.status, response.headers.get('content-type') ?? '', await response.text(), {})
}

/** `x-haidang` proves to the server that a page of ours asks: no form of another site can send it. */
function standingHeaders(): Record<string, string> {
  return { accept: 'application/json, application/problem+json', 'accept-language': currentLanguage(), 'x-haidang': '1' }
}

function replyOf<Reply>(status: number, type: string, text: string, options: CallOptions): Reply {
  if (status === 401 && !options.quietly) whenSignedOut()
  if (status >= 200 && status < 300) return (text === '' ? undefined : JSON.parse(text)) as Reply // The server checks its replies against the same schema that names the type.
  if (type.includes('json')) {
    const body: unknown = JSON.parse(text)
    if (isProblem(body)) {
      if (body.code === 'passwordChangeRequired' || body.code === 'factorRequired') whenUnsettled()
      throw new ProblemError(body)
    }
  }
  // A proxy's page or a half answer: as good as no answer, and safe to try again.
  throw new AwayError(`HTTP ${status}`)
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body
}
