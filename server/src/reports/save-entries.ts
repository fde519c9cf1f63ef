import type { Entry, EntriesSaved, PutEntries } from '@haidang/api/reports'
import { isInWords } from '@haidang/domain/indicators/indicator'
import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import { longestWords, wordsOf } from '@haidang/domain/indicators/words'
import { parseDecimal } from '@haidang/domain/quantities/decimal'
import { canEditReport, canSeeReport } from '@haidang/domain/reports/policy'
import { isEditable } from '@haidang/domain/reports/report'
import type { ReportState } from '@haidang/domain/reports/report'
import { lockedOutOf, surelyOpen } from '../locks/store.ts'
import type { LockableReport, LockedOut } from '../locks/store.ts'
import { changeWithLine, lineValues, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction, outsideTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { saveOneEntry } from './save-one-entry.ts'
import type { TypedEntry } from './save-one-entry.ts'

export type SaveRefusal =
  | LockedOut
  | { readonly refused: 'notEditable'; readonly state: ReportState }
  | { readonly refused: 'notOnForm'; readonly indicatorIds: readonly string[] }

type Standing = {
  readonly unit_id: string
  readonly state: ReportState
  readonly lock_seq: number
  readonly surely_open: boolean
  readonly lockable: LockableReport
  readonly indicator_id: string
  readonly on_form: boolean
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words: string | null
  readonly kind: IndicatorKind | null
  readonly note: string
  readonly revision: number
  readonly change_key: string | null
  readonly updated_at: string | null
  readonly updated_by: string | null
}

/**
 * Saves one typed cell or a pasted block: all of it or nothing. The same request again (same change key) is answered and not applied twice;
 * a cell that was changed meanwhile answers 409 with what stands there.
 */
export async function saveEntries(call: Call, reportId: string, { changeKey, entries }: PutEntries): Promise<EntriesSaved | SaveRefusal> {
  const wanted = entries.map(canonical)
  refuseTwice(wanted)
  const [only] = wanted
  if (only !== undefined && wanted.length === 1 && (await saveOneEntry(call, reportId, changeKey, only))) {
    return { entries: [savedEntry(only, only.baseRevision, call)], savedAt: call.now }
  }
  const proven = call.guess === undefined ? call : await call.guess.prove()
  if (proven === undefined) throw problem('notSignedIn')
  return saveWhole(proven, reportId, changeKey, wanted)
}

/** Tries again at most this often: each time somebody else's change came in between, so somebody got on. */
const mostTries = 3

/**
 * Look, decide, write. The look holds nothing; the write holds the report and takes effect only if everything is still as it was seen, in one
 * statement that is its own transaction: two trips to the database for a typed value, and no lock while we think.
 */
async function saveWhole(
  call: Call,
  reportId: string,
  changeKey: string,
  wanted: readonly TypedEntry[],
): Promise<EntriesSaved | SaveRefusal> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const standing = await standingEntries(outsideTransaction(call), call, reportId, wanted)
    const lockable = lockableOf(standing)
    const lockedOut = lockable && (await inReading(call, (tx) => lockedOutOf(tx, call, lockable)))
    const decision = decide(call, { changeKey, wanted, standing, lockedOut })
    if (!('changes' in decision)) return decision
    if (await writeEntries(call, reportId, changeKey, decision)) return decision.saved
  }
  throw problem('unavailable')
}

/**
 * The same of many reports in a transaction that holds them, by whoever puts the month together: it is for the caller to have looked who that is.
 * Answers how many entries changed.
 */
export async function saveEntriesOfHeld(
  tx: Tx,
  call: Call,
  reportId: string,
  { changeKey, entries }: PutEntries,
): Promise<{ readonly changed: number } | SaveRefusal> {
  const wanted = entries.map(canonical)
  refuseTwice(wanted)
  const standing = await standingEntries(tx, call, reportId, wanted)
  const lockable = lockableOf(standing)
  const lockedOut = lockable && (await lockedOutOf(tx, call, lockable))
  const decision = decide(call, { changeKey, wanted, standing, lockedOut }, () => true)
  if (!('changes' in decision)) return 'refused' in decision ? decision : { changed: 0 }
  const { name, text, values } = writing(call, reportId, changeKey, decision)
  if ((await tx.hot(name, text, values)).length === 0) throw problem('changedMeanwhile')
  return { changed: decision.changes.length }
}

function refuseTwice(wanted: readonly TypedEntry[]): void {
  if (new Set(wanted.map(({ indicatorId }) => indicatorId)).size < wanted.length)
    throw problem('badInput', { fields: [{ path: 'entries', message: 'an indicator stands twice in one change' }] })
}

type Pair = { readonly entry: TypedEntry; readonly at: Standing }
type Decision = {
  readonly unitId: string
  readonly state: ReportState
  readonly lockSeq: number
  readonly changes: readonly Pair[]
  readonly saved: EntriesSaved
}

/**
 * The report, where its lock must be asked about. That is done after what stands there was read: what is said of the lock in between gives the
 * report another number, and the write finds it.
 */
function lockableOf(standing: ReadonlyMap<string, Standing>): LockableReport | undefined {
  const report = standing.values().next().value
  return report === undefined || report.surely_open ? undefined : report.lockable
}

type Wanted = {
  readonly changeKey: string
  readonly wanted: readonly TypedEntry[]
  readonly standing: ReadonlyMap<string, Standing>
  readonly lockedOut: LockedOut | undefined
}

function decide(
  call: Call,
  { changeKey, wanted, standing, lockedOut }: Wanted,
  mayEdit = canEditReport,
): Decision | EntriesSaved | SaveRefusal {
  const { viewer, now } = call
  const report = standing.values().next().value
  if (!report || !canSeeReport(viewer, report.unit_id)) throw problem('notFound')

  const pairs = wanted.map((entry) => ({ entry, at: standing.get(entry.indicatorId) ?? report }))
  if (pairs.every(({ entry, at }) => at.change_key === changeKey && isSame(entry, at))) {
    return { entries: pairs.map(({ at }) => entryOf(at)), savedAt: latest(pairs.map(({ at }) => at.updated_at)) ?? now }
  }
  if (!isEditable(report.state)) return { refused: 'notEditable', state: report.state }
  if (!mayEdit(viewer, { unitId: report.unit_id, state: report.state })) throw problem('notAllowed')
  if (lockedOut !== undefined) return lockedOut
  const foreign = pairs.filter(({ at }) => !at.on_form).map(({ entry }) => entry.indicatorId)
  if (foreign.length > 0) return { refused: 'notOnForm', indicatorIds: foreign }

  refuseUnfit(pairs)
  const differing = pairs.filter(({ entry, at }) => entry.baseRevision !== at.revision && !isSame(entry, at))
  if (differing.length > 0) throw problem('changedMeanwhile', { current: differing.map(({ at }) => entryOf(at)) })

  const saved = {
    entries: pairs.map(({ entry, at }) => (isSame(entry, at) ? entryOf(at) : savedEntry(entry, at.revision, call))),
    savedAt: now,
  }
  const changes = pairs.filter(({ entry, at }) => !isSame(entry, at))
  return changes.length === 0 ? saved : { unitId: report.unit_id, state: report.state, lockSeq: report.lock_seq, changes, saved }
}

/** Words are answered where words are asked, and figures where figures are. */
function refuseUnfit(pairs: readonly Pair[]): void {
  const fields = pairs.flatMap(({ entry: { indicatorId, numerator, denominator, words = '' }, at: { kind } }) => {
    const asksWords = kind !== null && isInWords(kind)
    if (asksWords && (numerator !== null || denominator !== null))
      return [{ path: 'entries', message: `${indicatorId} is answered in words: it has no numerator and no denominator` }]
    if (!asksWords && words !== '') return [{ path: 'entries', message: `${indicatorId} asks for figures: it has no words` }]
    if (words.length > longestWords)
      return [{ path: 'entries', message: `${indicatorId}: ${words.length} letters, ${longestWords} at most` }]
    return []
  })
  if (fields.length > 0) throw problem('badInput', { fields })
}

/** An entry that exists was on the form when it was made, and the form is frozen: only a new one needs the look into the form. */
const lookStatement = `
select r.unit_id, r.state, r.lock_seq, w.indicator_id,
  json_build_object('regimeId', o.regime_id, 'period', o.period, 'dueAt', o.due_at, 'unit', json_build_object('id', r.unit_id, 'name', u.name)) as lockable,
  ${surelyOpen({ tenant: '$1', report: '$2', now: '$4' })} as surely_open,
  case when e.revision is null then o.form @> jsonb_build_array(jsonb_build_object('indicatorId', w.indicator_id)) else true end as on_form,
  e.numerator, e.denominator, e.words, i.kind, coalesce(e.note, '') as note, coalesce(e.revision, 0) as revision, e.change_key, e.updated_at,
  (select a.full_name from accounts a where a.tenant_id = e.tenant_id and a.id = e.updated_by) as updated_by
from reports r
join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
cross join lateral (
  select v.name from unit_versions v where v.tenant_id = r.tenant_id and v.unit_id = r.unit_id order by v.valid_from desc limit 1
) u
cross join unnest($3::uuid[]) as w (indicator_id)
left join indicators i on i.tenant_id = r.tenant_id and i.id = w.indicator_id
left join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id and e.indicator_id = w.indicator_id
where r.tenant_id = $1 and r.id = $2`

async function standingEntries(
  { hot }: Pick<Tx, 'hot'>,
  { tenantId, now }: Call,
  reportId: string,
  wanted: readonly TypedEntry[],
): Promise<ReadonlyMap<string, Standing>> {
  const values = [tenantId, reportId, wanted.map(({ indicatorId }) => indicatorId), now]
  const rows = await hot<Standing>('reports: standing entries', lookStatement, values)
  return new Map(rows.map((row) => [row.indicator_id, row]))
}

/** The report is held in the state that was seen (a submission or a lock in between is waited for), and each entry must be at the revision that was seen. */
const writeStatement = changeWithLine(
  `held as (
     select 1 from reports where tenant_id = $1 and id = $2 and state = $3 and lock_seq = $12 for no key update
   ),
   written as (
     insert into report_entries as e (tenant_id, report_id, indicator_id, numerator, denominator, note, revision, change_key, updated_at, updated_by, words)
     select $1, $2, c.indicator_id, c.numerator, c.denominator, c.note, c.revision, $4, $5, $6, c.words
     from held, unnest($7::uuid[], $8::numeric[], $9::numeric[], $10::text[], $11::int[], $13::text[]) as c (indicator_id, numerator, denominator, note, revision, words)
     on conflict (tenant_id, report_id, indicator_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, note = excluded.note, revision = excluded.revision,
         change_key = excluded.change_key, updated_at = excluded.updated_at, updated_by = excluded.updated_by, words = excluded.words
       where e.revision = excluded.revision - 1
     returning 1
   )`,
  '(select count(*) from written) = cardinality($7::uuid[])',
  14,
)

function writing(call: Call, reportId: string, changeKey: string, { unitId, state, lockSeq, changes }: Decision) {
  const { tenantId, viewer, now } = call
  const detail = {
    changes: changes.map(({ entry, at }) => ({ indicatorId: entry.indicatorId, before: valueOf(at), after: valueOf(entry) })),
  }
  return {
    name: 'reports: write entries',
    text: writeStatement,
    values: [
      tenantId,
      reportId,
      state,
      changeKey,
      now,
      viewer.accountId,
      changes.map(({ entry }) => entry.indicatorId),
      changes.map(({ entry }) => entry.numerator),
      changes.map(({ entry }) => entry.denominator),
      changes.map(({ entry }) => entry.note),
      changes.map(({ at }) => at.revision + 1),
      lockSeq,
      changes.map(({ entry }) => entry.words ?? null),
      ...lineValues(call, { stream: unitStream(unitId), action: 'entriesSaved', subject: reportId, detail }),
    ],
  }
}

/** False when somebody was quicker; then nothing is written. */
async function writeEntries(call: Call, reportId: string, changeKey: string, decision: Decision): Promise<boolean> {
  const statement = writing(call, reportId, changeKey, decision)
  // One entry is written or not. Of a block some may be, and then all must be taken back.
  if (decision.changes.length === 1) {
    const lines = await outsideTransaction(call).hot(statement.name, statement.text, statement.values)
    return lines.length > 0
  }

  const outcome = await inTransaction(call, async (tx) => {
    const lines = await tx.hot(statement.name, statement.text, statement.values)
    return lines.length > 0 ? { written: true } : { refused: 'overtaken' }
  })
  return 'written' in outcome
}

function canonical({ words: typed, ...entry }: PutEntries['entries'][number]): TypedEntry {
  const words = wordsOf(typed ?? '')
  return {
    ...entry,
    numerator: canonicalQuantity(entry.numerator),
    denominator: canonicalQuantity(entry.denominator),
    ...(words === undefined ? {} : { words }),
    note: entry.note.normalize('NFC'),
  }
}

function canonicalQuantity(quantity: string | null): string | null {
  return quantity === null ? null : (parseDecimal(quantity) ?? null)
}

function isSame(a: TypedEntry, b: Standing): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator && (a.words ?? null) === b.words && a.note === b.note
}

function valueOf({
  numerator,
  denominator,
  words,
  note,
}: Pick<Standing, 'numerator' | 'denominator' | 'note'> & { readonly words?: string | null }) {
  return { numerator, denominator, ...wordsIn(words), ...(note === '' ? {} : { note }) }
}

const wordsIn = (words: string | null | undefined) => (words === null || words === undefined ? {} : { words })

function entryOf(at: Standing): Entry {
  const { indicator_id, numerator, denominator, words, note, revision, updated_at, updated_by } = at
  return {
    indicatorId: indicator_id,
    numerator,
    denominator,
    ...wordsIn(words),
    note,
    revision,
    updatedAt: updated_at,
    updatedBy: updated_by,
  }
}

function savedEntry({ indicatorId, numerator, denominator, words, note }: TypedEntry, revisionBefore: number, { now, actor }: Call): Entry {
  return {
    indicatorId,
    numerator,
    denominator,
    ...wordsIn(words),
    note,
    revision: revisionBefore + 1,
    updatedAt: now,
    updatedBy: actor.name,
  }
}

function latest(instants: readonly (string | null)[]): string | undefined {
  return instants
    .filter((instant) => instant !== null)
    .toSorted()
    .at(-1)
}
