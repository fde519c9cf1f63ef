import './report.css'
import type { Report } from '@haidang/api/reports'
import { formatPeriod } from '../app/format.ts'
import { useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { unsentReports } from '../app/outbox-browser.ts'

/** Where one lands after a lost connection or a killed tab: what was typed is still on this machine, and opening the report sends it. */
export function UnsentNotice() {
  const words = useWords(reportsWords).list
  const { account } = useSession()
  const reports = unsentReports(account.id)
  if (reports.length === 0) return null
  return (
    <div className="report-banners">
      <Banner tone="warn" title={words.unsent}>
        {reports.map((id) => (
          <UnsentReport key={id} id={id} />
        ))}
      </Banner>
    </div>
  )
}

function UnsentReport({ id }: { readonly id: string }) {
  const words = useWords(reportsWords)
  const { data } = useQuery<Report>(`/api/reports/${id}`)
  return (
    <p>
      <a href={`/bao-cao/${id}`}>{data ? words.title(formatPeriod(data.period), data.unit.name) : words.list.unsentOpen}</a>
    </p>
  )
}
