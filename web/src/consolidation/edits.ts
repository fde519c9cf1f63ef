import type { Consolidation, ConsolidationEdits } from '@haidang/api/consolidation'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'

export const editFields = [
  'number',
  'date',
  'title',
  'results',
  'shortcomings',
  'remedies',
  'authority',
  'role',
  'name',
  'recipients',
  'legalBases',
] as const
export type EditField = (typeof editFields)[number]
export type EditParts = Readonly<Record<EditField, string | null | readonly string[]>>

/** Two people's edits meet field by field. */
export function partsOf({ summaries, signature, legalBases, ...rest }: ConsolidationEdits): EditParts {
  return { ...rest, ...summaries, ...signature, legalBases: legalBases ?? null }
}

export function withPart(edits: ConsolidationEdits, field: EditField, from: ConsolidationEdits): ConsolidationEdits {
  switch (field) {
    case 'results':
    case 'shortcomings':
    case 'remedies':
      return { ...edits, summaries: { ...edits.summaries, [field]: from.summaries[field] } }
    case 'authority':
    case 'role':
    case 'name':
      return { ...edits, signature: { ...edits.signature, [field]: from.signature[field] } }
    case 'number':
    case 'date':
    case 'title':
    case 'recipients':
      return { ...edits, [field]: from[field] }
    case 'legalBases': {
      const { legalBases: _, ...others } = edits
      return from.legalBases === undefined ? others : { ...others, legalBases: from.legalBases }
    }
  }
}

export const sameEdits = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

export type Merged = { readonly edits: ConsolidationEdits; readonly conflicts: readonly EditField[] }

/** Who alone changed a field has it; where both did, mine stands until a person has chosen. */
export function mergeEdits(mine: ConsolidationEdits, base: ConsolidationEdits, theirs: ConsolidationEdits): Merged {
  const [m, b, t] = [partsOf(mine), partsOf(base), partsOf(theirs)]
  const isTheirs = (field: EditField): boolean => sameEdits(m[field], b[field])
  const isConflict = (field: EditField): boolean => !isTheirs(field) && !sameEdits(t[field], b[field]) && !sameEdits(m[field], t[field])
  return {
    edits: editFields.filter(isTheirs).reduce((merged, field) => withPart(merged, field, theirs), mine),
    conflicts: editFields.filter(isConflict),
  }
}

/** What the server would refuse is kept here and not sent. */
export const isSendable = ({ title }: ConsolidationEdits): boolean => title.trim().length >= 5

/** The preview as it will be with what is typed now, before the server has it. */
export function withEdits(preview: Consolidation['preview'], edits: ConsolidationEdits): Consolidation['preview'] {
  return {
    ...preview,
    title: edits.title,
    letterhead: { ...preview.letterhead, number: edits.number, date: edits.date },
    narrative: preview.narrative.map((section) => ({ ...section, summary: edits.summaries[section.heading] })),
    signature: edits.signature,
    recipients: edits.recipients,
    legalBases: edits.legalBases ?? preview.legalBases,
  }
}

/** A unit's words under what the officer has written, with the unit's name; not a second time. */
export function withContribution(summary: string, { unit, text }: { readonly unit: string; readonly text: string }): string {
  if (isInserted(summary, text)) return summary
  const own = summary.trimEnd()
  return `${own}${own === '' ? '' : '\n'}${unit}: ${text.trim()}`
}

export const isInserted = (summary: string, text: string): boolean => text.trim() !== '' && summary.includes(text.trim())

/** Lines as the server takes them: without the empty ones, of which a print has no use. */
export const linesOfText = (text: string, most: number, longest: number): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, longest))
    .filter((line) => line !== '')
    .slice(0, most)
