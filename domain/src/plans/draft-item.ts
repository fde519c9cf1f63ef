import type { IndicatorKind, RollUpMethod } from '../indicators/indicator.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { Day } from '../periods/day.ts'
import type { Frequency, Period } from '../periods/period.ts'
import type { CountedDay, DueRule, Regime, Window } from '../periods/regime.ts'
import type { ReportingGroup } from '../units/unit.ts'
import type { FactRule, Passage, PrintedDeadline, ReadDocument, Relation, TargetOperator } from './reading.ts'

export type DraftItemState = 'unseen' | 'accepted' | 'dropped'

export type AddresseeGroup = ReportingGroup | 'all'

/** Named units and groups; groups are counted out on the day of issue. Neither means nobody yet: never guessed. */
export type AssignedTo = { readonly unitIds: readonly string[]; readonly groups: readonly AddresseeGroup[] }

export type CitationDraft = {
  readonly type: string
  readonly number: string | null
  readonly name?: string
  readonly date: string | null
  readonly issuer: string | null
  readonly relation: Relation
  readonly text: string
}

export type IndicatorDraft = {
  /** The plan's own words. */
  readonly text: string
  readonly pillar: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly numeratorLabel?: string
  readonly denominatorLabel?: string
  readonly unitOfMeasure: string
  readonly digits: number
  readonly op: TargetOperator
  readonly value: Decimal | null
  readonly value2?: Decimal
  readonly outOf?: Decimal
  readonly deadline?: PrintedDeadline
  readonly rollUp: RollUpMethod
  readonly assignedTo: AssignedTo
}

export type TaskDraft = {
  readonly text: string
  readonly section: string
  readonly leadUnitIds: readonly string[]
  readonly leadText: string
  readonly cooperatingUnitIds: readonly string[]
  readonly cooperatingText: string
  readonly deadline?: PrintedDeadline
  readonly deadlineText: string
}

/** A regime as far as the plan says it; what is missing is asked of the officer. */
export type ReportingDraft = Partial<Pick<Regime, 'name' | 'closingTime' | 'dayOff'>> &
  Pick<Regime, 'quote' | 'outline' | 'asksFigures'> & {
    readonly frequency?: Frequency
    readonly windowFrom?: CountedDay
    readonly windowTo?: CountedDay
    readonly unitDue?: DueRule
    readonly cityDue?: DueRule
    /** Days that are said, where the report does not come again by itself. */
    readonly rounds: readonly RoundDraft[]
    /** From which period to which; by the day of issue and to the end of the plan's year where it is not said. */
    readonly firstPeriod?: Period
    readonly lastPeriod?: Period
    /** False where the words are of another report than the units': a plan makes a regime of each of the others. */
    readonly makesRegime: boolean
    /** Who reports, as printed, and whom of the register that names. */
    readonly who: string
    readonly reportingUnits: AssignedTo
  }

export type RoundDraft = {
  readonly unitDue?: Day
  readonly cityDue?: Day
  readonly closingTime?: string
  readonly window?: Window
}

/** How an item came to be read: the rule that found it and how sure it is. What a person added or put together has none. */
export type Origin = { readonly rule: FactRule; readonly confidence: number }

type Item<Kind extends string, Value> = {
  readonly id: string
  readonly kind: Kind
  readonly state: DraftItemState
  readonly origin?: Origin
  /** Where the document says so; an item added by hand has none. */
  readonly source?: Passage
  readonly value: Value
}

export type DocumentItem = Item<'document', ReadDocument>
export type CitationItem = Item<'citation', CitationDraft>
export type IndicatorItem = Item<'indicator', IndicatorDraft>
export type TaskItem = Item<'task', TaskDraft>
export type ReportingItem = Item<'reporting', ReportingDraft>

export type DraftItem = DocumentItem | CitationItem | IndicatorItem | TaskItem | ReportingItem
