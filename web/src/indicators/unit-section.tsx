import type { IndicatorPage as Page } from '@haidang/api/indicators'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatDecimal, isNegative } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatPeriod, formatTarget } from '../app/format.ts'
import { Estimated } from '../scoreboard/lens-choice.tsx'
import { indicatorAddress, isRolled, shareText } from '../scoreboard/lens.ts'
import type { BoardLens } from '../scoreboard/lens.ts'
import { Button } from '../ui/button.tsx'
import { Answers } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Banner } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { UnitMap } from './unit-map.tsx'
import { Amount, Value } from './value.tsx'

type UnitRow = Page['units'][number]

/** Who reports it and how well, whether their targets add up to the whole one, and how those were revised; or what it is computed from. */
export function Units({ page, lens, onRevise }: { readonly page: Page; readonly lens: BoardLens; readonly onRevise: () => void }) {
  const words = useWords(indicatorsWords)
  const { units, ranking, definition, kind, others, can, period } = page
  const inputs = others.filter(({ isInput }) => isInput)
  if (kind === 'formula')
    return (
      <section aria-labelledby="units">
        <h2 id="units">{words.inputs}</h2>
        <p>
          <code lang="vi">{definition.formula}</code>
        </p>
        <p className="soft">{words.computed}</p>
        <ul className="plain-list">
          {inputs.map(({ id, code, name }) => (
            <li key={id}>
              [{code}] <a href={indicatorAddress(id, period, lens)}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
    )
  const ordered = units.toSorted((a, b) => (a.rank ?? units.length + 1) - (b.rank ?? units.length + 1))
  return (
    <section aria-labelledby="units">
      <div className="indicator-head">
        <h2 id="units">
          {words.units} <span className="soft">{formatPeriod(period)}</span>
        </h2>
        {can.change && units.length > 0 && !isInWords(kind) ? (
          <Button icon="edit" onClick={onRevise}>
            {words.targets.change}
          </Button>
        ) : null}
      </div>
      {units.length === 0 ? (
        <p className="soft">{words.noUnits}</p>
      ) : (
        <>
          {isInWords(kind) ? null : (
            <>
              <p className="soft small">{(ranking.isComplete ? words.ranked : words.unranked)(String(ranking.fromPercent))}</p>
              <UnitMap page={page} />
            </>
          )}
          <UnitTable units={ordered} page={page} />
        </>
      )}
      {page.lens?.kind === 'asItIs' || isInWords(kind) ? null : <CascadeNote page={page} />}
      <Revisions page={page} />
    </section>
  )
}

function UnitTable({ units, page: { kind, definition, ranking } }: { readonly units: readonly UnitRow[]; readonly page: Page }) {
  const words = useWords(indicatorsWords)
  const board = useWords(scoreboardWords)
  const columns: readonly Column<UnitRow>[] = [
    ...(ranking.isComplete
      ? [{ key: 'rank', head: words.rank, number: true, width: 'narrow' as const, cell: ({ rank }: UnitRow) => rank ?? <NoValue /> }]
      : []),
    {
      key: 'unit',
      head: words.unit,
      rowHead: true,
      cell: ({ unit, reportId, isApproved, result, holds, answers = [] }) => (
        <>
          {holds === null && reportId !== null ? (
            <a href={`/bao-cao/${reportId}`} title={words.openReport(unit.name)}>
              {unit.shortName}
            </a>
          ) : (
            <a href={`/don-vi/${unit.id}`}>{unit.shortName}</a>
          )}
          {!isApproved && (result !== null || answers.length > 0) ? <span className="soft small"> · {words.provisional}</span> : null}
          {holds !== null && isRolled(unit.id, holds) ? <Holds holds={holds} /> : null}
        </>
      ),
    },
    ...(kind === 'ratio'
      ? [
          { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }: UnitRow) => <Amount value={numerator} /> },
          { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }: UnitRow) => <Amount value={denominator} /> },
        ]
      : []),
    ...(isInWords(kind)
      ? [
          {
            key: 'answer',
            head: board.answer,
            cell: ({ unit, holds, answers = [] }: UnitRow) => <Answers of={answers} isNamed={holds !== null && isRolled(unit.id, holds)} />,
          },
        ]
      : [
          {
            key: 'result',
            head: words.result,
            number: true,
            cell: ({ result, isEstimated }: UnitRow) => (
              <>
                <Value value={result} kind={kind === 'unitCount' ? 'yesNo' : kind} definition={definition} />{' '}
                {isEstimated ? <Estimated /> : null}
              </>
            ),
          },
          {
            key: 'target',
            head: words.unitTarget,
            number: true,
            cell: ({ target }: UnitRow) => (target === null ? <NoValue why={words.targets.noTarget} /> : formatTarget(target)),
          },
          { key: 'attainment', head: words.standing, cell: ({ attainment }: UnitRow) => <AttainmentPill attainment={attainment} /> },
        ]),
  ]
  return <Table caption={words.units} rows={units} rowKey={({ unit }) => unit.id} columns={columns} />
}

/** The reports of the time that a unit of the day holds, with the share of each. */
function Holds({ holds }: { readonly holds: NonNullable<UnitRow['holds']> }) {
  const words = useWords(indicatorsWords)
  return (
    <ul className="plain-list small soft">
      {holds.map(({ unit, reportId, share, isCounted }) => (
        <li key={reportId}>
          <a href={`/bao-cao/${reportId}`}>{unit.shortName}</a>
          {share === '1' ? '' : ` ${shareText(share)}`}
          {isCounted ? '' : ` · ${words.notCounted}`}
        </li>
      ))}
    </ul>
  )
}

/** What of the whole target the units have been given, and who is short of it. */
function CascadeNote({ page: { cascade, definition, units } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords).cascade
  if (units.length === 0) return null
  if (cascade === null || definition.cascadeRule === null) return <p className="soft">{words.none}</p>
  const named = (ids: readonly string[]): string =>
    ids.map((id) => units.find(({ unit }) => unit.id === id)?.unit.shortName ?? id).join(', ')
  const { assigned, remainder, below, withoutTarget, withoutWeight } = cascade
  const lines = [
    ...(assigned === null ? [] : [words.assigned(formatDecimal(assigned))]),
    ...(remainder === null || remainder === '0'
      ? []
      : [isNegative(remainder) ? words.beyond(formatDecimal(remainder.slice(1))) : words.remainder(formatDecimal(remainder))]),
    ...(below.length === 0 ? [] : [words.below(named(below))]),
    ...(withoutTarget.length === 0 ? [] : [words.withoutTarget(named(withoutTarget))]),
    ...(withoutWeight.length === 0 ? [] : [words.withoutWeight(named(withoutWeight))]),
  ]
  return (
    <Banner tone={cascade.holds ? 'good' : 'warn'} title={`${words.title}: ${words.rules[definition.cascadeRule]}`}>
      <p>{cascade.holds ? words.holds : words.fails}</p>
      <ul className="plain-list figures">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Banner>
  )
}

function Revisions({ page: { revisions } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords)
  if (revisions.length === 0) return null
  return (
    <details className="indicator-history">
      <summary>{words.targets.versions}</summary>
      {revisions.map(({ version, fromPeriod, targets, reason, recordedBy, recordedAt }) => (
        <div key={version}>
          <p className="soft small">
            {`${words.definition.since} ${formatPeriod(fromPeriod)} · ${reason} · ${recordedBy}, ${formatInstant(recordedAt)}`}
          </p>
          <ul className="plain-list figures">
            {targets.map(({ unit, before, after }) => (
              <li key={unit.id}>
                {words.targets.line(
                  unit.shortName,
                  before === null ? words.targets.noTarget : formatTarget(before),
                  after === null ? words.targets.noTarget : formatTarget(after),
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}
