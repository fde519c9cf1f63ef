import type { auditLinesSchema } from '@haidang/api/consolidation'
import type { z } from 'zod'
import type { Instant } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import { inReading, type Tx } from '../platform/transaction.ts'
import type { StoredLine } from './check-stream.ts'

export type LinesPage = { readonly stream?: string | undefined; readonly before?: string | undefined; readonly limit: number }

/** The newest lines first, of one stream or of all; `next` is the place of the last one shown. */
export const auditLines = (call: Call, page: LinesPage): Promise<z.infer<typeof auditLinesSchema>> =>
  inReading(call, (tx) => readLines(tx, call.tenantId, page))

async function readLines(tx: Tx, tenantId: number, { stream, before, limit }: LinesPage): Promise<z.infer<typeof auditLinesSchema>> {
  let query = tx.q
    .selectFrom('audit_lines')
    .select(['stream', 'seq', 'at', 'action', 'subject', 'payload', 'hash'])
    .where('tenant_id', '=', tenantId)
    .limit(limit + 1)
  const place = readPlace(before)
  if (stream !== undefined) {
    // One stream stands in the order of its numbers, which its key gives, whatever a practice office's clock did meanwhile.
    query = query.where('stream', '=', stream).orderBy('seq', 'desc')
    if (place !== undefined) query = query.where('seq', '<', place.seq)
  } else {
    query = query.orderBy('at', 'desc').orderBy('stream', 'desc').orderBy('seq', 'desc')
    if (place !== undefined)
      query = query.where((where) => where(where.refTuple('at', 'stream', 'seq'), '<', where.tuple(place.at, place.stream, place.seq)))
  }

  const rows = await query.execute()
  const streams = await tx.q.selectFrom('audit_streams').select('stream').where('tenant_id', '=', tenantId).orderBy('stream').execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    lines: shown.map(({ payload, hash, ...line }) => ({ ...line, ...readPayload(payload), hash: hash.toString('hex') })),
    streams: streams.map((row) => row.stream),
    next: last === undefined ? null : `${last.at}|${last.seq}|${last.stream}`,
  }
}

function readPlace(text: string | undefined): { readonly at: string; readonly seq: number; readonly stream: string } | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|(\d{1,15})\|(.+)$/u.exec(text ?? '')
  return parts?.[1] === undefined || parts[3] === undefined ? undefined : { at: parts[1], seq: Number(parts[2]), stream: parts[3] }
}

/** A line that somebody broke is still shown; the verification says what is wrong with it. */
function readPayload(payload: string): Told & { readonly detail: Record<string, unknown> } {
  try {
    const line: unknown = JSON.parse(payload)
    if (typeof line !== 'object' || line === null) return { ...nobodyTold, detail: {} }
    const actor = 'actor' in line && typeof line.actor === 'object' && line.actor !== null ? line.actor : {}
    const detail = 'detail' in line && typeof line.detail === 'object' && line.detail !== null ? { ...line.detail } : {}
    return { ...whoDid(actor), detail }
  } catch {
    return { ...nobodyTold, detail: { text: payload } }
  }
}

type Told = {
  readonly actor: string
  readonly actorPost: string | null
  readonly onBehalfOf: { readonly name: string | null; readonly unit: string } | null
  readonly askedBy: string | null
}
const nobodyTold: Told = { actor: '', actorPost: null, onBehalfOf: null, askedBy: null }

/** A person's name, with that of the token where another program did it in that name. */
function namesIn(actor: object): string {
  if (!('name' in actor)) return ''
  const token = 'token' in actor && typeof actor.token === 'object' && actor.token !== null ? namesIn(actor.token) : ''
  return token === '' ? String(actor.name) : `${String(actor.name)} · ${token}`
}

/** Who it was, as what at that time, and for whom: lines from before posts were told have none. */
function whoDid(actor: object): Told {
  const post = ['post' in actor ? actor.post : undefined, 'unit' in actor ? actor.unit : undefined].filter(
    (said) => typeof said === 'string',
  )
  const other = 'onBehalfOf' in actor && typeof actor.onBehalfOf === 'object' ? actor.onBehalfOf : null
  const asked = 'askedBy' in actor && typeof actor.askedBy === 'object' ? actor.askedBy : null
  return {
    askedBy: asked !== null && 'name' in asked ? String(asked.name) : null,
    actor: namesIn(actor),
    actorPost: post.length === 0 ? null : post.join(', '),
    onBehalfOf:
      other === null
        ? null
        : { name: 'name' in other && typeof other.name === 'string' ? other.name : null, unit: 'unit' in other ? String(other.unit) : '' },
  }
}

/** Rows read at a time: memory stays the same however long the log. */
const linesAtOnce = 2000
const rootsAtOnce = 200

/** All lines of a stream as they are stored, by their numbers. */
export async function* linesOf(tx: Tx, tenantId: number, stream: string): AsyncGenerator<StoredLine> {
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await tx.hot<StoredLine>(
      'audit-verify-lines',
      'select stream, seq, at, actor_id, action, subject, payload, hash from audit_lines where tenant_id = $1 and stream = $2 and seq > $3 order by seq limit $4',
      [tenantId, stream, after, linesAtOnce],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < linesAtOnce) return
    after = last.seq
  }
}

export type RootRow = { readonly seq: number; readonly at: Instant; readonly heads: string; readonly hash: Buffer }

/** All roots, by their numbers. */
export async function* rootRows(tx: Tx, tenantId: number): AsyncGenerator<RootRow> {
  for (let after = 0; ;) {
    const rows = await tx.raw<RootRow>(
      'select seq, at, heads, hash from audit_roots where tenant_id = $1 and seq > $2 order by seq limit $3',
      [tenantId, after, rootsAtOnce],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < rootsAtOnce) return
    after = last.seq
  }
}
