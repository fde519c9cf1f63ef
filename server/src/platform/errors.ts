import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { languageOf, Problem, problem, problemBody } from './problems.ts'
import { sqlState } from './transaction.ts'

/** The one place where what went wrong becomes an answer. */
export function answerError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asProblem(error)
  if (known.code === 'failure') request.log.error({ err: error }, 'request failed')
  else if (known.code === 'unavailable') request.log.warn({ err: error }, 'request could not be served')
  else if (!(error instanceof Problem) && sqlState(error) !== undefined)
    request.log.warn({ err: error }, 'the database refused what was sent')
  return answerProblem(known, request, reply)
}

export function answerProblem(known: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = known.extras
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  const language = languageOf(request.headers['accept-language'])
  return reply
    .code(known.status)
    .header('content-language', language)
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemBody(known, language, request.id))
}

function asProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  if (isDatabaseAway(error)) return problem('unavailable', { retryAfterSeconds: 2 })
  const state = sqlState(error) ?? ''
  if (diskFullCodes.has(state)) return problem('unavailable', { retryAfterSeconds: 60, detail: diskFull })
  if (waitedTooLongCodes.has(state)) return problem('unavailable', { retryAfterSeconds: 5 })
  if (unstorableCodes.has(state)) return problem('badInput')
  if (error.statusCode === 413) return problem('fileTooLarge')
  if (error.statusCode === 415) return problem('fileKindRefused')
  if (error.statusCode === 429) return problem('tooManyRequests', { retryAfterSeconds: 60 })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return problem('badInput', { fields: [{ path: '', message: error.message }] })
  return isBrokenForm(error) ? problem('badInput', { fields: [{ path: 'file', message: error.message }] }) : problem('failure')
}

/** What the reader of forms says where a file was cut off on its way, or was never one; it has no status of its own. */
const isBrokenForm = ({ message }: Error): boolean =>
  /^(?:Unexpected end of multipart data|(?:Part|Header) terminated early|Multipart: Boundary not found)/u.test(message)

const diskFullCodes = new Set(['ENOSPC', 'EDQUOT', '53100'])
const diskFull = {
  vi: 'Máy chủ hết chỗ lưu trữ; chưa có gì được lưu, hãy báo quản trị viên.',
  en: 'The server has no storage left; nothing was saved, tell the administrator.',
}

/** A lock was not granted in time, a statement or an idle transaction went on too long, a deadlock came twice. */
const waitedTooLongCodes = new Set(['55P03', '57014', '25P03', '40P01', '40001'])

/**
 * What no column can hold, and no schema of the wire refuses: a NUL or half a surrogate pair in a text, a number beyond its column, a moment
 * that is none. It came with the request, so it is the request that is wrong.
 */
const unstorableCodes = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05'])

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])

/** The database is being restarted, or has no place left: trying again soon is right. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const state = sqlState(error)
  if (state === 'ENOENT') return 'syscall' in error && error.syscall === 'connect'
  if (state !== undefined) return awayCodes.has(state)
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/u.test(
    error.message,
  )
}
