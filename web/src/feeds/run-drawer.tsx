import { findingSentence, outcomeSentence } from '@haidang/api/feed-sentences'
import type { FeedFinding, FeedRunPage } from '@haidang/api/feeds'
import { formatInstant, formatSize } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { LinkButton } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { useLanguage } from '../words/language.ts'
import { OutcomePill } from './condition-pill.tsx'

type RunDrawerProps = { readonly feedId: string; readonly runId: string; readonly onClose: () => void }

/** A run with what came, as it came. */
export function RunDrawer({ feedId, runId, onClose }: RunDrawerProps) {
  const words = useWords(feedsWords).runs
  const { data, error, loading, reload } = useQuery<FeedRunPage>(`/api/feeds/${feedId}/runs/${runId}`)
  return (
    <Drawer open wide onClose={onClose} title={data ? words.open(formatInstant(data.startedAt)) : words.what}>
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton /> : null}
      {data ? <Run run={data} /> : null}
    </Drawer>
  )
}

function Run({ run }: { readonly run: FeedRunPage }) {
  const words = useWords(feedsWords).runs
  const language = useLanguage()
  const { delivered } = run
  return (
    <div className="stack">
      <div className="row">
        <OutcomePill outcome={run.outcome} />
        <span className="soft">{run.by ?? words.causes[run.cause]}</span>
        {run.bytes === null ? null : <span className="soft figures">{formatSize(run.bytes)}</span>}
      </div>
      <p>{outcomeSentence(run, language)}</p>
      {run.sha256 === null ? null : (
        <div className="row">
          <LinkButton small icon="download" download href={`/api/feeds/${run.feed.id}/runs/${run.id}/file`}>
            {words.file}
          </LinkButton>
          <span className="soft small feed-hash">
            {words.sha256}: {run.sha256}
          </span>
        </div>
      )}
      <Findings findings={run.findings} unmapped={run.unmapped} />
      <section className="drawer-part">
        <h3>{words.delivered}</h3>
        {delivered.length === 0 ? (
          <p className="soft">{words.noneDelivered}</p>
        ) : (
          <Table
            caption={words.delivered}
            rows={delivered.map((value, place) => ({ ...value, place }))}
            rowKey={({ place }) => String(place)}
            columns={[
              { key: 'unit', head: words.unit, rowHead: true, cell: ({ unit }) => unit },
              { key: 'series', head: words.series, cell: ({ series }) => series },
              { key: 'period', head: words.period, cell: ({ period }) => period },
              { key: 'text', head: words.value, number: true, cell: ({ text }) => text },
            ]}
          />
        )}
        {run.values > delivered.length && delivered.length > 0 ? (
          <p className="soft small">{words.onlyFirst(String(delivered.length))}</p>
        ) : null}
      </section>
    </div>
  )
}

/** What could not be used is named: nothing was guessed. */
export function Findings({ findings, unmapped }: { readonly findings: readonly FeedFinding[]; readonly unmapped: readonly string[] }) {
  const words = useWords(feedsWords).runs
  const language = useLanguage()
  return (
    <>
      {findings.length === 0 ? null : (
        <section className="drawer-part">
          <h3>{words.findings}</h3>
          <ul className="feed-list">
            {findings.map((finding) => (
              <li key={`${finding.finding} ${finding.text}`}>{findingSentence(finding, language)}</li>
            ))}
          </ul>
        </section>
      )}
      {unmapped.length === 0 ? null : (
        <section className="drawer-part">
          <h3>{words.unmapped}</h3>
          <p>{unmapped.join(', ')}</p>
        </section>
      )}
    </>
  )
}
