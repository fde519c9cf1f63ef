import type { CellHistory } from '@haidang/api/reports'
import type { Instant } from '@haidang/domain/periods/day'
import { unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { reportHead } from './store.ts'

/** More than these nobody reads of one cell; the log has all. */
const shownAtMost = 100

/** What was typed into a cell of a report, what somebody gave up for it and what was taken from a feed, the newest first, as the log has it. */
export const readCellHistory = (call: Call, id: string, indicatorId: string): Promise<CellHistory> =>
  inReading(call, async (tx) => {
    const { unit } = await reportHead(tx, call, id)
    return { changes: await changesOfCell(tx, call, { stream: unitStream(unit.id), reportId: id, indicatorId }) }
  })

type Cell = { readonly stream: string; readonly reportId: string; readonly indicatorId: string }

/** What the log says of a cell: its line names the cell itself, or is of several. */
type Said = { readonly indicatorId: string } & Readonly<Partial<Record<'before' | 'after' | 'standing' | 'dropped', Partial<Value>>>>
type Line = { readonly actor: { readonly name: string }; readonly detail: Said | { readonly changes: readonly Said[] } }
type Value = NonNullable<CellHistory['changes'][number]['after']>

/**
 * Lines of one stream stand together; those of a report are looked through for the cell. They are read here and not by the database, which takes no
 * text with a NUL for JSON.
 */
async function changesOfCell(tx: Tx, { tenantId }: Call, { stream, reportId, indicatorId }: Cell): Promise<CellHistory['changes']> {
  const rows = await tx.raw<{ readonly at: Instant; readonly action: keyof typeof acts; readonly payload: string }>(
    `select at, action, payload from audit_lines
      where tenant_id = $1 and stream = $2 and subject = $3 and action = any($4) order by seq desc`,
    [tenantId, stream, reportId, Object.keys(acts)],
  )
  return rows
    .flatMap(({ at, action, payload }) => {
      const { actor, detail } = JSON.parse(payload) as Line // As the acts of reports write it.
      const { kind, before, after } = acts[action]
      return ('changes' in detail ? detail.changes : [detail])
        .filter((said) => said.indicatorId === indicatorId)
        .map((said) => ({ at, by: actor.name, kind, before: told(before && said[before]), after: told(after && said[after]) }))
    })
    .slice(0, shownAtMost)
}

/** What each act is called here, and where its line says what stood there and what came. */
const acts = {
  entriesSaved: { kind: 'saved', before: 'before', after: 'after' },
  typedDropped: { kind: 'givenUp', before: 'standing', after: 'dropped' },
  feedFiguresTaken: { kind: 'takenFromFeed', before: undefined, after: undefined },
} as const

/** The log leaves out a note that is not there, and words that are not. */
const told = (value: Partial<Value> | null | undefined): Value | null =>
  value === null || value === undefined
    ? null
    : {
        numerator: value.numerator ?? null,
        denominator: value.denominator ?? null,
        ...(value.words === undefined ? {} : { words: value.words }),
        note: value.note ?? '',
      }
