import type { Consolidation } from '@haidang/api/consolidation'
import { paddedMonth, partsOf } from '@haidang/domain/periods/day'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { paperWords as paper } from '../words/paper.vi.ts'
import { basesOf, countText, linesOf, recipientsOf, withinSentence } from './paper-wording.ts'

type Report = Consolidation['preview']

/** The report as a page of paper, from the same snapshot that the file is written from. */
export function Paper({ report }: { readonly report: Report }) {
  const words = useWords(consolidationWords).paper
  return (
    <div className="paper-desk">
      <div className="row screen-only">
        <p className="soft">{words.about}</p>
        <Button small icon="print" onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <article className="paper" lang="vi">
        <Head report={report} />
        {basesOf(report.legalBases, paper.basis).map((basis) => (
          <p key={basis} className="paper-basis">
            {basis}
          </p>
        ))}
        <p>{paper.opening(report.letterhead.issuer, withinSentence(report.title))}</p>
        <Coverage report={report} />
        <h3>{paper.results}</h3>
        <Indicators report={report} />
        <Tasks report={report} />
        <h4>{paper.units}</h4>
        <Narrative report={report} heading="results" />
        {report.corrections.length > 0 ? <h4>{paper.corrections}</h4> : null}
        {report.corrections.map((correction) => (
          <p key={correction}>- {correction}</p>
        ))}
        <h3>{paper.shortcomings}</h3>
        <Narrative report={report} heading="shortcomings" />
        <h3>{paper.remedies}</h3>
        <Narrative report={report} heading="remedies" />
        <p>{paper.closing(withinSentence(report.title), report.letterhead.issuer)}</p>
        <Signature report={report} />
      </article>
    </div>
  )
}

function Head({ report: { letterhead, title, period } }: { readonly report: Report }) {
  const [year, month, day] = dateParts(letterhead.date, period)
  return (
    <>
      <div className="paper-head">
        <div>
          {letterhead.superiorBody ? <p>{letterhead.superiorBody.toUpperCase()}</p> : null}
          <p className="paper-issuer">{issuerLines(letterhead.issuer)}</p>
          <p>{paper.number(numberText(letterhead.number), letterhead.symbol)}</p>
        </div>
        <div>
          <p className="paper-country">{paper.country}</p>
          <p className="paper-motto">{paper.motto}</p>
          <p className="paper-date">{paper.date(letterhead.place, day, month, year)}</p>
        </div>
      </div>
      <h2 className="paper-kind">{paper.kind}</h2>
      <p className="paper-title">{title}</p>
    </>
  )
}

/** Days below ten and the first two months are padded; what is not known leaves room for the pen. */
function dateParts(date: string | null, period: string): readonly [string, string, string] {
  const gap = '\u2003\u2003'
  if (date === null) return [period.slice(0, 4), gap, gap]
  const { year, month, date: day } = partsOf(date)
  return [String(year), paddedMonth(month), String(day).padStart(2, '0')]
}

/** A people's committee breaks before its place, as the written file breaks it. */
const issuerLines = (issuer: string): string => issuer.toUpperCase().replace(/^([UỦ][YỶ] BAN NHÂN DÂN) /u, '$1\n')

const numberText = (number: string | null): string => (number === null ? '\u2003\u2003' : /^\d$/u.test(number) ? `0${number}` : number)

function Coverage({ report }: { readonly report: Report }) {
  const { expected, received, onTime, late, approved } = report.reported
  const names = (ids: readonly string[]): string => ids.map((id) => report.units.find((unit) => unit.id === id)?.name ?? id).join('; ')
  return (
    <>
      <h3>{paper.coverage}</h3>
      <p>{paper.period(report.periodText, report.windowText)}</p>
      <p>{paper.received(received, expected, countText(onTime), countText(late), approved)}</p>
      <p>
        {report.missingUnits.length === 0
          ? paper.noneMissing
          : paper.missing(countText(report.missingUnits.length), names(report.missingUnits))}
      </p>
      {report.lateUnits.length > 0 ? <p>{paper.late(countText(report.lateUnits.length), names(report.lateUnits))}</p> : null}
    </>
  )
}

function Indicators({ report: { indicators } }: { readonly report: Report }) {
  const pillars = [...Map.groupBy(indicators, ({ pillar }) => pillar)]
  const countOf = (of: Report['indicators'], attainment: 'reached' | 'notReached' | 'noData'): number =>
    of.filter((one) => one.cityAttainment === attainment).length
  const line = (of: Report['indicators']): readonly number[] => [
    of.length,
    countOf(of, 'reached'),
    countOf(of, 'notReached'),
    countOf(of, 'noData'),
  ]
  const [all = 0, reached = 0, notReached = 0, noData = 0] = line(indicators)
  return (
    <>
      <h4>{paper.indicators}</h4>
      <p>{paper.indicatorTally(countText(all), countText(reached), countText(notReached), countText(noData))}</p>
      <table className="paper-table">
        <caption>{paper.tallyCaption}</caption>
        <thead>
          <tr>
            {paper.tallyHead.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...pillars.map(([pillar, of]) => [pillar, line(of)] as const), [paper.total, line(indicators)] as const].map(
            ([pillar, counts]) => (
              <tr key={pillar}>
                <th scope="row">{pillar}</th>
                {counts.map((count, index) => (
                  <td key={paper.tallyHead[index + 1]}>{count}</td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  )
}

function Tasks({ report: { tasks, taskCounts } }: { readonly report: Report }) {
  const { doneOnTime, doneLate, openWithinDeadline, openOverdue } = taskCounts
  const [all = '', done = '', onTime = '', late = '', open = '', inTime = '', overdue = ''] = [
    tasks.length,
    doneOnTime + doneLate,
    doneOnTime,
    doneLate,
    openWithinDeadline + openOverdue,
    openWithinDeadline,
    openOverdue,
  ].map(countText)
  return (
    <>
      <h4>{paper.tasks}</h4>
      <p>{paper.taskTally(all, done, onTime, late, open, inTime, overdue)}</p>
    </>
  )
}

function Narrative({ report, heading }: { readonly report: Report; readonly heading: Report['narrative'][number]['heading'] }) {
  const section = report.narrative.find((one) => one.heading === heading)
  const summary = linesOf(section?.summary ?? '')
  const written = section?.contributions.filter(({ text }) => text.trim() !== '') ?? []
  if (summary.length === 0 && written.length === 0) return <p>{paper.nothing}</p>
  return (
    <>
      {summary.map((line, index) => (
        <p key={`${index}-${line.slice(0, 20)}`}>{line}</p>
      ))}
      {written.map(({ unitId, unit, text }) => (
        <p key={unitId} className="paper-unit">
          <strong>- {unit}: </strong>
          {text}
        </p>
      ))}
    </>
  )
}

function Signature({ report: { signature, recipients } }: { readonly report: Report }) {
  return (
    <div className="paper-foot">
      <div className="paper-recipients">
        <p>{paper.recipients}</p>
        {recipientsOf(recipients, paper.filed).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="paper-signer">
        {[...signature.authority, signature.role]
          .filter((line) => line.trim() !== '')
          .map((line) => (
            <p key={line}>{line.toUpperCase()}</p>
          ))}
        <p className="paper-name">{signature.name ?? ''}</p>
      </div>
    </div>
  )
}
