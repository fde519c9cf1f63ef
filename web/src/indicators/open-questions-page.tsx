import './indicators.css'
import type { OpenQuestions } from '@haidang/api/indicators'
import { openQuestions } from '@haidang/domain/indicators/definition'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'

/** What a programme has not answered of its indicators: each question with how often it is open, each indicator with what it lacks. */
export function OpenQuestionsPage({ planId }: { readonly planId: string }) {
  const words = useWords(indicatorsWords).questions
  const asked = useQuery<OpenQuestions>(`/api/plans/${planId}/open-questions`)
  const { data } = asked
  return (
    <>
      <PageHead
        title={words.title}
        back={{ href: `/ke-hoach/${planId}`, label: words.plan }}
        {...(data ? { facts: <span>{words.about(String(data.indicators.length), String(data.indicatorCount))}</span> } : {})}
      />
      {asked.error !== undefined && !data ? <ProblemState error={asked.error} onRetry={() => void asked.reload()} /> : null}
      {asked.loading ? <Skeleton rows={8} /> : null}
      {data && data.indicators.length === 0 ? <EmptyState title={words.none} /> : null}
      {data && data.indicators.length > 0 ? (
        <div className="indicator">
          <ul className="question-counts">
            {openQuestions
              .filter((question) => data.counts[question] > 0)
              .map((question) => (
                <li key={question}>
                  <StatePill tone="warn">{`${data.counts[question]} · ${words.of[question]}`}</StatePill>
                </li>
              ))}
          </ul>
          <Table
            caption={words.title}
            rows={data.indicators}
            rowKey={({ id }) => id}
            groupOf={({ pillar }) => pillar}
            columns={[
              {
                key: 'indicator',
                head: words.indicator,
                rowHead: true,
                width: 'wide',
                cell: ({ id, code, name }) => (
                  <>
                    {code} · <a href={`/chi-tieu/${id}`}>{name}</a>
                  </>
                ),
              },
              { key: 'open', head: words.open, cell: ({ questions }) => questions.map((question) => words.of[question]).join(', ') },
            ]}
          />
        </div>
      ) : null}
    </>
  )
}
