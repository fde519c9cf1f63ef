import type { CellHistory } from '@haidang/api/reports'
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

/** Lines of one stream stand together; those of a report are looked through for the cell. */
async function changesOfCell(tx: Tx, { tenantId }: Call, { stream, reportId, indicatorId }: Cell): Promise<CellHistory['changes']> {
  const rows = await tx.raw<CellHistory['changes'][number]>(
    `with lines as materialized (
       select l.seq, l.at, l.action, l.payload::jsonb line from audit_lines l
        where l.tenant_id = $1 and l.stream = $2 and l.subject = $3 and l.action in ('entriesSaved', 'typedDropped', 'feedFiguresTaken')
     ), cells as (
       select l.seq, l.at, l.line, l.action, c.cell from lines l
         cross join lateral jsonb_array_elements(coalesce(l.line -> 'detail' -> 'changes', jsonb_build_array(l.line -> 'detail'))) c (cell)
        where c.cell ->> 'indicatorId' = $4
     )
     select c.at, c.line -> 'actor' ->> 'name' "by",
            case c.action when 'entriesSaved' then 'saved' when 'typedDropped' then 'givenUp' else 'takenFromFeed' end kind,
            case c.action when 'entriesSaved' then c.cell -> 'before' when 'typedDropped' then c.cell -> 'standing' end "before",
            case c.action when 'entriesSaved' then c.cell -> 'after' when 'typedDropped' then c.cell -> 'dropped' end "after"
       from cells c order by c.seq desc limit $5`,
    [tenantId, stream, reportId, indicatorId, shownAtMost],
  )
  return rows.map(({ before, after, ...change }) => ({ ...change, before: told(before), after: told(after) }))
}

/** The log leaves out a note that is not there, and words that are not. */
const told = (value: Partial<NonNullable<CellHistory['changes'][number]['after']>> | null): CellHistory['changes'][number]['after'] =>
  value === null
    ? null
    : {
        numerator: value.numerator ?? null,
        denominator: value.denominator ?? null,
        ...(value.words === undefined ? {} : { words: value.words }),
        note: value.note ?? '',
      }
