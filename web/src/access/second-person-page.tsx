import './access.css'
import type { SecondPersonRequest, SecondPersonRequests } from '@haidang/api/second-person'
import { useState } from 'react'
import { post, remove } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { uiWords } from '../words/ui.ts'
import { personSentence } from './person-sentence.ts'

type What = 'approve' | 'refuse' | 'withdraw'
type Deciding = { readonly what: 'approve' | 'refuse'; readonly request: SecondPersonRequest }

/** What one asked of a second person, and what waits for one's own answer. */
export function SecondPersonPage() {
  const words = useWords(secondPersonWords)
  const ui = useWords(uiWords)
  const { data, error, loading, reload } = useQuery<SecondPersonRequests>('/api/second-person')
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const take = useMutation((id: string) => remove<SecondPersonRequest>(`/api/second-person/${id}`))
  const done = (what: What): void => {
    setDeciding(null)
    toast({ title: words.done[what], tone: 'good' })
    void reload()
  }
  const withdraw = async (id: string): Promise<void> => {
    if ((await take.run(id)) !== undefined) done('withdraw')
  }
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={4} /> : null}
      {take.error === undefined ? null : <Banner tone="bad">{personSentence(take.error, words.refusals, ui)}</Banner>}
      {data === undefined ? null : data.requests.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <RequestsTable
          requests={data.requests}
          onDecide={(what, request) => setDeciding({ what, request })}
          onWithdraw={(id) => void withdraw(id)}
        />
      )}
      {deciding ? <DecideDialog deciding={deciding} onClose={() => setDeciding(null)} onDone={() => done(deciding.what)} /> : null}
    </>
  )
}

const tones = { waiting: 'warn', approved: 'good', refused: 'bad', withdrawn: 'plain', expired: 'plain' } as const

function RequestsTable({
  requests,
  onDecide,
  onWithdraw,
}: {
  readonly requests: readonly SecondPersonRequest[]
  readonly onDecide: (what: 'approve' | 'refuse', request: SecondPersonRequest) => void
  readonly onWithdraw: (id: string) => void
}) {
  const words = useWords(secondPersonWords)
  return (
    <Table
      caption={words.title}
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'act',
          head: words.act,
          rowHead: true,
          width: 'wide',
          cell: ({ act, about }) => (
            <>
              {words.acts[act]}
              <div className="soft small" lang="vi">
                {about}
              </div>
            </>
          ),
        },
        {
          key: 'asked',
          head: words.asked,
          cardLabel: words.asked,
          cell: ({ askedBy, askedFor, askedAt }) => (
            <div>
              <span lang="vi">{askedFor === null ? askedBy : `${askedBy}, ${words.onBehalfOf(askedFor)}`}</span>
              <div className="soft small figures">{formatInstant(askedAt)}</div>
            </div>
          ),
        },
        { key: 'reason', head: words.reason, cardLabel: words.reason, cell: ({ reason }) => <span lang="vi">{reason}</span> },
        {
          key: 'state',
          head: words.state,
          cardLabel: words.state,
          cell: ({ state, expiresAt, decided }) => (
            <div>
              <StatePill tone={tones[state]}>{words.states[state]}</StatePill>
              {state === 'waiting' ? <div className="soft small figures">{words.until(formatInstant(expiresAt))}</div> : null}
              {decided === null ? null : (
                <div className="soft small" lang="vi">
                  {words.decidedBy(decided.by, formatInstant(decided.at))}
                  {decided.reason === null ? null : `: ${decided.reason}`}
                </div>
              )}
            </div>
          ),
        },
        {
          key: 'acts',
          head: words.todo,
          cell: (request) => (
            <div className="row">
              {request.can.decide ? (
                <>
                  <Button small look="primary" onClick={() => onDecide('approve', request)}>
                    {words.approve}
                  </Button>
                  <Button small onClick={() => onDecide('refuse', request)}>
                    {words.refuse}
                  </Button>
                </>
              ) : null}
              {request.can.withdraw ? (
                <Button small onClick={() => onWithdraw(request.id)}>
                  {words.withdraw}
                </Button>
              ) : null}
            </div>
          ),
        },
      ]}
    />
  )
}

function DecideDialog({
  deciding: { what, request },
  onClose,
  onDone,
}: {
  readonly deciding: Deciding
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const words = useWords(secondPersonWords)
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isYes = what === 'approve'
  const decide = useMutation((body: object) => post<SecondPersonRequest>(`/api/second-person/${request.id}/decision`, body))
  const isMissing = !isYes && reason.trim().length < 3
  const run = async (): Promise<void> => {
    setTried(true)
    if (isMissing) return
    if ((await decide.run(isYes ? { approve: true, reason: null } : { approve: false, reason })) !== undefined) onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={isYes ? words.approveTitle(request.askedBy) : words.refuseTitle(request.askedBy)}
      description={isYes ? words.approveAbout : words.refuseAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look={isYes ? 'danger' : 'primary'} busy={decide.busy} onClick={() => void run()}>
            {words[what]}
          </Button>
        </>
      }
    >
      <div className="access-form">
        {decide.error === undefined ? null : <Banner tone="bad">{personSentence(decide.error, words.refusals, ui)}</Banner>}
        <p>
          <span className="strong">{words.acts[request.act]}</span>: <span lang="vi">{request.about}</span>
        </p>
        <p lang="vi">
          {words.reason}: {request.reason}
        </p>
        {isYes ? null : (
          <TextArea
            label={words.refuseReason}
            required
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
            {...(tried && isMissing ? { error: words.reasonNeeded } : {})}
          />
        )}
      </div>
    </Dialog>
  )
}
