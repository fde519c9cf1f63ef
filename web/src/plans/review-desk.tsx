import type { Import } from '@haidang/api/imports'
import type { Passage } from '@haidang/domain/plans/reading'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLatest } from '../app/use-latest.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { DocumentView, selectedPassage } from './document-view.tsx'
import type { DraftKind } from './draft-edit.ts'
import { nameOfItem } from './draft-words.ts'
import { IssueDialog } from './issue-dialog.tsx'
import type { CardActs } from './item-card.tsx'
import { ManyDialog } from './many-dialog.tsx'
import { newItem } from './new-item.ts'
import type { KeyedPassage } from './passages.ts'
import { AddDialog, AssignDialog, DiscardDialog, MergeDialog, SplitDialog } from './review-dialogs.tsx'
import { ReviewHead } from './review-head.tsx'
import { entriesOf, needsLook, positionFor, reviewDoubts } from './review-items.ts'
import type { Filter, ReviewItem } from './review-items.ts'
import { ReviewList } from './review-list.tsx'
import { useSeenDoubts } from './seen-doubts.ts'
import { editOfOffer, offersOf } from './suggestions.ts'
import type { Draft } from './use-draft.ts'
import { useMany } from './use-many.ts'
import { useReviewKeys } from './use-review-keys.ts'
import type { ReviewKey } from './use-review-keys.ts'

type Open =
  | { readonly dialog: 'split'; readonly id: string; readonly caret: number | undefined }
  | { readonly dialog: 'merge'; readonly ids: readonly string[] }
  | { readonly dialog: 'assign'; readonly ids: readonly string[] }
  | { readonly dialog: 'add'; readonly passage: Passage | undefined }
  | { readonly dialog: 'many' }
  | { readonly dialog: 'issue' }
  | { readonly dialog: 'discard' }

/** The document at the left, what was understood at the right; pressing either lights the other. */
export function ReviewDesk({
  draft,
  source,
  cited,
}: {
  readonly draft: Draft
  readonly source: Import
  readonly cited: Passage | undefined
}) {
  const words = useWords(plansWords)
  const { items, change, outbox } = draft
  const { seen, see } = useSeenDoubts(source.id)
  const [filter, setFilter] = useState<Filter>('all')
  const [selectedKey, setSelected] = useState<string | null>(null)
  const [editingKey, setEditing] = useState<string | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [pane, setPane] = useState<'document' | 'items'>(cited ? 'document' : 'items')
  const [open, setOpen] = useState<Open | null>(null)
  const documentPane = useRef<HTMLDivElement>(null)
  const listPane = useRef<HTMLDivElement>(null)
  const canEdit = source.can.edit && source.state === 'read'

  const offers = useMemo(() => offersOf(source, items), [source, items])
  const suggested = useMemo(() => new Set(offers.keys()), [offers])
  const many = useMany(draft, source.id)
  const doubts = useMemo(() => reviewDoubts(source.doubts, items, seen), [source.doubts, items, seen])
  const passages = useMemo(() => passagesOf(items, doubts), [items, doubts])
  const entries = entriesOf(filter, items, doubts)
  const itemOf = (id: string | null): ReviewItem | undefined => items.find((item) => item.id === id)
  const selected = selectedKey === null ? undefined : passages.find(({ key }) => key === selectedKey)

  // On a narrow screen the document may only now have come to view.
  useScrolling(documentPane, selectedKey === null ? null : `${selectedKey} ${pane}`, cited)

  const focusEntry = (key: string): void => {
    // A card far down a list that has only now come to view is drawn some frames later.
    const tryIn = (frames: number): void =>
      void requestAnimationFrame(() => {
        const entry = listPane.current?.querySelector(`[data-entry="${CSS.escape(key)}"]`)
        if (!entry) return frames > 0 ? tryIn(frames - 1) : undefined
        entry.querySelector<HTMLElement>('[data-head]')?.focus({ preventScroll: true })
        return entry.scrollIntoView({ block: 'nearest' })
      })
    tryIn(60)
  }
  const goTo = useLatest((key: string) => {
    const isHere = entries.some((entry) => entry.key === key)
    if (!isHere) setFilter('all')
    setPane('items')
    setSelected(key)
    focusEntry(key)
  })
  const walk = (step: 1 | -1): void => {
    const at = entries.findIndex(({ key }) => key === selectedKey)
    const next = entries[at === -1 ? (step > 0 ? 0 : entries.length - 1) : at + step]
    if (!next) return
    setEditing(null)
    goTo(next.key)
  }
  const walkToDoubt = (): void => {
    const first = doubts.find(({ isSettled }) => !isSettled)
    if (first) goTo(first.id)
  }
  /** Where one goes on after deciding about an entry: the next that is open, else simply the next. */
  const goOnFrom = (key: string): void => {
    const at = entries.findIndex((entry) => entry.key === key)
    const after = entries.slice(at + 1)
    const next = after.find(({ item, doubt }) => (item ? item.state === 'unseen' : doubt && !doubt.isSettled)) ?? after[0]
    setEditing(null)
    if (next) goTo(next.key)
  }
  const accept = (item: ReviewItem): void => {
    change(item, { state: 'accepted' })
    goOnFrom(item.id)
  }
  const drop = (item: ReviewItem): void => {
    change(item, { state: 'dropped' })
    goOnFrom(item.id)
    setTicked((before) => without(before, item.id))
    toast({
      title: words.review.droppedNote(nameOfItem(item, words)),
      action: { label: words.review.undo, onClick: () => acts.restore(item) },
    })
  }
  const split = (item: ReviewItem): void => {
    const caret = selectedPassage(documentPane.current)?.start
    if (item.source === null || (item.kind !== 'indicator' && item.kind !== 'task'))
      toast({ title: words.review.refusedReasons.notSplittable })
    else setOpen({ dialog: 'split', id: item.id, caret })
  }
  const acts = useActs({
    accept,
    unaccept: (item) => change(item, { state: 'unseen' }),
    edit: (key) => {
      setEditing(key)
      if (key === null) return selectedKey === null ? undefined : focusEntry(selectedKey)
      setSelected(key)
      requestAnimationFrame(() => listPane.current?.querySelector<HTMLElement>('.item-form textarea, .item-form input')?.focus())
      return undefined
    },
    drop,
    restore: (item) => {
      const now = itemOf(item.id) ?? item
      change(now, { state: 'unseen' })
    },
    split,
    tick: (item) => setTicked((before) => (before.has(item.id) ? without(before, item.id) : new Set([...before, item.id]))),
    show: goTo,
    reveal: (key) => {
      setSelected(key)
      setPane('document')
    },
    change,
    resolve: (item, whose) => outbox.resolve(item.id, whose),
    take: (item, offer) => {
      change(item, editOfOffer(item, offer))
      if (offer.change.drop) goOnFrom(item.id)
    },
    see: (doubt, isSeen) => {
      see(doubt.id, isSeen)
      if (isSeen) goOnFrom(doubt.id)
    },
  })
  const openAdd = (): void => {
    const passage = selectedPassage(documentPane.current)
    setOpen({ dialog: 'add', passage: passage && passage.start < passage.end ? passage : undefined })
  }
  const openMerge = (): void => setOpen({ dialog: 'merge', ids: items.filter(({ id }) => ticked.has(id)).map(({ id }) => id) })

  useReviewKeys((key: ReviewKey) => {
    if (key === 'next') return walk(1)
    if (key === 'previous') return walk(-1)
    const entry = entries.find((one) => one.key === selectedKey)
    if (key === 'leave') return acts.edit(null)
    if (key === 'doubts') return walkToDoubt()
    if (!canEdit) return undefined
    if (key === 'add') return openAdd()
    if (key === 'merge') return openMerge()
    if (key === 'many') return setOpen({ dialog: 'many' })
    if (key === 'undoMany') return void many.undo()
    if (entry?.doubt) return key === 'accept' ? acts.see(entry.doubt, true) : undefined
    const item = entry?.item
    if (!item) return undefined
    if (key === 'accept' || key === 'acceptAndLeave') return accept(item)
    if (key === 'edit') return acts.edit(item.id)
    if (key === 'drop') return drop(item)
    if (key === 'split') return split(item)
    return item.kind === 'indicator' || item.kind === 'task' ? acts.tick(item) : undefined
  })

  const add = (kind: DraftKind, passage: Passage | undefined): void => {
    const id = crypto.randomUUID()
    const chosen = passage ? { ...passage, text: source.text.slice(passage.start, passage.end) } : undefined
    draft.add(id, newItem(kind, chosen, source.units, positionFor(kind, passage, items)))
    getSelection()?.removeAllRanges()
    setOpen(null)
    setFilter(kind)
    setPane('items')
    setSelected(id)
    setEditing(id)
    toast({ title: words.review.added })
    focusEntry(id)
  }
  const flush = async (): Promise<boolean> => {
    await outbox.flush()
    const { items: pending } = outbox.state()
    return [...pending.values()].every(({ value }) => Object.keys(value.typed).length > 0) && outbox.state().status === 'saved'
  }
  const close = (): void => setOpen(null)
  const byIds = (ids: readonly string[]): readonly ReviewItem[] => items.filter(({ id }) => ids.includes(id))
  const openDoubts = doubts.filter(({ isSettled }) => !isSettled).length
  const standing = items.filter(({ state }) => state !== 'dropped')
  const doubtful = standing.filter(needsLook).length
  const splitting = open?.dialog === 'split' ? itemOf(open.id) : undefined
  const dialogProps = { importId: source.id, onClose: close, flush }

  return (
    <div className={`desk review-shows-${pane}`}>
      <ReviewHead
        source={source}
        state={draft.state}
        understood={standing.length - doubtful}
        doubtful={openDoubts + doubtful}
        decided={items.filter(({ state }) => state !== 'unseen').length}
        total={items.length}
        pane={pane}
        onPane={setPane}
        onIssue={() => setOpen({ dialog: 'issue' })}
        onDiscard={() => setOpen({ dialog: 'discard' })}
        onDropUnsent={() => outbox.discard()}
      />
      <div className="review-panes">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A frame that scrolls must take the focus, or the arrow keys cannot scroll it. */}
        <section className="review-document" ref={documentPane} aria-label={words.review.documentPane} tabIndex={0}>
          <DocumentView
            text={source.text}
            blocks={source.blocks}
            passages={passages}
            selected={selected}
            cited={cited}
            onSelect={(keys) => {
              // Pressing again where several things were read from one place leads to the next of them.
              const next = keys[(keys.indexOf(selectedKey ?? '') + 1) % keys.length]
              if (next !== undefined) goTo(next)
            }}
          />
          {selectedKey !== null ? (
            <div className="narrow-only review-return">
              <Button small icon="return" onClick={() => goTo(selectedKey)}>
                {words.review.act.back}
              </Button>
            </div>
          ) : null}
          {canEdit ? <SelectionButton frame={documentPane} onAdd={openAdd} label={words.review.act.add} /> : null}
        </section>
        <section className="review-items" ref={listPane} aria-label={words.review.itemsPane}>
          <ReviewList
            filter={filter}
            onFilter={setFilter}
            items={items}
            doubts={doubts}
            text={source.text}
            units={source.units}
            selectedKey={selectedKey}
            editingKey={editingKey}
            ticked={ticked}
            canEdit={canEdit}
            acts={acts}
            offers={offers}
            undoable={many.undoable}
            onMany={() => setOpen({ dialog: 'many' })}
            onUndoMany={() => void many.undo()}
            onAcceptAll={(some) => {
              // What was added and is not on the server yet goes with what else is typed of it.
              for (const item of some) if (item.revision === 0) change(item, { state: 'accepted' })
              void many.accept(some.filter(({ state, revision }) => state === 'unseen' && revision > 0))
              setTicked(new Set())
            }}
            onAssign={(ids) => setOpen({ dialog: 'assign', ids })}
            onMerge={openMerge}
            onAdd={openAdd}
            onUntick={() => setTicked(new Set())}
          />
          <datalist id="pillars">
            {[...new Set(items.flatMap((item) => (item.kind === 'indicator' && item.value.pillar !== '' ? [item.value.pillar] : [])))].map(
              (pillar) => (
                <option key={pillar} value={pillar}>
                  {pillar}
                </option>
              ),
            )}
          </datalist>
        </section>
      </div>
      {splitting && open?.dialog === 'split' ? (
        <SplitDialog {...dialogProps} item={splitting} text={source.text} caret={open.caret} onChanged={draft.take} />
      ) : null}
      {open?.dialog === 'merge' ? (
        <MergeDialog
          {...dialogProps}
          items={byIds(open.ids)}
          onChanged={(changed) => {
            draft.take(changed)
            setTicked(new Set())
          }}
        />
      ) : null}
      {open?.dialog === 'add' ? (
        <AddDialog
          passage={open.passage}
          text={source.text}
          kinds={new Set(standing.map(({ kind }) => kind))}
          onClose={close}
          onAdd={(kind) => add(kind, open.passage)}
        />
      ) : null}
      {open?.dialog === 'assign' ? (
        <AssignDialog
          count={open.ids.length}
          units={source.units}
          onClose={close}
          onAssign={(unitIds) => {
            for (const item of byIds(open.ids)) if (item.kind === 'indicator') change(item, { value: { ...item.value, unitIds } })
            close()
          }}
        />
      ) : null}
      {open?.dialog === 'many' ? (
        <ManyDialog
          items={items}
          doubts={doubts}
          suggested={suggested}
          onClose={close}
          onAccept={many.accept}
          onShow={(id) => {
            close()
            goTo(id)
          }}
        />
      ) : null}
      {open?.dialog === 'issue' ? (
        <IssueDialog
          source={source}
          items={items}
          openDoubts={openDoubts}
          flush={flush}
          onClose={close}
          onShow={(id) => {
            close()
            goTo(id)
          }}
        />
      ) : null}
      {open?.dialog === 'discard' ? <DiscardDialog importId={source.id} name={source.fileName} onClose={close} /> : null}
    </div>
  )
}

function without(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const rest = new Set(set)
  rest.delete(one)
  return rest
}

function passagesOf(items: readonly ReviewItem[], doubts: ReturnType<typeof reviewDoubts>): readonly KeyedPassage[] {
  return [
    ...items.flatMap(({ id, kind, source, state }) => (source && state !== 'dropped' ? [{ key: id, kind, ...source }] : [])),
    ...doubts.flatMap(({ id, start, end, isSettled }) => (isSettled ? [] : [{ key: id, kind: 'doubt', start, end }])),
  ]
}

/** Cards are drawn anew only when their item changes: what they call must stay the same function. */
function useActs(now: CardActs): CardActs {
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  return useMemo(
    (): CardActs => ({
      accept: (item) => latest.current.accept(item),
      unaccept: (item) => latest.current.unaccept(item),
      edit: (key) => latest.current.edit(key),
      drop: (item) => latest.current.drop(item),
      restore: (item) => latest.current.restore(item),
      split: (item) => latest.current.split(item),
      tick: (item) => latest.current.tick(item),
      show: (key) => latest.current.show(key),
      reveal: (key) => latest.current.reveal(key),
      change: (item, edit) => latest.current.change(item, edit),
      resolve: (item, whose) => latest.current.resolve(item, whose),
      see: (doubt, isSeen) => latest.current.see(doubt, isSeen),
      take: (item, offer) => latest.current.take(item, offer),
    }),
    [],
  )
}

type Frame = { readonly current: HTMLElement | null }

/** What lights up comes into view, and stays where it is when it is in view already. */
function useScrolling(documentPane: Frame, lit: string | null, cited: Passage | undefined): void {
  const start = cited?.start
  useEffect(() => {
    if (start !== undefined) bringIntoView(documentPane.current, '[data-cited]')
  }, [documentPane, start])
  useEffect(() => {
    if (lit !== null) bringIntoView(documentPane.current, '[data-lit]')
  }, [documentPane, lit])
}

/** What is drawn only some frames later is waited for. */
function bringIntoView(frame: HTMLElement | null, selector: string, frames = 60): void {
  const lit = frame?.querySelector(selector)
  if (!frame) return
  if (!lit) {
    if (frames > 0) requestAnimationFrame(() => bringIntoView(frame, selector, frames - 1))
    return
  }
  if (lit.getClientRects().length === 0) return
  const [place, view] = [lit.getBoundingClientRect(), frame.getBoundingClientRect()]
  const [top, bottom] = [Math.max(view.top, 0), Math.min(view.bottom, innerHeight)]
  if (place.top < top + 40 || place.bottom > bottom - 40) lit.scrollIntoView({ block: 'center' })
}

/** Appears beside the words that are being selected: the way to make something of them that the reader did not. */
function SelectionButton({ frame, onAdd, label }: { readonly frame: Frame; readonly onAdd: () => void; readonly label: string }) {
  const [place, setPlace] = useState<{ readonly top: number; readonly left: number } | null>(null)
  useEffect(() => {
    const look = (): void => {
      const passage = selectedPassage(frame.current)
      const selection = getSelection()
      if (!passage || passage.start === passage.end || !selection || selection.isCollapsed) return setPlace(null)
      const box = selection.getRangeAt(0).getBoundingClientRect()
      return setPlace({ top: Math.max(8, box.top - 42), left: Math.min(innerWidth - 160, Math.max(8, box.left)) })
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [frame])
  if (!place) return null
  return (
    // Pressing must not take away the selection that it is about.
    <div className="selection-button" style={place} onPointerDown={(event) => event.preventDefault()}>
      <Button small look="primary" icon="plus" onClick={onAdd}>
        {label}
      </Button>
    </div>
  )
}
