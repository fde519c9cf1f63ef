import { isWorkingDay, nationalCalendar, nextWorkingDay } from '@haidang/domain/periods/calendar'
import { addDays, dayOf, instantAt } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { resolveDeadline } from '@haidang/domain/tasks/deadline'
import { chanceFor } from './chance.ts'
import type { Chance } from './chance.ts'
import { chartFile, minutesFile, pageFile, tableFile } from './evidence.ts'
import type { SampleFile } from './evidence.ts'
import { figuresOf, periods, reportersOf } from './figures.ts'
import type { SampleFigure, SamplePeriod } from './figures.ts'
import { indicatorsIn } from './indicators.ts'
import type { SampleIndicator } from './indicators.ts'
import { correction, coursesOf } from './life.ts'
import type { Course } from './life.ts'
import { narrativeOf } from './narratives.ts'
import { administrator, focalPointOf, synthesisOfficers } from './people.ts'
import type { SamplePerson } from './people.ts'
import type { SamplePlan } from './plan-document.ts'
import { planOf2024, planOf2025 } from './plans.ts'
import { correctionReason, returnReasons, taskNotes } from './reasons.ts'
import { dueIn } from './regime.ts'
import type { SampleTask } from './tasks.ts'
import { heirOf, isNamedIn, newWards, reorganisedOn, reportingUnits } from './units.ts'
import type { SampleUnit } from './units.ts'

export type SampleEntry = SampleFigure & { readonly indicator: SampleIndicator }

/** What somebody did in the sample city. */
export type SampleDeed =
  | { readonly kind: 'saveEntries'; readonly period: SamplePeriod; readonly entries: readonly SampleEntry[] }
  | {
      readonly kind: 'saveNarrative'
      readonly period: SamplePeriod
      readonly heading: 'results' | 'shortcomings' | 'remedies'
      readonly text: string
    }
  | { readonly kind: 'addEvidence'; readonly period: SamplePeriod; readonly file: SampleFile }
  | { readonly kind: 'submit' | 'approve'; readonly period: SamplePeriod }
  | {
      readonly kind: 'return'
      readonly period: SamplePeriod
      readonly reason: string
      readonly cells: readonly { readonly indicator: SampleIndicator; readonly reason: string }[]
    }
  | { readonly kind: 'correct'; readonly period: SamplePeriod; readonly reason: string }
  | {
      readonly kind: 'updateTask'
      readonly task: SampleTask
      readonly state: 'inProgress' | 'done'
      readonly note: string
      readonly file?: SampleFile
    }
  | { readonly kind: 'consolidate'; readonly period: SamplePeriod; readonly number: string }
  | { readonly kind: 'prepareReorganisation' }
  | { readonly kind: 'applyReorganisation' }

export type SampleAct = { readonly at: Instant; readonly by: SamplePerson; readonly unit: SampleUnit; readonly deed: SampleDeed }

/** The office's clock stands at the morning before the window of September 2025 closes. */
export const sampleNow: Instant = instantAt('2025-09-09', '08:30')

/** The administrator applies what was prepared as the first thing of the day. */
export const reorganisedAt: Instant = instantAt(reorganisedOn, '07:15')

/** Everything that happened in the nine months and between them, in the order of time. */
export function timeline(seed: string): readonly SampleAct[] {
  const acts = periods.flatMap((period) => {
    const courses = coursesOf(seed, period)
    return reportersOf(period).flatMap((unit) => reportActs(seed, unit, period, courses.get(unit.key) ?? { fate: 'silent', isLate: false }))
  })
  const all = [
    ...acts,
    ...correctionActs(seed),
    ...taskActs(seed, planOf2024),
    ...taskActs(seed, planOf2025),
    ...consolidationActs(),
    ...reorganisationActs(),
  ]
  return all.filter(({ at }) => at < sampleNow).toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
}

export function entriesOf(seed: string, unit: SampleUnit, period: SamplePeriod): readonly SampleEntry[] {
  return indicatorsIn(period)
    .filter((indicator) => isNamedIn(indicator.units, unit))
    .map((indicator) => ({
      indicator,
      ...(figuresOf(seed, indicator, unit).get(period) ?? { numerator: null, denominator: null, note: '' }),
    }))
}

function reportActs(seed: string, unit: SampleUnit, period: SamplePeriod, { fate, isLate }: Course): readonly SampleAct[] {
  if (fate === 'silent') return []
  const chance = chanceFor(seed, 'acts', unit.key, period)
  const focal = focalPointOf(unit)
  const officer = chance.pick(synthesisOfficers)
  const entries = entriesOf(seed, unit, period)
  const typedOn = fate === 'atYearEnd' ? '2024-12-17' : `${period}-1${chance.whole(0, 1)}`
  const act = (at: Instant, deed: SampleDeed, by: SamplePerson = focal): SampleAct => ({ at, by, unit, deed })

  const typed = [
    act(minutesAfter(timeOn(typedOn, chance), 0), {
      kind: 'saveEntries',
      period,
      entries: fate === 'begun' ? entries.slice(0, Math.ceil(entries.length * 0.6)) : entries,
    }),
  ]
  if (fate === 'begun') return typed

  const figures = new Map(entries.map(({ indicator, numerator, denominator, note }) => [indicator.name, { numerator, denominator, note }]))
  const narrative = narrativeOf(seed, unit, period, figures)
  const firstLine = typed[0]?.at ?? ''
  const written = (['results', 'shortcomings', 'remedies'] as const).map((heading, index) =>
    act(minutesAfter(firstLine, 6 + index * 4), { kind: 'saveNarrative', period, heading, text: narrative[heading] }),
  )
  const files = chance.isTrue(0.35)
    ? [
        act(minutesAfter(firstLine, 20), {
          kind: 'addEvidence',
          period,
          file: chance.pick([tableFile, chartFile, pageFile])(unit, period, figures),
        }),
      ]
    : []
  const submittedAt = isLate
    ? timeOn(workingDay(dueIn(period, 'unit').day, chance.whole(1, 5)), chance)
    : beforeDue(period, firstLine, chance)
  const begun = [...typed, ...written, ...files, act(submittedAt, { kind: 'submit', period })]
  if (fate === 'waiting') return begun

  const reviewedAt = timeOn(workingDay(dayOf(submittedAt), chance.whole(1, 2)), chance)
  if (fate === 'approved' || fate === 'atYearEnd') return [...begun, act(reviewedAt, { kind: 'approve', period }, officer)]

  const { reason, cell } = chance.pick(returnReasons)
  const doubted = entries.find(({ numerator, denominator }) => numerator !== null && denominator !== null && denominator > 20) ?? entries[0]
  const returned = act(
    reviewedAt,
    { kind: 'return', period, reason, cells: cell && doubted ? [{ indicator: doubted.indicator, reason: cell }] : [] },
    officer,
  )
  if (fate === 'sentBack' || !doubted) return [...begun, returned]

  // The unit looks again: the numerator of the doubted line loses what did not belong to the window.
  const repaired = {
    ...doubted,
    numerator: doubted.numerator === null ? null : Math.max(0, doubted.numerator - Math.ceil((doubted.denominator ?? 1) * 0.01)),
  }
  const mended = narrativeOf(seed, unit, period, new Map(figures).set(repaired.indicator.name, repaired))
  const againAt = timeOn(workingDay(dayOf(reviewedAt), chance.whole(1, 2)), chance)
  return [
    ...begun,
    returned,
    act(againAt, { kind: 'saveEntries', period, entries: [repaired] }),
    // What it writes says the figures that it sends.
    ...(mended.results === narrative.results
      ? []
      : [act(minutesAfter(againAt, 6), { kind: 'saveNarrative', period, heading: 'results', text: mended.results })]),
    act(minutesAfter(againAt, 9), {
      kind: 'saveNarrative',
      period,
      heading: 'shortcomings',
      text: `${mended.shortcomings} Đơn vị đã rà soát theo ý kiến trả lại và sửa số liệu.`,
    }),
    act(minutesAfter(againAt, 15), { kind: 'submit', period }),
    act(timeOn(workingDay(dayOf(againAt), 1), chance), { kind: 'approve', period }, officer),
  ]
}

/** Ward 7 found after approval that a quarter was left out: version 2 of July, with its reason. */
function correctionActs(seed: string): readonly SampleAct[] {
  const { unit, period } = correction
  const [officer] = synthesisOfficers
  const focal = focalPointOf(unit)
  const corrected = entriesOf(seed, unit, period)
    .filter(({ indicator, denominator }) => indicator.denominator === 'Dân số trưởng thành' && denominator !== null)
    .map((entry) => ({ ...entry, numerator: (entry.numerator ?? 0) + 214, denominator: (entry.denominator ?? 0) + 268 }))
  const act = (at: Instant, by: SamplePerson, deed: SampleDeed): SampleAct => ({ at, by, unit, deed })
  const figures = new Map<string, SampleFigure>(entriesOf(seed, unit, period).map((entry) => [entry.indicator.name, entry]))
  const narrative = narrativeOf(seed, unit, period, figures)
  const mended = narrativeOf(seed, unit, period, new Map([...figures, ...corrected.map((entry) => [entry.indicator.name, entry] as const)]))
  const rewritten = (['results', 'shortcomings'] as const).filter((heading) => mended[heading] !== narrative[heading])
  return [
    act(instantAt('2024-08-05', '08:40'), focal, { kind: 'correct', period, reason: correctionReason }),
    act(instantAt('2024-08-05', '09:05'), focal, { kind: 'saveEntries', period, entries: corrected }),
    ...rewritten.map((heading, index) =>
      act(instantAt('2024-08-05', `09:1${index}`), focal, { kind: 'saveNarrative', period, heading, text: mended[heading] }),
    ),
    act(instantAt('2024-08-05', '09:20'), focal, { kind: 'submit', period }),
    act(instantAt('2024-08-06', '14:10'), officer, { kind: 'approve', period }),
  ]
}

/** What units told of the tasks that they lead; from the day of the reorganisation on, the new wards tell of what their parts left open. */
function taskActs(seed: string, plan: SamplePlan): readonly SampleAct[] {
  return plan.tasks.flatMap((task, index) => {
    const told = new Map(
      reportingUnits.filter((unit) => isNamedIn(task.lead, unit)).map((unit) => [unit, dutyActs(seed, plan, index, unit)]),
    )
    const isOpen = (unit: SampleUnit): boolean =>
      told.get(unit)?.every(({ at, deed }) => at >= reorganisedAt || deed.kind !== 'updateTask' || deed.state !== 'done') ?? false
    const heirs = newWards.filter(({ parts = [] }) => plan === planOf2025 && parts.some(isOpen))
    return [
      ...[...told].flatMap(([unit, acts]) => acts.filter(({ at }) => heirOf(unit) === unit || at < reorganisedAt)),
      ...heirs.flatMap((unit) => dutyActs(seed, plan, index, unit)).filter(({ at }) => at >= reorganisedAt),
    ]
  })
}

/** When a plan's tasks are begun and when they are told of again; of a year that is over nothing with a deadline is left open. */
const paces = {
  2024: { begunOn: '2024-05-02', goingOn: '2024-07-15', isOver: true },
  2025: { begunOn: '2025-04-01', goingOn: '2025-06-02', isOver: false },
} as const

/** Most tasks are done in time, some late, some are overdue; what has no deadline goes on. */
function dutyActs(seed: string, plan: SamplePlan, index: number, unit: SampleUnit): readonly SampleAct[] {
  const task = plan.tasks[index]
  if (task === undefined) return []
  const { begunOn, goingOn, isOver } = plan === planOf2024 ? paces[2024] : paces[2025]
  const chance = chanceFor(seed, plan === planOf2024 ? 'task' : 'task of 2025', String(index), unit.key)
  const update = (at: Instant, state: 'inProgress' | 'done', note: string): SampleAct => {
    const file = state === 'done' && chance.isTrue(0.3) ? { file: minutesFile(unit, task.text, note) } : {}
    return { at, by: focalPointOf(unit), unit, deed: { kind: 'updateTask', task, state, note, ...file } }
  }
  const started = update(timeOn(workingDay(begunOn, chance.whole(0, 9)), chance), 'inProgress', chance.pick(taskNotes.started))
  const goesOn = unit.parts ? addDays(reorganisedOn, 10) : goingOn
  const going = update(timeOn(workingDay(goesOn, chance.whole(0, 20)), chance), 'inProgress', chance.pick(taskNotes.going))
  const deadline = task.deadline === null ? undefined : resolveDeadline(task.deadline)
  if (deadline === undefined) return chance.isTrue(0.7) ? [started, going] : chance.isTrue(0.5) ? [started] : []

  const isOnCentre = plan === planOf2024 && index === 0
  const luck = isOnCentre ? 0 : chance.next()
  const days = luck < 0.8 ? -chance.whole(1, 6) : luck < 0.9 ? chance.whole(3, 25) : chance.whole(26, 70)
  // A new ward first finds out what it took over.
  const soonest = unit.parts ? addDays(reorganisedOn, chance.whole(7, 20)) : ''
  const doneOn = [addDays(deadline.lastDay, days), soonest].toSorted().at(-1) ?? ''
  if ((luck > 0.84 && !isOver) || dayOf(sampleNow) <= doneOn) return [started, going]
  return [
    ...(doneOn > addDays(begunOn, 18) ? [started] : []),
    update(timeOn(isOnCentre ? '2024-06-28' : onWorkingDay(doneOn), chance), 'done', chance.pick(taskNotes.done)),
  ]
}

/** All but the last were issued on the day they were due; August 2025 waits for the officer. */
function consolidationActs(): readonly SampleAct[] {
  const [officer] = synthesisOfficers
  return periods.flatMap((period, index) => {
    const number = numbersOfReports[index]
    if (number === undefined) return []
    return [
      { at: instantAt(dueIn(period, 'city').day, '15:20'), by: officer, unit: officer.unit, deed: { kind: 'consolidate', period, number } },
    ]
  })
}

const numbersOfReports = ['214', '263', '305', '342', '389', '187', '231', '276'] as const

/** The 17 become five: prepared ten days before, applied on the day. */
function reorganisationActs(): readonly SampleAct[] {
  const act = (at: Instant, kind: 'prepareReorganisation' | 'applyReorganisation'): SampleAct => ({
    at,
    by: administrator,
    unit: administrator.unit,
    deed: { kind },
  })
  return [act(instantAt('2025-06-20', '10:05'), 'prepareReorganisation'), act(reorganisedAt, 'applyReorganisation')]
}

function beforeDue(period: SamplePeriod, earliest: Instant, chance: Chance): Instant {
  const due = dueIn(period, 'unit')
  const day = chance.isTrue(0.55) ? due.day : `${period}-12` < due.day ? due.day : `${period}-11`
  const at = timeOn(day, chance)
  const last = minutesAfter(due.at, -chance.whole(4, 160))
  const wanted = at < last ? at : last
  const afterTyping = minutesAfter(earliest, 45)
  return wanted > afterTyping ? wanted : afterTyping
}

function timeOn(day: Day, chance: Chance): Instant {
  const minutes = chance.isTrue(0.5) ? chance.whole(7 * 60 + 45, 11 * 60) : chance.whole(13 * 60 + 30, 16 * 60 + 20)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return new Date(Date.parse(instantAt(day, clock)) + chance.whole(0, 59_999)).toISOString()
}

function workingDay(day: Day, count: number): Day {
  let result = onWorkingDay(day)
  for (let step = 0; step < count; step += 1) result = nextWorkingDay(result, nationalCalendar)
  return result
}

const onWorkingDay = (day: Day): Day => (isWorkingDay(day, nationalCalendar) ? day : nextWorkingDay(day, nationalCalendar))
const minutesAfter = (at: Instant, minutes: number): Instant => new Date(Date.parse(at) + minutes * 60_000).toISOString()
