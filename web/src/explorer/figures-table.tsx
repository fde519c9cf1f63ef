import type { Analytics } from '@haidang/api/analytics'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatPeriod, shortPeriod } from '../app/format.ts'
import { Said } from '../ui/said.tsx'
import { NoValue } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { shownIn, unitOf } from './amounts.ts'
import { pivotOf } from './pivot.ts'
import type { Cells, PivotRow, Place } from './pivot.ts'
import { indicatorAddress } from '../scoreboard/lens.ts'
import type { Measure, Question, Side } from './question.ts'

/** More rows than a person reads; the list has all. */
const rowsAtMost = 300

export function FiguresTable({ of, cells, question }: { readonly of: Analytics; readonly cells: Cells; readonly question: Question }) {
  const words = useWords(explorerWords)
  const { rows: side, columns: across, measure } = question
  const pivot = pivotOf(of, cells, { rows: side, columns: across })
  const shown = pivot.rows.slice(0, rowsAtMost)
  const groups = (['units', 'indicators', 'periods'] as const).find((one) => one !== side && one !== across) ?? 'indicators'
  const isGrouped = new Set(pivot.rows.map(({ group }) => group)).size > 1
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">
        {words.table} <span className="soft">({words.measures[measure].toLowerCase()})</span>
      </h2>
      <Table
        caption={words.table}
        rows={shown}
        rowKey={({ key }) => key}
        {...(isGrouped ? { groupOf: (row: PivotRow) => nameOf(row.of, groups, words.city) } : {})}
        columns={[
          { key: 'name', head: words.name[side], rowHead: true, cell: (row) => <RowHead of={row.of} side={side} question={question} /> },
          ...pivot.columns.map((column) => ({
            key: column.key,
            head: headOf(column.of, across, words.cityShort),
            number: true,
            cell: (row: PivotRow) => <Cell cells={cells} place={pivot.place(row, column)} measure={measure} />,
          })),
        ]}
      />
      {pivot.rows.length > shown.length ? (
        <p className="soft small">{words.onlyFirst(formatDecimal(String(shown.length)), formatDecimal(String(pivot.rows.length)))}</p>
      ) : null}
      <Legend
        of={of}
        cells={cells}
        places={shown.flatMap((row) => pivot.columns.map((column) => pivot.place(row, column)))}
        measure={measure}
      />
    </section>
  )
}

function Cell({ cells, place, measure }: { readonly cells: Cells; readonly place: Place; readonly measure: Measure }) {
  const words = useWords(explorerWords)
  const board = useWords(scoreboardWords)
  const cell = cells.at(place)
  const shown = shownIn(cells, place, measure, board)
  if (cell === undefined || shown === undefined) return null
  if ('missing' in shown) {
    const why = { cell: words.states[cell.state], change: words.noChange, target: words.noTarget }
    return <NoValue why={why[shown.missing]} />
  }
  // A sum of some units only is no sum of all.
  if (cell.words !== null && measure === 'result') return <Said words={cell.words} />
  const isPart = measure === 'result' && cell.expected > 1 && cell.approved < cell.expected && !isInWords(place.indicator.kind)
  return (
    <>
      {shown.text} {cell.isEstimated ? <span className="estimated">{board.lens.estimated}</span> : null}
      {isPart ? <div className="soft small">{words.approvedOf(String(cell.approved), String(cell.expected))}</div> : null}
    </>
  )
}

function RowHead({
  of: { unit, indicator, period },
  side,
  question,
}: {
  readonly of: Partial<Place>
  readonly side: Side
  readonly question: Question
}) {
  if (side === 'units' && unit !== undefined)
    return unit.id === null ? <strong>{unit.name}</strong> : <a href={`/don-vi/${unit.id}`}>{unit.name}</a>
  if (side === 'indicators' && indicator !== undefined)
    return (
      <a href={indicatorAddress(indicator.id, question.to, question.lens)} lang="vi">
        {nameOf({ indicator }, side, '')}
      </a>
    )
  return period === undefined ? null : formatPeriod(period)
}

function nameOf({ unit, indicator, period }: Partial<Place>, side: Side, city: string): string {
  if (side === 'units') return unit === undefined ? '' : unit.id === null ? city : unit.name
  if (side === 'periods') return period === undefined ? '' : formatPeriod(period)
  if (indicator === undefined) return ''
  const { name, unitOfMeasure } = indicator
  return unitOf(unitOfMeasure) === null && unitOfMeasure !== '' ? `${name} (${unitOfMeasure})` : name
}

function headOf(of: Partial<Place>, side: Side, city: string): string {
  if (side === 'periods') return of.period === undefined ? '' : shortPeriod(of.period)
  return side === 'units' && of.unit !== undefined && of.unit.id !== null ? of.unit.shortName : nameOf(of, side, city)
}

/** What the marks in the table mean, of those that stand in it. */
function Legend({
  of,
  cells,
  places,
  measure,
}: {
  readonly of: Analytics
  readonly cells: Cells
  readonly places: readonly Place[]
  readonly measure: Measure
}) {
  const words = useWords(explorerWords).legend
  const amounts = places.map((place) => cells.amount(place, measure))
  const said = [
    ...(amounts.includes(null) ? [words.missing] : []),
    ...(amounts.includes(undefined) ? [words.notOwed] : []),
    ...(of.blocks.some(({ estimated }) => estimated.length > 0) ? [words.estimated] : []),
    ...(of.breaks.length === 0 ? [] : [words.breaks(of.breaks.map((one) => breakOf(of, one, words.breakOf)).join('; '))]),
  ]
  return said.length === 0 ? null : <p className="soft small">{said.join(' ')}</p>
}

const breakOf = (
  of: Analytics,
  { indicatorId, period }: Analytics['breaks'][number],
  say: (name: string, month: string) => string,
): string => say(of.indicators.find(({ id }) => id === indicatorId)?.name ?? '', formatPeriod(period))
