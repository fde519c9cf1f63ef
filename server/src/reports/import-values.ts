import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { canImportValues, canImportValuesOf } from '@haidang/domain/reports/policy'
import { cellText, figureIn, isBlank, readFigureCell } from '@haidang/domain/reports/typed-cell'
import type { CellFaultCode, NumberStyle, TypedCell } from '@haidang/domain/reports/typed-cell'
import type { ValueColumn } from '@haidang/domain/reports/value-list'
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
  readonly numerator: TypedCell
  readonly denominator: TypedCell
  /** The line of its source, to name it by; without one, its number in the list. */
  readonly row?: number
}

export type ImportOptions = {
  /** How words write their numbers; the cells of a spreadsheet are numbers already. */
  readonly numbers?: NumberStyle
  /** Where a unit reports for two plans in one month. */
  readonly planId?: string | undefined
  /** Lines at fault are given back, and the others are written; else one line at fault and nothing is. */
  readonly goodLines?: boolean
  /** The sender's key of this list, which is then the id of the batch, and the digest of what was sent under it. */
  readonly key?: { readonly id: string; readonly digest: string }
}

export type RowFault = {
  readonly row: number
  readonly field: ValueColumn | 'report'
  readonly value: string
  readonly fault: 'unknown' | 'ambiguous' | 'notOnForm' | 'notEditable' | 'locked' | 'twice' | CellFaultCode
}

/** A line that was not written, with what was sent, so that it can be mended and sent again. */
export type LeftOut = RowFault & {
  readonly sent: Readonly<Partial<Record<'reportId' | 'unit' | 'period', string>>> & {
    readonly indicator: string
    readonly numerator: string | null
    readonly denominator: string | null
  }
}

export type Imported = {
  readonly batchId: string
  readonly size: number
  readonly digest: string
  readonly leftOut: readonly LeftOut[]
}
export type ImportRefusal =
  | { readonly refused: 'rowsAtFault'; readonly faults: readonly RowFault[]; readonly faultCount: number }
  | { readonly refused: 'nothingToImport' }
  | { readonly refused: 'keyUsedBefore'; readonly batchId: string }

/** More faults than this are counted and not listed: whoever mends them mends a column, not rows. */
const listedFaults = 100

/** So many rows are resolved while the database writes those before them. */
const rowsPerPart = 1_000

/**
 * Writes many values into open reports in one transaction: all or none, or, on request, the good lines. The list, in its order, is kept as the bytes
 * that were hashed, packed, and the one audit line carries their digest: sha256 over the count and one canonical JSON line per change
 * (@haidang/domain/audit/chain, batchDigest). Sent again under its key, a list is answered as the first time.
 */
export async function importValues(
  call: Call,
  incoming: Iterable<IncomingValue>,
  options: ImportOptions = {},
): Promise<Imported | ImportRefusal> {
  // The program itself (a command on the machine) enters for everybody.
  const isProgram = call.actor.id === null
  if (!isProgram && !canImportValues(call.viewer)) throw problem('notAllowed')

  return inTransaction<Imported | ImportRefusal>(call, async (tx) => {
    const before = options.key && (await sentBefore(tx, call, options.key))
    if (before !== undefined) return before

    // The list is read while the database looks up what there is to report on; both have ended when either is thrown.
    const mayEnter = (unitId: string): boolean => isProgram || canImportValuesOf(call.viewer, unitId)
    const [looked, taken] = await Promise.allSettled([openReportRegister(tx, call, { planId: options.planId, mayEnter }), listOf(incoming)])
    if (taken.status === 'rejected') throw taken.reason
    if (looked.status === 'rejected') throw looked.reason
    const [register, list] = [looked.value, taken.value]
    if (list.length === 0) return { refused: 'nothingToImport' }

    const reportIds = reportsNamed(register, list)
    await holdReports(tx, call, reportIds)
    const locked = await lockedAmong(tx, call, reportIds)
    const read: ReadRowAt = (value, place) => ({
      row: value.row ?? place + 1,
      value,
      outcome: resolveRow(register, locked, value, options.numbers ?? 'machine'),
    })
    const sifted = options.goodLines === true ? await goodLines(list, read) : untilFault(list, read)
    const batch = await writeAll(tx, call, reportIds, sifted.parts)
    // Refused, and what was written before the fault was met is taken back.
    if (sifted.faults.length > 0 && (options.goodLines !== true || batch.size === 0))
      return { refused: 'rowsAtFault', faults: sifted.faults.slice(0, listedFaults).map(named), faultCount: sifted.faults.length }
    return keepBatch(tx, call, batch, { key: options.key, leftOut: sifted.faults })
  })
}

const listOf = async (incoming: Iterable<IncomingValue>): Promise<readonly IncomingValue[]> => [...incoming]

const named = ({ row, field, value, fault }: RowFault): RowFault => ({ row, field, value, fault })

type Change = {
  readonly reportId: string
  readonly indicatorId: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words?: string | undefined
}

/** One line of a list, and what became of it. */
type ReadRow = { readonly row: number; readonly value: IncomingValue; readonly outcome: Change | Omit<RowFault, 'row'> }
type ReadRowAt = (value: IncomingValue, place: number) => ReadRow

type Sifted = { readonly parts: Iterable<readonly Change[]>; readonly faults: readonly LeftOut[] }

/** Part by part, while the database writes those before; from a fault on it only looks. Of a cell that is there twice the second line is at fault. */
function untilFault(list: readonly IncomingValue[], read: ReadRowAt): Sifted {
  const faults: LeftOut[] = []
  const cells = new Cells()
  function* parts(): Generator<readonly Change[]> {
    for (let start = 0; start < list.length; start += rowsPerPart) {
      const changes: Change[] = []
      for (const [index, value] of list.slice(start, start + rowsPerPart).entries()) {
        const row = read(value, start + index)
        if ('fault' in row.outcome) faults.push(leftOut(row, row.outcome))
        else if (cells.meet(row.outcome) > 1) faults.push(leftOut(row, twice(value)))
        else changes.push(row.outcome)
      }
      if (faults.length === 0) yield changes
    }
  }
  return { parts: parts(), faults }
}

/** The whole list is looked through first: of a cell that is there twice nobody knows which line holds, and each of them is given back. */
async function goodLines(list: readonly IncomingValue[], read: ReadRowAt): Promise<Sifted> {
  const rows: ReadRow[] = []
  const cells = new Cells()
  for (const [place, value] of list.entries()) {
    const row = read(value, place)
    if (!('fault' in row.outcome)) cells.meet(row.outcome)
    rows.push(row)
    if (place % rowsPerPart === rowsPerPart - 1) await setImmediate()
  }
  const good: Change[] = []
  const faults: LeftOut[] = []
  for (const row of rows) {
    if ('fault' in row.outcome) faults.push(leftOut(row, row.outcome))
    else if (cells.times(row.outcome) > 1) faults.push(leftOut(row, twice(row.value)))
    else good.push(row.outcome)
  }
  const starts = Array.from({ length: Math.ceil(good.length / rowsPerPart) }, (_, index) => index * rowsPerPart)
  return { parts: starts.map((start) => good.slice(start, start + rowsPerPart)), faults }
}

/** How often each cell of each report was met. */
class Cells {
  readonly #met = new Map<string, Map<string, number>>()

  meet(cell: Change): number {
    const ofReport = this.#met.get(cell.reportId) ?? new Map<string, number>()
    const times = (ofReport.get(cell.indicatorId) ?? 0) + 1
    this.#met.set(cell.reportId, ofReport.set(cell.indicatorId, times))
    return times
  }

  times({ reportId, indicatorId }: Change): number {
    return this.#met.get(reportId)?.get(indicatorId) ?? 0
  }
}

const twice = ({ indicator }: IncomingValue) => ({ field: 'indicator', value: indicator, fault: 'twice' }) as const

function leftOut({ row, value }: ReadRow, fault: Omit<RowFault, 'row'>): LeftOut {
  const { indicator, numerator, denominator } = value
  const place = 'reportId' in value ? { reportId: value.reportId } : { unit: value.unit, period: value.period }
  return { row, ...fault, sent: { ...place, indicator, numerator: sentText(numerator), denominator: sentText(denominator) } }
}

const sentText = (cell: TypedCell): string | null => (isBlank(cell) ? null : cellText(cell))

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
  numbers: NumberStyle,
): Change | Omit<RowFault, 'row'> {
  const report = reportFor(register, value)
  if ('fault' in report) return report
  if (!report.isEditable || locked.has(report.id)) {
    const name = 'reportId' in value ? value.reportId : `${value.unit} ${value.period}`
    return { field: 'report', value: name, fault: report.isEditable ? 'locked' : 'notEditable' }
  }

  const indicator = register.indicator(value.indicator)
  if (indicator === undefined) return { field: 'indicator', value: value.indicator, fault: 'unknown' }
  if (!report.form.has(indicator.id)) return { field: 'indicator', value: value.indicator, fault: 'notOnForm' }

  const numerator = readFigureCell(indicator, 'numerator', value.numerator, numbers)
  if ('fault' in numerator) return { field: 'numerator', value: numerator.text, fault: numerator.fault }
  const denominator = readFigureCell(indicator, 'denominator', value.denominator, numbers)
  if ('fault' in denominator) return { field: 'denominator', value: denominator.text, fault: denominator.fault }
  const figure = figureIn(numerator, denominator)
  return {
    reportId: report.id,
    indicatorId: indicator.id,
    numerator: figure.numerator ?? null,
    denominator: figure.denominator ?? null,
    words: figure.words,
  }
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

async function writeAll(tx: Tx, call: Call, reportIds: readonly string[], sifted: Iterable<readonly Change[]>): Promise<Batch> {
  const applied: (readonly Change[])[] = []
  const { promise: handedOver, resolve: isHandedOver } = Promise.withResolvers<void>()
  // What follows a part is done while the database writes that part.
  function* parts(): Generator<readonly Change[]> {
    for (const changes of sifted) {
      applied.push(changes)
      yield changes
    }
  }
  // Where the held reports have no entry yet, nobody can make one meanwhile.
  const write = (await haveEntries(tx, call, reportIds)) ? replaceEach : copyIn
  const writing = write(tx, call, parts(), isHandedOver)
  // When the last part has left, the database still has every key to check: time enough to hash and pack the list.
  await Promise.race([writing, handedOver.then(() => setImmediate())])
  const batch = batchOf(applied)
  await writing
  return batch
}

async function haveEntries(tx: Tx, { tenantId }: Call, reportIds: readonly string[]): Promise<boolean> {
  const found = await tx.raw('select 1 from report_entries where tenant_id = $1 and report_id = any($2::uuid[]) limit 1', [
    tenantId,
    arrayOf(reportIds),
  ])
  return found.length > 0
}

async function copyIn(tx: Tx, { tenantId, viewer, now }: Call, parts: Iterable<readonly Change[]>, handedOver: () => void): Promise<void> {
  // Ids and decimals need no escaping.
  const line = ({ reportId, indicatorId, numerator, denominator, words }: Change): string =>
    `${tenantId}\t${reportId}\t${indicatorId}\t${numerator ?? '\\N'}\t${denominator ?? '\\N'}\t${now}\t${viewer.accountId}\t${words === undefined ? '\\N' : escaped(words)}\n`
  function* lines(): Generator<string> {
    for (const changes of parts) yield changes.map(line).join('')
  }
  // PostgreSQL copies into no table that row-level security holds; a table of this transaction's own is beside that, and is not logged.
  await tx.raw('create temporary table incoming (like report_entries including defaults) on commit drop')
  await tx.copyIn(`incoming (${columnsCopied})`, lines())
  const inserting = tx.raw(`insert into report_entries (${columnsCopied}) select ${columnsCopied} from incoming`)
  handedOver()
  await inserting
}

const columnsCopied = 'tenant_id, report_id, indicator_id, numerator, denominator, updated_at, updated_by, words'

/** As COPY writes what its lines and columns are told by. */
const escaped = (words: string): string =>
  words.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

async function replaceEach(tx: Tx, call: Call, parts: Iterable<readonly Change[]>, handedOver: () => void): Promise<void> {
  let written = Promise.resolve()
  for (const changes of parts) {
    await written
    written = replace(tx, call, changes)
  }
  handedOver()
  await written
}

async function replace(tx: Tx, { tenantId, viewer, now }: Call, changes: readonly Change[]): Promise<void> {
  await tx.hot(
    'reports: import values',
    `insert into report_entries as e (tenant_id, report_id, indicator_id, numerator, denominator, words, revision, change_key, updated_at, updated_by)
     select $1, v.report_id, v.indicator_id, v.numerator, v.denominator, v.words, 1, null, $2, $3
     from unnest($4::uuid[], $5::uuid[], $6::numeric[], $7::numeric[], $8::text[]) as v (report_id, indicator_id, numerator, denominator, words)
     on conflict (tenant_id, report_id, indicator_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, words = excluded.words, revision = e.revision + 1, change_key = null,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
       where (e.numerator, e.denominator, e.words) is distinct from (excluded.numerator, excluded.denominator, excluded.words)`,
    [tenantId, now, viewer.accountId, ...columnsOf(changes)],
  )
}

type Kept = Pick<ImportOptions, 'key'> & { readonly leftOut: readonly LeftOut[] }

async function keepBatch(tx: Tx, call: Call, { bytes, size, digest }: Batch, { key, leftOut }: Kept): Promise<Imported> {
  const batchId = key?.id ?? crypto.randomUUID()
  await tx.q
    .insertInto('value_batches')
    .values({
      tenant_id: call.tenantId,
      id: batchId,
      size,
      changes: bytes,
      digest,
      imported_at: call.now,
      source_digest: key?.digest ?? null,
      left_out: leftOut.length === 0 ? null : packPiece(Buffer.from(JSON.stringify(leftOut))),
    })
    .execute()
  const detail = { batchId, size, digest, ...(leftOut.length === 0 ? {} : { leftOut: leftOut.length }) }
  await audit(tx, call, { stream: 'office', action: 'valuesImported', subject: batchId, detail })
  return { batchId, size, digest, leftOut }
}

/** What a list that came under this key before was answered. Whoever sends it at the same moment waits until the first is written or refused. */
async function sentBefore(
  tx: Tx,
  { tenantId }: Call,
  key: { readonly id: string; readonly digest: string },
): Promise<Imported | ImportRefusal | undefined> {
  await tx.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`values ${tenantId} ${key.id}`])
  const kept = await tx.q
    .selectFrom('value_batches')
    .select(['size', 'digest', 'source_digest', 'left_out'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', key.id)
    .executeTakeFirst()
  if (kept === undefined) return undefined
  if (kept.source_digest !== key.digest) return { refused: 'keyUsedBefore', batchId: key.id }
  const leftOut: readonly LeftOut[] = kept.left_out === null ? [] : JSON.parse(gunzipSync(kept.left_out).toString())
  return { batchId: key.id, size: kept.size, digest: kept.digest, leftOut }
}

/** One line of the text whose hash `batchDigest` takes of [report, indicator, numerator, denominator], and words where there are; ids and decimals need no escaping. */
function batchLine({ reportId, indicatorId, numerator, denominator, words }: Change): string {
  return `["${reportId}","${indicatorId}",${quoted(numerator)},${quoted(denominator)}${words === undefined ? '' : `,${JSON.stringify(words)}`}]`
}

const quoted = (quantity: string | null): string => (quantity === null ? 'null' : `"${quantity}"`)

const columnsOf = (changes: readonly Change[]): readonly unknown[] => [
  arrayOf(changes.map(({ reportId }) => reportId)),
  arrayOf(changes.map(({ indicatorId }) => indicatorId)),
  arrayOf(changes.map(({ numerator }) => numerator)),
  arrayOf(changes.map(({ denominator }) => denominator)),
  // Hardly any list has words; without them there is nothing to quote.
  changes.some(({ words }) => words !== undefined) ? changes.map(({ words }) => words ?? null) : null,
]

/** An array as PostgreSQL writes it; the driver's own way quotes and escapes every member, which ids and decimals do not need. */
const arrayOf = (members: readonly (string | null)[]): string => `{${members.map((member) => member ?? 'null').join(',')}}`
