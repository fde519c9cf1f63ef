import './documents.css'
import type { ImportSummary, PlanSummary } from '@haidang/api/imports'
import { useEffect } from 'react'
import { useNow } from '../app/clock.ts'
import { upload } from '../app/fetch.ts'
import { formatInstant, timeAgo } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Files } from '../ui/files.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { uiWords } from '../words/ui.ts'
import { PlansTable } from './plans-table.tsx'

const tones: Record<ImportSummary['state'], Tone> = {
  waiting: 'plain',
  reading: 'accent',
  read: 'accent',
  failed: 'bad',
  issued: 'good',
  discarded: 'none',
}

/** The register of documents: what came in, how far its review is, and the plans that came of it. */
export function DocumentsPage() {
  const words = useWords(plansWords)
  const ui = useWords(uiWords)
  const session = useSession()
  const imports = useQuery<readonly ImportSummary[]>('/api/imports')
  const plans = useQuery<readonly PlanSummary[]>('/api/plans')
  const { reload } = imports
  const isReading = imports.data?.some(({ state }) => state === 'waiting' || state === 'reading') === true
  useEffect(() => {
    if (!isReading) return undefined
    const timer = setInterval(() => void reload(), 1200)
    return () => clearInterval(timer)
  }, [isReading, reload])

  const receive = async (file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<void> => {
    await upload<ImportSummary>('/api/imports', file, onProgress, signal)
    await reload()
  }
  return (
    <>
      <PageHead title={words.documents.title} facts={<span>{words.documents.about}</span>} />
      <div className="documents">
        {session.can.importDirective ? (
          <section className="documents-upload screen-only" aria-labelledby="upload">
            <h2 id="upload">{words.documents.upload}</h2>
            <p className="soft">{words.documents.uploadHint}</p>
            <Files label={words.documents.upload} files={[]} onAdd={receive} sentenceOf={(error) => uiSentence(error, ui).detail} />
          </section>
        ) : null}
        {imports.error !== undefined && !imports.data ? <ProblemState error={imports.error} onRetry={() => void reload()} /> : null}
        {imports.loading ? <Skeleton /> : null}
        {imports.data?.length === 0 ? <EmptyState title={words.documents.emptyTitle}>{words.documents.emptyDetail}</EmptyState> : null}
        {imports.data && imports.data.length > 0 ? (
          <section aria-labelledby="received">
            <h2 id="received">{words.documents.received}</h2>
            <ImportsTable imports={imports.data} />
          </section>
        ) : null}
        {plans.data && plans.data.length > 0 ? (
          <section aria-labelledby="issued">
            <h2 id="issued">{words.documents.plans}</h2>
            <PlansTable plans={plans.data} />
          </section>
        ) : null}
      </div>
    </>
  )
}

function ImportsTable({ imports }: { readonly imports: readonly ImportSummary[] }) {
  const words = useWords(plansWords).documents
  const now = useNow()
  return (
    <Table
      caption={words.received}
      rows={imports}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'document',
          head: words.document,
          rowHead: true,
          width: 'wide',
          cell: ({ id, title, fileName, failure }) => (
            <>
              <a href={`/van-ban/nhap/${id}`}>{title ?? fileName}</a>
              {title === null ? null : <div className="soft small">{fileName}</div>}
              {failure ? <div className="documents-failure small">{failure.message}</div> : null}
            </>
          ),
        },
        {
          key: 'state',
          head: words.state,
          width: 'narrow',
          cell: ({ state }) => <StatePill tone={tones[state]}>{words.states[state]}</StatePill>,
        },
        {
          key: 'open',
          head: words.open,
          number: true,
          cell: ({ state, open, total, planId }) =>
            state === 'read' ? (
              words.openOf(String(open), String(total))
            ) : planId === null ? (
              ''
            ) : (
              <a href={`/ke-hoach/${planId}`}>{words.openPlan}</a>
            ),
        },
        {
          key: 'receivedAt',
          head: words.receivedAt,
          width: 'narrow',
          cell: ({ createdAt }) => (
            <>
              {formatInstant(createdAt)} <span className="soft small">{timeAgo(createdAt, now)}</span>
            </>
          ),
        },
        { key: 'by', head: words.by, width: 'narrow', cell: ({ createdBy }) => createdBy },
      ]}
    />
  )
}
