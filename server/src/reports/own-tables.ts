import { randomUUID } from 'node:crypto'
import type { PutMapping, SavedMapping, TableLook, TableReading } from '@haidang/api/own-tables'
import { readTypedSheetsInChild } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { addressOf } from '@haidang/documents/xlsx/addresses'
import type { WorkbookRefusal } from '@haidang/domain/reports/form-workbook'
import { guessHeads, headKey, headsOf, mappingFaults, nameKey, suggestUses } from '@haidang/domain/reports/own-table'
import type { MappingFault, TableLines } from '@haidang/domain/reports/own-table'
import { readOwnTable } from '@haidang/domain/reports/read-own-table'
import type { NamedReport, UnknownName } from '@haidang/domain/reports/read-own-table'
import { canEnterForAll } from '@haidang/domain/reports/policy'
import { asksDenominator, cellText } from '@haidang/domain/reports/typed-cell'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { formsOf } from './store.ts'
import { mappingsOf, namesOfUnits, saveMappingRow } from './table-mapping-store.ts'
import { changesOnWire, listedFaults, monthHeads, standingReport } from './workbooks.ts'
import type { Month } from './workbooks.ts'

const largestTable = 5 * 1024 * 1024
/** So much of a table is shown for its columns to be told. */
const [shownLines, shownSheets] = [12, 20]

type Refused = Extract<WorkbookRefusal, { refused: 'notEditable' }> | { readonly refused: 'notATable' | 'tooMuch' | 'otherHeads' }

/** An office's own table with what its columns seem to be, or are known to be. */
export const lookAtTable = (call: Call, month: Month, file: ReceivedFile): Promise<TableLook | Refused> =>
  withTable(file, (sheets) =>
    inReading<TableLook>(call, async (tx) => {
      const reports = await namedReports(tx, call, month)
      const indicators = [
        ...new Map(reports.flatMap(({ lines }) => lines.map(({ indicator }) => [indicator.id, indicator] as const))).values(),
      ]
      const saved = await mappingsOf(tx, call, month.planId)
      return {
        sheets: sheets.slice(0, shownSheets).map(({ name, lines }) => {
          const suggested = { ...guessHeads(lines), numbers: 'vietnamese' as const, units: {}, indicators: {} }
          const heads = headsOf(lines, suggested)
          // Heads may stand where they were not guessed to be.
          const known = saved.find(({ headKey: key, mapping }) => headKey(headsOf(lines, mapping)) === key)
          return {
            name,
            lines: lines.slice(0, suggested.headTo + 1 + shownLines).map((line) => line.map(cellText)),
            lineCount: lines.length,
            heads: [...heads],
            suggested: { ...suggested, columns: suggestUses(heads, indicators).map((use) => ({ ...use })) },
            saved: known === undefined ? null : wireMapping(known),
          }
        }),
        units: reports.map(({ unitId, unit }) => ({ id: unitId, name: unit })),
        indicators: indicators.map(({ id, code, name, kind }) => ({ id, code, name, isRatio: asksDenominator(kind) })),
      }
    }),
  )

/** What that table would change by a saved mapping; nothing is kept. */
export const checkTable = (
  call: Call,
  month: Month & { readonly mappingId: string; readonly sheet: string },
  file: ReceivedFile,
): Promise<TableReading | Refused> =>
  withTable(file, (sheets) =>
    inReading<TableReading | Refused>(call, async (tx) => {
      const reports = await namedReports(tx, call, month)
      const kept = (await mappingsOf(tx, call, month.planId)).find(({ id }) => id === month.mappingId)
      if (kept === undefined) throw problem('notFound')
      const lines = sheets.find(({ name }) => name === month.sheet)?.lines
      if (lines === undefined || headKey(headsOf(lines, kept.mapping)) !== kept.headKey) return { refused: 'otherHeads' }
      const reading = readOwnTable(lines, kept.mapping, reports)
      if ('refused' in reading) return reading
      if ('units' in reading) return { kind: 'names', units: wireNames(reading.units), indicators: wireNames(reading.indicators) }
      if ('faults' in reading) {
        return {
          kind: 'faults',
          faults: reading.faults.slice(0, listedFaults).map(({ line, column, values, ...fault }) => ({
            ...fault,
            field: 'numerator' as const,
            values: { ...values },
            cell: addressOf(line - 1, column - 1),
          })),
          faultCount: reading.faults.length,
        }
      }
      const byId = new Map(reports.map((report) => [report.id, report]))
      return { kind: 'changes', changeKey: randomUUID(), changes: changesOnWire(reading.changes, byId), unchanged: reading.unchanged }
    }),
  )

/** Saves how a table is read; the next one with the same heads is read so too. */
export const saveMapping = (
  call: Call,
  { planId, id }: { readonly planId: string; readonly id: string },
  { name, heads, mapping }: PutMapping,
): Promise<SavedMapping | { readonly refused: 'badMapping'; readonly faults: readonly MappingFault[] }> =>
  inTransaction<SavedMapping | { readonly refused: 'badMapping'; readonly faults: readonly MappingFault[] }>(call, async (tx) => {
    if (
      (await tx.q.selectFrom('plans').select('id').where('tenant_id', '=', call.tenantId).where('id', '=', planId).execute()).length === 0
    )
      throw problem('notFound')
    const faults = mappingFaults(mapping, false)
    if (faults.length > 0) return { refused: 'badMapping', faults }
    const before = (await mappingsOf(tx, call, planId)).find((kept) => kept.id === id)
    const kept = { id, name: name.normalize('NFC'), heads, headKey: headKey(heads), mapping }
    await saveMappingRow(tx, call, planId, kept)
    await audit(tx, call, {
      stream: 'office',
      action: 'tableMappingSaved',
      subject: id,
      detail: { name: kept.name, planId, heads, before: before?.mapping ?? null, after: mapping },
    })
    return { id, name: kept.name, heads, mapping, savedAt: call.now, savedBy: call.actor.name }
  })

const wireMapping = ({ id, name, heads, mapping, savedAt, savedBy }: SavedMapping): SavedMapping => ({
  id,
  name,
  heads,
  mapping,
  savedAt,
  savedBy,
})

const wireNames = (names: readonly UnknownName[]) => names.map((one) => ({ ...one, key: nameKey(one.name) }))

/** The reports of a month with all that their units are called. */
async function namedReports(tx: Tx, call: Call, month: Month): Promise<readonly NamedReport[]> {
  if (!canEnterForAll(call.viewer)) throw problem('notAllowed')
  const heads = await monthHeads(tx, call, month)
  const forms = await formsOf(
    tx,
    call,
    heads.map(({ id }) => id),
  )
  const names = await namesOfUnits(
    tx,
    call,
    heads.map(({ unit }) => unit.id),
  )
  return heads.map((head) => ({
    ...standingReport(head, forms.get(head.id) ?? []),
    unitId: head.unit.id,
    names: names.get(head.unit.id) ?? [],
  }))
}

type Table = { readonly name: string; readonly lines: TableLines }

/** Opens a table in a process of its own, and lets `work` look at its visible sheets. */
const withTable = <T>({ fileName, stream }: ReceivedFile, work: (sheets: readonly Table[]) => Promise<T>): Promise<T | Refused> =>
  withReceivedFile<T | Refused>(stream, largestTable, async (path) => {
    try {
      const reading = await readTypedSheetsInChild(path, fileName)
      if ('refused' in reading) return { refused: reading.refused === 'notASpreadsheet' ? 'notATable' : 'tooMuch' }
      const sheets = reading.sheets.filter(({ isHidden, rows }) => !isHidden && rows.length > 0)
      return sheets.length === 0 ? { refused: 'notATable' } : await work(sheets.map(({ name, rows }) => ({ name, lines: rows })))
    } catch (error) {
      if (error instanceof UnreadableFile) return { refused: 'tooMuch' }
      throw error
    }
  })
