import { createHash } from 'node:crypto'
import { cellFaultSentence } from '@haidang/api/workbook-sentences'
import type { MonthSaved, PutMonth, WorkbookReading } from '@haidang/api/workbooks'
import { markWorkbookInChild, readFormWorkbookInChild } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { addressOf } from '@haidang/documents/xlsx/addresses'
import { writeFormWorkbook } from '@haidang/documents/xlsx/form-workbook'
import type { FormWorkbook } from '@haidang/documents/xlsx/form-workbook'
import type { FilledWorkbook } from '@haidang/documents/xlsx/read-form-workbook'
import { dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import { formatPeriod } from '@haidang/domain/periods/period'
import { formatWindow } from '@haidang/domain/periods/regime'
import { readWorkbook, strayWorkbook } from '@haidang/domain/reports/form-workbook'
import type {
  EntryChange,
  StandingReport,
  WorkbookFault,
  WorkbookPlace,
  WorkbookReading as Reading,
  WorkbookRefusal,
  WorkbookStamp,
} from '@haidang/domain/reports/form-workbook'
import { canEditReport, canEnterForAll, canTakeWorkbook } from '@haidang/domain/reports/policy'
import { isEditable } from '@haidang/domain/reports/report'
import type { ReportState } from '@haidang/domain/reports/report'
import { z } from 'zod'
import { knownLocks, lockedOutOf, standingOf } from '../locks/store.ts'
import type { LockedOut } from '../locks/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { saveEntriesOfHeld } from './save-entries.ts'
import type { SaveRefusal } from './save-entries.ts'
import { formsOf, reportHead, reportsOfPeriod } from './store.ts'
import type { FormLine, ReportHead } from './store.ts'
import { figuresBefore, holdReportsOf, planFacts } from './workbook-store.ts'
import type { PlanFacts } from './workbook-store.ts'

/** A form of forty units has some hundred kilobytes. */
const largestWorkbook = 5 * 1024 * 1024
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** More faults than this are counted, and marked in the workbook, but not listed. */
export const listedFaults = 200

type MadeFile = { readonly bytes: Uint8Array; readonly fileName: string; readonly mediaType: string }
type Refused = WorkbookRefusal | LockedOut | { readonly refused: 'notASpreadsheet' | 'notAForm' | 'tooMuch' | 'noFaults' | 'nothingToFill' }
export type Month = { readonly period: string; readonly planId: string }

/** The form of one report, to be filled in away from here. */
export const workbookOfReport = (call: Call, reportId: string): Promise<MadeFile | Refused> =>
  inReading<MadeFile | Refused>(call, async (tx) => {
    const head = await reportHead(tx, call, reportId)
    const report = { unitId: head.unit.id, state: head.state }
    if (!isEditable(head.state)) return notEditable([head])
    if (!canTakeWorkbook(call.viewer, report)) throw problem('notAllowed')
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut
    return madeFile(
      await formWorkbook(tx, call, [{ ...head, isLocked: false }], false),
      `Số liệu ${head.period} ${head.unit.shortName}.xlsx`,
    )
  })

/** One form for all units of a month that have not handed in. */
export const workbookOfMonth = (call: Call, month: Month): Promise<MadeFile | Refused> =>
  inReading<MadeFile | Refused>(call, async (tx) => {
    const heads = await monthHeads(tx, call, month)
    if (!heads.some(canBeFilledIn)) return { refused: 'nothingToFill' }
    return madeFile(await formWorkbook(tx, call, heads, true), `Số liệu ${month.period} các đơn vị.xlsx`)
  })

/** What a filled form would change in the report that it is dropped on, or its faults; nothing is kept. */
export const checkReportWorkbook = async (call: Call, reportId: string, file: ReceivedFile): Promise<WorkbookReading | Refused> => {
  const place = await placeOfReport(call, reportId)
  return 'refused' in place ? place : withWorkbook(file, async (_path, filled) => onWire(filled, await readFilled(call, place, filled)))
}

/** That form with its faults written at their cells. */
export const markReportWorkbook = async (call: Call, reportId: string, file: ReceivedFile): Promise<MadeFile | Refused> => {
  const place = await placeOfReport(call, reportId)
  return 'refused' in place ? place : withWorkbook(file, (path, filled) => marked(call, place, { path, fileName: file.fileName, filled }))
}

export const checkMonthWorkbook = async (call: Call, month: Month, file: ReceivedFile): Promise<WorkbookReading | Refused> => {
  const place = await placeOfMonth(call, month)
  return withWorkbook(file, async (_path, filled) => onWire(filled, await readFilled(call, place, filled)))
}

export const markMonthWorkbook = async (call: Call, month: Month, file: ReceivedFile): Promise<MadeFile | Refused> => {
  const place = await placeOfMonth(call, month)
  return withWorkbook(file, (path, filled) => marked(call, place, { path, fileName: file.fileName, filled }))
}

/** Lines of many units in one transaction: all of them or none. */
export const saveMonth = (call: Call, month: Month, { changeKey, reports }: PutMonth): Promise<MonthSaved | SaveRefusal> =>
  inTransaction<MonthSaved | SaveRefusal>(call, async (tx) => {
    if (!canEnterForAll(call.viewer)) throw problem('notAllowed')
    const ids = new Set(reports.map(({ reportId }) => reportId))
    const held = await holdReportsOf(tx, call, month, [...ids])
    if (held.length < ids.size) throw problem('notFound')

    let saved = { reports: 0, entries: 0 }
    for (const { reportId, entries } of reports) {
      const outcome = await saveEntriesOfHeld(tx, call, reportId, { changeKey, entries })
      if ('refused' in outcome) return outcome
      saved = { reports: saved.reports + (outcome.changed > 0 ? 1 : 0), entries: saved.entries + outcome.changed }
    }
    return { ...saved, savedAt: call.now }
  })

async function placeOfReport(call: Call, reportId: string): Promise<WorkbookPlace | Refused> {
  return inReading<WorkbookPlace | Refused>(call, async (tx) => {
    const head = await reportHead(tx, call, reportId)
    if (!isEditable(head.state)) return notEditable([head])
    if (!canEditReport(call.viewer, { unitId: head.unit.id, state: head.state })) throw problem('notAllowed')
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut
    const plan = await planOf(tx, call, head.planId)
    return { ...plan, period: head.period, report: { id: head.id, unit: head.unit.name } }
  })
}

const placeOfMonth = (call: Call, month: Month): Promise<WorkbookPlace> =>
  inReading(call, async (tx) => {
    await monthHeads(tx, call, month)
    return { ...(await planOf(tx, call, month.planId)), period: month.period }
  })

/** A report with whether its period is locked for its unit. */
type LockableHead = ReportHead & { readonly isLocked: boolean }

const canBeFilledIn = ({ state, isLocked }: LockableHead): boolean => isEditable(state) && !isLocked

export async function monthHeads(tx: Tx, call: Call, { period, planId }: Month): Promise<readonly LockableHead[]> {
  if (!canEnterForAll(call.viewer)) throw problem('notAllowed')
  const heads = (await reportsOfPeriod(tx, call, period)).filter((head) => head.planId === planId)
  if (heads.length === 0) throw problem('notFound')
  const known = await knownLocks(tx, call, heads)
  return heads.map((head) => {
    const { lock, exception } = standingOf(known(head), head, call.now)
    return { ...head, isLocked: lock !== undefined && exception === undefined }
  })
}

async function planOf(tx: Tx, call: Call, planId: string): Promise<PlanFacts> {
  const plan = await planFacts(tx, call, planId)
  if (plan === undefined) throw problem('notFound')
  return plan
}

const notEditable = (heads: readonly ReportHead[]): Refused => ({
  refused: 'notEditable',
  units: heads.map(({ unit, state }) => ({ unit: unit.name, state })),
})

async function madeFile(form: FormWorkbook, fileName: string): Promise<MadeFile> {
  return { bytes: await writeFormWorkbook(form), fileName, mediaType }
}

const stateWords: Readonly<Record<ReportState, string>> = {
  open: 'Đang nhập',
  submitted: 'Đã nộp',
  returned: 'Bị trả lại',
  approved: 'Đã duyệt',
  passedOn: 'Đã chuyển cho đơn vị tiếp nhận',
}

/** The reports are of one plan and period; those that can no longer be filled in are named without their lines. */
async function formWorkbook(tx: Tx, call: Call, heads: readonly LockableHead[], isOfAllUnits: boolean): Promise<FormWorkbook> {
  const [first] = heads
  if (first === undefined) throw problem('notFound')
  const open = heads.filter(canBeFilledIn)
  const ids = open.map(({ id }) => id)
  const forms = await formsOf(tx, call, ids)
  const before = await figuresBefore(tx, call, ids)
  return {
    stamp: {
      ...(await planOf(tx, call, first.planId)),
      period: first.period,
      writtenAt: call.now,
      writtenBy: call.actor.name,
      // The rows count the reports that have lines; a unit that reports on tasks alone has none.
      reports: open.flatMap(({ id, unit }) => {
        const lines = forms.get(id)
        if (lines === undefined) return []
        return [{ reportId: id, unit: unit.name, form: hashOfForm(lines), revisions: lines.map(({ entry }) => entry.revision) }]
      }),
    },
    periodText: formatPeriod(first.period),
    windowText: first.windowFrom === null ? 'văn bản không nêu kỳ số liệu' : formatWindow({ from: first.windowFrom, to: first.windowTo }),
    dueText: `hạn nộp ${timeOf(first.dueAt)} ngày ${formatDay(dayOf(first.dueAt))}`,
    units: heads.map(({ id, unit, state, isLocked }) => ({
      name: unit.name,
      state: isEditable(state) && isLocked ? 'Kỳ đã khóa' : stateWords[state],
      lines: (forms.get(id) ?? []).map(({ indicator, unitTarget, entry }) => ({
        indicator: { ...indicator, target: unitTarget },
        previous: before.get(id)?.get(indicator.id),
        numerator: entry.numerator,
        denominator: entry.denominator,
        ...(entry.words === undefined ? {} : { words: entry.words }),
        note: entry.note,
      })),
    })),
    isOfAllUnits,
  }
}

/** What a line asks for, in the order of the form: a workbook of another form would put figures into other lines. */
const hashOfForm = (lines: readonly FormLine[]): string =>
  sha256(JSON.stringify(lines.map(({ indicator: { id, kind, unitOfMeasure } }) => [id, kind, unitOfMeasure]))).slice(0, 16)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const stampSchema: z.ZodType<WorkbookStamp> = z.object({
  office: z.string(),
  officeName: z.string(),
  planId: z.uuid(),
  planTitle: z.string(),
  planVersion: z.number().int(),
  period: z.string(),
  writtenAt: z.string(),
  writtenBy: z.string(),
  reports: z
    .array(z.object({ reportId: z.uuid(), unit: z.string(), form: z.string(), revisions: z.array(z.number().int().min(0)).max(5000) }))
    .min(1)
    .max(5000),
})

type Filled = FilledWorkbook & { readonly marked: WorkbookStamp }

/** Opens what somebody has sent in a process of its own, and lets `work` look at it. */
function withWorkbook<T>({ fileName, stream }: ReceivedFile, work: (path: string, filled: Filled) => Promise<T>): Promise<T | Refused> {
  return withReceivedFile<T | Refused>(stream, largestWorkbook, async (path) => {
    try {
      const reading = await readFormWorkbookInChild(path, fileName)
      if ('refused' in reading)
        return { refused: reading.refused === 'notAForm' || reading.refused === 'notASpreadsheet' ? reading.refused : 'tooMuch' }
      const stamp = stampSchema.safeParse(parsedJson(reading.stamp))
      return stamp.success ? await work(path, { ...reading, marked: stamp.data }) : { refused: 'notAForm' }
    } catch (error) {
      // What takes its process with it has more in it than any form.
      if (error instanceof UnreadableFile) return { refused: 'tooMuch' }
      throw error
    }
  })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // A stamp that somebody has cut into is none.
  }
}

/** The change key of everything that comes out of one workbook, however often it is sent: what it wrote itself makes it no old copy. */
function keyOf(stamp: WorkbookStamp): string {
  const hex = sha256(JSON.stringify(stamp))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function readFilled(
  call: Call,
  place: WorkbookPlace,
  { marked: stamp, rows }: Filled,
): Promise<{ readonly reading: Reading; readonly reports: ReadonlyMap<string, StandingReport> }> {
  const stray = strayWorkbook(stamp, place)
  if (stray !== undefined) return { reading: stray, reports: new Map() }
  return inReading(call, async (tx) => {
    const heads =
      place.report === undefined
        ? await monthHeads(tx, call, place)
        : [{ ...(await reportHead(tx, call, place.report.id)), isLocked: false }]
    const stamped = new Set(stamp.reports.map(({ reportId }) => reportId))
    const forms = await formsOf(
      tx,
      call,
      heads.flatMap(({ id }) => (stamped.has(id) ? [id] : [])),
    )
    const key = keyOf(stamp)
    const reports = new Map(
      heads.flatMap((head) => {
        const lines = forms.get(head.id)
        return lines === undefined ? [] : [[head.id, standingReport(head, lines, key)] as const]
      }),
    )
    return { reading: readWorkbook(stamp, rows, reports), reports }
  })
}

/** `key`: the change key of the workbook that is read, if any. */
export const standingReport = ({ id, unit, state, isLocked }: LockableHead, lines: readonly FormLine[], key?: string): StandingReport => ({
  id,
  unit: unit.name,
  state,
  isLocked,
  form: hashOfForm(lines),
  lines: lines.map(({ indicator, entry: { numerator, denominator, words, note, revision, updatedAt, updatedBy }, changeKey }) => ({
    indicator,
    numerator,
    denominator,
    ...(words === undefined ? {} : { words }),
    note,
    revision,
    changedAt: updatedAt,
    changedBy: updatedBy,
    isFromWorkbook: key !== undefined && changeKey === key,
  })),
})

function onWire(
  { columns, marked: stamp }: Filled,
  { reading, reports }: Awaited<ReturnType<typeof readFilled>>,
): WorkbookReading | Refused {
  if ('refused' in reading) return reading
  if ('faults' in reading) {
    return {
      kind: 'faults',
      faults: reading.faults
        .slice(0, listedFaults)
        .map(({ row, ...fault }) => ({ ...fault, values: { ...fault.values }, cell: addressOf(row, columns[fault.field]) })),
      faultCount: reading.faults.length,
    }
  }
  return {
    kind: 'changes',
    changeKey: keyOf(stamp),
    changes: changesOnWire(reading.changes, reports),
    unchanged: reading.unchanged,
    missingRows: reading.missingRows,
  }
}

/** Changes with the names that a person knows them by. */
export const changesOnWire = (changes: readonly EntryChange[], reports: ReadonlyMap<string, StandingReport>) =>
  changes.map(({ reportId, indicatorId, before, after, baseRevision }) => {
    const report = reports.get(reportId)
    const { code = '', name = '', kind = 'count' } = report?.lines.find(({ indicator }) => indicator.id === indicatorId)?.indicator ?? {}
    return {
      reportId,
      unit: report?.unit ?? '',
      indicatorId,
      code,
      indicator: name,
      kind,
      before: { ...before },
      after: { ...after },
      baseRevision,
    } as const
  })

async function marked(
  call: Call,
  place: WorkbookPlace,
  { path, fileName, filled }: { readonly path: string; readonly fileName: string; readonly filled: Filled },
): Promise<MadeFile | Refused> {
  const { reading } = await readFilled(call, place, filled)
  if ('refused' in reading) return reading
  if (!('faults' in reading)) return { refused: 'noFaults' }
  const marks = reading.faults.map((fault: WorkbookFault) => ({
    row: fault.row,
    column: filled.columns[fault.field],
    unit: fault.unit,
    indicator: fault.indicator,
    text: fault.text,
    sentence: cellFaultSentence(fault, 'vi'),
  }))
  const bytes = await markWorkbookInChild(path, fileName, { sheet: filled.sheet, marks })
  return { bytes, fileName: `${fileName.replace(/(?: \(cần sửa\))?\.xlsx$/iu, '')} (cần sửa).xlsx`, mediaType }
}
