import './feeds.css'
import type { Feed, Feeds } from '@haidang/api/feeds'
import { useEffect, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post, put } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useMutation, useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { uiWords } from '../words/ui.ts'
import { ConditionPill } from './condition-pill.tsx'
import { FeedSummary } from './feed-summary.tsx'
import { refusalSentence } from './refusal-sentence.ts'
import { RunDrawer } from './run-drawer.tsx'
import { Runs } from './runs.tsx'
import { TokenSection } from './token-section.tsx'

/** One feed: how it does, what came of every asking, and what an administrator can do about it. */
export function FeedPage({ id, runId }: { readonly id: string; readonly runId: string | null }) {
  const words = useWords(feedsWords)
  const { data, error, loading, reload } = useQuery<Feed>(`/api/feeds/${id}`)
  return (
    <>
      {data ? null : <PageHead title={words.title} back={{ href: '/nguon-du-lieu', label: words.feed.back }} />}
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={8} /> : null}
      {data ? <Loaded feed={data} reload={reload} /> : null}
      {data && runId !== null ? <RunDrawer feedId={id} runId={runId} onClose={() => setQuery('lan', null)} /> : null}
    </>
  )
}

function Loaded({ feed, reload }: { readonly feed: Feed; readonly reload: () => Promise<void> }) {
  const all = useWords(feedsWords)
  const words = all.feed
  const ui = useWords(uiWords)
  const { data: feeds } = useQuery<Feeds>('/api/feeds')
  const { isAsked, ask, asking } = useAsking(feed, reload)
  const state = useMutation((next: Feed['state']) => put<Feed>(`/api/feeds/${feed.id}/state`, { state: next }))
  const isPaused = feed.state === 'paused'
  const turn = async (): Promise<void> => {
    const done = await state.run(isPaused ? 'active' : 'paused')
    if (done === undefined) return
    refreshQueries('/api/feeds')
    toast({ title: isPaused ? words.resumed : words.paused, tone: 'good' })
  }
  const error = asking.error ?? state.error
  return (
    <div className="stack">
      <PageHead
        title={feed.name}
        back={{ href: '/nguon-du-lieu', label: words.back }}
        facts={<Facts feed={feed} />}
        actions={
          <>
            <Button icon={isPaused ? 'next' : 'minus'} busy={state.busy} onClick={() => void turn()}>
              {isPaused ? words.resume : words.pause}
            </Button>
            <LinkButton icon="edit" href={`/nguon-du-lieu/${feed.id}/sua`}>
              {words.change}
            </LinkButton>
            {feed.kind === 'push' || isPaused ? null : (
              <Button look="primary" icon="download" busy={asking.busy || isAsked} onClick={() => void ask()}>
                {words.runNow}
              </Button>
            )}
          </>
        }
      />
      {error === undefined ? null : <Banner tone="bad">{refusalSentence(error, all, ui)}</Banner>}
      {isAsked ? <Banner>{words.asked}</Banner> : null}
      {feed.kind === 'push' ? <TokenSection feed={feed} /> : null}
      <section className="feed-part" aria-labelledby="runs">
        <h2 id="runs">{words.runs}</h2>
        {feed.runs.length === 0 ? <p className="soft">{words.noRuns}</p> : <Runs runs={feed.runs} />}
      </section>
      <section className="feed-part" aria-labelledby="settings">
        <h2 id="settings">{words.settings}</h2>
        <FeedSummary feed={feed} feeds={feeds} />
      </section>
    </div>
  )
}

function Facts({ feed }: { readonly feed: Feed }) {
  const words = useWords(feedsWords).feed
  const now = useNow()
  const { system, condition, newestAt, nextRunAt, silentFrom, state } = feed
  return (
    <>
      <ConditionPill condition={condition} />
      <span lang="vi">{words.from(system)}</span>
      <span>{newestAt === null ? words.noneYet : words.newest(formatInstant(newestAt))}</span>
      {nextRunAt === null ? null : <span>{words.next(formatInstant(nextRunAt))}</span>}
      {state === 'paused' ? null : (
        <span>{silentFrom <= now ? words.silentSince(formatInstant(silentFrom)) : words.silentFrom(formatInstant(silentFrom))}</span>
      )}
    </>
  )
}

const [lookAgainMs, longestMs] = [1000, 120_000]

/** Asks the source, and looks every second whether a run has come of it, for at most as long as a source may take. */
function useAsking(feed: Feed, reload: () => Promise<void>) {
  const asking = useMutation(() => post(`/api/feeds/${feed.id}/run`).then(() => true))
  /** The newest run when it was asked. */
  const [before, setBefore] = useState<string | null>(null)
  const newest = feed.runs[0]?.id ?? ''
  const isAsked = before === newest
  useEffect(() => {
    if (!isAsked) return undefined
    const timer = setInterval(() => void reload(), lookAgainMs)
    const end = setTimeout(() => setBefore(null), longestMs)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [isAsked, reload])
  const ask = async (): Promise<void> => {
    if (await asking.run(undefined)) setBefore(newest)
  }
  return { asking, isAsked, ask }
}
