import type { ReportList } from '@haidang/api/reports'
import { useEffect } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'

/** Leads to the period that is being reported now: the latest whose data are closed. */
export function NewestPage() {
  const words = useWords(consolidationWords)
  const { can } = useSession()
  const list = useQuery<ReportList>('/api/reports')
  const period = list.data && list.data.reports.length > 0 ? list.data.period : undefined
  useEffect(() => {
    if (period !== undefined) navigate(`/tong-hop/${period}`, { replace: true })
  }, [period])
  return (
    <>
      <PageHead title={words.title} />
      {list.error !== undefined && !list.data ? <ProblemState error={list.error} onRetry={() => void list.reload()} /> : null}
      {list.data?.reports.length === 0 ? (
        <EmptyState
          title={words.emptyTitle}
          {...(can.importDirective ? { action: <LinkButton href="/van-ban">{words.emptyAction}</LinkButton> } : {})}
        >
          {words.emptyDetail}
        </EmptyState>
      ) : null}
      {list.loading || period !== undefined ? <Skeleton rows={12} /> : null}
    </>
  )
}
