import './reorganisations.css'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import { formatDay, timeOf } from '@haidang/domain/periods/day'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { OutboxState } from '../app/outbox.ts'
import { outboxPrefix, useOutbox } from '../app/outbox-browser.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { ApplyDialog, DropDialog, UndoDialog } from './act-dialogs.tsx'
import { ByHand } from './by-hand.tsx'
import { emptyRow } from './acts.ts'
import { draftLane, draftOf, draftSlot, isSendable, theirDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { Edges } from './edges.tsx'
import { FileRows } from './file-rows.tsx'
import { HeadFields } from './head-fields.tsx'
import { Who } from './list-page.tsx'
import { Preview, standingOf } from './preview.tsx'
import { RowsTable } from './rows-table.tsx'
import { stateTones } from './states.ts'

/** A reorganisation: while it is prepared a table beside what it would do, afterwards what it did. */
export function ReorganisationPage({ id }: { readonly id: string }) {
  const words = useWords(reorganisationsWords)
  const { data, error, loading, reload, setData } = useQuery<ReorganisationView>(`/api/reorganisations/${id}`)
  if (!data)
    return (
      <>
        <PageHead title={words.list.title} back={{ href: '/don-vi/sap-xep', label: words.form.back }} />
        {loading ? <Skeleton rows={10} /> : <ProblemState error={error} onRetry={() => void reload()} />}
      </>
    )
  return data.can.change ? <Editor view={data} onReload={reload} onChange={setData} /> : <Told view={data} onReload={reload} />
}

type PartProps = { readonly view: ReorganisationView; readonly onReload: () => Promise<void> }
type Asked = 'apply' | 'undo' | 'drop'

function Editor({
  view,
  onReload,
  onChange,
}: PartProps & { readonly onChange: (change: (view: ReorganisationView) => ReorganisationView) => void }) {
  const all = useWords(reorganisationsWords)
  const words = all.rows
  const { account } = useSession()
  const [isChoosing, setChoosing] = useState(false)
  const [asked, setAsked] = useState<Asked | undefined>()
  const [wanted, setWanted] = useState<number | null>(null)
  /** The reply to what was saved is the newest view; only what came another way is asked for. */
  const known = useRef(view.revision)
  const { outbox, state } = useOutbox(
    outboxPrefix(account.id, view.id, 'reorganisation'),
    () =>
      draftLane(view.id, (next) => {
        known.current = next.revision
        onChange(() => next)
      }),
    theirDraft,
  )
  // What another tab saved, or was taken over from another person, stands here at once; what it would do is asked for.
  const [computing, setComputing] = useState(0)
  useEffect(
    () =>
      outbox.onSaved((saved) => {
        const last = saved.at(-1)
        if (last === undefined || last.revision <= known.current) return
        known.current = last.revision
        onChange((now) => ({ ...now, ...last.value, revision: last.revision }))
        setComputing((count) => count + 1)
        void onReload().finally(() => setComputing((count) => count - 1))
      }),
    [onChange, onReload, outbox],
  )
  const pending = state.items.get(draftSlot)
  const draft = pending?.value ?? draftOf(view)
  const change = (part: Partial<Draft>): void =>
    outbox.put(draftSlot, { ...draft, ...part }, { value: draftOf(view), revision: view.revision })
  const isBehind = pending !== undefined || state.status === 'saving' || computing > 0
  return (
    <>
      <Head
        view={{ ...view, ...draft }}
        facts={<SavedState state={state} isWhole={isSendable(draft)} onDrop={outbox.discard} />}
        actions={
          <>
            {view.can.drop ? (
              <Button icon="trash" onClick={() => setAsked('drop')}>
                {all.drop.go}
              </Button>
            ) : null}
            {view.can.apply ? (
              <Button look="primary" icon="check" disabled={isBehind || standingOf(view) !== 'ready'} onClick={() => setAsked('apply')}>
                {all.apply.go}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="reorganisation">
        {state.isKept ? null : <Banner tone="warn">{all.saved.notKept}</Banner>}
        {state.problem && state.status === 'refused' ? (
          <Banner tone="bad" title={all.saved.refused} action={<Button onClick={outbox.discard}>{all.saved.drop}</Button>}>
            {state.problem.detail}
          </Banner>
        ) : null}
        {pending?.theirs ? (
          <Banner
            tone="warn"
            title={all.saved.conflictTitle}
            action={
              <span className="row">
                <Button onClick={() => outbox.resolve(draftSlot, 'mine')}>{all.saved.mine(String(pending.value.rows.length))}</Button>
                <Button onClick={() => outbox.resolve(draftSlot, 'theirs')}>
                  {all.saved.theirs(String(pending.theirs.value.rows.length))}
                </Button>
              </span>
            }
          >
            {all.saved.conflict}
          </Banner>
        ) : null}
        {view.state === 'waiting' ? <Banner>{all.apply.waits(formatDay(view.effectiveOn))}</Banner> : null}
        <HeadFields draft={draft} onChange={change} isChecked />
        <div className="reorganisation-desk">
          <section className="reorganisation-table" aria-labelledby="rows">
            <h2 id="rows">{words.title}</h2>
            <p className="soft small">{words.about}</p>
            <div className="row screen-only">
              <Button icon="plus" disabled={!isSendable(draft)} onClick={() => setChoosing(true)}>
                {words.byHand}
              </Button>
              <Button icon="plus" onClick={() => change({ rows: [...draft.rows, emptyRow(draft.rows)] })}>
                {words.addRow}
              </Button>
              <FileRows rows={draft.rows} onRows={(rows) => change({ rows: [...rows] })} />
            </div>
            {draft.rows.length === 0 ? (
              <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
            ) : (
              <RowsTable rows={draft.rows} view={view} wanted={wanted} onChange={(rows) => change({ rows: [...rows] })} />
            )}
          </section>
          <Preview
            view={view}
            isBehind={isBehind}
            onLine={(line) => {
              // The same line asked for again is brought into view again.
              setWanted(null)
              setTimeout(() => setWanted(line), 0)
            }}
            onHeir={(unitId, heirId) => change({ heirs: { ...draft.heirs, [unitId]: heirId } })}
          />
        </div>
      </div>
      {isChoosing ? (
        <ByHand
          effectiveOn={draft.effectiveOn}
          rows={draft.rows}
          onClose={() => setChoosing(false)}
          onAdd={(rows) => {
            change({ rows: [...rows] })
            setChoosing(false)
            toast({ title: all.hand.added(String(rows.length - draft.rows.length)), tone: 'good' })
          }}
        />
      ) : null}
      <Dialogs view={view} asked={asked} onClose={() => setAsked(undefined)} onReload={onReload} />
    </>
  )
}

function Told({ view, onReload }: PartProps) {
  const all = useWords(reorganisationsWords)
  const [asked, setAsked] = useState<Asked | undefined>()
  return (
    <>
      <Head
        view={view}
        facts={<Who head={view} />}
        actions={
          <>
            {view.can.drop ? (
              <Button icon="trash" onClick={() => setAsked('drop')}>
                {all.drop.go}
              </Button>
            ) : null}
            {view.can.undo ? (
              <Button icon="undo" onClick={() => setAsked('undo')}>
                {all.undo.go}
              </Button>
            ) : null}
            {view.can.apply ? (
              <Button look="primary" icon="check" onClick={() => setAsked('apply')}>
                {all.apply.go}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="reorganisation">
        {view.undoneBecause === null ? null : <Banner>{all.undo.because(view.undoneBecause)}</Banner>}
        {view.state === 'dropped' ? null : <Preview view={view} isBehind={false} onLine={() => {}} />}
        <Edges view={view} onCorrected={(said) => void done(said, onReload)} />
      </div>
      <Dialogs view={view} asked={asked} onClose={() => setAsked(undefined)} onReload={onReload} />
    </>
  )
}

async function done(said: string, onReload: () => Promise<void>): Promise<void> {
  toast({ title: said, tone: 'good' })
  refreshQueries('/api/units')
  await onReload()
}

function Dialogs({
  view,
  asked,
  onClose,
  onReload,
}: PartProps & { readonly asked: Asked | undefined; readonly onClose: () => void }): ReactNode {
  const props = {
    view,
    onClose,
    onDone: (said: string) => {
      onClose()
      void done(said, onReload)
    },
  }
  if (asked === 'apply') return <ApplyDialog {...props} />
  if (asked === 'undo') return <UndoDialog {...props} />
  return asked === 'drop' ? <DropDialog {...props} /> : null
}

function Head({
  view: { title, documentNumber, effectiveOn, state },
  facts,
  actions,
}: {
  readonly view: ReorganisationView
  readonly facts: ReactNode
  readonly actions: ReactNode
}) {
  const all = useWords(reorganisationsWords)
  return (
    <PageHead
      title={title.trim() === '' ? all.list.title : title}
      back={{ href: '/don-vi/sap-xep', label: all.form.back }}
      facts={
        <>
          <StatePill tone={stateTones[state]}>{all.states[state]}</StatePill>
          <span>{documentNumber === '' ? all.list.noNumber : documentNumber}</span>
          <span>
            {all.list.day} {formatDay(effectiveOn)}
          </span>
          {facts}
        </>
      }
      actions={actions}
    />
  )
}

function SavedState({
  state: { status, savedAt },
  isWhole,
  onDrop,
}: {
  readonly state: OutboxState<Draft>
  readonly isWhole: boolean
  readonly onDrop: () => void
}) {
  const words = useWords(reorganisationsWords).saved
  if (!isWhole)
    return (
      <span className="reorganisation-unsaved">
        {words.incomplete}{' '}
        <Button small look="quiet" onClick={onDrop}>
          {words.drop}
        </Button>
      </span>
    )
  if (status === 'away') return <span className="reorganisation-unsaved">{words.away}</span>
  if (status === 'refused') return <span className="reorganisation-unsaved">{words.refused}</span>
  return <span role="status">{status === 'saving' ? words.saving : savedAt === null ? words.saved : `${words.at(timeOf(savedAt))} ✓`}</span>
}
