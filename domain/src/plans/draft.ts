import { formatTerm } from '../periods/printed-deadline.ts'
import { unitsOn } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'
import type { Day } from '../periods/day.ts'
import { addresseesOf, unitIdsOf } from './addressees.ts'
import type { CitationDraft, DraftItem, Origin, ReportingDraft, TaskDraft } from './draft-item.ts'
import type { Passage, RatedReading, ReadCitation, Reading, ReadReporting, ReadTask } from './reading.ts'
import { readRegime } from './read-regime.ts'
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
    ...reading.reporting.map((read, index) =>
      item('reporting', index, read, { ...reportingDraft(read, units), ...readRegime(read, reading.reporting, day) }),
    ),
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

function reportingDraft(
  read: ReadReporting,
  units: readonly Unit[],
): Pick<ReportingDraft, 'quote' | 'outline' | 'asksFigures' | 'who' | 'reportingUnits'> {
  return {
    quote: read.text,
    outline: ['results', 'shortcomings', 'remedies'],
    asksFigures: true,
    who: printed(read.who),
    reportingUnits: addresseesOf(read.who, units),
  }
}

function printed(text: string | readonly string[] | null): string {
  return typeof text === 'string' ? text : (text ?? []).join('; ')
}
