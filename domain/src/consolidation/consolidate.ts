import { attainmentOf, formatTarget, resultOf } from '../indicators/indicator.ts'
import type { Figure, Indicator, Target } from '../indicators/indicator.ts'
import { rollUp } from '../indicators/roll-up.ts'
import type { RolledUp } from '../indicators/roll-up.ts'
import type { Instant } from '../periods/day.ts'
import { formatPeriod } from '../periods/period.ts'
import type { Period } from '../periods/period.ts'
import { formatWindow, windowOf } from '../periods/regime.ts'
import type { Regime } from '../periods/regime.ts'
import { punctuality } from '../reports/report.ts'
import type { ReportContent } from '../reports/report.ts'
import { countTasks, timeliness } from '../tasks/task.ts'
import type { Task } from '../tasks/task.ts'
import type { ReportingUnit } from '../units/unit.ts'
import type {
  ConsolidatedReport,
  IndicatorResult,
  NarrativeHeading,
  NarrativeSection,
  TaskResult,
  UnitResult,
} from './consolidated-report.ts'

/** A unit's report of the period, as far as it came: what was approved, or what waits for approval. */
export type UnitReport = {
  readonly unitId: string
  readonly dueAt: Instant
  readonly firstSubmittedAt?: Instant
  /** The last approved version. */
  readonly approved?: ReportContent & { readonly version: number; readonly approvedAt: Instant }
  /** Submitted and not yet approved; counts only where the officer asks for a provisional report. */
  readonly submitted?: ReportContent
}

export type ConsolidatedTask = Pick<Task, 'id' | 'order' | 'text' | 'deadline' | 'deadlineText' | 'leadText' | 'cooperatingText'> & {
  readonly doneAt?: Instant
  readonly note?: string
}

export type AssignedIndicator = { readonly indicatorId: string; readonly unitId: string; readonly target?: Target }

export type ConsolidationInput = Pick<ConsolidatedReport, 'letterhead' | 'legalBases' | 'corrections' | 'signature' | 'recipients'> & {
  /** What the report is about, "các nhiệm vụ trọng tâm về chuyển đổi số": the title is made from it and the period. */
  readonly subject: string
  readonly regime: Regime
  readonly period: Period
  /** Units that owe the period's report, in the order of the printed table. */
  readonly units: readonly ReportingUnit[]
  /** In the plan's order. */
  readonly indicators: readonly Indicator[]
  readonly assignments: readonly AssignedIndicator[]
  readonly reports: readonly UnitReport[]
  readonly tasks: readonly ConsolidatedTask[]
  /** The synthesis officer's own text by heading. */
  readonly summaries: Readonly<Partial<Record<NarrativeHeading, string>>>
  /** The moment the report speaks of: tasks open then are judged by it. */
  readonly asOf: Instant
  readonly includeUnapproved?: boolean
  /** Of indicators that are computed from others (computed-scores.ts), what they came to; figures of other periods may be in it. */
  readonly computed?: ReadonlyMap<string, RolledUp>
  /** A digest over canonical JSON, `digestOf` of audit/chain.ts with the platform's SHA-256. */
  readonly digestOf: (source: unknown) => string
}

/** The city's report of one period, from approved figures only unless asked otherwise. A silent unit is named, never counted as zero. */
export function consolidate(input: ConsolidationInput): ConsolidatedReport {
  const contents = contentsByUnit(input)
  const window = windowOf(input.regime, input.period)
  const asked = input.regime.asksFigures ? input.indicators : []
  return {
    letterhead: input.letterhead,
    period: input.period,
    periodText: formatPeriod(input.period),
    windowText: window === undefined ? '' : formatWindow(window),
    title: titleOf(input.subject, input.period),
    legalBases: input.legalBases,
    units: input.units.map(({ id, name, shortName, group }) => ({ id, name, shortName, group })),
    ...attendance(input),
    corrections: input.corrections,
    indicators: asked.map((indicator, index) => indicatorResult(indicator, index + 1, input, contents)),
    narrative: input.regime.outline.map((heading) => narrativeSection(heading, input, contents)),
    tasks: input.tasks.map((task) => taskResult(task, input.asOf)),
    taskCounts: countTasks(input.tasks.map((task) => timeliness(task, input.asOf))),
    signature: input.signature,
    recipients: input.recipients,
    sourceDigest: sourceDigest(input, contents),
  }
}

/** "Kết quả thực hiện các nhiệm vụ … tháng 5 năm 2024". */
export const titleOf = (subject: string, period: Period): string => `Kết quả thực hiện ${subject} ${formatPeriod(period)}`

type Contents = ReadonlyMap<string, ReportContent>

function contentsByUnit({ units, reports, includeUnapproved }: ConsolidationInput): Contents {
  const owing = new Set(units.map(({ id }) => id))
  return new Map(
    reports.flatMap(({ unitId, approved, submitted }) => {
      const content = (includeUnapproved ? submitted : undefined) ?? approved
      return owing.has(unitId) && content ? [[unitId, content] as const] : []
    }),
  )
}

function attendance({ units, reports, asOf }: ConsolidationInput): Pick<ConsolidatedReport, 'reported' | 'missingUnits' | 'lateUnits'> {
  const byUnit = new Map(reports.map((report) => [report.unitId, report]))
  const received = units.flatMap(({ id }) => {
    const report = byUnit.get(id)
    return report?.firstSubmittedAt === undefined ? [] : [{ id, report }]
  })
  const lateUnits = received.filter(({ report }) => punctuality(report.dueAt, report.firstSubmittedAt, asOf) === 'late').map(({ id }) => id)
  return {
    reported: {
      expected: units.length,
      received: received.length,
      onTime: received.length - lateUnits.length,
      late: lateUnits.length,
      approved: received.filter(({ report }) => report.approved !== undefined).length,
    },
    missingUnits: units.filter(({ id }) => byUnit.get(id)?.firstSubmittedAt === undefined).map(({ id }) => id),
    lateUnits,
  }
}

function indicatorResult(indicator: Indicator, order: number, input: ConsolidationInput, contents: Contents): IndicatorResult {
  const owed = new Map(input.assignments.filter(({ indicatorId }) => indicatorId === indicator.id).map((one) => [one.unitId, one]))
  const owing = input.units.filter(({ id }) => owed.has(id))
  const figures = owing.map(({ id }) => ({ unitId: id, figure: contents.get(id)?.figures[indicator.id] ?? {} }))
  const city = input.computed?.get(indicator.id) ?? rollUp(indicator, figures, owing.length)
  return {
    indicatorId: indicator.id,
    order,
    pillar: indicator.pillar,
    name: indicator.name,
    unitOfMeasure: indicator.unitOfMeasure,
    digits: indicator.digits,
    kind: indicator.kind,
    targetText: formatTarget(indicator.target),
    target: indicator.target.value,
    numeratorLabel: indicator.numeratorLabel ?? null,
    denominatorLabel: indicator.denominatorLabel ?? null,
    cityNumerator: city.numerator ?? null,
    cityDenominator: city.denominator ?? null,
    cityResult: city.result ?? null,
    cityAttainment: city.attainment,
    assignedUnits: city.assignedUnits,
    reportedUnits: city.reportedUnits,
    units: figures.map(({ unitId, figure }) => unitResult(indicator, unitId, figure, owed.get(unitId)?.target)),
  }
}

function unitResult(indicator: Indicator, unitId: string, figure: Figure, target: Target | undefined): UnitResult {
  return {
    unitId,
    numerator: figure.numerator ?? null,
    denominator: figure.denominator ?? null,
    result: resultOf({ ...indicator, target: target ?? indicator.target }, figure) ?? null,
    target: target?.value ?? null,
    // An amount without a target of its own is neither reached nor missed by the city's.
    attainment: target === undefined ? 'noData' : attainmentOf(indicator, figure, target),
    ...(figure.words === undefined ? {} : { words: figure.words }),
  }
}

function narrativeSection(heading: NarrativeHeading, { units, summaries }: ConsolidationInput, contents: Contents): NarrativeSection {
  return {
    heading,
    summary: summaries[heading] ?? '',
    contributions: units.flatMap(({ id, shortName }) => {
      const text = contents.get(id)?.narrative[heading]?.trim() ?? ''
      return text === '' ? [] : [{ unitId: id, unit: shortName, text }]
    }),
  }
}

function taskResult(task: ConsolidatedTask, asOf: Instant): TaskResult {
  return {
    taskId: task.id,
    order: task.order,
    text: task.text,
    lead: task.leadText,
    cooperating: task.cooperatingText,
    deadlineText: task.deadlineText,
    timeliness: timeliness(task, asOf),
    note: task.note ?? '',
  }
}

/** Over exactly what the figures and texts were drawn from, in the order of the ids, so that any other source gives another digest. */
function sourceDigest({ period, digestOf, reports, computed }: ConsolidationInput, contents: Contents): string {
  const versions = new Map(reports.map(({ unitId, approved }) => [unitId, approved?.version]))
  const sources = [...contents].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return digestOf({
    period,
    sources: sources.map(([unitId, { figures, narrative, missingAccepted }]) => ({
      unitId,
      version: versions.get(unitId),
      figures,
      narrative,
      missingAccepted,
    })),
    ...(computed === undefined || computed.size === 0 ? {} : { computed: [...computed].map(([id, { result = null }]) => [id, result]) }),
  })
}
