import type { CalendarMoves, ChangeCalendar, OfficeCalendar } from '@haidang/api/calendar'
import { regimeFrom } from '@haidang/api/regimes'
import { canAdminister } from '@haidang/domain/access/roles'
import { calendarFaults, changedCalendar, movedBy } from '@haidang/domain/periods/calendar-change'
import type { CalendarFault, DayChange } from '@haidang/domain/periods/calendar-change'
import { listedDay, nationalCalendar } from '@haidang/domain/periods/calendar'
import type { Calendar } from '@haidang/domain/periods/calendar'
import type { OwedDates } from '@haidang/domain/periods/obligation'
import type { Regime } from '@haidang/domain/periods/regime'
import { v7 as newId } from 'uuid'
import { tellMovedDues } from '../my-work/store.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { holdRegister } from '../units/store.ts'
import { calendarChanges, calendarOf, duesAhead, moveDues, newestChange, ownDays, saveCalendarChange } from './store.ts'
import type { DueAhead } from './store.ts'

export const readCalendar = (call: Call): Promise<OfficeCalendar> =>
  inReading(call, async (tx) => ({
    own: await ownDays(tx, call.tenantId),
    changes: await calendarChanges(tx, call.tenantId),
    can: { change: canAdminister(call.viewer) },
  }))

export type CalendarRefusal = { readonly refused: CalendarFault }

export const previewCalendar = (call: Call, days: readonly DayChange[]): Promise<CalendarMoves | CalendarRefusal> =>
  inReading(call, async (tx) => {
    const planned = await planMoves(tx, call, days)
    return 'refused' in planned ? planned : told(planned)
  })

/** Records days by the document that orders them and moves the dues that are still ahead, in one transaction with one audit line. */
export const changeCalendar = (
  call: Call,
  { days, documentNumber, documentDay, after }: ChangeCalendar,
): Promise<CalendarMoves | CalendarRefusal> =>
  inTransaction(call, async (tx) => {
    // Neither a plan nor a reorganisation makes dues by a calendar that is being changed.
    await holdRegister(tx, call.tenantId)
    const newest = await newestChange(tx, call.tenantId)
    if ((newest?.id ?? null) !== after) throw problem('changedMeanwhile', { current: newest?.id ?? null })
    const planned = await planMoves(tx, call, days)
    if ('refused' in planned) return planned

    const changeId = newId()
    const said = days.map(({ day, kind, name }) => {
      const before = listedDay(day, planned.own)
      return { day, kind, name, before: before === undefined ? null : { kind: before.kind, name: before.name } }
    })
    await saveCalendarChange(tx, call, { id: changeId, seq: (newest?.seq ?? 0) + 1, documentNumber, documentDay, days: said })
    await moveDues(tx, call.tenantId, changeId, planned.moved)
    await tellMovedDues(tx, call, changeId)
    const reply = told(planned)
    await audit(tx, call, {
      stream: 'office',
      action: 'calendarChanged',
      subject: changeId,
      // What was said of a day before stands in the line of that change.
      detail: { documentNumber, documentDay, days, moved: reply.moved.map(withoutPlanId), past: reply.past.map(withoutPlanId) },
    })
    return reply
  })

const withoutPlanId = <Due extends { readonly planId: string }>({ planId: _, ...due }: Due): Omit<Due, 'planId'> => due

type Planned = {
  readonly own: Calendar
  readonly moved: readonly { readonly due: DueAhead; readonly to: OwedDates }[]
  readonly past: readonly DueAhead[]
}

/** Which of the dues ahead a change of the office's own days moves. */
async function planMoves(tx: Tx, { tenantId, now }: Call, days: readonly DayChange[]): Promise<Planned | CalendarRefusal> {
  const own = await calendarOf(tx, tenantId)
  const [fault] = calendarFaults(own, days)
  if (fault !== undefined) return { refused: fault }

  const change = { before: [...nationalCalendar, ...own], after: [...nationalCalendar, ...changedCalendar(own, days)], now }
  const regimes = new Map<string, Regime>()
  const outcomes = (await duesAhead(tx, tenantId, now)).map((due) => {
    const regime = regimes.get(due.regimeId) ?? regimeFrom(due.regimeId, due.definition)
    regimes.set(due.regimeId, regime)
    return { due, outcome: movedBy({ regime, period: due.period, level: due.level, dueAt: due.dueAt }, change) }
  })
  return {
    own,
    moved: outcomes.flatMap(({ due, outcome }) => (typeof outcome === 'string' ? [] : [{ due, to: outcome.moves }])),
    past: outcomes.flatMap(({ due, outcome }) => (outcome === 'past' ? [due] : [])),
  }
}

function told({ moved, past }: Planned): CalendarMoves {
  const of = ({ planId, planTitle, period, level, ids, dueAt }: DueAhead) => ({
    planId,
    planTitle,
    period,
    level,
    count: ids.length,
    from: dueAt,
  })
  return {
    moved: moved.map(({ due, to }) => ({ ...of(due), to: to.dueAt, movedBecause: to.movedBecause ?? null })),
    past: past.map(of),
  }
}
