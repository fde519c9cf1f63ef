import './verification.css'
import type { VerifiedPaper } from '@haidang/api/verification'
import type { ReactNode } from 'react'
import { ProblemError } from '../app/fetch.ts'
import { formatDay } from '@haidang/domain/periods/day'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Door } from '../session/door.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { verificationWords } from '../words/verification.ts'
import { CompareFile } from './compare-file.tsx'

/** What the code on a paper leads to: for whoever holds the paper, without an account. */
export function VerificationPage({ token }: { readonly token: string }) {
  const words = useWords(verificationWords)
  const { data, error, loading, reload } = useQuery<VerifiedPaper>(`/api/verification/${encodeURIComponent(token)}`)
  const isUnknown = error instanceof ProblemError && error.problem.code === 'notFound'
  return (
    <Door title={words.title} wide>
      {loading ? <Skeleton rows={5} /> : null}
      {isUnknown ? (
        <Banner tone="bad" title={words.unknown}>
          {words.unknownAbout}
        </Banner>
      ) : null}
      {error !== undefined && !isUnknown ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {data ? <Paper paper={data} /> : null}
    </Door>
  )
}

const tones = { genuine: 'good', superseded: 'warn', recalled: 'bad' } as const

function Paper({ paper }: { readonly paper: VerifiedPaper }) {
  const words = useWords(verificationWords)
  const { state, supersededBy, recalled } = paper
  return (
    <>
      <Banner tone={tones[state]} title={words.states[state]}>
        {recalled === null ? (state === 'recalled' ? null : words.about[state]) : words.about.recalled(formatDay(recalled.on))}
      </Banner>
      {paper.isPractice ? <p className="soft small">{words.practice}</p> : null}
      <dl className="verified">
        <Fact term={words.number}>{numberOf(paper, words.numberByHand)}</Fact>
        <Fact term={words.date}>{paper.date === null ? words.dateByHand : formatDay(paper.date)}</Fact>
        <Fact term={words.issuer}>{paper.issuer}</Fact>
        <Fact term={words.subject}>{paper.title}</Fact>
        <Fact term={words.version}>{words.versionOn(String(paper.version), formatDay(paper.issuedOn))}</Fact>
        {recalled === null ? null : <Fact term={words.reason}>{recalled.reason}</Fact>}
        {supersededBy === null ? null : (
          <Fact term={words.supersededBy}>
            {numberOf(supersededBy, words.numberByHand)}
            {supersededBy.date === null ? '' : `, ${formatDay(supersededBy.date)}`}
          </Fact>
        )}
      </dl>
      {supersededBy?.token ? <LinkButton href={`/kiem-tra/${supersededBy.token}`}>{words.openNewer}</LinkButton> : null}
      {paper.files.length > 0 ? <CompareFile files={paper.files} /> : null}
    </>
  )
}

const numberOf = ({ number, symbol }: Pick<VerifiedPaper, 'number' | 'symbol'>, byHand: (symbol: string) => string): string =>
  number === null ? byHand(symbol) : `${number}/${symbol}`

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)
