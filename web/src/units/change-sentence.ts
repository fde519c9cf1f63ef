import type { UnitLife } from '@haidang/api/units'
import type { Translated } from '../words/catalogue.ts'
import type { unitsVi } from '../words/units.vi.ts'

type Change = UnitLife['changes'][number]

/** What a reorganisation did to the unit, as its own life line says it. */
export function changeSentence({ change, from, to, before, after }: Change, words: Translated<typeof unitsVi>['changes']): string {
  switch (change) {
    case 'merged':
      if (after === null) return words.mergedInto
      return before === null ? words.mergedFrom(String(from.length)) : words.enlarged(String(from.length))
    case 'split':
      return words.split(String(to.length))
    case 'partGiven':
      return words.partGiven
    case 'renamed':
      return words.renamed(before?.name ?? '', after?.name ?? '')
    case 'kindChanged':
      return before?.name === after?.name
        ? words.kindChanged(before?.kind ?? words.noKind, after?.kind ?? words.noKind)
        : words.renamed(before?.name ?? '', after?.name ?? '')
    case 'parentChanged':
      return words.parentChanged(before?.parentName ?? words.noParent, after?.parentName ?? words.noParent)
    case 'headChanged':
    case 'identifierChanged':
    case 'particularsChanged':
      return words[change]
    case 'abolished':
      return words.abolished
    case 'founded':
      return from.length === 0 ? words.founded : words.foundedFrom
    case 'changed':
      if (to.length > 0) return words.replaced
      return from.length > 0 ? words.replaces : words.changed
  }
}
