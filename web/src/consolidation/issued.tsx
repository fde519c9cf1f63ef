import type { Consolidation } from '@haidang/api/consolidation'
import { formatInstant } from '../app/format.ts'
import { LinkButton } from '../ui/button.tsx'
import { Progress } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { IssuedVerification } from './issued-verification.tsx'

type Issue = Consolidation['issues'][number]

type IssuedProps = { readonly consolidation: Consolidation; readonly onReload: () => Promise<void> }

/** Every issued version with its files: who froze it when, and the digest of what was frozen. */
export function Issued({ consolidation: { id, issues, can }, onReload }: IssuedProps) {
  const words = useWords(consolidationWords).issued
  if (issues.length === 0) return null
  return (
    <section className="issued" aria-labelledby="issued-title">
      <h2 id="issued-title">{words.title}</h2>
      <ol>
        {issues.map((issue) => (
          <li key={issue.version}>
            <div className="issued-who">
              <strong>{words.version(String(issue.version))}</strong>
              <span>{words.by(formatInstant(issue.issuedAt), issue.issuedBy)}</span>
              <span className="soft small">
                {words.digest} <code title={issue.sha256}>{issue.sha256.slice(0, 16)}…</code>
              </span>
            </div>
            <Files id={id} issue={issue} />
            {issue.state === 'written' ? <IssuedVerification id={id} issue={issue} mayIssue={can.issue} onReload={onReload} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Files({ id, issue: { version, state, failure, files } }: { readonly id: string; readonly issue: Issue }) {
  const words = useWords(consolidationWords).issued
  if (state === 'writing') return <Progress label={words.writing} value={null} />
  if (state === 'failed') return <p role="alert">{words.failed(failure ?? '')}</p>
  const at = (file: string): string => `/api/consolidations/${id}/issues/${version}/${file}`
  return (
    <div className="issued-files">
      {files.docx ? (
        <LinkButton small icon="download" download href={at('report.docx')}>
          {words.docx}
        </LinkButton>
      ) : null}
      {files.xlsx ? (
        <LinkButton small icon="download" download href={at('annex.xlsx')}>
          {words.xlsx}
        </LinkButton>
      ) : null}
      {files.pdf ? (
        <LinkButton small icon="download" download href={at('report.pdf')}>
          {words.pdf}
        </LinkButton>
      ) : (
        <span className="soft small">{files.pdfMissing === 'libreoffice' ? words.noLibreOffice : words.noPdf}</span>
      )}
    </div>
  )
}
