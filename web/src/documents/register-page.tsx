import './register.css'
import type { DocumentLine, DocumentList } from '@haidang/api/documents'
import type { ImportSummary } from '@haidang/api/imports'
import { useEffect, useState } from 'react'
import { upload } from '../app/fetch.ts'
import { formatInstant, formatSize } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { printedDayText } from '../plans/read-text.ts'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Files } from '../ui/files.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { uiWords } from '../words/ui.ts'
import { capitalised, stateTones } from './document-name.ts'
import { MarkedText } from './marked-text.tsx'
import { addressOf, isOpen, requestOf } from './question.ts'
import type { Question } from './question.ts'
import { SearchBar } from './search-bar.tsx'

/** The register of documents: everything that came in, to be found by number, by kind and year, and by every word. */
export function RegisterPage({ question }: { readonly question: Question }) {
  const words = useWords(documentsWords).register
  const list = useQuery<DocumentList>(requestOf(question))
  const shown = useLastSeen(list.data)
  const { reload } = list
  const isReading = list.data?.documents.some(({ state }) => state === 'waiting' || state === 'reading') === true
  useEffect(() => {
    if (!isReading) return undefined
    const timer = setInterval(() => void reload(), 1200)
    return () => clearInterval(timer)
  }, [isReading, reload])

  return (
    <>
      <PageHead
        title={words.title}
        facts={<span>{words.about}</span>}
        actions={shown ? <LinkButton href="/sua-da-nho">{words.corrections}</LinkButton> : undefined}
      />
      <div className="register">
        {/* Who may not see the register is not offered to search it. */}
        {shown || list.loading ? (
          <div className="register-top screen-only">
            <SearchBar question={question} list={shown} />
            <Upload />
          </div>
        ) : null}
        {isOpen(question) ? null : (
          <p className="print-only">{words.printed([question.q, question.kind, question.year].filter(Boolean).join(', '))}</p>
        )}
        {list.error !== undefined && !list.data ? <ProblemState error={list.error} onRetry={() => void reload()} /> : null}
        {list.loading && !shown ? <Skeleton rows={8} /> : null}
        {shown && (list.error === undefined || list.data) ? (
          <Found question={question} list={shown} isOld={list.data === undefined} />
        ) : null}
      </div>
    </>
  )
}

/** While the next list is on its way the last one stays, so that the page does not jump at every letter. */
function useLastSeen(list: DocumentList | undefined): DocumentList | undefined {
  const [last, setLast] = useState(list)
  if (list !== undefined && list !== last) setLast(list)
  return list ?? last
}

function Upload() {
  const words = useWords(documentsWords).register
  const ui = useWords(uiWords)
  const { can } = useSession()
  if (!can.importDirective) return null

  const receive = async (file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<void> => {
    await upload<ImportSummary>('/api/imports', file, onProgress, signal)
    refreshQueries('/api/documents')
  }
  return (
    <section className="register-upload" aria-labelledby="upload">
      <h2 id="upload">{words.upload}</h2>
      <p className="field-hint">{words.uploadHint}</p>
      <Files label={words.upload} files={[]} onAdd={receive} sentenceOf={(error) => uiSentence(error, ui).detail} />
    </section>
  )
}

function Found({ question, list, isOld }: { readonly question: Question; readonly list: DocumentList; readonly isOld: boolean }) {
  const words = useWords(documentsWords).register
  const { documents, total, isLoose } = list
  if (documents.length === 0 && isOpen(question) && total === 0)
    return <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
  return (
    <section className="register-found" aria-labelledby="found" aria-busy={isOld || undefined}>
      <div role="status">
        <h2 id="found" className="register-count">
          {documents.length === total || documents.length === 0
            ? words.count(String(total))
            : words.shown(String(question.from + 1), String(question.from + documents.length), String(total))}
        </h2>
      </div>
      {isLoose && documents.length > 0 ? <Banner>{words.loose}</Banner> : null}
      {documents.length === 0 ? (
        <EmptyState title={words.nothingTitle} action={<LinkButton href="/van-ban">{words.clearAll}</LinkButton>}>
          {words.nothingDetail}
        </EmptyState>
      ) : (
        <Lines documents={documents} />
      )}
      <Pages question={question} list={list} />
    </section>
  )
}

function Pages({ question, list }: { readonly question: Question; readonly list: DocumentList }) {
  const words = useWords(documentsWords).register
  const previous = question.from === 0 ? null : Math.max(0, question.from - 25)
  if (previous === null && list.next === null) return null
  return (
    <nav className="row screen-only" aria-label={words.pages}>
      {previous === null ? null : <LinkButton href={addressOf(question, { from: previous })}>← {words.previous}</LinkButton>}
      {list.next === null ? null : <LinkButton href={addressOf(question, { from: list.next })}>{words.next} →</LinkButton>}
    </nav>
  )
}

function Lines({ documents }: { readonly documents: readonly DocumentLine[] }) {
  const all = useWords(documentsWords)
  const words = all.register
  return (
    <Table
      caption={words.list}
      rows={documents}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate(`/van-ban/${id}`)}
      columns={[
        { key: 'subject', head: words.subject, rowHead: true, width: 'wide', cell: (line) => <Subject line={line} /> },
        {
          key: 'number',
          head: words.number,
          width: 'narrow',
          cell: ({ number }) => (number === null ? <span className="soft">{words.noNumber}</span> : <strong>{number}</strong>),
        },
        {
          key: 'issuedOn',
          head: words.issuedOn,
          width: 'narrow',
          cell: ({ issuedOn }) => (issuedOn === null ? <span className="soft">{words.noDate}</span> : printedDayText(issuedOn)),
        },
        {
          key: 'kind',
          head: words.kindAndIssuer,
          cell: ({ kind, issuer }) => (
            <span className="register-kind">
              {kind === '' ? <span className="soft">{all.unknownKind}</span> : capitalised(kind)}
              {issuer === null ? null : <span className="soft small">{issuer}</span>}
            </span>
          ),
        },
        { key: 'state', head: words.state, width: 'narrow', cell: (line) => <State line={line} /> },
      ]}
    />
  )
}

function Subject({ line }: { readonly line: DocumentLine }) {
  const words = useWords(documentsWords).register
  const { id, title, found, fileName, fileSize, importId, receivedAt, receivedBy, failure } = line
  return (
    <>
      <a href={`/van-ban/${id}`} lang="vi">
        <MarkedText text={title} marks={found.title} />
      </a>
      {found.text === null ? null : (
        <p className="register-piece small" lang="vi">
          <MarkedText text={found.text.piece} marks={found.text.marks} />
        </p>
      )}
      {failure === null ? null : <p className="register-failure small">{failure}</p>}
      <p className="soft small">
        {fileName === null || importId === null ? (
          words.noFile
        ) : (
          <>
            <a href={`/api/imports/${importId}/file`} download>
              {fileName}
            </a>
            {fileSize === null ? '' : ` ${formatSize(fileSize)}`}
          </>
        )}
        {' · '}
        {words.received(formatInstant(receivedAt), receivedBy)}
      </p>
    </>
  )
}

function State({ line: { state, open, total, importId, planId, pages } }: { readonly line: DocumentLine }) {
  const all = useWords(documentsWords)
  const words = all.register
  return (
    <span className="register-state">
      <StatePill tone={stateTones[state]}>{all.states[state]}</StatePill>
      {pages === null ? null : <span className="small">{all.pages(String(pages.done + 1), String(pages.of))}</span>}
      {state === 'read' && importId !== null ? (
        <a className="small screen-only" href={`/van-ban/nhap/${importId}`}>
          {open === 0 ? words.reviewed : words.review(String(open), String(total))}
        </a>
      ) : null}
      {planId === null ? null : (
        <a className="small screen-only" href={`/ke-hoach/${planId}`}>
          {words.openPlan}
        </a>
      )}
    </span>
  )
}
