import { lockSentence } from '@haidang/api/lock-sentence'
import type { ReportLock } from '@haidang/api/locks'
import type { Words } from '@haidang/api/problem-words'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import type { Instant } from '@haidang/domain/periods/day'
import { askedAt, ruleLock, standingAt } from '@haidang/domain/reports/lock'
import type { LockException, LockFacts, LockRule, LockWord, Standing } from '@haidang/domain/reports/lock'
import { z } from 'zod'
import { calendarOf } from '../calendar/store.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

/** A regime's period, which is locked as a whole. */
export type RegimePeriod = { readonly regimeId: string; readonly period: string }

export type KnownException = LockException & { readonly id: string; readonly unit: string | null }
/** `officers`: who can let a unit in. */
export type KnownLock = LockFacts<KnownException> & { readonly officers: readonly string[] }

/** JSON of the database writes instants its own way. */
const instantSchema = z.string().transform((text) => new Date(text).toISOString())
const wordsSchema: z.ZodType<readonly LockWord[]> = z.array(
  z.object({ says: z.enum(['locked', 'unlocked']), at: instantSchema, by: z.string(), reason: z.string() }),
)
const exceptionsSchema: z.ZodType<readonly KnownException[]> = z.array(
  z.object({
    id: z.string(),
    unitId: z.string().nullable(),
    unit: z.string().nullable(),
    from: instantSchema,
    until: instantSchema,
    by: z.string(),
    reason: z.string(),
  }),
)

type FactsRow = RegimePeriod & { readonly words: unknown; readonly exceptions: unknown; readonly cityDue: Instant | null }

const keyOf = ({ regimeId, period }: RegimePeriod): string => `${regimeId} ${period}`

/** All that is known of the locks of some periods; periods that nobody ever spoke of have facts too, with the rule's instant. */
export async function knownLocks(tx: Tx, call: Call, periods: readonly RegimePeriod[]): Promise<(of: RegimePeriod) => KnownLock> {
  const { tenantId } = call
  const wanted = [...new Map(periods.map((one) => [keyOf(one), one])).values()]
  const rows = await tx.hot<FactsRow>('locks: facts', factsStatement, [
    tenantId,
    wanted.map(({ regimeId }) => regimeId),
    wanted.map(({ period }) => period),
  ])
  const rules = await lockRules(tx, tenantId)
  const calendar = rules.length === 0 ? [] : [...nationalCalendar, ...(await calendarOf(tx, tenantId))]
  const isAnyLocked = rules.length > 0 || rows.some(({ words }) => words !== null)
  const officers = isAnyLocked ? await synthesisOfficers(tx, tenantId) : []
  const known = new Map(
    rows.map(({ words, exceptions, cityDue, ...of }): [string, KnownLock] => {
      const ruleAt = cityDue === null ? undefined : ruleLock(rules, cityDue, calendar)
      return [
        keyOf(of),
        {
          words: wordsSchema.parse(words ?? []),
          exceptions: exceptionsSchema.parse(exceptions ?? []),
          officers,
          ...(ruleAt !== undefined && { ruleAt }),
        },
      ]
    }),
  )
  return (of) => known.get(keyOf(of)) ?? { words: [], exceptions: [], officers: [] }
}

const factsStatement = `
select k.regime_id as "regimeId", k.period,
  (select json_agg(json_build_object('says', w.says, 'at', w.said_at, 'by', a.full_name, 'reason', w.reason) order by w.seq)
     from period_lock_words w join accounts a on a.tenant_id = w.tenant_id and a.id = w.said_by
    where w.tenant_id = $1 and w.regime_id = k.regime_id and w.period = k.period) as words,
  (select json_agg(json_build_object('id', x.id, 'unitId', x.unit_id, 'unit', u.name, 'from', x.granted_at, 'until', x.ends_at,
                                     'by', a.full_name, 'reason', x.reason) order by x.granted_at, x.id)
     from lock_exceptions x join accounts a on a.tenant_id = x.tenant_id and a.id = x.granted_by
     left join lateral (
       select v.name from unit_versions v where v.tenant_id = x.tenant_id and v.unit_id = x.unit_id order by v.valid_from desc limit 1
     ) u on true
    where x.tenant_id = $1 and x.regime_id = k.regime_id and x.period = k.period) as exceptions,
  (select min(c.due_at) from obligations c
    where c.tenant_id = $1 and c.regime_id = k.regime_id and c.level = 'city' and c.period = k.period) as "cityDue"
from unnest($2::uuid[], $3::text[]) as k (regime_id, period)`

/** In the order in which they were recorded. */
export async function lockRules(
  tx: Tx,
  tenantId: number,
): Promise<readonly (LockRule & { readonly recordedAt: Instant; readonly recordedBy: string })[]> {
  return tx.hot(
    'locks: rules',
    `select l.from_day "from", l.working_days "workingDays", l.recorded_at "recordedAt", a.full_name "recordedBy"
       from lock_rules l join accounts a on a.tenant_id = l.tenant_id and a.id = l.recorded_by
      where l.tenant_id = $1 order by l.seq`,
    [tenantId],
  )
}

async function synthesisOfficers(tx: Tx, tenantId: number): Promise<readonly string[]> {
  const rows = await tx.raw<{ who: string }>(
    `select a.full_name || ' (' || u.short_name || ')' as who
       from accounts a
       join account_roles r on r.tenant_id = a.tenant_id and r.account_id = a.id and r.role = 'synthesis'
       cross join lateral (
         select v.short_name from unit_versions v where v.tenant_id = a.tenant_id and v.unit_id = a.unit_id order by v.valid_from desc limit 1
       ) u
      where a.tenant_id = $1 and a.disabled_at is null order by a.created_at, a.full_name limit 3`,
    [tenantId],
  )
  return rows.map(({ who }) => who)
}

/** What of a report its lock depends on. */
export type LockableReport = RegimePeriod & {
  readonly unit: { readonly id: string; readonly name: string }
  readonly dueAt: Instant
}

export const standingOf = (known: KnownLock, { unit, dueAt }: LockableReport, now: Instant): Standing<KnownException> =>
  standingAt(known, { unitId: unit.id, dueAt }, askedAt(known, now))

/** How a report stands, for its page; null where its period is open to everybody. */
export function reportLockOf(known: KnownLock, report: LockableReport, now: Instant): ReportLock | null {
  const { lock, exception } = standingOf(known, report, now)
  if (lock === undefined) return null
  return {
    lock,
    ask: [...known.officers],
    exception:
      exception === undefined
        ? null
        : { until: exception.until, by: exception.by, reason: exception.reason, isForAll: exception.unitId === null },
  }
}

export type LockedOut = {
  readonly refused: 'locked'
  readonly unit: string
  readonly since: Instant
  readonly because: 'word' | 'rule'
  readonly ask: readonly string[]
  /** The sentence of the refusal. */
  readonly detail: Words
}

/** Why a unit can neither enter, hand in nor open a correction now; undefined where it can, as far as the lock goes. */
export async function lockedOutOf(tx: Tx, call: Call, report: LockableReport): Promise<LockedOut | undefined> {
  const known = await knownLocks(tx, call, [report])
  const held = reportLockOf(known(report), report, call.now)
  if (held === null || held.exception !== null) return undefined
  const { lock, ask } = held
  const { unit, period } = report
  return {
    refused: 'locked',
    unit: unit.name,
    since: lock.since,
    because: lock.because,
    ask,
    detail: lockSentence({ lock, unit: unit.name, period, ask }),
  }
}

/**
 * SQL that is true where the lock of a report `r` need not be asked about: nobody spoke of its period, and either the office has no rule or the
 * city's due is ahead, before which no rule locks. `now` is the parameter of the instant.
 */
export const surelyOpen = (r: { readonly tenant: string; readonly report: string; readonly now: string }): string => `not exists (
    select 1 from obligations o
    where o.tenant_id = ${r.tenant} and o.id = ${r.report} and (
      exists (select 1 from period_lock_words w where w.tenant_id = ${r.tenant} and w.regime_id = o.regime_id and w.period = o.period)
      or (
        exists (select 1 from lock_rules l where l.tenant_id = ${r.tenant})
        and exists (
          select 1 from obligations c where c.tenant_id = ${r.tenant} and c.regime_id = o.regime_id and c.level = 'city' and c.period = o.period
            and c.due_at <= ${r.now}::timestamptz
        )
      )
    )
  )`

/** Those of some reports that are locked now, for whoever writes into many. */
export async function lockedAmong(tx: Tx, call: Call, reportIds: readonly string[]): Promise<ReadonlySet<string>> {
  const doubtful = await tx.hot<LockableReport & { readonly id: string }>(
    'locks: locked among',
    `select r.id, o.regime_id as "regimeId", o.period, o.due_at as "dueAt", json_build_object('id', r.unit_id, 'name', '') as unit
       from reports r join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
      where r.tenant_id = $1 and r.id = any($2::uuid[]) and not (${surelyOpen({ tenant: '$1', report: 'r.id', now: '$3' })})`,
    [call.tenantId, reportIds, call.now],
  )
  if (doubtful.length === 0) return new Set()
  const known = await knownLocks(tx, call, doubtful)
  const locked = doubtful.filter((report) => {
    const { lock, exception } = standingOf(known(report), report, call.now)
    return lock !== undefined && exception === undefined
  })
  return new Set(locked.map(({ id }) => id))
}

export type RegimeOfPeriod = RegimePeriod & {
  readonly planTitle: string
  readonly name: string
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

/** The regimes that ask units for a report of a period, with the units that owe one. */
export const regimesOfPeriod = (tx: Tx, { tenantId }: Call, period: string): Promise<readonly RegimeOfPeriod[]> =>
  tx.raw<RegimeOfPeriod>(
    `select o.regime_id as "regimeId", o.period, p.title as "planTitle", g.definition ->> 'name' as name,
       json_agg(json_build_object('id', r.unit_id, 'name', u.name) order by u.position, u.name collate "vi-x-icu") as units
     from reports r
     join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
     join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
     join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
     cross join lateral (
       select v.name, v.position from unit_versions v where v.tenant_id = r.tenant_id and v.unit_id = r.unit_id order by v.valid_from desc limit 1
     ) u
     where r.tenant_id = $1 and r.period = $2 and r.state <> 'passedOn'
     group by o.regime_id, o.period, p.title, g.definition ->> 'name', g.issued_at order by g.issued_at, p.title`,
    [tenantId, period],
  )

/**
 * Holds the lock of a regime's period and the reports that it is about: a value that is on its way is saved before, or finds the lock. Answers
 * whether there are such reports.
 */
export async function holdPeriod(tx: Tx, { tenantId }: Call, { regimeId, period }: RegimePeriod): Promise<boolean> {
  await tx.raw('select 1 from regimes where tenant_id = $1 and id = $2 for no key update', [tenantId, regimeId])
  const held = await tx.raw(
    `select r.id from reports r join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
      where r.tenant_id = $1 and o.regime_id = $2 and r.period = $3 order by r.id for no key update of r`,
    [tenantId, regimeId, period],
  )
  return held.length > 0
}

export async function saveLockWord(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  { id, regimeId, period, says, reason }: RegimePeriod & { readonly id: string } & Pick<LockWord, 'says' | 'reason'>,
): Promise<void> {
  await tx.raw(
    `insert into period_lock_words (tenant_id, id, regime_id, period, seq, says, reason, said_at, said_by)
     select $1, $2, $3, $4, coalesce(max(w.seq), 0) + 1, $5, $6, $7, $8 from period_lock_words w
      where w.tenant_id = $1 and w.regime_id = $3 and w.period = $4`,
    [tenantId, id, regimeId, period, says, reason, now, viewer.accountId],
  )
  await tx.raw(
    `update reports r set lock_seq = r.lock_seq + 1 from obligations o
      where r.tenant_id = $1 and o.tenant_id = $1 and o.id = r.id and o.regime_id = $2 and r.period = $3`,
    [tenantId, regimeId, period],
  )
}

export async function saveException(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  {
    id,
    regimeId,
    period,
    unitId,
    until,
    reason,
  }: RegimePeriod & { readonly id: string; readonly unitId: string | null } & Pick<LockException, 'until' | 'reason'>,
): Promise<void> {
  await tx.q
    .insertInto('lock_exceptions')
    .values({
      tenant_id: tenantId,
      id,
      regime_id: regimeId,
      period,
      unit_id: unitId,
      reason,
      granted_at: now,
      granted_by: viewer.accountId,
      ends_at: until,
    })
    .execute()
}

export async function saveLockRule(tx: Tx, { tenantId, now, viewer }: Call, { from, workingDays }: LockRule): Promise<number> {
  const [row] = await tx.raw<{ seq: number }>(
    `insert into lock_rules (tenant_id, seq, from_day, working_days, recorded_at, recorded_by)
     select $1, coalesce(max(l.seq), 0) + 1, $2, $3, $4, $5 from lock_rules l where l.tenant_id = $1 returning seq`,
    [tenantId, from, workingDays, now, viewer.accountId],
  )
  return row?.seq ?? 0
}
