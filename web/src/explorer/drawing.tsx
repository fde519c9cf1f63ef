import type { Analytics, AskedIndicator, AskedUnit } from '@haidang/api/analytics'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useRef } from 'react'
import { officeNow } from '../app/clock.ts'
import { download } from '../app/download.ts'
import { formatPeriod, formatQuantity, shortPeriod } from '../app/format.ts'
import { navigate } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatDay, dayOf } from '@haidang/domain/periods/day'
import { shownIn, unitOf } from './amounts.ts'
import { BarChart } from './bar-chart.tsx'
import { pngOf } from './chart-image.ts'
import { LineChart, linesAtMost } from './line-chart.tsx'
import type { Cells } from './pivot.ts'
import { addressOf, drawings } from './question.ts'
import type { Drawing as Kind, Question } from './question.ts'
import { useWidth } from './use-width.ts'

/** One indicator of the question, drawn: over its months, or unit by unit. */
export function Drawing({ of, cells, question }: { readonly of: Analytics; readonly cells: Cells; readonly question: Question }) {
  const words = useWords(explorerWords)
  const answers = useWords(scoreboardWords)
  const { office } = useSession()
  const [place, width] = useWidth<HTMLDivElement>(720)
  const svg = useRef<SVGSVGElement>(null)
  // Words have no height: drawn, an answer would look like a gap.
  const drawable = of.indicators.filter((one) => !isInWords(one.kind))
  const indicator = drawable.find(({ id }) => id === question.drawn) ?? drawable[0]
  if (indicator === undefined) return null

  const owing = of.units.filter((unit) => cells.periods.some((period) => cells.at({ indicator, unit, period }) !== undefined))
  const kind = question.drawing ?? (cells.periods.length > 1 && owing.length <= linesAtMost ? 'line' : 'bars')
  const ask = (change: Partial<Question>): void => navigate(addressOf({ ...question, ...change }), { replace: true })
  const measure = question.measure === 'coverage' || question.measure === 'target' ? 'result' : question.measure
  const amountOf = (unit: AskedUnit, period: string) => {
    const shown = shownIn(cells, { indicator, unit, period }, measure, answers)
    return {
      value: cells.amount({ indicator, unit, period }, measure) ?? null,
      shown: shown !== undefined && 'text' in shown ? shown.text : words.noData,
    }
  }
  const shownMark = (mark: number): string =>
    formatQuantity(
      String(mark),
      Number.isInteger(mark) ? 0 : indicator.digits,
      measure === 'result' ? unitOf(indicator.unitOfMeasure) : null,
    )
  const barsOf =
    question.barsOf !== null && cells.periods.includes(question.barsOf) ? question.barsOf : lastWithData(cells, indicator, owing)
  const besides = question.besides !== null && cells.periods.includes(question.besides) ? question.besides : null
  const hasTargets = measure === 'result'
  // Between two percentages lie points, and their numerators are counted.
  const isInPoints = (measure === 'change' || measure === 'yearChange') && unitOf(indicator.unitOfMeasure) !== null
  const shownMeasure = `${words.measures[measure].toLowerCase()}${isInPoints ? `, ${words.points}` : ''}`
  const drawn = measure === 'result' ? indicator.name : `${indicator.name} (${shownMeasure})`
  const title = kind === 'bars' ? words.barChart(drawn, formatPeriod(barsOf)) : words.lineChart(drawn)

  const save = async (): Promise<void> => {
    const said = besides === null || kind !== 'bars' ? title : `${title} (${words.besides.toLowerCase()} ${formatPeriod(besides)})`
    const image =
      svg.current &&
      (await pngOf(svg.current, {
        above: [drawn, said.slice(drawn.length + 2)],
        below: words.source(office.name, formatDay(dayOf(officeNow()))),
      }))
    if (image) download(image, `${words.fileName}-${indicator.code}-${question.to}.png`)
    else toast({ title: words.actions.imageFailed, tone: 'bad' })
  }
  return (
    <section className="explorer-drawing" aria-labelledby="drawing">
      <div className="explorer-drawing-head">
        <h2 id="drawing" lang="vi">
          {kind === 'none' ? words.drawing : title}
        </h2>
        <div className="explorer-drawing-choice screen-only">
          <FilterChips
            label={words.drawing}
            chips={drawings.map((one) => ({ value: one, label: words.drawings[one] }))}
            value={kind}
            onChange={(drawing: Kind) => ask({ drawing })}
          />
          {drawable.length > 1 && kind !== 'none' ? (
            <Select
              label={words.drawn}
              labelHidden
              options={drawable.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
              value={indicator.id}
              onChange={(id) => ask({ drawn: id })}
            />
          ) : null}
          {kind === 'bars' && cells.periods.length > 1 ? (
            <>
              <Select
                label={words.barsOf}
                labelHidden
                options={cells.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
                value={barsOf}
                onChange={(period) => ask({ barsOf: period })}
              />
              <Select
                label={words.besides}
                labelHidden
                options={[
                  { value: 'none', label: words.besidesNone },
                  ...cells.periods
                    .filter((period) => period !== barsOf)
                    .map((period) => ({ value: period, label: `${words.besides.toLowerCase()} ${shortPeriod(period)}` })),
                ]}
                value={besides ?? 'none'}
                onChange={(period) => ask({ besides: period === 'none' ? null : period })}
              />
            </>
          ) : null}
          {kind === 'none' ? null : (
            <Button small icon="download" onClick={() => void save()}>
              {words.actions.image}
            </Button>
          )}
        </div>
      </div>
      <div ref={place}>
        {kind === 'line' ? (
          <LineChart
            ref={svg}
            lines={owing.slice(0, linesAtMost).map((unit) => ({
              key: String(unit.number),
              label: unit.id === null ? words.cityShort : unit.shortName,
              points: cells.periods.map((period) => amountOf(unit, period)),
            }))}
            periods={cells.periods}
            breaks={of.breaks
              .flatMap(({ indicatorId, period }) => (indicatorId === indicator.id ? [cells.periods.indexOf(period)] : []))
              .filter((at) => at > 0)}
            goal={hasTargets ? commonTarget(cells, indicator, owing) : null}
            pace={
              hasTargets && of.units.some(({ number }) => number === 0)
                ? cells.periods.map((period) => cells.paceOf(indicator.id, period))
                : []
            }
            {...{ shownMark, width }}
            label={title}
          />
        ) : null}
        {kind === 'bars' ? (
          <BarChart
            ref={svg}
            bars={owing
              .filter((unit) => cells.at({ indicator, unit, period: barsOf }) !== undefined)
              .map((unit) => ({
                key: String(unit.number),
                label: unit.id === null ? words.cityShort : unit.shortName,
                now: amountOf(unit, barsOf),
                beside: besides === null ? null : amountOf(unit, besides),
                goal: hasTargets ? (cells.at({ indicator, unit, period: barsOf })?.target?.value ?? null) : null,
              }))}
            months={{ now: shortPeriod(barsOf), beside: besides === null ? null : shortPeriod(besides) }}
            {...{ shownMark, width }}
            label={title}
          />
        ) : null}
      </div>
      {kind === 'none' ? null : (
        <Key
          kind={kind}
          besides={besides}
          barsOf={barsOf}
          hasTargets={hasTargets}
          hasPace={of.blocks.some(({ pace, indicatorId }) => pace !== null && indicatorId === indicator.id)}
        />
      )}
      {kind === 'line' && owing.length > linesAtMost ? (
        <p className="soft small">{words.onlyFirstLines(String(linesAtMost), formatDecimal(String(owing.length)))}</p>
      ) : null}
    </section>
  )
}

/** What the strokes mean; the ends of lines and the names of bars say whose they are. */
function Key({
  kind,
  besides,
  barsOf,
  hasTargets,
  hasPace,
}: {
  readonly kind: Kind
  readonly besides: string | null
  readonly barsOf: string
  readonly hasTargets: boolean
  readonly hasPace: boolean
}) {
  const words = useWords(explorerWords)
  return (
    <p className="chart-key soft small">
      {kind === 'bars' && besides !== null ? (
        <>
          <span className="key-bar">{shortPeriod(barsOf)}</span>
          <span className="key-bar-then">{shortPeriod(besides)}</span>
        </>
      ) : null}
      {hasTargets ? <span className="key-goal">{words.targetLine}</span> : null}
      {hasTargets && hasPace && kind === 'line' ? <span className="key-pace">{words.pace}</span> : null}
      <span className="key-missing">{words.noData}</span>
    </p>
  )
}

/** The last month in which any of the units has the indicator. */
function lastWithData(cells: Cells, indicator: AskedIndicator, units: readonly AskedUnit[]): string {
  const has = (period: string): boolean => units.some((unit) => typeof cells.amount({ indicator, unit, period }, 'result') === 'string')
  return cells.periods.findLast(has) ?? cells.periods.at(-1) ?? ''
}

/** What is asked of all that are drawn, where it is one and the same. */
function commonTarget(cells: Cells, indicator: AskedIndicator, units: readonly AskedUnit[]): string | null {
  const [period] = cells.periods.slice(-1)
  const targets = new Set(units.map((unit) => cells.at({ indicator, unit, period: period ?? '' })?.target?.value ?? null))
  const [only] = targets
  return targets.size === 1 ? (only ?? null) : null
}
