import type { DraftItem, IndicatorDraft, TaskDraft } from './draft-item.ts'
import type { Passage } from './reading.ts'

type SplittableItem = Extract<DraftItem, { readonly kind: 'indicator' | 'task' }>

export type SplitOutcome =
  | { readonly refused: 'notSplittable' }
  | { readonly refused: 'emptyPart' }
  | { readonly items: readonly [SplittableItem, SplittableItem] }

export type MergeOutcome = { readonly refused: 'tooFew' } | { readonly refused: 'differentKinds' } | { readonly item: SplittableItem }

/**
 * Cuts an item's text at a UTF-16 offset. Both parts keep the whole passage, since both came from it, and have to be looked at again. The
 * first keeps the id.
 */
export function splitItem(item: DraftItem, at: number, newId: string): SplitOutcome {
  if (item.kind !== 'indicator' && item.kind !== 'task') return { refused: 'notSplittable' }

  const parts = [item.value.text.slice(0, at).trim(), item.value.text.slice(at).trim()] as const
  if (at <= 0 || parts[0] === '' || parts[1] === '' || cutsACharacter(item.value.text, at)) return { refused: 'emptyPart' }
  if (item.kind === 'task') {
    return {
      items: [
        unseen({ ...item, value: { ...item.value, text: parts[0] } }),
        unseen({ ...item, id: newId, value: { ...item.value, text: parts[1] } }),
      ],
    }
  }
  return {
    items: [
      unseen({ ...item, value: { ...item.value, text: parts[0] } }),
      unseen({ ...item, id: newId, value: { ...item.value, text: parts[1], name: parts[1] } }),
    ],
  }
}

/** Joins items of one kind in the order given; the first one's id and figures stay, every text is kept. */
export function mergeItems(items: readonly DraftItem[]): MergeOutcome {
  const [first, ...others] = items
  if (first === undefined || others.length === 0) return { refused: 'tooFew' }

  const tasks = items.filter((one) => one.kind === 'task')
  if (first.kind === 'task' && tasks.length === items.length) {
    return {
      item: unseen({
        ...first,
        ...sourceOver(items),
        value: mergedTask(
          first.value,
          tasks.map(({ value }) => value),
        ),
      }),
    }
  }
  const indicators = items.filter((one) => one.kind === 'indicator')
  if (first.kind === 'indicator' && indicators.length === items.length) {
    return {
      item: unseen({
        ...first,
        ...sourceOver(items),
        value: mergedIndicator(
          first.value,
          indicators.map(({ value }) => value),
        ),
      }),
    }
  }
  return { refused: 'differentKinds' }
}

function mergedTask(first: TaskDraft, all: readonly TaskDraft[]): TaskDraft {
  const { deadline, ...rest } = first
  // Two deadlines are not one: both texts stay and the officer says which holds.
  const isOneDeadline = all.every((task) => task.deadline?.iso === deadline?.iso && task.deadline?.time === deadline?.time)
  return {
    ...rest,
    text: joined(
      all.map(({ text }) => text),
      ' ',
    ),
    section: joined(distinct(all.map(({ section }) => section)), '; '),
    leadUnitIds: distinct(all.flatMap(({ leadUnitIds }) => leadUnitIds)),
    leadText: joined(distinct(all.map(({ leadText }) => leadText)), '; '),
    cooperatingUnitIds: distinct(all.flatMap(({ cooperatingUnitIds }) => cooperatingUnitIds)),
    cooperatingText: joined(distinct(all.map(({ cooperatingText }) => cooperatingText)), '; '),
    deadlineText: joined(distinct(all.map(({ deadlineText }) => deadlineText)), '; '),
    ...(isOneDeadline && deadline ? { deadline } : {}),
  }
}

function mergedIndicator(first: IndicatorDraft, all: readonly IndicatorDraft[]): IndicatorDraft {
  return {
    ...first,
    text: joined(
      all.map(({ text }) => text),
      ' ',
    ),
    name: joined(distinct(all.map(({ name }) => name)), '; '),
    assignedTo: {
      unitIds: distinct(all.flatMap(({ assignedTo }) => assignedTo.unitIds)),
      groups: distinct(all.flatMap(({ assignedTo }) => assignedTo.groups)),
    },
  }
}

function sourceOver(items: readonly DraftItem[]): { readonly source?: Passage } {
  const sources = items.flatMap(({ source }) => (source ? [source] : []))
  if (sources.length === 0) return {}
  return { source: { start: Math.min(...sources.map(({ start }) => start)), end: Math.max(...sources.map(({ end }) => end)) } }
}

function unseen<One extends SplittableItem>(item: One): One {
  return { ...item, state: 'unseen' }
}

/** Between the two halves of a character beyond the basic plane, or before a combining mark. */
function cutsACharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (unit >= 0xdc00 && unit <= 0xdfff) || /^\p{M}/u.test(text.slice(at))
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator)
}
