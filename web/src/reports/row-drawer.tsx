import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { Report } from '@haidang/api/reports'
import { formatQuantity, formatTarget, shortPeriod } from '../app/format.ts'
import { useSession } from '../session/session.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { CellChanges } from './cell-history.tsx'
import { FeedNotes } from './feed-notes.tsx'
import { ReportEvidence } from './report-evidence.tsx'
import { hasTarget } from './sheet.ts'
import type { SheetRow } from './sheet.ts'

type RowDrawerProps = {
  readonly report: Report
  readonly row: SheetRow | undefined
  readonly onClose: () => void
  readonly onChange: (change: (report: Report) => Report) => void
}

/** Everything about one indicator: the clause that assigns it, how it is computed, its months, its proof. */
export function RowDrawer({ report, row, onClose, onChange }: RowDrawerProps) {
  return (
    <Drawer open={row !== undefined} onClose={onClose} title={row?.line.name ?? ''}>
      {row ? <RowDetails report={report} row={row} onChange={onChange} /> : null}
    </Drawer>
  )
}

function RowDetails({
  report,
  row,
  onChange,
}: {
  readonly report: Report
  readonly row: SheetRow
  readonly onChange: RowDrawerProps['onChange']
}) {
  const words = useWords(reportsWords)
  // The reading of a document is the synthesis officer's and the auditor's; a unit has the clause here.
  const { can } = useSession()
  const seesDocument = can.importDirective || can.readAudit
  const { line, checked } = row
  const drawer = words.drawer
  const percent = line.kind === 'ratio' ? '%' : null
  const shown = (result: string): string =>
    isYesOrNo(line.kind) ? (result === '1' ? words.yes : words.no) : formatQuantity(result, line.digits, percent)
  return (
    <>
      {line.returnedReason ? (
        <Banner tone="bad" title={words.returned.onRow}>
          {line.returnedReason}
        </Banner>
      ) : null}
      <section className="drawer-part">
        <h3>{drawer.clause}</h3>
        <blockquote className="quote">{line.clause}</blockquote>
        {seesDocument && line.source?.planImportId ? (
          <a href={`/van-ban/nhap/${line.source.planImportId}?tu=${line.source.start}&den=${line.source.end}`}>{drawer.source}</a>
        ) : null}
      </section>
      <section className="drawer-part">
        <h3>{drawer.definition}</h3>
        <p>{drawer.kinds[line.kind]}</p>
        {isInWords(line.kind) ? null : (
          <dl className="facts">
            {line.numeratorLabel ? (
              <div>
                <dt>{drawer.numerator}</dt>
                <dd>{line.numeratorLabel}</dd>
              </div>
            ) : null}
            {line.denominatorLabel ? (
              <div>
                <dt>{drawer.denominator}</dt>
                <dd>{line.denominatorLabel}</dd>
              </div>
            ) : null}
            <div>
              <dt>{drawer.unitTarget}</dt>
              <dd>
                {hasTarget(line) ? (isYesOrNo(line.kind) && !line.target.deadline ? words.yes : formatTarget(line.target)) : words.noTarget}{' '}
                {hasTarget(line) ? <AttainmentPill attainment={checked.attainment} /> : null}
              </dd>
            </div>
            <div>
              <dt>{drawer.cityTarget}</dt>
              <dd>{formatTarget(line.cityTarget)}</dd>
            </div>
          </dl>
        )}
      </section>
      {line.trend.length === 0 ? null : (
        <section className="drawer-part">
          <h3>{drawer.trend}</h3>
          {isYesOrNo(line.kind) || isInWords(line.kind) ? null : (
            <Sparkline
              width={420}
              height={72}
              points={line.trend.map(({ period, result }) => ({
                label: shortPeriod(period),
                value: result,
                shown: result === null ? '' : shown(result),
              }))}
              target={line.kind === 'ratio' ? line.target.value : null}
            />
          )}
          <table className="drawer-months figures">
            <thead>
              <tr>
                <th scope="col">{drawer.month}</th>
                <th scope="col" className={isInWords(line.kind) ? undefined : 'number'}>
                  {isInWords(line.kind) ? words.columns.words : drawer.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {line.trend.toReversed().map(({ period, result, words: said }) => (
                <tr key={period}>
                  <th scope="row">{shortPeriod(period)}</th>
                  {said === undefined ? (
                    <td className="number">{result === null ? <NoValue /> : shown(result)}</td>
                  ) : (
                    <td className="narrative-text">{said}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section className="drawer-part">
        <h3>{drawer.history}</h3>
        <CellChanges reportId={report.id} line={line} />
      </section>
      {line.feeds.length === 0 ? null : (
        <section className="drawer-part">
          <h3>{drawer.feeds}</h3>
          <FeedNotes line={line} text={row.text} />
        </section>
      )}
      {row.text.note ? (
        <section className="drawer-part">
          <h3>{drawer.note}</h3>
          <p className="narrative-text">{row.text.note}</p>
        </section>
      ) : null}
      <section className="drawer-part">
        <h3>{words.evidence.title}</h3>
        <ReportEvidence report={report} indicatorId={line.id} label={words.evidence.forRow(line.name)} onChange={onChange} />
      </section>
    </>
  )
}
