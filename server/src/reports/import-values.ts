import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { parseDecimal, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import { canReview } from '@haidang/domain/reports/policy'
import { lockedAmong } from '../locks/store.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { packPiece } from '../platform/kept-lists.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { ambiguous, openReportRegister } from './report-register.ts'
import type { RegisteredReport, ReportRegister } from './report-register.ts'

/** One value of a list. `unit` is an id, an official code or a name; `indicator` an id or a code of the plan. */
export type IncomingValue = ({ readonly reportId: string } | { readonly unit: string; readonly period: string }) & {
  readonly indicator: string
  readonly numerator: string | null
  readonly denominator: string | null
  /** The line of its source, to name it by; without one, its number in the list. */
  readonly row?: number
}

export type ImportOptions = {
  /** How the figures are written: "1.234,5" or "1234.5". Never guessed: "1.234" is a different number in each. */
  readonly numbers?: 'machine' | 'vietnamese'
  /** Where a unit reports for two plans in one month. */
  readonly planId?: string
}

export type RowFault = {
  readonly row: number
  readonly field: 'unit' | 'period' | 'report' | 'indicator' | 'numerator' | 'denominator'
  readonly value: string
  readonly fault: 'unknown' | 'ambiguous' | 'notANumber' | 'asksWords' | 'notOnForm' | 'notEditable' | 'locked' | 'twice'
}

export type Imported = { readonly batchId: string; readonly size: number; readonly digest: string }
export type ImportRefusal =
  | { readonly refused: 'rowsAtFault'; readonly faults: readonly RowFault[]; readonly faultCount: number }
  | { readonly refused: 'nothingToImport' }

/** More faults than this are counted and not listed: whoever mends them mends a column, not rows. */
const listedFaults = 100

/** So many rows are resolved while the database writes those before them. */
const rowsPerPart = 1_000

/**
 * Writes many values into open reports in one transaction: all or none. The list, in its order, is kept as the bytes that were hashed, packed,
 * and the one audit line carries their digest: sha256 over the count and one canonical JSON line per change (@haidang/domain/audit/chain, batchDigest).
 */
export async function importValues(
  call: Call,
  incoming: Iterable<IncomingValue>,
  options: ImportOptions = {},
): Promise<Imported | ImportRefusal> {
  // The program itself (a command on the machine) or the synthesis officer; a focal point types or pastes.
  if (call.actor.id !== null && !canReview(call.viewer)) throw problem('notAllowed')

  return inTransaction<Imported | ImportRefusal>(call, async (tx) => {
    // The list is read while the database looks up what there is to report on; both have ended when either is thrown.
    const [looked, read] = await Promise.allSettled([openReportRegister(tx, call, options.planId), listOf(incoming)])
    if (read.status === 'rejected') throw read.reason
    if (looked.status === 'rejected') throw looked.reason
    const [register, list] = [looked.value, read.value]
    if (list.length === 0) return { refused: 'nothingToImport' }

    const reportIds = reportsNamed(register, list)
    await holdReports(tx, call, reportIds)
    const { batch, faults } = await writeAll(tx, call, {
      list,
      reportIds,
      sift: sieve(register, await lockedAmong(tx, call, reportIds), options),
    })
    // Refused, and what was written before the fault was met is taken back.
    if (faults.length > 0) return { refused: 'rowsAtFault', faults: faults.slice(0, listedFaults), faultCount: faults.length }
    return keepBatch(tx, call, batch)
  })
}

const listOf = async (incoming: Iterable<IncomingValue>): Promise<readonly IncomingValue[]> => [...incoming]

type Change = {
  readonly reportId: string
  readonly indicatorId: string
  readonly numerator: string | null
  readonly denominator: string | null
}

type Sifted = { readonly changes: readonly Change[]; readonly faults: readonly RowFault[] }

/** Resolves rows part by part, in the order of the list: a cell that was met before is a fault. */
function sieve(
  register: ReportRegister,
  locked: ReadonlySet<string>,
  { numbers = 'machine' }: ImportOptions,
): (rows: readonly IncomingValue[], before: number) => Sifted {
  const parse = numbers === 'machine' ? parseDecimal : parseVietnameseNumber
  const seen = new Map<string, Set<string>>()
  return (rows, before) => {
    const changes: Change[] = []
    const faults: RowFault[] = []
    for (const [index, value] of rows.entries()) {
      const row = value.row ?? before + index + 1
      const outcome = resolveRow(register, locked, value, parse)
      if ('fault' in outcome) {
        faults.push({ row, ...outcome })
        continue
      }
      const cells = seen.get(outcome.reportId) ?? new Set()
      if (cells.has(outcome.indicatorId)) faults.push({ row, field: 'indicator', value: value.indicator, fault: 'twice' })
      seen.set(outcome.reportId, cells.add(outcome.indicatorId))
      changes.push(outcome)
    }
    return { changes, faults }
  }
}

/** The reports that a list is for, as far as it names any that can be written. */
function reportsNamed(register: ReportRegister, list: readonly IncomingValue[]): readonly string[] {
  const ids = new Set<string>()
  for (const value of list) {
    const report = reportFor(register, value)
    if (!('fault' in report) && report.isEditable) ids.add(report.id)
  }
  return [...ids]
}

function resolveRow(
  register: ReportRegister,
  locked: ReadonlySet<string>,
  value: IncomingValue,
  parse: (text: string) => string | undefined,
): Change | Omit<RowFault, 'row'> {
  const report = reportFor(register, value)
  if ('fault' in report) return report
  if (!report.isEditable || locked.has(report.id)) {
    const named = 'reportId' in value ? value.reportId : `${value.unit} ${value.period}`
    return { field: 'report', value: named, fault: report.isEditable ? 'locked' : 'notEditable' }
  }

  const indicatorId = register.indicator(value.indicator)
  if (indicatorId === undefined) return { field: 'indicator', value: value.indicator, fault: 'unknown' }
  if (!report.form.has(indicatorId)) return { field: 'indicator', value: value.indicator, fault: 'notOnForm' }
  // A list has figures; words are typed, pasted or come in a workbook.
  if (register.asksWords(indicatorId)) return { field: 'indicator', value: value.indicator, fault: 'asksWords' }

  const numerator = value.numerator === null ? null : parse(value.numerator)
  if (numerator === undefined) return { field: 'numerator', value: value.numerator ?? '', fault: 'notANumber' }
  const denominator = value.denominator === null ? null : parse(value.denominator)
  if (denominator === undefined) return { field: 'denominator', value: value.denominator ?? '', fault: 'notANumber' }
  return { reportId: report.id, indicatorId, numerator, denominator }
}

function reportFor(register: ReportRegister, value: IncomingValue): RegisteredReport | Omit<RowFault, 'row'> {
  if ('reportId' in value) return register.byId(value.reportId) ?? { field: 'report', value: value.reportId, fault: 'unknown' }

  const unitId = register.unit(value.unit)
  if (unitId === ambiguous) return { field: 'unit', value: value.unit, fault: 'ambiguous' }
  if (unitId === undefined) return { field: 'unit', value: value.unit, fault: 'unknown' }
  const report = register.byUnit(unitId, value.period)
  if (report === ambiguous) return { field: 'period', value: value.period, fault: 'ambiguous' }
  return report ?? { field: 'period', value: value.period, fault: 'unknown' }
}

/** In the order of their ids, so that two imports wait for each other and do not lock each other out. */
async function holdReports(tx: Tx, { tenantId }: Call, ids: readonly string[]): Promise<void> {
  const held = await tx.raw<{ state: string }>(
    `select state from reports where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    [tenantId, arrayOf(ids)],
  )
  // Handed in between our look and our hold: as if it had been so from the start.
  if (held.some(({ state }) => state !== 'open' && state !== 'returned')) throw problem('changedMeanwhile')
}

/** The list as it was applied: the bytes that were hashed, packed. */
type Batch = { readonly bytes: Buffer; readonly size: number; readonly digest: string }

/** Puts a batch together from its parts, in their order. */
function batchOf(parts: readonly (readonly Change[])[]): Batch {
  const size = parts.reduce((sum, changes) => sum + changes.length, 0)
  const hash = createHash('sha256')
  const pieces = parts.map((changes, index) => {
    const piece = Buffer.from(`${index === 0 ? size : ''}\n${changes.map(batchLine).join('\n')}`)
    hash.update(piece)
    return packPiece(piece)
  })
  return { bytes: Buffer.concat(pieces), size, digest: hash.digest('hex') }
}

async function writeAll(
  tx: Tx,
  call: Call,
  { list, reportIds, sift }: { list: readonly IncomingValue[]; reportIds: readonly string[]; sift: ReturnType<typeof sieve> },
): Promise<{ readonly batch: Batch; readonly faults: readonly RowFault[] }> {
  const applied: (readonly Change[])[] = []
  const faults: RowFault[] = []
  const { promise: handedOver, resolve: isHandedOver } = Promise.withResolvers<void>()
  // From a fault on it only looks. What follows a part is done while the database writes that part.
  function* parts(): Generator<readonly Change[]> {
    for (let start = 0; start < list.length; start += rowsPerPart) {
      const sifted = sift(list.slice(start, start + rowsPerPart), start)
      faults.push(...sifted.faults)
      if (faults.length > 0) continue
      applied.push(sifted.changes)
      yield sifted.changes
    }
    isHandedOver()
  }
  // Where the held reports have no entry yet, nobody can make one meanwhile.
  const writing = (await haveEntries(tx, call, reportIds)) ? replaceEach(tx, call, parts()) : copyIn(tx, call, parts())
  // When the last part has left, the database still has every key to check: time enough to hash and pack the list.
  await Promise.race([writing, handedOver.then(() => setImmediate())])
  const batch = batchOf(applied)
  await writing
  return { batch, faults }
}

async function haveEntries(tx: Tx, { tenantId }: Call, reportIds: readonly string[]): Promise<boolean> {
  const found = await tx.raw('select 1 from report_entries where tenant_id = $1 and report_id = any($2::uuid[]) limit 1', [
    tenantId,
    arrayOf(reportIds),
  ])
  return found.length > 0
}

function copyIn(tx: Tx, { tenantId, viewer, now }: Call, parts: Iterable<readonly Change[]>): Promise<void> {
  // Ids and decimals need no escaping.
  const line = ({ reportId, indicatorId, numerator, denominator }: Change): string =>
    `${tenantId}\t${reportId}\t${indicatorId}\t${numerator ?? '\\N'}\t${denominator ?? '\\N'}\t${now}\t${viewer.accountId}\n`
  function* lines(): Generator<string> {
    for (const changes of parts) yield changes.map(line).join('')
  }
  return tx.copyIn('report_entries (tenant_id, report_id, indicator_id, numerator, denominator, updated_at, updated_by)', lines())
}

async function replaceEach(tx: Tx, call: Call, parts: Iterable<readonly Change[]>): Promise<void> {
  let written = Promise.resolve()
  for (const changes of parts) {
    await written
    written = replace(tx, call, changes)
  }
  await written
}

async function replace(tx: Tx, { tenantId, viewer, now }: Call, changes: readonly Change[]): Promise<void> {
  await tx.hot(
    'reports: import values',
    `insert into report_entries as e (tenant_id, report_id, indicator_id, numerator, denominator, revision, change_key, updated_at, updated_by)
     select $1, v.report_id, v.indicator_id, v.numerator, v.denominator, 1, null, $2, $3
     from unnest($4::uuid[], $5::uuid[], $6::numeric[], $7::numeric[]) as v (report_id, indicator_id, numerator, denominator)
     on conflict (tenant_id, report_id, indicator_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, revision = e.revision + 1, change_key = null,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
       where (e.numerator, e.denominator) is distinct from (excluded.numerator, excluded.denominator)`,
    [tenantId, now, viewer.accountId, ...columnsOf(changes)],
  )
}

async function keepBatch(tx: Tx, call: Call, { bytes, size, digest }: Batch): Promise<Imported> {
  const batchId = crypto.randomUUID()
  await tx.raw('insert into value_batches (tenant_id, id, size, changes, digest, imported_at) values ($1, $2, $3, $4, $5, $6)', [
    call.tenantId,
    batchId,
    size,
    bytes,
    digest,
    call.now,
  ])
  await audit(tx, call, { stream: 'office', action: 'valuesImported', subject: batchId, detail: { batchId, size, digest } })
  return { batchId, size, digest }
}

/** One line of the text whose hash `batchDigest` takes of [report, indicator, numerator, denominator]; ids and decimals need no escaping. */
function batchLine({ reportId, indicatorId, numerator, denominator }: Change): string {
  return `["${reportId}","${indicatorId}",${quoted(numerator)},${quoted(denominator)}]`
}

const quoted = (quantity: string | null): string => (quantity === null ? 'null' : `"${quantity}"`)

const columnsOf = (changes: readonly Change[]): readonly string[] => [
  arrayOf(changes.map(({ reportId }) => reportId)),
  arrayOf(changes.map(({ indicatorId }) => indicatorId)),
  arrayOf(changes.map(({ numerator }) => numerator)),
  arrayOf(changes.map(({ denominator }) => denominator)),
]

/** An array as PostgreSQL writes it; the driver's own way quotes and escapes every member, which ids and decimals do not need. */
const arrayOf = (members: readonly (string | null)[]): string => `{${members.map((member) => member ?? 'null').join(',')}}`
