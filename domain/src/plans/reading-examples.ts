import { fold } from './addressees.ts'
import { indicatorMeaning } from './check-targets.ts'
import type { FactRule } from './reading.ts'

/**
 * What a reviewer changed of what was read, kept so that the next document of the same office can be offered the same. Nothing is ever
 * changed by it without a person: see docs/decisions/0010.
 */
export type Correction =
  /** A body as printed is this unit, or these. */
  | { readonly kind: 'unit'; readonly printed: string; readonly unitIds: readonly string[] }
  /** A passage with these words, found by this rule, is no such thing. */
  | { readonly kind: 'dropped'; readonly printed: string; readonly rule: FactRule }
  /** An indicator in these words is called, measured or rolled up otherwise than was suggested. */
  | { readonly kind: 'indicator'; readonly printed: string; readonly fields: Readonly<Record<string, unknown>> }

/** An item as a person left it, with what was read at first. The fields are those of the form. */
export type ReviewedItem = {
  readonly kind: 'document' | 'citation' | 'indicator' | 'task' | 'reporting'
  readonly state: 'unseen' | 'accepted' | 'dropped'
  readonly rule: FactRule | null
  readonly original: object | null
  readonly value: object
}

/** Fields of an indicator that its words alone do not settle, and that an office says in the same way every year. */
const settledFields = [
  'pillar',
  'name',
  'kind',
  'numeratorLabel',
  'denominatorLabel',
  'unitOfMeasure',
  'digits',
  'rollUp',
  'unitIds',
] as const

/** Where bodies are printed, and where the units that they mean are kept. */
const namedUnits: Readonly<Partial<Record<ReviewedItem['kind'], readonly (readonly [text: string, unitIds: string])[]>>> = {
  task: [
    ['leadText', 'leadUnitIds'],
    ['cooperatingText', 'cooperatingUnitIds'],
  ],
  reporting: [['whoText', 'unitIds']],
}

/** What can be learnt of an item that a person decided about; nothing of one that is open, as read, or added by hand. */
export function correctionsIn({ kind, state, rule, original, value }: ReviewedItem): readonly Correction[] {
  if (original === null || state === 'unseen') return []
  const printedText = textOf(original, 'text')
  if (state === 'dropped') return rule === null || printedText === '' ? [] : [{ kind: 'dropped', printed: printedText, rule }]
  if (kind === 'indicator') {
    const fields = Object.fromEntries(
      settledFields.flatMap((field) => (isSame(valueOf(original, field), valueOf(value, field)) ? [] : [[field, valueOf(value, field)]])),
    )
    return Object.keys(fields).length === 0 ? [] : [{ kind: 'indicator', printed: printedText, fields }]
  }
  return (namedUnits[kind] ?? []).flatMap(([text, field]): readonly Correction[] => {
    const printed = textOf(original, text)
    const unitIds = idsOf(value, field)
    return printed === '' || unitIds.length === 0 || isSame(idsOf(original, field), unitIds) ? [] : [{ kind: 'unit', printed, unitIds }]
  })
}

/** By which later words are found to be the same: equal patterns of one kind are one example. */
export function patternOf(correction: Correction): string {
  switch (correction.kind) {
    case 'unit':
      return fold(correction.printed)
    case 'dropped':
      return `${correction.rule} ${openingOf(correction.printed)}`
    case 'indicator':
      return indicatorMeaning(correction.printed)
  }
}

/** What could be changed of an open item as it was changed before, each with the pattern of the example that says so. */
export type Suggestion = { readonly pattern: string; readonly kind: Correction['kind'] } & (
  | { readonly drop: true }
  | { readonly drop: false; readonly fields: Readonly<Record<string, unknown>> }
)

/**
 * What remembered corrections (by kind and pattern) suggest for an item. Units that do not stand on the document's day are left out;
 * what the item says already is no suggestion.
 */
export function suggestionsFor(
  { kind, state, rule, original, value }: ReviewedItem,
  remembered: ReadonlyMap<string, Correction>,
  standing: ReadonlySet<string>,
): readonly Suggestion[] {
  if (state !== 'unseen' || original === null) return []
  const find = (kindOf: Correction['kind'], pattern: string): Correction | undefined => remembered.get(exampleKey(kindOf, pattern))
  const text = textOf(original, 'text')

  const droppedPattern = rule === null ? '' : patternOf({ kind: 'dropped', printed: text, rule })
  if (rule !== null && find('dropped', droppedPattern)) return [{ kind: 'dropped', pattern: droppedPattern, drop: true }]

  if (kind === 'indicator') {
    const pattern = indicatorMeaning(text)
    const found = find('indicator', pattern)
    if (found?.kind !== 'indicator') return []
    const fields = Object.fromEntries(
      Object.entries(found.fields)
        .map(([field, to]) => [field, field === 'unitIds' ? idsOf(found.fields, field).filter((id) => standing.has(id)) : to] as const)
        .filter(([field, to]) => !isSame(valueOf(value, field), to) && !(field === 'unitIds' && isSame(to, []))),
    )
    return Object.keys(fields).length === 0 ? [] : [{ kind: 'indicator', pattern, drop: false, fields }]
  }

  return (namedUnits[kind] ?? []).flatMap(([printed, field]): readonly Suggestion[] => {
    const pattern = fold(textOf(original, printed))
    const found = find('unit', pattern)
    if (found?.kind !== 'unit') return []
    const unitIds = found.unitIds.filter((id) => standing.has(id))
    return unitIds.length === 0 || isSame(idsOf(value, field), unitIds)
      ? []
      : [{ kind: 'unit', pattern, drop: false, fields: { [field]: unitIds } }]
  })
}

export const exampleKey = (kind: Correction['kind'], pattern: string): string => `${kind} ${pattern}`

/** The opening words of a passage without its figures: dates and amounts change from year to year, the sentence does not. */
function openingOf(text: string): string {
  return fold(text)
    .split(' ')
    .filter((word) => !/\d/u.test(word))
    .slice(0, 12)
    .join(' ')
}

const valueOf = (value: object, field: string): unknown => Object.entries(value).find(([name]) => name === field)?.[1]

function textOf(value: object, field: string): string {
  const text = valueOf(value, field)
  return typeof text === 'string' ? text.trim() : ''
}

function idsOf(value: object, field: string): readonly string[] {
  const ids = valueOf(value, field)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
