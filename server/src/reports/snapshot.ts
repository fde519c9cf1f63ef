import { addDays } from '@haidang/domain/periods/day'
import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { attainmentOf, resultOf } from '@haidang/domain/indicators/indicator'
import type { Snapshot } from '@haidang/api/reports'
import { sql } from 'kysely'
import { countFigures } from '../figures/store.ts'
import type { Cell } from '../figures/store.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import type { TakenFigure } from '../feeds/store.ts'
import type { EvidenceRow } from '../evidence/store.ts'
import { figureOf } from './store.ts'
import type { FormLine, NarrativeRow, ReportEventRow, ReportHead } from './store.ts'

export type SnapshotContent = Omit<Snapshot, 'sha256'>

type Parts = {
  readonly head: ReportHead
  readonly form: readonly FormLine[]
  readonly narratives: readonly NarrativeRow[]
  readonly evidence: readonly EvidenceRow[]
  readonly events: readonly ReportEventRow[]
  readonly taken: readonly TakenFigure[]
}

/** What approval freezes: the figures in the form's order, a missing one with its reason, the narrative by the outline, and the proof by its hash. */
export function snapshotOf({ actor, now }: Call, { head, form, narratives, evidence, events, taken }: Parts): SnapshotContent {
  const submitted = events.findLast(({ kind }) => kind === 'submitted')
  const whyMissing = new Map(submitted?.cells?.map(({ indicatorId, reason }) => [indicatorId, reason]))
  return {
    reportId: head.id,
    unit: head.unit.name,
    period: head.period,
    version: head.version,
    approvedAt: now,
    approvedBy: actor.name,
    reason: head.version === 1 ? null : head.correctionReason,
    figures: form.map(({ indicator, unitTarget, entry }) => ({
      indicatorId: indicator.id,
      code: indicator.code,
      name: indicator.name,
      numerator: entry.numerator,
      denominator: entry.denominator,
      // A unit answers its own question: a yes to a city's share of units is 1, not a share without a denominator.
      result: resultOf({ ...indicator, target: unitTarget }, figureOf(entry)) ?? null,
      ...(entry.words === undefined ? {} : { words: entry.words }),
      attainment: attainmentOf(indicator, figureOf(entry), unitTarget),
      note: entry.note === '' ? (whyMissing.get(indicator.id) ?? '') : entry.note,
      ...takenFrom(taken, entry),
      ...explainedIn(submitted, indicator.id),
    })),
    narratives: head.regime.outline.map((heading) => ({
      heading,
      text: narratives.find((narrative) => narrative.heading === heading)?.text ?? '',
    })),
    evidence: evidence.map(({ fileName, sha256, indicatorId }) => ({ fileName, sha256, indicatorId })),
  }
}

/** What the unit said to what a check had asked, when it handed in. */
function explainedIn(submitted: ReportEventRow | undefined, indicatorId: string): Pick<SnapshotContent['figures'][number], 'explained'> {
  const explained = (submitted?.explained ?? []).filter((one) => one.indicatorId === indicatorId)
  return explained.length === 0 ? {} : { explained: explained.map(({ code, reason }) => ({ code, reason })) }
}

/** Whoever typed over it afterwards has made it the unit's own. */
function takenFrom(
  taken: readonly TakenFigure[],
  { indicatorId, revision }: FormLine['entry'],
): Pick<SnapshotContent['figures'][number], 'feed'> {
  const found = taken.find((one) => one.indicatorId === indicatorId && one.revision === revision)
  return found === undefined ? {} : { feed: { system: found.system, at: found.at, runId: found.runId } }
}

/** jsonb keeps the value and not the bytes: the canonical text of the value is what the digest is of. */
export const snapshotDigest = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex')

/** Words are in no sum. */
const hasFigure = ({ numerator, denominator }: Pick<Cell, 'numerator' | 'denominator'>): boolean =>
  numerator !== null || denominator !== null

/** Keeps the snapshot, and its figures where boards and the consolidation read them. */
export async function keepSnapshot(tx: Tx, { tenantId, viewer, now }: Call, head: ReportHead, content: SnapshotContent): Promise<string> {
  const text = canonicalJson(content)
  const sha256 = snapshotDigest(content)
  await sql`
    insert into report_snapshots (tenant_id, report_id, version, approved_at, approved_by, reason, content, sha256)
    values (${tenantId}, ${head.id}, ${head.version}, ${now}, ${viewer.accountId}, ${content.reason}, ${text}, ${sha256})`.execute(tx.q)

  // A figure that the correction took back is gone from here too: no row is "not reported". The period is how the key finds the rows.
  const { rows: before } = await sql<Cell>`
    delete from approved_figures where tenant_id = ${tenantId} and period = ${head.period} and report_id = ${head.id}
    returning indicator_id as "indicatorId", numerator, denominator`.execute(tx.q)
  const approved = content.figures.filter(
    ({ numerator, denominator, words }) => numerator !== null || denominator !== null || words !== undefined,
  )
  await sql`
    insert into approved_figures (tenant_id, period, indicator_id, unit_id, report_id, version, numerator, denominator, words, run_id)
    select ${tenantId}, ${head.period}, f.indicator_id, ${head.unit.id}, ${head.id}, ${head.version}, f.numerator, f.denominator, f.words, f.run_id
    from unnest(
      ${approved.map(({ indicatorId }) => indicatorId)}::uuid[], ${approved.map(({ numerator }) => numerator)}::numeric[],
      ${approved.map(({ denominator }) => denominator)}::numeric[], ${approved.map(({ words }) => words ?? null)}::text[],
      ${approved.map(({ feed }) => feed?.runId ?? null)}::uuid[]
    ) as f (indicator_id, numerator, denominator, words, run_id)
    on conflict (tenant_id, period, indicator_id, unit_id) do update
      set report_id = excluded.report_id, version = excluded.version, numerator = excluded.numerator, denominator = excluded.denominator,
        words = excluded.words, run_id = excluded.run_id`.execute(tx.q)
  await countFigures(
    tx,
    { tenantId, period: head.period, unitId: head.unit.id, lastDay: addDays(head.windowTo, -1) },
    before.filter(hasFigure),
    approved.filter(hasFigure),
  )
  return sha256
}
