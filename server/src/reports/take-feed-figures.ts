import type { TakeFeedFigures } from '@haidang/api/reports'
import { canEditReport } from '@haidang/domain/reports/policy'
import { isEditable } from '@haidang/domain/reports/report'
import { feedFiguresOf } from '../feeds/store.ts'
import { lockedOutOf } from '../locks/store.ts'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import { saveEntriesOfHeld } from './save-entries.ts'
import type { SaveRefusal } from './save-entries.ts'
import { formOf, reportHead } from './store.ts'

export type TakeRefusal = SaveRefusal | { readonly refused: 'feedSaidOtherwise'; readonly indicatorIds: readonly string[] }

/** Makes figures of feeds the report's own, because a person says so; a part that the feed lacks stays as it was typed, and so does the note. */
export const takeFeedFigures = (
  call: Call,
  id: string,
  { changeKey, cells }: TakeFeedFigures,
): Promise<{ readonly taken: number } | TakeRefusal> =>
  inTransaction<{ readonly taken: number } | TakeRefusal>(call, async (tx) => {
    const { tenantId, viewer } = call
    const head = await reportHead(tx, call, id, 'forChange')
    if (!isEditable(head.state)) return { refused: 'notEditable', state: head.state }
    if (!canEditReport(viewer, { unitId: head.unit.id, state: head.state })) throw problem('notAllowed')
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut

    const said = await feedFiguresOf(tx, tenantId, head.unit.id, head.period)
    const figureOf = (cell: (typeof cells)[number]) =>
      said.find(({ indicatorId, runId }) => indicatorId === cell.indicatorId && runId === cell.runId)
    const gone = cells.filter((cell) => figureOf(cell) === undefined).map(({ indicatorId }) => indicatorId)
    if (gone.length > 0) return { refused: 'feedSaidOtherwise', indicatorIds: gone }

    const before = new Map((await formOf(tx, call, id)).map(({ entry }) => [entry.indicatorId, entry]))
    const entries = cells.map((cell) => {
      const [typed, figure] = [before.get(cell.indicatorId), figureOf(cell)]
      return {
        indicatorId: cell.indicatorId,
        baseRevision: cell.baseRevision,
        numerator: figure?.numerator ?? typed?.numerator ?? null,
        denominator: figure?.denominator ?? typed?.denominator ?? null,
        note: typed?.note ?? '',
      }
    })
    const saved = await saveEntriesOfHeld(tx, call, id, { changeKey, entries })
    if ('refused' in saved) return saved

    const after = new Map((await formOf(tx, call, id)).map(({ entry }) => [entry.indicatorId, entry.revision]))
    const taken = await tx.raw(
      `insert into entries_from_feeds (tenant_id, report_id, indicator_id, revision, run_id)
       select $1::bigint, $2::uuid, n.* from unnest($3::uuid[], $4::int[], $5::uuid[]) n on conflict do nothing returning 1`,
      [
        tenantId,
        id,
        cells.map(({ indicatorId }) => indicatorId),
        cells.map(({ indicatorId }) => after.get(indicatorId) ?? 0),
        cells.map(({ runId }) => runId),
      ],
    )
    if (taken.length > 0)
      await audit(tx, call, {
        stream: unitStream(head.unit.id),
        action: 'feedFiguresTaken',
        subject: id,
        detail: { changes: cells.map(({ indicatorId, runId }) => ({ indicatorId, run: runId })) },
      })
    return { taken: taken.length }
  })
