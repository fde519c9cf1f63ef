import { endsBy } from '../periods/period.ts'
import type { Period } from '../periods/period.ts'
import type { CascadeRule } from './cascade.ts'
import { formulaFaults } from './formula.ts'
import type { FormulaFault, Named } from './formula.ts'
import { isInWords, isOneAnswer } from './indicator.ts'
import type { Indicator, IndicatorKind } from './indicator.ts'
import { periodMethodsOf } from './over-periods.ts'
import { lineagePoliciesOf } from './as-it-is.ts'
import { rollUpMethods } from './roll-up.ts'

/** What an indicator means: all of it but what it is known by (its id, code and kind) and the words of the plan. */
export type Definition = Omit<Indicator, 'id' | 'code' | 'kind' | 'clause'> & {
  /** Where its figures come from, in words: a system, a register, a form. */
  readonly source?: string
  /** The unit that answers for it. */
  readonly ownerUnitId?: string
  readonly cascadeRule?: CascadeRule
}

/** A definition that was changed: it holds from a period on, and a later version from its own. The first is the plan's. */
export type DefinitionVersion = {
  readonly version: number
  readonly fromPeriod: string
  readonly definition: Definition
  /** Figures before and after are not of the same thing: series show where. */
  readonly breaksSeries: boolean
}

/** The definition of a period; `versions` in the order in which they were made. */
export function definitionAt(first: Definition, versions: readonly DefinitionVersion[], period: string): Definition {
  return versions.findLast(({ fromPeriod }) => endsBy(fromPeriod, period))?.definition ?? first
}

/** The indicator as it is defined in a period. */
export function indicatorAt(
  indicator: Indicator & Pick<Definition, 'source' | 'ownerUnitId' | 'cascadeRule'>,
  versions: readonly DefinitionVersion[],
  period: string,
): Indicator {
  const { id, code, kind, clause, ...first } = indicator
  return { id, code, kind, ...(clause && { clause }), ...definitionAt(first, versions, period) }
}

/** Where a series breaks, among periods of one form in their order: the one that the new figures begin with. */
export function breaksAmong(versions: readonly DefinitionVersion[], periods: readonly Period[]): readonly Period[] {
  const breaking = versions.filter(({ breaksSeries }) => breaksSeries)
  return periods.filter((period, at) => {
    const before = periods[at - 1]
    return breaking.some(({ fromPeriod }) =>
      before === undefined ? fromPeriod === period : endsBy(fromPeriod, period) && !endsBy(fromPeriod, before),
    )
  })
}

export type DefinitionFault =
  | {
      readonly fault:
        | 'nameMissing'
        | 'pillarMissing'
        | 'labelsMissing'
        | 'targetMissing'
        | 'targetNotAsked'
        | 'rangeMissing'
        | 'digitsOutOfRange'
        | 'formulaMissing'
        | 'formulaNotAsked'
    }
  | { readonly fault: 'rollUpUnfit' | 'periodMethodUnfit' | 'lineagePolicyUnfit'; readonly method: string }
  | { readonly fault: 'formulaFaulty'; readonly at: FormulaFault }

/** What keeps a definition from being recorded; `others` are the plan's indicators, with their formulas. */
export function definitionFaults(
  code: string,
  kind: IndicatorKind,
  definition: Definition,
  others: readonly Named[],
): readonly DefinitionFault[] {
  const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === ''
  const { name, pillar, digits, target, rollUp, periodMethod, lineagePolicy, formula, numeratorLabel, denominatorLabel, unitOfMeasure } =
    definition
  const faults: DefinitionFault[] = []
  if (isBlank(name)) faults.push({ fault: 'nameMissing' })
  if (isBlank(pillar)) faults.push({ fault: 'pillarMissing' })
  if (kind === 'ratio' && (isBlank(numeratorLabel) || isBlank(denominatorLabel))) faults.push({ fault: 'labelsMissing' })
  const asksLevel = !isOneAnswer(kind) && !isInWords(kind)
  if (isOneAnswer(kind) !== (target.op === 'milestone') || (asksLevel && target.value === null)) faults.push({ fault: 'targetMissing' })
  if (isInWords(kind) && target.value !== null) faults.push({ fault: 'targetNotAsked' })
  if (target.op === 'range' && target.value2 === undefined) faults.push({ fault: 'rangeMissing' })
  if (!Number.isInteger(digits) || digits < 0 || digits > 6) faults.push({ fault: 'digitsOutOfRange' })
  if (!rollUpMethods[kind].includes(rollUp)) faults.push({ fault: 'rollUpUnfit', method: rollUp })
  if (periodMethod !== undefined && !periodMethodsOf[kind].includes(periodMethod))
    faults.push({ fault: 'periodMethodUnfit', method: periodMethod })
  if (lineagePolicy !== undefined && !lineagePoliciesOf(kind).includes(lineagePolicy))
    faults.push({ fault: 'lineagePolicyUnfit', method: lineagePolicy })
  if (kind !== 'formula') return isBlank(formula) ? faults : [...faults, { fault: 'formulaNotAsked' }]
  if (formula === undefined || isBlank(formula)) return [...faults, { fault: 'formulaMissing' }]
  return [
    ...faults,
    ...formulaFaults(formula, { code, kind, unitOfMeasure }, others).map((at) => ({ fault: 'formulaFaulty' as const, at })),
  ]
}

/** What the programme has not answered of an indicator; each is as much a gap as a figure in red. */
export const openQuestions = ['owner', 'source', 'nobodyReports', 'target', 'denominator', 'overPeriods', 'unconfirmed'] as const
export type OpenQuestion = (typeof openQuestions)[number]

export function questionsOf(
  indicator: Indicator & Pick<Definition, 'source' | 'ownerUnitId'>,
  /** Units that owe it, and figures handed in that nobody has approved. */
  { assignedUnits, unconfirmed }: { readonly assignedUnits: number; readonly unconfirmed: number },
): readonly OpenQuestion[] {
  const { kind, target, ownerUnitId, source = '', denominatorLabel = '', periodMethod } = indicator
  const isComputed = kind === 'formula'
  const asked: readonly (readonly [OpenQuestion, boolean])[] = [
    ['owner', ownerUnitId === undefined],
    ['source', source.trim() === '' && !isComputed],
    ['nobodyReports', assignedUnits === 0 && !isComputed],
    ['target', isOneAnswer(kind) ? target.deadline === undefined && kind === 'milestone' : !isInWords(kind) && target.value === null],
    ['denominator', kind === 'ratio' && denominatorLabel.trim() === ''],
    ['overPeriods', periodMethod === undefined && periodMethodsOf[kind].length > 1],
    ['unconfirmed', unconfirmed > 0],
  ]
  return asked.filter(([, isOpen]) => isOpen).map(([question]) => question)
}
