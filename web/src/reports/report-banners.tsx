import type { Report } from '@haidang/api/reports'
import { formatInstant, formatSpan } from '../app/format.ts'
import { ReportLockBanner } from '../locks/report-lock-banner.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { ExtensionPart } from './extension-part.tsx'

/** What has happened to the report, and what comes next. */
export function ReportBanners({
  report,
  hasUnsent,
  onChange,
  onLockChanged,
}: {
  readonly report: Report
  readonly hasUnsent: boolean
  readonly onChange: (report: Report) => void
  readonly onLockChanged: () => Promise<void>
}) {
  const words = useWords(reportsWords)
  const returned = report.state === 'returned' ? report.events.findLast(({ kind }) => kind === 'returned') : undefined
  return (
    <div className="report-banners">
      <ReportLockBanner report={report} hasUnsent={hasUnsent} onOver={onLockChanged} />
      {returned ? (
        <Banner tone="bad" title={words.returned.title(returned.by, formatInstant(returned.at))}>
          {returned.reason ? <p className="report-reason">{returned.reason}</p> : null}
          {returned.cells && returned.cells.length > 0 ? <p>{words.returned.cells(returned.cells.length)}</p> : null}
        </Banner>
      ) : null}
      <ExtensionPart report={report} onChange={onChange} />
      {report.correctionReason !== null && report.state !== 'approved' ? (
        <Banner tone="warn" title={words.correction.open(String(report.version))}>
          {words.correction.reason(report.correctionReason)}
        </Banner>
      ) : null}
      {report.state === 'submitted' && report.submittedAt !== null ? (
        <Banner tone={report.punctuality === 'onTime' ? 'good' : 'warn'} title={words.receipt.title(formatInstant(report.submittedAt))}>
          <p>
            {report.firstSubmittedAt !== report.submittedAt && report.firstSubmittedAt !== null
              ? `${words.receipt.first(formatInstant(report.firstSubmittedAt))} `
              : ''}
            {report.punctuality === 'onTime' ? words.receipt.onTime : words.receipt.late(lateBy(report))}{' '}
            {report.submittedBy ? words.receipt.by(report.submittedBy) : ''} {words.receipt.next}
          </p>
        </Banner>
      ) : null}
      {report.state === 'approved' && report.approvedAt !== null ? (
        <Banner tone="good" title={words.approved.title(formatInstant(report.approvedAt), report.approvedBy ?? '')}>
          {words.approved.frozen}
        </Banner>
      ) : null}
    </div>
  )
}

function lateBy({ firstSubmittedAt, dueAt }: Report): string {
  return firstSubmittedAt === null ? '' : formatSpan(Date.parse(firstSubmittedAt) - Date.parse(dueAt))
}
