import type { Import, DraftItem } from '@haidang/api/imports'
import type { Passage } from '@haidang/domain/plans/reading'
import { useState } from 'react'
import { ProblemError, post, remove } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { uiWords } from '../words/ui.ts'
import type { DraftKind } from './draft-edit.ts'
import { nameOfItem } from './draft-words.ts'
import { likelyCut, wordsOf } from './passages.ts'
import type { ReviewItem } from './review-items.ts'
import { UnitPicker } from './unit-picker.tsx'

type Changed = { readonly items: readonly DraftItem[] }
type DialogProps = { readonly importId: string; readonly onClose: () => void; readonly onChanged: (items: readonly DraftItem[]) => void }

/** Everything that is typed must be on the server before an item is cut or joined there. */
export type Flush = () => Promise<boolean>

export function SplitDialog({
  importId,
  item,
  text,
  caret,
  flush,
  onClose,
  onChanged,
}: DialogProps & { readonly item: ReviewItem; readonly text: string; readonly caret: number | undefined; readonly flush: Flush }) {
  const words = useWords(plansWords).review
  const ui = useWords(uiWords)
  const passage = item.source ?? { start: 0, end: 0 }
  const [at, setAt] = useState(() => likelyCut(text, passage, caret))
  const [unsaved, setUnsaved] = useState(false)
  // The same ids however often the button is pressed, so that a lost answer cuts nothing twice.
  const [newIds] = useState((): [string, string] => [crypto.randomUUID(), crypto.randomUUID()])
  const starts = wordsOf(text, passage)
    .map(({ start }) => start)
    .slice(1)
  const split = useMutation((where: number) =>
    post<Changed>(`/api/imports/${importId}/items/${item.id}/split`, { baseRevision: item.revision, at: where, newIds }),
  )
  const [first, second] = [text.slice(passage.start, at).trim(), text.slice(at, passage.end).trim()]
  const go = async (): Promise<void> => {
    if (!(await flush())) return setUnsaved(true)
    const reply = await split.run(at)
    if (!reply) return
    onChanged(reply.items)
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.split.title}
      description={words.split.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={split.busy} onClick={() => void go()}>
            {words.split.go}
          </Button>
        </>
      }
    >
      {starts.length === 0 ? null : (
        <label className="field">
          <span className="field-label">{words.split.where}</span>
          <input
            type="range"
            className="split-range"
            min={0}
            max={starts.length - 1}
            value={Math.max(0, starts.indexOf(at))}
            onChange={(event) => setAt(starts[Number(event.target.value)] ?? at)}
            aria-valuetext={`${first.slice(-40)} | ${second.slice(0, 40)}`}
          />
        </label>
      )}
      <SplitWords text={text} passage={passage} at={at} onCut={setAt} />
      <div className="split-parts">
        <div>
          <h3>{words.split.first}</h3>
          <p>{first}</p>
        </div>
        <div>
          <h3>{words.split.second}</h3>
          <p>{second}</p>
        </div>
      </div>
      {unsaved ? <Banner tone="warn">{words.split.unsaved}</Banner> : null}
      <Refused error={split.error} />
    </Dialog>
  )
}

/** The passage word by word; pressing a word begins the second part there. The slider above does the same by keyboard. */
function SplitWords({
  text,
  passage,
  at,
  onCut,
}: {
  readonly text: string
  readonly passage: Passage
  readonly at: number
  readonly onCut: (at: number) => void
}) {
  return (
    <p className="split-words" lang="vi">
      {wordsOf(text, passage).map(({ start, end }, index) => (
        <span key={start} {...(start >= at ? { className: 'split-second' } : {})}>
          {index === 0 ? null : ' '}
          <button type="button" tabIndex={-1} className="split-word" disabled={index === 0} onClick={() => onCut(start)}>
            {text.slice(start, end)}
          </button>
        </span>
      ))}
    </p>
  )
}

export function MergeDialog({
  importId,
  items,
  flush,
  onClose,
  onChanged,
}: DialogProps & { readonly items: readonly ReviewItem[]; readonly flush: Flush }) {
  const words = useWords(plansWords)
  const { review } = words
  const ui = useWords(uiWords)
  const [newId] = useState(() => crypto.randomUUID())
  const [unsaved, setUnsaved] = useState(false)
  const merge = useMutation((ids: readonly string[]) => post<Changed>(`/api/imports/${importId}/items/merge`, { itemIds: ids, newId }))
  const kinds = new Set(items.map(({ kind }) => kind))
  const canJoin = items.length > 1 && kinds.size === 1 && (kinds.has('indicator') || kinds.has('task'))
  const go = async (): Promise<void> => {
    if (!(await flush())) return setUnsaved(true)
    const reply = await merge.run(items.map(({ id }) => id))
    if (!reply) return
    onChanged(reply.items)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={review.merge.title(String(items.length))}
      description={canJoin ? review.merge.about : review.merge.needTwo}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          {canJoin ? (
            <Button look="primary" busy={merge.busy} onClick={() => void go()}>
              {review.merge.go}
            </Button>
          ) : null}
        </>
      }
    >
      <ul className="plain-list">
        {items.map((item) => (
          <li key={item.id}>{nameOfItem(item, words)}</li>
        ))}
      </ul>
      {unsaved ? <Banner tone="warn">{review.split.unsaved}</Banner> : null}
      <Refused error={merge.error} />
    </Dialog>
  )
}

const addable: readonly DraftKind[] = ['indicator', 'task', 'citation', 'reporting']

export function AddDialog({
  passage,
  text,
  kinds,
  onClose,
  onAdd,
}: {
  readonly passage: Passage | undefined
  readonly text: string
  readonly kinds: ReadonlySet<DraftKind>
  readonly onClose: () => void
  readonly onAdd: (kind: DraftKind) => void
}) {
  const words = useWords(plansWords).review
  const offered = kinds.has('document') ? addable : [...addable, 'document' as const]
  return (
    <Dialog open onClose={onClose} title={words.add.title}>
      {passage ? (
        <div>
          <p className="soft">{words.add.withPassage}</p>
          <blockquote className="quote" lang="vi">
            {text.slice(passage.start, passage.end)}
          </blockquote>
        </div>
      ) : (
        <p className="soft">{words.add.withoutPassage}</p>
      )}
      <div>
        <p className="field-label">{words.add.as}</p>
        <div className="row">
          {offered.map((kind) => (
            <Button key={kind} onClick={() => onAdd(kind)}>
              {words.kinds[kind]}
            </Button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

export function AssignDialog({
  count,
  units,
  onClose,
  onAssign,
}: {
  readonly count: number
  readonly units: Import['units']
  readonly onClose: () => void
  readonly onAssign: (unitIds: string[]) => void
}) {
  const words = useWords(plansWords)
  const { assign } = words.review
  const ui = useWords(uiWords)
  const [unitIds, setUnitIds] = useState<string[]>([])
  return (
    <Dialog
      open
      onClose={onClose}
      title={assign.title(String(count))}
      description={assign.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" disabled={unitIds.length === 0} onClick={() => onAssign(unitIds)}>
            {assign.go}
          </Button>
        </>
      }
    >
      <UnitPicker label={words.fields.unitIds} units={units} unitIds={unitIds} onChange={setUnitIds} />
    </Dialog>
  )
}

export function DiscardDialog({
  importId,
  name,
  onClose,
}: {
  readonly importId: string
  readonly name: string
  readonly onClose: () => void
}) {
  const words = useWords(plansWords).review
  const ui = useWords(uiWords)
  const discard = useMutation(() => remove<undefined>(`/api/imports/${importId}`).then(() => true))
  const go = async (): Promise<void> => {
    if (!(await discard.run(undefined))) return
    refreshQueries('/api/imports')
    navigate('/van-ban')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.discardTitle(name)}
      description={words.discardAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={discard.busy} onClick={() => void go()}>
            {words.discardGo}
          </Button>
        </>
      }
    >
      <Refused error={discard.error} />
    </Dialog>
  )
}

/** Why the server did not do it, in the place where it was asked. */
export function Refused({ error }: { readonly error: unknown }) {
  const words = useWords(plansWords).review
  const ui = useWords(uiWords)
  if (error === undefined) return null
  const reasons = new Map<string, string>(Object.entries(words.refusedReasons))
  const reason = error instanceof ProblemError ? reasons.get(error.problem.reason ?? '') : undefined
  const { title, detail } = uiSentence(error, ui)
  return (
    <Banner tone="bad" title={title}>
      {reason ?? detail}
    </Banner>
  )
}
