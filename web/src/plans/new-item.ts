import type { Import } from '@haidang/api/imports'
import type { ReportingGroup, Unit } from '@haidang/domain/units/unit'
import { suggestIndicator } from '@haidang/domain/plans/suggest-indicator'
import type { Passage, ReadTarget } from '@haidang/domain/plans/reading'
import { shaped } from '@haidang/api/draft-shape'
import type { DraftKind, ItemEdit } from './draft-edit.ts'
import { nothingTyped } from './draft-edit.ts'

type Selected = (Passage & { readonly text: string }) | undefined

/** An item made by hand from the words that were selected, or from nothing: unseen, so that a person looks at it once more. */
export function newItem(kind: DraftKind, selected: Selected, units: Import['units'], position: number): ItemEdit {
  const text = selected?.text.replace(/\s+/gu, ' ').trim() ?? ''
  const base = {
    state: 'unseen' as const,
    position,
    source: selected ? { start: selected.start, end: selected.end } : null,
    typed: nothingTyped,
  }
  switch (kind) {
    case 'document':
      return {
        ...base,
        kind,
        value: {
          type: '',
          number: '',
          symbol: '',
          date: '',
          issuer: '',
          place: '',
          title: text,
          signer: '',
          signerRole: '',
          recipients: [],
        },
      }
    case 'citation':
      return { ...base, kind, value: { type: '', number: '', date: '', issuer: '', relation: 'basis', text } }
    case 'indicator': {
      const made = shaped(
        {
          id: '',
          kind,
          state: 'unseen',
          value: suggestIndicator({ start: 0, end: 0, text, target: percentIn(text) }, unitVersions(units)),
        },
        unitVersions(units),
      )
      if (made.kind === 'indicator') return { ...base, kind, value: made.value }
      throw new TypeError('A shaped indicator is an indicator.')
    }
    case 'task':
      return {
        ...base,
        kind,
        value: { text, section: '', leadText: '', leadUnitIds: [], cooperatingText: '', cooperatingUnitIds: [], deadline: null },
      }
    case 'reporting':
      return {
        ...base,
        kind,
        value: {
          name: '',
          frequency: 'monthly',
          makesRegime: true,
          whoText: '',
          unitIds: [],
          toText: '',
          windowFrom: null,
          windowTo: null,
          unitDue: null,
          cityDue: null,
          rounds: [],
          asksFigures: true,
          closingTime: '17:00',
          dayOff: 'next',
          firstPeriod: null,
          lastPeriod: null,
          outline: ['results', 'shortcomings', 'remedies'],
          text,
        },
      }
  }
}

/** A single percentage among the words, as a first suggestion; the person corrects it in the form. */
function percentIn(text: string): ReadTarget {
  const match = /(\d+(?:,\d+)?)\s*%/u.exec(text)
  return { op: '=', value: match?.[1] === undefined ? null : Number(match[1].replace(',', '.')), unit: '%' }
}

/** The register of the page as the domain has it: all of these units stand on the document's day. */
export function unitVersions(units: Import['units']): readonly Unit[] {
  return units.map((unit) => ({ ...unit, validFrom: '1900-01-01' }))
}

export type GroupOfUnits = { readonly group: ReportingGroup; readonly units: Import['units'] }

/** The groups that report, in the order of the register. */
export function reportingGroups(units: Import['units']): readonly GroupOfUnits[] {
  const groups: readonly ReportingGroup[] = ['department', 'agency', 'ward']
  return groups.map((group) => ({ group, units: units.filter((unit) => unit.group === group) })).filter((one) => one.units.length > 0)
}
