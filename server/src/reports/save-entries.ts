import type { Entry, EntriesSaved, PutEntries } from '@haidang/api/reports'
import { parseDecimal } from '@haidang/domain/quantities/decimal'
import { canEditReport, canSeeReport } from '@haidang/domain/reports/policy'
import { isEditable } from '@haidang/domain/reports/report'
import type { ReportState } from '@haidang/domain/reports/report'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

export type SaveRefusal = { readonly refused: 'notEditable'; readonly state: ReportState } | { readonly refused: 'notOnForm'; readonly indicatorIds: readonly string[] }

type Wanted = Omit<PutEntries['entries'][number], 'baseRevision'> & { readonly baseRevision: number }

type Standing = {
  readonly unit_id: string
  readonly state: ReportState
  readonly indicator_id: string
  readonly on_form: boolean
  readonly numerator: string | null
  readonly denominator: string | null
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
  if (new Set(wanted.map(({ indicatorId }) => indicatorId)).size < wanted.length) {
    throw problem('badInput', { fields: [{ path: 'entries', message: 'an indicator stands twice in one change' }] })
  }
  const outcome = await trySaving(call, reportId, changeKey, wanted)
  // Somebody wrote the cell between our look and our write; a second look shows what.
  return outcome ?? (await trySaving(call, reportId, changeKey, wanted)) ?? Promise.reject(problem('unavailable'))
}

class Overtaken extends Error {}

async function trySaving(call: Call, reportId: string, changeKey: string, wanted: readonly Wanted[]): Promise<EntriesSaved | SaveRefusal | undefined> {
  try {
    return await inTransaction(call, (tx) => save(tx, call, reportId, changeKey, wanted))
  } catch (error) {
    if (error instanceof Overtaken) return undefined
    throw error
  }
}

async function save(tx: Tx, call: Call, reportId: string, changeKey: string, wanted: readonly Wanted[]): Promise<EntriesSaved | SaveRefusal> {
  const { viewer, now } = call
  const standing = await standingEntries(tx, call, reportId, wanted)
  const report = standing.values().next().value
  if (!report || !canSeeReport(viewer, report.unit_id)) throw problem('notFound')

  const pairs = wanted.map((entry) => ({ entry, at: standing.get(entry.indicatorId) ?? report }))
  if (pairs.every(({ entry, at }) => at.change_key === changeKey && isSame(entry, at))) {
    return { entries: pairs.map(({ at }) => entryOf(at)), savedAt: latest(pairs.map(({ at }) => at.updated_at)) ?? now }
  }
  if (!canEditReport(viewer, { unitId: report.unit_id, state: report.state })) {
    if (!isEditable(report.state)) return { refused: 'notEditable', state: report.state }
    throw problem('notAllowed')
  }
  const foreign = pairs.filter(({ at }) => !at.on_form).map(({ entry }) => entry.indicatorId)
  if (foreign.length > 0) return { refused: 'notOnForm', indicatorIds: foreign }

  const differing = pairs.filter(({ entry, at }) => entry.baseRevision !== at.revision && !isSame(entry, at))
  if (differing.length > 0) throw problem('changedMeanwhile', { current: differing.map(({ at }) => entryOf(at)) })

  const changes = pairs.filter(({ entry, at }) => !isSame(entry, at))
  if (changes.length > 0) {
    await writeEntries(tx, call, reportId, changeKey, changes)
    await audit(tx, call, {
      stream: unitStream(report.unit_id),
      action: 'entriesSaved',
      subject: reportId,
      detail: { changes: changes.map(({ entry, at }) => ({ indicatorId: entry.indicatorId, before: valueOf(at), after: valueOf(entry) })) },
    })
  }
  return { entries: pairs.map(({ entry, at }) => (isSame(entry, at) ? entryOf(at) : savedEntry(entry, at, call))), savedAt: now }
}

/** The report's row is held until the end; entries that change while we wait for it are caught by the guard of the write. */
async function standingEntries(tx: Tx, { tenantId }: Call, reportId: string, wanted: readonly Wanted[]): Promise<Map<string, Standing>> {
  const rows = await tx.hot<Standing>(
    'reports: standing entries',
    `select r.unit_id, r.state, w.indicator_id, o.form @> jsonb_build_array(jsonb_build_object('indicatorId', w.indicator_id)) as on_form,
       e.numerator, e.denominator, coalesce(e.note, '') as note, coalesce(e.revision, 0) as revision, e.change_key, e.updated_at,
       a.full_name as updated_by
     from reports r
     join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
     cross join unnest($3::uuid[]) as w (indicator_id)
     left join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id and e.indicator_id = w.indicator_id
     left join accounts a on a.tenant_id = e.tenant_id and a.id = e.updated_by
     where r.tenant_id = $1 and r.id = $2
     for no key update of r`,
    [tenantId, reportId, wanted.map(({ indicatorId }) => indicatorId)],
  )
  return new Map(rows.map((row) => [row.indicator_id, row]))
}

async function writeEntries(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  reportId: string,
  changeKey: string,
  changes: readonly { readonly entry: Wanted; readonly at: Standing }[],
): Promise<void> {
  const written = await tx.hot<{ indicator_id: string }>(
    'reports: write entries',
    `insert into report_entries as e (tenant_id, report_id, indicator_id, numerator, denominator, note, revision, change_key, updated_at, updated_by)
     select $1, $2, c.indicator_id, c.numerator, c.denominator, c.note, c.revision, $3, $4, $5
     from unnest($6::uuid[], $7::numeric[], $8::numeric[], $9::text[], $10::int[]) as c (indicator_id, numerator, denominator, note, revision)
     on conflict (tenant_id, report_id, indicator_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, note = excluded.note, revision = excluded.revision,
         change_key = excluded.change_key, updated_at = excluded.updated_at, updated_by = excluded.updated_by
       where e.revision = excluded.revision - 1
     returning indicator_id`,
    [
      tenantId,
      reportId,
      changeKey,
      now,
      viewer.accountId,
      changes.map(({ entry }) => entry.indicatorId),
      changes.map(({ entry }) => entry.numerator),
      changes.map(({ entry }) => entry.denominator),
      changes.map(({ entry }) => entry.note),
      changes.map(({ at }) => at.revision + 1),
    ],
  )
  if (written.length < changes.length) throw new Overtaken()
}

function canonical(entry: Wanted): Wanted {
  return { ...entry, numerator: canonicalQuantity(entry.numerator), denominator: canonicalQuantity(entry.denominator), note: entry.note.normalize('NFC') }
}

function canonicalQuantity(quantity: string | null): string | null {
  return quantity === null ? null : (parseDecimal(quantity) ?? null)
}

function isSame(a: Pick<Entry, 'numerator' | 'denominator' | 'note'>, b: Pick<Entry, 'numerator' | 'denominator' | 'note'>): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator && a.note === b.note
}

function valueOf({ numerator, denominator, note }: Pick<Entry, 'numerator' | 'denominator' | 'note'>) {
  return { numerator, denominator, ...(note === '' ? {} : { note }) }
}

function entryOf(at: Standing): Entry {
  const { indicator_id, numerator, denominator, note, revision, updated_at, updated_by } = at
  return { indicatorId: indicator_id, numerator, denominator, note, revision, updatedAt: updated_at, updatedBy: updated_by }
}

function savedEntry({ indicatorId, numerator, denominator, note }: Wanted, at: Standing, { now, actor }: Call): Entry {
  return { indicatorId, numerator, denominator, note, revision: at.revision + 1, updatedAt: now, updatedBy: actor.name }
}

function latest(instants: readonly (string | null)[]): string | undefined {
  return instants.filter((instant) => instant !== null).toSorted().at(-1)
}
