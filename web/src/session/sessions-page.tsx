import type { Sessions } from '@haidang/api/session'
import bowser from 'bowser'
import { remove } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'

type Open = Sessions['sessions'][number]

/** Where one is signed in; what one does not know one ends. Times are real, whatever a practice office's clock says. */
export function SessionsPage() {
  const words = useWords(sessionWords).sessions
  const ui = useWords(uiWords)
  const { data, error, loading, reload } = useQuery<Sessions>('/api/sessions')
  const end = useMutation((path: string) => remove<Sessions>(path))
  const leave = async (path: string, done: string): Promise<void> => {
    if ((await end.run(path)) === undefined) return
    toast({ title: done, tone: 'good' })
    await reload()
  }
  return (
    <>
      <PageHead
        title={words.title}
        facts={<span>{words.about}</span>}
        actions={
          data && data.sessions.length > 1 ? (
            <Button busy={end.busy} onClick={() => void leave('/api/sessions', words.othersEnded)}>
              {words.endOthers}
            </Button>
          ) : undefined
        }
      />
      {end.error === undefined ? null : <Banner tone="bad">{uiSentence(end.error, ui).detail}</Banner>}
      {data ? (
        <OpenSessions sessions={data.sessions} onEnd={(id) => void leave(`/api/sessions/${id}`, words.ended)} />
      ) : loading ? (
        <Skeleton rows={4} />
      ) : (
        <ProblemState error={error} onRetry={() => void reload()} />
      )}
    </>
  )
}

function OpenSessions({ sessions, onEnd }: { readonly sessions: readonly Open[]; readonly onEnd: (id: string) => void }) {
  const words = useWords(sessionWords).sessions
  const deviceOf = ({ userAgent }: Open): string => nameOf(userAgent, words.on) ?? words.unknown
  return (
    <Table
      caption={words.title}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'device',
          head: words.device,
          rowHead: true,
          width: 'wide',
          cell: (open) => (
            <span title={open.userAgent}>
              {deviceOf(open)} {open.isThis ? <StatePill tone="accent">{words.this}</StatePill> : null}
            </span>
          ),
        },
        { key: 'address', head: words.address, cell: ({ address }) => <span className="figures">{address}</span> },
        { key: 'started', head: words.started, cell: ({ startedAt }) => <span className="figures">{formatInstant(startedAt)}</span> },
        {
          key: 'seen',
          head: words.seen,
          cell: ({ lastSeenAt, isThis }) => (isThis ? words.now : <span className="figures">{formatInstant(lastSeenAt)}</span>),
        },
        {
          key: 'end',
          head: words.end,
          cell: (open) =>
            open.isThis ? null : (
              <Button small onClick={() => onEnd(open.id)}>
                {words.end} <span className="visually-hidden">{deviceOf(open)}</span>
              </Button>
            ),
        },
      ]}
    />
  )
}

/** "Chrome trên Windows"; undefined where the browser did not say who it is. */
function nameOf(userAgent: string, on: (browser: string, system: string) => string): string | undefined {
  if (userAgent === '') return undefined
  const { browser, os } = bowser.parse(userAgent)
  if (browser.name === undefined || browser.name === '') return undefined
  return os.name === undefined ? browser.name : on(browser.name, os.name)
}
