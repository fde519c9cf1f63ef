import './review.css'
import type { Import } from '@haidang/api/imports'
import type { Passage } from '@haidang/domain/plans/reading'
import { useEffect } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, ErrorState, Progress, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { plansWords } from '../words/plans.ts'
import { capitalised } from '../documents/document-name.ts'
import { ReviewDesk } from './review-desk.tsx'
import { useDraft } from './use-draft.ts'

/** One directive: waiting, unreadable, to be reviewed, or issued and to be looked at. */
export function ReviewPage({ id, cited }: { readonly id: string; readonly cited: Passage | undefined }) {
  const { review: words, documents } = useWords(plansWords)
  const { pages } = useWords(documentsWords)
  const pageWords = ({ done, of }: NonNullable<Import['pages']>): string => capitalised(pages(String(done + 1), String(of)))
  const draft = useDraft(id)
  const { query } = draft
  const { data, reload } = query
  const isComing = data?.state === 'waiting' || data?.state === 'reading'
  useEffect(() => {
    if (!isComing) return undefined
    const timer = setInterval(() => void reload(), 1200)
    return () => clearInterval(timer)
  }, [isComing, reload])

  if (data === undefined)
    return (
      <>
        <PageHead title={documents.document} back={{ href: '/van-ban', label: words.back }} />
        {query.loading ? <Skeleton rows={10} /> : <ProblemState error={query.error} onRetry={() => void reload()} />}
      </>
    )
  if (data.state === 'read' || data.state === 'issued') return <ReviewDesk draft={draft} source={data} cited={cited} />
  return (
    <>
      <PageHead title={data.title ?? data.fileName} back={{ href: '/van-ban', label: words.back }} />
      {isComing ? (
        <Progress
          label={
            data.state === 'waiting' ? words.waiting : data.pages === null ? words.reading : `${words.reading} ${pageWords(data.pages)}.`
          }
          value={data.pages?.done ?? null}
          {...(data.pages === null ? {} : { max: data.pages.of })}
        />
      ) : null}
      {data.state === 'failed' ? (
        <>
          <ErrorState title={words.failedTitle} detail={data.failure?.message ?? ''} />
          <Original id={id} />
        </>
      ) : null}
      {data.state === 'discarded' ? (
        <EmptyState title={words.discardedTitle} action={<Original id={id} />}>
          {words.discardedDetail}
        </EmptyState>
      ) : null}
    </>
  )
}

function Original({ id }: { readonly id: string }) {
  const words = useWords(plansWords).review
  return (
    <LinkButton href={`/api/imports/${id}/file`} icon="download" download>
      {words.original}
    </LinkButton>
  )
}
