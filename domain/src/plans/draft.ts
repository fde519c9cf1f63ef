import { formatTerm } from '../periods/printed-deadline.ts'
import { unitsOn } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'
import type { Day } from '../periods/day.ts'
import { addresseesOf, unitIdsOf } from './addressees.ts'
import type { CitationDraft, DraftItem, Origin, ReportingDraft, TaskDraft } from './draft-item.ts'
import type { Passage, RatedReading, ReadCitation, Reading, ReadReporting, ReadTask } from './reading.ts'
import { suggestIndicator } from './suggest-indicator.ts'

export type * from './draft-item.ts'

/**
 * What was read of a directive as items to review, in the order of the document, each with its passage. Addressees are sought among the
 * units that stand on `day`. Nothing is merged or dropped here: two readings of one thing are a person's decision.
 */
export function draftFromReading(reading: RatedReading, versions: readonly Unit[], day: Day): readonly DraftItem[] {
  const units = unitsOn(versions, day)
  return [
    { id: 'document', kind: 'document', state: 'unseen', ...sourceOfDocument(reading), value: reading.document },
    ...reading.citations.map((read, index) => item('citation', index, read, citationDraft(read))),
    ...reading.indicators.map((read, index) => item('indicator', index, read, suggestIndicator(read, units))),
    ...reading.tasks.map((read, index) => item('task', index, read, taskDraft(read, units))),
    ...reading.reporting.map((read, index) => item('reporting', index, read, reportingDraft(read, reading.reporting, units))),
  ]
}

function item<Kind extends string, Value>(kind: Kind, index: number, { start, end, rule, confidence }: Passage & Origin, value: Value) {
  return { id: `${kind}-${index + 1}`, kind, state: 'unseen' as const, origin: { rule, confidence }, source: { start, end }, value }
}

function sourceOfDocument({ documentPassages }: Reading): { readonly source?: Passage } {
  const source = documentPassages.title ?? documentPassages.type ?? documentPassages.number
  return source ? { source } : {}
}

function citationDraft({ type, number, name, date, issuer, relation, text }: ReadCitation): CitationDraft {
  return { type, number, ...(name === undefined ? {} : { name }), date, issuer, relation, text }
}

function taskDraft(read: ReadTask, units: readonly Unit[]): TaskDraft {
  return {
    text: read.text,
    section: read.section,
    leadUnitIds: unitIdsOf(addresseesOf(read.lead, units), units),
    leadText: printed(read.lead),
    cooperatingUnitIds: unitIdsOf(addresseesOf(read.cooperating, units), units),
    cooperatingText: printed(read.cooperating),
    ...(read.deadline ? { deadline: read.deadline } : {}),
    deadlineText: read.deadline ? read.deadline.raw || formatTerm(read.deadline) : '',
  }
}

function reportingDraft(read: ReadReporting, all: readonly ReadReporting[], units: readonly Unit[]): ReportingDraft {
  return {
    quote: read.text,
    outline: ['results', 'shortcomings', 'remedies'],
    who: printed(read.who),
    reportingUnits: addresseesOf(read.who, units),
    // The plans say neither an hour nor what happens on a day off; these two are ours, and shown as ours.
    closingTime: '17:00',
    dayOff: 'next',
    ...(read.frequency === 'monthly' ? { frequency: 'monthly' as const, name: 'Báo cáo định kỳ hằng tháng' } : {}),
    ...(read.cutoff ? { windowFromDay: read.cutoff.fromDay, windowToDay: windowEnd(read.cutoff) } : {}),
    ...(isUnitsReport(read, all) ? dueDays(read, all) : {}),
  }
}

/**
 * "Từ 10 … đến ngày 10" overlaps on the 10th and is read half open, [10, 10). "Từ ngày 15 … đến ngày 14" does not overlap: its last day
 * is in, so the window ends before the 15th.
 */
function windowEnd({ fromDay, toDay }: { readonly fromDay: number; readonly toDay: number }): number {
  return toDay === fromDay - 1 ? fromDay : toDay
}

function dueDays(read: ReadReporting, all: readonly ReadReporting[]): Pick<ReportingDraft, 'unitDueDay' | 'consolidatedDueDay'> {
  const unitDueDay = read.due?.day
  if (unitDueDay === undefined) return {}

  // The report that gathers the units' reports is another monthly one, later in the month and without a window of its own.
  const consolidated = all.find(
    (other) => !isUnitsReport(other, all) && other.frequency === 'monthly' && (other.due?.day ?? 0) > unitDueDay,
  )
  return { unitDueDay, ...(consolidated?.due?.day === undefined ? {} : { consolidatedDueDay: consolidated.due.day }) }
}

/** The units' own report: it has the window, or it is the earliest of the monthly ones. */
function isUnitsReport(read: ReadReporting, all: readonly ReadReporting[]): boolean {
  const monthly = all.filter(({ frequency, due }) => frequency === 'monthly' && due?.day !== undefined)
  const withWindow = monthly.filter(({ cutoff }) => cutoff !== undefined && cutoff !== null)
  if (withWindow.length > 0) return withWindow.includes(read)
  return read === monthly.toSorted((a, b) => (a.due?.day ?? 0) - (b.due?.day ?? 0))[0]
}

function printed(text: string | readonly string[] | null): string {
  return typeof text === 'string' ? text : (text ?? []).join('; ')
}
