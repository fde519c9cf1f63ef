import './access.css'
import type { Delegation, Delegations } from '@haidang/api/delegations'
import { roles as allRoles } from '@haidang/domain/access/roles'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { remove } from '../app/fetch.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { delegationsWords } from '../words/delegations.ts'
import { uiWords } from '../words/ui.ts'
import { GiveRights } from './give-rights.tsx'
import { personSentence } from './person-sentence.ts'

/** What one gives others for some days, and what others give; who looks after everybody sees all. */
export function DelegationsPage() {
  const words = useWords(delegationsWords)
  const { can } = useSession()
  const { data, error, loading, reload } = useQuery<Delegations>('/api/delegations')
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<Delegation | null>(null)
  const done = (said: string): void => {
    setGiving(false)
    setEnding(null)
    toast({ title: said, tone: 'good' })
    void reload()
  }
  const mayGive = data !== undefined && (data.can.giveOthers || data.can.give.length > 0)
  const none = can.readAudit ? words.noneOfAll : words.none
  return (
    <>
      <PageHead
        title={words.title}
        facts={<span>{words.about}</span>}
        actions={
          mayGive ? (
            <Button look="primary" icon="plus" onClick={() => setGiving(true)}>
              {data.can.giveOthers ? words.giveOther : words.give}
            </Button>
          ) : undefined
        }
      />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={4} /> : null}
      {data === undefined ? null : data.delegations.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <DelegationsTable delegations={data.delegations} onEnd={setEnding} />
      )}
      {giving && data ? <GiveRights can={data.can} onClose={() => setGiving(false)} onDone={() => done(words.form.saved)} /> : null}
      {ending ? <EndDialog delegation={ending} onClose={() => setEnding(null)} onDone={() => done(words.ended)} /> : null}
    </>
  )
}

const tones = { waiting: 'warn', inForce: 'good', over: 'plain', ended: 'plain', void: 'bad' } as const

function DelegationsTable({
  delegations,
  onEnd,
}: {
  readonly delegations: readonly Delegation[]
  readonly onEnd: (one: Delegation) => void
}) {
  const words = useWords(delegationsWords)
  const { roles: names } = useWords(accessWords).rules
  return (
    <Table
      caption={words.ofAll}
      rows={delegations}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'to',
          head: words.to,
          rowHead: true,
          cell: ({ receiver }) => <span lang="vi">{receiver.name}</span>,
        },
        {
          key: 'whose',
          head: words.whose,
          cardLabel: words.whose,
          cell: ({ holder, unit }) => (
            <span lang="vi">
              {holder === null ? words.actingHead : holder.name}, {unit.name}
            </span>
          ),
        },
        {
          key: 'rights',
          head: words.rights,
          cardLabel: words.rights,
          cell: ({ roles }) =>
            allRoles
              .filter((role) => roles.includes(role))
              .map((role) => names[role])
              .join(', '),
        },
        {
          key: 'days',
          head: words.days,
          cardLabel: words.days,
          cell: ({ from, until }) => <span className="figures">{words.between(formatDay(from), formatDay(until))}</span>,
        },
        {
          key: 'because',
          head: words.because,
          cardLabel: words.because,
          cell: ({ reason, document, givenBy }) => (
            <div>
              <span lang="vi">{document === '' ? reason : `${reason} (${document})`}</span>
              <div className="soft small">{words.givenBy(givenBy)}</div>
            </div>
          ),
        },
        {
          key: 'state',
          head: words.state,
          cardLabel: words.state,
          cell: ({ state, ended }) => (
            <div>
              <StatePill tone={tones[state]}>{words.states[state]}</StatePill>
              {ended === null ? null : <div className="soft small">{words.endedBy(ended.by)}</div>}
            </div>
          ),
        },
        {
          key: 'acts',
          head: <span className="visually-hidden">{words.acts}</span>,
          cell: (one) =>
            one.can.end ? (
              <Button small onClick={() => onEnd(one)}>
                {words.end}
              </Button>
            ) : null,
        },
      ]}
    />
  )
}

function EndDialog({
  delegation: { id, receiver },
  onClose,
  onDone,
}: {
  readonly delegation: Delegation
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const words = useWords(delegationsWords)
  const ui = useWords(uiWords)
  const end = useMutation(() => remove<Delegation>(`/api/delegations/${id}`))
  const run = async (): Promise<void> => {
    if ((await end.run(undefined)) !== undefined) onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.endTitle(receiver.name)}
      description={words.endAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={end.busy} onClick={() => void run()}>
            {words.end}
          </Button>
        </>
      }
    >
      {end.error === undefined ? null : <Banner tone="bad">{personSentence(end.error, words.refusals, ui)}</Banner>}
    </Dialog>
  )
}
