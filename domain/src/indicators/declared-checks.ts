/** What a figure may be asked about beyond what is impossible; a rule is declared with the definition, and so from a period on. */
export const checkRules = ['jump', 'denominatorChanged', 'sameForPeriods', 'digits', 'related'] as const
export type CheckRule = (typeof checkRules)[number]

/** What a finding asks of whoever hands the report in: nothing, another look, a reason that is kept, or another figure. */
export const demands = ['none', 'notice', 'reason', 'block'] as const
export type Demand = (typeof demands)[number]

/** "The dossiers paid online are at most those received": a figure beside one of another indicator of the same form. */
export type Relation = {
  readonly cell: 'numerator' | 'denominator'
  readonly op: '<=' | '=' | '>='
  readonly indicatorId: string
  readonly other: 'numerator' | 'denominator'
}

export type DeclaredChecks = {
  readonly demands: Readonly<Partial<Record<CheckRule, Demand>>>
  /** From so many periods in a row on, the same figure is asked about. */
  readonly samePeriods?: number
  readonly relations?: readonly Relation[]
}

export const usualSamePeriods = 3

/** A relation that somebody declared wants an answer; what nobody declared is looked at as it always was. */
const usualDemands: Readonly<Record<CheckRule, Demand>> = {
  jump: 'notice',
  denominatorChanged: 'notice',
  sameForPeriods: 'none',
  digits: 'none',
  related: 'reason',
}

export const demandOf = (checks: DeclaredChecks | undefined, rule: CheckRule): Demand => checks?.demands[rule] ?? usualDemands[rule]
