import type { Consolidation } from '@haidang/api/consolidation'
import type { ReportSummary } from '@haidang/api/reports'
import { Meter } from '../ui/meter.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'

type Named = { readonly id: string; readonly name: string }

/** Whose figures are in, whose are not yet, and who will be named. */
export function Coverage({
  consolidation,
  reports,
}: {
  readonly consolidation: Consolidation
  readonly reports: readonly ReportSummary[]
}) {
  const words = useWords(consolidationWords).coverage
  const { preview, submittedNotApproved } = consolidation
  const { expected, received, onTime, late, approved } = preview.reported
  const named = (ids: readonly string[]): readonly Named[] =>
    ids.map((id) => ({ id, name: preview.units.find((unit) => unit.id === id)?.name ?? id }))
  const isComplete = preview.missingUnits.length === 0 && submittedNotApproved.length === 0
  return (
    <div className="coverage">
      <dl className="coverage-counts figures">
        <Count label={words.received} value={words.of(received, expected)} part={received} whole={expected} />
        <Count label={words.approved} value={words.of(approved, expected)} part={approved} whole={expected} />
        <Count label={words.onTime} value={String(onTime)} />
        <Count label={words.late} value={String(late)} />
      </dl>
      <p className="coverage-counted">{words.counted(approved, expected)}</p>
      {isComplete ? <p>{words.all}</p> : null}
      <Units title={words.waiting(submittedNotApproved.length)} units={submittedNotApproved} reports={reports} />
      <Units title={words.missing(preview.missingUnits.length)} units={named(preview.missingUnits)} reports={reports} />
      <Units title={words.named(preview.lateUnits.length)} units={named(preview.lateUnits)} reports={reports} />
      <section>
        <h2>{words.corrections}</h2>
        {preview.corrections.length === 0 ? <p className="soft">{words.noCorrections}</p> : null}
        <ul className="coverage-corrections">
          {preview.corrections.map((correction) => (
            <li key={correction}>{correction}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Count({
  label,
  value,
  part,
  whole,
}: {
  readonly label: string
  readonly value: string
  readonly part?: number
  readonly whole?: number
}) {
  return (
    <div className="coverage-count">
      <dt>{label}</dt>
      <dd>{value}</dd>
      {part === undefined || whole === undefined ? null : (
        <dd className="coverage-meter">
          <Meter value={part} of={whole} label={`${label} ${value}`} />
        </dd>
      )}
    </div>
  )
}

/** Each name leads to the unit's report. */
function Units({
  title,
  units,
  reports,
}: {
  readonly title: string
  readonly units: readonly Named[]
  readonly reports: readonly ReportSummary[]
}) {
  if (units.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className="coverage-units">
        {units.map(({ id, name }) => {
          const report = reports.find(({ unit }) => unit.id === id)
          return <li key={id}>{report ? <a href={`/bao-cao/${report.id}`}>{name}</a> : name}</li>
        })}
      </ul>
    </section>
  )
}
