import type { PlanSummary } from '@haidang/api/imports'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { PlansTable } from './plans-table.tsx'

/** The plans in force, for everybody who works by them. */
export function PlansPage() {
  const words = useWords(plansWords).plans
  const { can } = useSession()
  const plans = useQuery<readonly PlanSummary[]>('/api/plans')
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} />
      {plans.error !== undefined && !plans.data ? <ProblemState error={plans.error} onRetry={() => void plans.reload()} /> : null}
      {plans.loading ? <Skeleton /> : null}
      {plans.data?.length === 0 ? (
        <EmptyState
          title={words.emptyTitle}
          action={can.importDirective ? <LinkButton href="/van-ban">{words.toDocuments}</LinkButton> : undefined}
        >
          {words.emptyDetail}
        </EmptyState>
      ) : null}
      {plans.data && plans.data.length > 0 ? <PlansTable plans={plans.data} /> : null}
    </>
  )
}
