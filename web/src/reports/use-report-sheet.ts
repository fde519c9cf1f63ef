import type { EntriesSaved, Entry, Report, TakeFeedFigures } from '@haidang/api/reports'
import { useEffect, useState } from 'react'
import type { CellChange, History } from './history.ts'
import { emptyHistory, record, redo, undo } from './history.ts'
import type { Saved } from '../app/outbox.ts'
import { post } from '../app/fetch.ts'
import { outboxPrefix, useOutbox } from '../app/outbox-browser.ts'
import { useLatest } from '../app/use-latest.ts'
import { cellText, entriesLane, isTooLong, numberOf, rowTextOf, savedEntry, theirEntries } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import { narrativesLane, theirNarratives } from './outbox-narratives.ts'
import type { Field, PasteWrite } from './paste-plan.ts'
import { sheetRows } from './sheet.ts'

export type Taking = { readonly done: true } | { readonly done: false; readonly isUnsaved: boolean; readonly error?: unknown }

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

  /** Sends what was typed, then makes feeds' figures the report's own; a step of the sheet, as typing is. */
  async function takeFromFeeds(cells: readonly { readonly slot: string; readonly runId: string }[]): Promise<Taking> {
    // The report as it stands once all is sent, which is later than this drawing of the page.
    let before = report
    try {
      const after = await entries.outbox.flushThen(() => {
        change((now) => (before = now))
        return post<Report>(`/api/reports/${report.id}/feed-figures`, {
          changeKey: crypto.randomUUID(),
          cells: cells.map(({ slot, runId }) => ({ indicatorId: slot, runId, baseRevision: entryIn(before, slot)?.revision ?? 0 })),
        } satisfies TakeFeedFigures)
      })
      if (after === undefined) return { done: false, isUnsaved: true }
      change(() => after)
      setHistory((now) => record(now, stepBetween(before, after)))
      return { done: true }
    } catch (error) {
      return { done: false, isUnsaved: false, error }
    }
  }

  // Also for who keeps it: a message that offers it stands longer than the drawing that made it.
  const goBack = useLatest(() => step(undo(history)))
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
    undo: goBack,
    redo: () => step(redo(history)),
    takeFromFeeds,
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

const entryIn = (report: Report, slot: string): Entry | undefined => report.indicators.find(({ id }) => id === slot)?.entry

/** The figures that are other than they were. */
const stepBetween = (before: Report, after: Report): readonly CellChange<Field>[] =>
  after.indicators.flatMap(({ id, entry }) => {
    const old = entryIn(before, id)
    if (old === undefined) return []
    return (['numerator', 'denominator'] as const).map((field) => ({
      slot: id,
      field,
      before: cellText(old[field]),
      after: cellText(entry[field]),
    }))
  })

function unreadableCells(rows: readonly { readonly text: RowText }[]): number {
  const numbers = rows.flatMap(({ text }) => [text.numerator, text.denominator]).filter((cell) => numberOf(cell) === undefined)
  return numbers.length + rows.filter(({ text }) => isTooLong(text.words ?? '')).length
}

function withEntries(report: Report, saved: readonly Saved<RowText>[]): Report {
  if (saved.length === 0) return report
  return {
    ...report,
    indicators: report.indicators.map((line) => {
      const one = saved.find(({ slot }) => slot === line.id)
      if (!one || one.revision < line.entry.revision) return line
      const { numerator, denominator, words, note } = one.value
      const { words: _before, ...entry } = line.entry
      return {
        ...line,
        entry: {
          ...entry,
          ...(words === undefined || words === '' ? {} : { words }),
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
