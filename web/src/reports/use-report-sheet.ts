import type { EntriesSaved, Report } from '@haidang/api/reports'
import { useEffect, useState } from 'react'
import type { CellChange, History } from './history.ts'
import { emptyHistory, record, redo, undo } from './history.ts'
import type { Saved } from '../app/outbox.ts'
import { outboxPrefix, useOutbox } from '../app/outbox-browser.ts'
import { entriesLane, numberOf, rowTextOf, savedEntry, theirEntries } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import { narrativesLane, theirNarratives } from './outbox-narratives.ts'
import type { Field, PasteWrite } from './paste-plan.ts'
import { sheetRows } from './sheet.ts'

/** The sheet of a report: what stands on the server, over it what was typed here, and the way back from every step. */
export function useReportSheet(report: Report, accountId: string, change: (next: (report: Report) => Report) => void) {
  const entries = useOutbox(outboxPrefix(accountId, report.id, 'entries'), () => entriesLane(report.id), theirEntries)
  const narratives = useOutbox(outboxPrefix(accountId, report.id, 'narratives'), () => narrativesLane(report.id), theirNarratives)
  const [history, setHistory] = useState<History>(emptyHistory)
  const rows = sheetRows(report, entries.state.items)

  useEffect(() => entries.outbox.onSaved((saved) => change((now) => withEntries(now, saved))), [entries.outbox, change])
  useEffect(() => narratives.outbox.onSaved((saved) => change((now) => withNarratives(now, saved))), [narratives.outbox, change])

  /** Several cells of one row go into the outbox together. */
  function write(writes: readonly PasteWrite[]): void {
    for (const slot of new Set(writes.map((one) => one.slot))) {
      const row = rows.find(({ line }) => line.id === slot)
      if (!row) continue
      const own = writes.filter((one) => one.slot === slot)
      const text: RowText = { ...row.text, ...Object.fromEntries(own.map(({ field, text: next }) => [field, next])) }
      entries.outbox.put(slot, text, { value: rowTextOf(row.line.entry), revision: row.line.entry.revision })
    }
  }

  function step(taken: { readonly history: History; readonly step: readonly CellChange[] } | undefined): void {
    if (!taken) return
    setHistory(taken.history)
    write(taken.step.map(({ slot, field, after }) => ({ slot, field: field as Field, text: after }))) // Only cells of this sheet are recorded.
  }

  const states = [entries.state, narratives.state]
  return {
    rows,
    entries,
    narratives,
    write,
    /** What was saved by another way than typing. */
    take: ({ entries: saved, savedAt }: EntriesSaved) =>
      change((now) =>
        withEntries(
          now,
          saved.map((entry) => savedEntry(entry, savedAt)),
        ),
      ),
    done: (taken: readonly CellChange<Field>[]) => setHistory((now) => record(now, taken)),
    undo: () => step(undo(history)),
    redo: () => step(redo(history)),
    states,
    conflicts: rows.filter(({ theirs }) => theirs !== undefined),
    hasUnsaved: states.some(({ status }) => status !== 'saved') || unreadableCells(rows) > 0,
    unreadable: unreadableCells(rows),
    flush: () => Promise.all([entries.outbox.flush(), narratives.outbox.flush()]),
    discard: () => {
      entries.outbox.discard()
      narratives.outbox.discard()
    },
  }
}

export type ReportSheet = ReturnType<typeof useReportSheet>

function unreadableCells(rows: readonly { readonly text: RowText }[]): number {
  return rows.flatMap(({ text }) => [text.numerator, text.denominator]).filter((cell) => numberOf(cell) === undefined).length
}

function withEntries(report: Report, saved: readonly Saved<RowText>[]): Report {
  if (saved.length === 0) return report
  return {
    ...report,
    indicators: report.indicators.map((line) => {
      const one = saved.find(({ slot }) => slot === line.id)
      if (!one || one.revision < line.entry.revision) return line
      const { numerator, denominator, note } = one.value
      return {
        ...line,
        entry: {
          ...line.entry,
          numerator: numberOf(numerator) ?? null,
          denominator: numberOf(denominator) ?? null,
          note,
          revision: one.revision,
          updatedBy: one.by,
          updatedAt: one.at,
        },
      }
    }),
  }
}

function withNarratives(report: Report, saved: readonly Saved<string>[]): Report {
  if (saved.length === 0) return report
  return {
    ...report,
    narratives: report.narratives.map((narrative) => {
      const one = saved.find(({ slot }) => slot === narrative.heading)
      return one && one.revision >= narrative.revision
        ? { ...narrative, text: one.value, revision: one.revision, updatedAt: one.at }
        : narrative
    }),
  }
}
