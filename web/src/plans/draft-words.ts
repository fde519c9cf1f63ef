import type { Import } from '@haidang/api/imports'
import type { Translated } from '../words/catalogue.ts'
import { formatPeriod, formatTarget } from '../app/format.ts'
import { formatDeadline, resolveDeadline } from '@haidang/domain/tasks/deadline'
import type { PrintedDeadline } from '@haidang/domain/plans/reading'
import type { plansVi } from '../words/plans.vi.ts'
import { formatDay } from '@haidang/domain/periods/day'
import { countedDay, dueInWords, isByRounds, regimeInWords } from '../regimes/regime-sentences.ts'
import { currentLanguage } from '../words/language.ts'
import { regimesWords } from '../words/regimes.ts'
import type { DraftKind, ItemEdit, ValueOf } from './draft-edit.ts'
import { reportingGroups } from './new-item.ts'
import { printedDayText } from './read-text.ts'

export type PlansWords = Translated<typeof plansVi>
type Units = Import['units']

/** "17 phường, xã và Phòng VH&TT": whole groups by their number, a few units by name. */
export function unitsInWords(unitIds: readonly string[], units: Units, words: PlansWords): string {
  if (unitIds.length === 0) return words.units.none
  const chosen = new Set(unitIds)
  const groups = reportingGroups(units)
  const reporting = groups.flatMap((one) => one.units)
  if (reporting.every(({ id }) => chosen.has(id))) return words.units.all(String(reporting.length))

  const parts: string[] = []
  const named: string[] = []
  for (const { group, units: members } of groups) {
    const some = members.filter(({ id }) => chosen.has(id))
    if (some.length === members.length && members.length > 2) parts.push(words.units.groups[group](String(some.length)))
    else named.push(...some.map(({ shortName }) => shortName))
  }
  named.push(...units.filter(({ id, group }) => group === 'committee' && chosen.has(id)).map(({ shortName }) => shortName))
  const known = units.filter(({ id }) => chosen.has(id)).length
  const rest = named.length > 3 ? [words.units.some(String(named.length))] : named
  const unknown = chosen.size > known ? [words.units.some(String(chosen.size - known))] : []
  return joined([...parts, ...rest, ...unknown], words.units.and)
}

function joined(parts: readonly string[], and: string): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1) ?? ''}`
}

type Named = { readonly [Kind in DraftKind]: { readonly kind: Kind; readonly value: ValueOf<Kind> } }[DraftKind]

/** What an item is called in a sentence or a list. */
export function nameOfItem(item: Named, words: PlansWords): string {
  const named = plainName(item).trim()
  const name = named === '' ? words.summary.untitled : named
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function plainName(item: Named): string {
  switch (item.kind) {
    case 'document':
      return item.value.title
    case 'citation':
      return `${item.value.type} ${item.value.number}`.trim() || item.value.text
    case 'indicator':
      return item.value.name || item.value.text
    case 'task':
      return item.value.text
    case 'reporting':
      return item.value.name || item.value.text
  }
}

/** "Hiểu là: trước ngày 03/8/2023; còn trong hạn đến hết ngày 02/8/2023." */
export function deadlineInWords(deadline: PrintedDeadline | null, words: PlansWords): string {
  const resolved = deadline ? resolveDeadline(deadline) : undefined
  if (!deadline || !resolved) return words.notUnderstood
  const text = formatDeadline(deadline)
  return resolved.precision === 'minute' ? words.understoodMinute(text) : words.understoodAs(text, formatDay(resolved.lastDay))
}

/** One field of an item as a person reads it, for two versions side by side. */
export function fieldInWords(
  kind: DraftKind,
  field: string,
  edit: ItemEdit,
  units: Units,
  words: PlansWords,
): { readonly label: string; readonly text: string } {
  const content: unknown =
    field === 'state' ? words.review.states[edit.state] : new Map<string, unknown>(Object.entries(edit.value)).get(field)
  const label = labelOf(kind, field, words)
  if (field === 'target' && edit.kind === 'indicator') return { label, text: formatTarget(edit.value.target) }
  if (field === 'deadline' && edit.kind === 'task') return { label, text: edit.value.deadline?.raw ?? words.noDeadline }
  if (field === 'kind' && edit.kind === 'indicator') return { label, text: words.indicatorKinds[edit.value.kind] }
  if (field === 'rollUp' && edit.kind === 'indicator') return { label, text: words.rollUps[edit.value.rollUp] }
  if (field === 'relation' && edit.kind === 'citation') return { label, text: words.relations[edit.value.relation] }
  if (edit.kind === 'reporting' && isRegimeField(field)) return regimeField(field, edit.value, words)
  if (field === 'outline' && edit.kind === 'reporting')
    return { label, text: edit.value.outline.map((heading) => words.headings[heading]).join('; ') }
  if (field.endsWith('Ids') && isTexts(content)) return { label, text: unitsInWords(content, units, words) }
  if (isTexts(content)) return { label, text: content.join('; ') }
  if (field.endsWith('Period') && typeof content === 'string') return { label, text: formatPeriod(content) }
  if (field === 'date' && typeof content === 'string') return { label, text: printedDayText(content) }
  return { label, text: typeof content === 'string' || typeof content === 'number' ? String(content) : '' }
}

/** Fields of a reporting item that are not plain words, as the form calls and says them. */
function regimeField(
  field: RegimeField,
  value: ValueOf<'reporting'>,
  { fields }: PlansWords,
): { readonly label: string; readonly text: string } {
  const words = regimesWords[currentLanguage()]
  const { frequency } = value
  const isRepeating = !isByRounds(frequency)
  switch (field) {
    case 'frequency':
      return { label: words.fields.frequency, text: words.frequencies[frequency] }
    case 'dayOff':
      return { label: words.fields.dayOff, text: words.dayOffs[value.dayOff] }
    case 'closingTime':
      return { label: words.fields.closingTime, text: value.closingTime }
    case 'windowFrom':
    case 'windowTo':
      return { label: words.fields[field], text: isRepeating && value[field] ? countedDay(frequency, value[field], words) : '' }
    case 'unitDue':
    case 'cityDue':
      return { label: words.fields[field], text: isRepeating && value[field] ? dueInWords(frequency, value[field], words) : '' }
    case 'rounds':
      return { label: words.fields.rounds, text: isRepeating ? '' : regimeInWords(value, words).join('; ') }
    case 'makesRegime':
    case 'asksFigures':
      return { label: fields[field], text: value[field] ? '✓' : '–' }
  }
}

const regimeFields = [
  'frequency',
  'dayOff',
  'closingTime',
  'windowFrom',
  'windowTo',
  'unitDue',
  'cityDue',
  'rounds',
  'makesRegime',
  'asksFigures',
] as const
type RegimeField = (typeof regimeFields)[number]
const isRegimeField = (field: string): field is RegimeField => regimeFields.some((one) => one === field)

function labelOf(kind: DraftKind, field: string, words: PlansWords): string {
  const labels = new Map<string, string>(Object.entries(words.fields))
  if (kind === 'task' && field === 'text') return words.fields.taskText
  if (kind === 'reporting' && field === 'name') return words.fields.reportingName
  return labels.get(field) ?? field
}

function isTexts(content: unknown): content is readonly string[] {
  return Array.isArray(content) && content.every((one) => typeof one === 'string')
}
