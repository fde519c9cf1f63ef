import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FeedFailure, FeedSettings } from '@haidang/api/feeds'
import { readRecords } from '@haidang/documents/records/read-records'
import { deliveredValues, matchDelivery, periodIn } from '@haidang/domain/feeds/delivery'
import type { Delivered, DeliveredRecord, Matched } from '@haidang/domain/feeds/delivery'
import { dayOf } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import { addPeriods, periodOfDay } from '@haidang/domain/periods/period'
import type { Period } from '@haidang/domain/periods/period'
import { unitsOn } from '@haidang/domain/units/unit'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { clockOf } from '../platform/call.ts'
import { Problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitVersions } from '../units/store.ts'
import { deliveryBytes } from '../platform/fetched.ts'
import { addRun, feedOf, keepFigures, lastDays, runByKey, runOf, sameDelivery } from './store.ts'
import type { FeedRow, NewRun, RunRow } from './store.ts'

export type Delivery = {
  readonly cause: NewRun['cause']
  /** The account of whoever asked for it. */
  readonly by: string | null
  readonly startedAt: Instant
  readonly fileName: string | null
  readonly bytes: Buffer
  /** The sender's own name of it. */
  readonly key: string | null
}
export type DeliveryRefusal = { readonly refused: 'keyUsed' | 'paused' }

/** Takes over what came: the bytes, the run, our figures and the audit line, in one transaction. The same delivery again changes nothing. */
export async function receiveDelivery(call: Call, feedId: string, delivery: Delivery): Promise<RunRow | DeliveryRefusal> {
  const { services, tenantId } = call
  const { bytes, fileName, key } = delivery
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = await keepText(call, bytes)
  return inTransaction<RunRow | DeliveryRefusal>(call, async (tx) => {
    const feed = await feedOf(tx, tenantId, feedId, 'forChange')
    const known = key === null ? undefined : await runByKey(tx, tenantId, feedId, key)
    if (known !== undefined) return known.sha256 === sha256 ? known : { refused: 'keyUsed' }
    if (feed.state === 'paused' && delivery.cause === 'push') return { refused: 'paused' }

    if (file !== undefined) await services.files.record(tx, call, file)
    const head = { id: newId(), feed, ...delivery, bytes: bytes.length, sha256, endedAt: await clockOf(tx.q, tenantId) }
    const same = await sameDelivery(tx, tenantId, feed, { sha256, fileName })
    if (same !== undefined) {
      const { values, figures, findings, unmapped } = same
      await addRun(tx, call, {
        ...head,
        outcome: 'unchanged',
        failure: null,
        values,
        figures,
        changed: 0,
        findings,
        unmapped,
        delivered: null,
      })
      // A sender's new name says that he vouches for it anew; a page that never changes may be one that nobody writes any more.
      if (delivery.cause === 'push') await markNewest(tx, call, feedId, head.endedAt)
      return runOf(tx, tenantId, feedId, head.id)
    }

    const read = await readDelivery(tx, call, feed.settings, bytes)
    const { delivered, matched } = read
    const kept = {
      values: delivered?.values.length ?? 0,
      figures: matched?.figures.length ?? 0,
      findings: matched?.findings ?? [],
      unmapped: matched?.unmapped ?? [],
      delivered: delivered?.values.map(({ unit, series, period, text }) => [unit, series, period, text] as const) ?? null,
    }
    if (read.failure !== null || matched === undefined) {
      await addRun(tx, call, { ...head, ...kept, outcome: 'failed', failure: read.failure, changed: 0 })
      return runOf(tx, tenantId, feedId, head.id)
    }
    const outcomeBefore = matched.findings.length > 0 ? 'partly' : 'taken'
    await addRun(tx, call, { ...head, ...kept, outcome: outcomeBefore, failure: null, changed: 0 })
    const changed = await keepFigures(tx, call, { feedId, runId: head.id, at: head.endedAt, figures: matched.figures })
    const outcome = changed === 0 && outcomeBefore === 'taken' ? 'unchanged' : outcomeBefore
    await tx.q.updateTable('feed_runs').set({ changed, outcome }).where('tenant_id', '=', tenantId).where('id', '=', head.id).execute()
    await markNewest(tx, call, feedId, head.endedAt)
    await audit(tx, call, {
      stream: 'feeds',
      action: 'feedDelivered',
      subject: feedId,
      detail: {
        name: feed.settings.name,
        run: head.id,
        sha256,
        size: bytes.length,
        figures: kept.figures,
        changedFigures: changed,
        outcome,
      },
    })
    return runOf(tx, tenantId, feedId, head.id)
  })
}

/** The bytes as they came; what is no text, or nothing, is not kept. */
const keepText = ({ services, tenantId }: Call, bytes: Buffer) =>
  services.files.put(tenantId, Readable.from([bytes]), { limitBytes: deliveryBytes, allowed: ['text'] }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'fileKindRefused') return undefined
    throw error
  })

async function markNewest(tx: Tx, { tenantId }: Call, feedId: string, at: Instant): Promise<void> {
  await tx.q.updateTable('feeds').set({ newest_at: at }).where('tenant_id', '=', tenantId).where('id', '=', feedId).execute()
}

/** The month that a feed asks for: that of the day, or the one before. */
export const askedPeriod = ({ reading }: Pick<FeedSettings, 'reading'>, now: Instant): Period =>
  addPeriods(periodOfDay('monthly', dayOf(now)), reading.month === 'last' ? -1 : 0)

export type ReadDelivery = {
  readonly failure: FeedFailure | null
  readonly records?: readonly DeliveredRecord[]
  readonly delivered?: Delivered
  readonly matched?: Matched
}

/** What the bytes say by the feed's settings, as far as one gets. */
export async function readDelivery(
  tx: Tx,
  { tenantId, now }: Call,
  settings: Pick<FeedSettings, 'reading' | 'mapping'>,
  bytes: Buffer,
): Promise<ReadDelivery> {
  const { reading, mapping } = settings
  const records = readRecords(bytes, { format: reading.format, at: reading.recordsAt })
  if ('unreadable' in records) {
    const text = 'line' in records ? String(records.line) : 'at' in records ? records.at : ''
    return { failure: { failure: records.unreadable, text } }
  }
  const delivered = deliveredValues(records, reading.layout, askedPeriod(settings, now))
  if ('missingField' in delivered) return { failure: { failure: 'fieldMissing', text: delivered.missingField }, records }

  const periods = [...new Set(delivered.values.map(({ period }) => periodIn(period)))].filter((period) => period !== undefined)
  const indicatorIds = mapping.series.map(({ indicatorId }) => indicatorId)
  const days = await lastDays(tx, tenantId, indicatorIds, periods)
  const versions = await unitVersions(tx, tenantId)
  const units = new Map(periods.map((period) => [period, unitsOn(versions, days.get(period) ?? '')]))
  const matched = matchDelivery(delivered, mapping, { unitsOf: (period) => units.get(period) ?? [] })
  // Empty fields at a month's beginning are nothing wrong; values of which none is ours are.
  const isMissed = matched.figures.length === 0 && delivered.values.length > 0
  return { failure: isMissed ? { failure: 'nothingMatched', text: '' } : null, records, delivered, matched }
}

/** Keeps that nothing came, and why. */
export async function recordFailure(
  call: Call,
  feed: Pick<FeedRow, 'id' | 'revision'>,
  { failure, ...asked }: Pick<Delivery, 'cause' | 'by' | 'startedAt'> & { readonly failure: FeedFailure },
): Promise<void> {
  await inTransaction(call, async (tx) =>
    addRun(tx, call, {
      id: newId(),
      feed,
      ...asked,
      endedAt: await clockOf(tx.q, call.tenantId),
      fileName: null,
      bytes: null,
      sha256: null,
      key: null,
      outcome: 'failed',
      failure,
      values: 0,
      figures: 0,
      changed: 0,
      findings: [],
      unmapped: [],
      delivered: null,
    }),
  )
}
