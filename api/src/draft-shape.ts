import type { citationDraftSchema, documentDraftSchema, indicatorDraftSchema, reportingDraftSchema, taskDraftSchema } from './imports.ts'
import { unitIdsOf } from '@haidang/domain/plans/addressees'
import type { CitationDraft, DraftItem, IndicatorDraft, ReportingDraft, TaskDraft } from '@haidang/domain/plans/draft-item'
import type { Passage, ReadDocument } from '@haidang/domain/plans/reading'
import type { Unit } from '@haidang/domain/units/unit'
import type { z } from 'zod'

/** What the wire and the table hold of an item, by its kind. An empty text is "not printed", as a form has it. */
export type DraftValues = {
  readonly document: z.infer<typeof documentDraftSchema>
  readonly citation: z.infer<typeof citationDraftSchema>
  readonly indicator: z.infer<typeof indicatorDraftSchema>
  readonly task: z.infer<typeof taskDraftSchema>
  readonly reporting: z.infer<typeof reportingDraftSchema>
}

export type DraftKind = keyof DraftValues
export type DraftValue = { [Kind in DraftKind]: { readonly kind: Kind; readonly value: DraftValues[Kind] } }[DraftKind]

export type ShapedItem = DraftValue & {
  readonly id: string
  readonly state: DraftItem['state']
  readonly source: Passage | null
  readonly rule: string | null
  readonly confidence: number | null
}

/** An item of the domain as the wire has it. Groups are counted out: the screen shows the units by name. */
export function shaped(item: DraftItem, units: readonly Unit[]): ShapedItem {
  const { id, state, source = null, origin } = item
  const base = { id, state, source, rule: origin?.rule ?? null, confidence: origin?.confidence ?? null }
  switch (item.kind) {
    case 'document':
      return { ...base, kind: 'document', value: documentShape(item.value) }
    case 'citation':
      return { ...base, kind: 'citation', value: citationShape(item.value) }
    case 'indicator':
      return { ...base, kind: 'indicator', value: indicatorShape(item.value, units) }
    case 'task':
      return { ...base, kind: 'task', value: taskShape(item.value) }
    case 'reporting':
      return { ...base, kind: 'reporting', value: reportingShape(item.value, units) }
  }
}

/** The same item as the domain thinks of it. */
export function unshaped(item: ShapedItem): DraftItem {
  const base = { id: item.id, state: item.state, ...(item.source === null ? {} : { source: item.source }) }
  switch (item.kind) {
    case 'document':
      return { ...base, kind: 'document', value: documentOf(item.value) }
    case 'citation':
      return { ...base, kind: 'citation', value: citationOf(item.value) }
    case 'indicator':
      return { ...base, kind: 'indicator', value: indicatorOf(item.value) }
    case 'task':
      return { ...base, kind: 'task', value: taskOf(item.value) }
    case 'reporting':
      return { ...base, kind: 'reporting', value: reportingOf(item.value) }
  }
}

function documentShape(read: ReadDocument): DraftValues['document'] {
  return {
    type: read.type ?? '',
    number: read.number ?? '',
    symbol: read.symbol ?? '',
    date: read.date ?? '',
    issuer: read.issuer ?? '',
    place: read.place ?? '',
    title: read.title ?? '',
    signer: read.signer ?? '',
    signerRole: read.signerRole ?? '',
    recipients: [...read.recipients],
  }
}

function documentOf(value: DraftValues['document']): ReadDocument {
  return {
    type: said(value.type),
    number: said(value.number),
    symbol: said(value.symbol),
    date: said(value.date),
    issuer: said(value.issuer),
    place: said(value.place),
    title: said(value.title),
    signer: said(value.signer),
    signerRole: said(value.signerRole),
    signerAuthority: [],
    recipients: value.recipients,
  }
}

function citationShape({ type, number, date, issuer, relation, text }: CitationDraft): DraftValues['citation'] {
  return { type, number: number ?? '', date: date ?? '', issuer: issuer ?? '', relation, text }
}

function citationOf({ type, number, date, issuer, relation, text }: DraftValues['citation']): CitationDraft {
  return { type, number: said(number), date: said(date), issuer: said(issuer), relation, text }
}

function indicatorShape(draft: IndicatorDraft, units: readonly Unit[]): DraftValues['indicator'] {
  return {
    pillar: draft.pillar,
    name: draft.name,
    kind: draft.kind,
    numeratorLabel: draft.numeratorLabel ?? '',
    denominatorLabel: draft.denominatorLabel ?? '',
    unitOfMeasure: draft.unitOfMeasure,
    digits: draft.digits,
    target: {
      op: draft.op,
      value: draft.value,
      ...(draft.value2 === undefined ? {} : { value2: draft.value2 }),
      ...(draft.outOf === undefined ? {} : { outOf: Number(draft.outOf) }),
      unit: said(draft.unitOfMeasure),
      ...(draft.deadline === undefined ? {} : { deadline: { ...draft.deadline } }),
    },
    rollUp: draft.rollUp,
    unitIds: [...unitIdsOf(draft.assignedTo, units)],
    text: draft.text,
  }
}

function indicatorOf({ target, numeratorLabel, denominatorLabel, unitIds, ...value }: DraftValues['indicator']): IndicatorDraft {
  return {
    ...value,
    ...(numeratorLabel === '' ? {} : { numeratorLabel }),
    ...(denominatorLabel === '' ? {} : { denominatorLabel }),
    op: target.op,
    value: target.value,
    ...(target.value2 === undefined || target.value2 === null ? {} : { value2: target.value2 }),
    ...(target.outOf === undefined ? {} : { outOf: String(target.outOf) }),
    ...(target.deadline === undefined ? {} : { deadline: target.deadline }),
    assignedTo: { unitIds, groups: [] },
  }
}

function taskShape(draft: TaskDraft): DraftValues['task'] {
  return {
    text: draft.text,
    section: draft.section,
    leadText: draft.leadText,
    leadUnitIds: [...draft.leadUnitIds],
    cooperatingText: draft.cooperatingText,
    cooperatingUnitIds: [...draft.cooperatingUnitIds],
    deadline: draft.deadline === undefined ? null : { ...draft.deadline },
  }
}

function taskOf({ deadline, ...value }: DraftValues['task']): TaskDraft {
  return { ...value, ...(deadline === null ? {} : { deadline }), deadlineText: deadline?.raw ?? '' }
}

function reportingShape(draft: ReportingDraft, units: readonly Unit[]): DraftValues['reporting'] {
  return {
    name: draft.name ?? '',
    frequency: draft.frequency ?? 'adHoc',
    makesRegime: draft.makesRegime,
    whoText: draft.who,
    unitIds: [...unitIdsOf(draft.reportingUnits, units)],
    toText: '',
    windowFrom: draft.windowFrom ?? null,
    windowTo: draft.windowTo ?? null,
    unitDue: draft.unitDue ?? null,
    cityDue: draft.cityDue ?? null,
    rounds: draft.rounds.map(({ unitDue = null, cityDue = null, closingTime = null, window = null }) => ({
      unitDue,
      cityDue,
      closingTime,
      window,
    })),
    closingTime: draft.closingTime ?? '17:00',
    dayOff: draft.dayOff ?? 'next',
    asksFigures: draft.asksFigures,
    firstPeriod: draft.firstPeriod ?? null,
    lastPeriod: draft.lastPeriod ?? null,
    outline: [...draft.outline],
    text: draft.quote,
  }
}

function reportingOf(value: DraftValues['reporting']): ReportingDraft {
  const { name, frequency, makesRegime, closingTime, dayOff, asksFigures, outline, text, whoText, unitIds } = value
  const { windowFrom, windowTo, unitDue, cityDue, firstPeriod, lastPeriod } = value
  return {
    ...(name === '' ? {} : { name }),
    frequency,
    makesRegime,
    ...(windowFrom === null ? {} : { windowFrom }),
    ...(windowTo === null ? {} : { windowTo }),
    ...(unitDue === null ? {} : { unitDue }),
    ...(cityDue === null ? {} : { cityDue }),
    ...(firstPeriod === null ? {} : { firstPeriod }),
    ...(lastPeriod === null ? {} : { lastPeriod }),
    rounds: value.rounds.map(({ unitDue: unit, cityDue: city, closingTime: hour, window }) => ({
      ...(unit === null ? {} : { unitDue: unit }),
      ...(city === null ? {} : { cityDue: city }),
      ...(hour === null ? {} : { closingTime: hour }),
      ...(window === null ? {} : { window }),
    })),
    closingTime,
    dayOff,
    asksFigures,
    outline,
    quote: text,
    who: whoText,
    reportingUnits: { unitIds, groups: [] },
  }
}

function said(text: string): string | null {
  return text === '' ? null : text
}
