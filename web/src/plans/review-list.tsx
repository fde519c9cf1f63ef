import type { Import } from '@haidang/api/imports'
import { memo, useDeferredValue, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { DoubtCard, ItemCard } from './item-card.tsx'
import type { CardActs } from './item-card.tsx'
import { countOf, entriesOf, filters } from './review-items.ts'
import type { Filter, ReviewDoubt, ReviewItem } from './review-items.ts'
import type { Offer } from './suggestions.ts'

type ReviewListProps = {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly items: readonly ReviewItem[]
  readonly doubts: readonly ReviewDoubt[]
  readonly text: string
  readonly units: Import['units']
  readonly selectedKey: string | null
  readonly editingKey: string | null
  readonly ticked: ReadonlySet<string>
  readonly regimeMaker: string | undefined
  readonly canEdit: boolean
  readonly acts: CardActs
  readonly offers: ReadonlyMap<string, readonly Offer[]>
  /** How many were accepted at once and can be taken back at once. */
  readonly undoable: number
  readonly onMany: () => void
  readonly onUndoMany: () => void
  readonly onAcceptAll: (items: readonly ReviewItem[]) => void
  readonly onAssign: (ids: readonly string[]) => void
  readonly onMerge: () => void
  readonly onAdd: () => void
  readonly onUntick: () => void
}

/** What was understood, doubts first; one tab a kind. */
export const ReviewList = memo(function ReviewList(props: ReviewListProps) {
  const { filter, onFilter, items, doubts } = props
  const words = useWords(plansWords).review
  return (
    <Tabs
      label={words.tabs}
      value={filter}
      onChange={onFilter}
      tabs={filters.map((one) => ({
        value: one,
        label: words.filters[one],
        count: countOf(one, items, doubts),
        panel: one === filter ? <Entries {...props} /> : null,
      }))}
    />
  )
})

function Entries(props: ReviewListProps) {
  const { filter, items, doubts, text, units, selectedKey, editingKey, ticked, regimeMaker, canEdit, acts, offers } = props
  const words = useWords(plansWords).review
  const [showsDropped, setShowsDropped] = useState(false)
  const all = entriesOf(filter, items, doubts)
  // Of hundreds of cards the first stand at once, and the rest are drawn between frames.
  const entries = useDeferredValue(all, all.slice(0, firstCards))
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const dropped = items.filter(({ state, kind }) => state === 'dropped' && (filter === 'all' || kind === filter))
  const messages = messagesOf(doubts)
  const card = (item: ReviewItem) => (
    <ItemCard
      key={item.id}
      item={item}
      units={units}
      doubts={filter === 'all' || filter === 'doubts' ? none : (messages.get(item.id) ?? none)}
      offers={offers.get(item.id) ?? noOffers}
      isSelected={selectedKey === item.id}
      isEditing={editingKey === item.id}
      isTicked={ticked.has(item.id)}
      canEdit={canEdit}
      makesRegime={regimeMaker === item.id}
      acts={acts}
    />
  )
  return (
    <>
      {canEdit ? <Tools {...props} /> : null}
      {entries.length === 0 ? <p className="soft review-empty">{words.empty[filter]}</p> : null}
      <ul className="items">
        {entries.map((entry) =>
          entry.doubt ? (
            <DoubtCard
              key={entry.key}
              doubt={entry.doubt}
              text={text}
              isSelected={selectedKey === entry.key}
              related={itemOf.get(entry.doubt.itemIds[0] ?? '')}
              acts={acts}
            />
          ) : (
            card(entry.item)
          ),
        )}
      </ul>
      {filter === 'doubts' && doubts.length > 0 && canEdit ? <p className="soft small review-foot">{words.doubtMine}</p> : null}
      {dropped.length > 0 && filter !== 'doubts' ? (
        <details className="dropped" open={showsDropped} onToggle={(event) => setShowsDropped(event.currentTarget.open)}>
          <summary>{words.dropped(String(dropped.length))}</summary>
          {showsDropped ? <ul className="items">{dropped.map(card)}</ul> : null}
        </details>
      ) : null}
    </>
  )
}

/** Acts on many: what is left of a kind, or what was ticked. */
function Tools({ filter, items, ticked, undoable, onMany, onUndoMany, onAcceptAll, onAssign, onMerge, onAdd, onUntick }: ReviewListProps) {
  const words = useWords(plansWords).review
  const chosen = items.filter(({ id, state }) => ticked.has(id) && state !== 'dropped')
  if (chosen.length > 0) {
    const indicators = chosen.filter(({ kind }) => kind === 'indicator')
    return (
      <div className="desk-tools desk-tools-chosen" role="group" aria-label={words.act.selected(String(chosen.length))}>
        <span className="strong figures">{words.act.selected(String(chosen.length))}</span>
        <Button small icon="check" onClick={() => onAcceptAll(chosen)}>
          {words.act.accept}
        </Button>
        {indicators.length > 0 ? (
          <Button small onClick={() => onAssign(indicators.map(({ id }) => id))}>
            {words.act.assign}
          </Button>
        ) : null}
        {chosen.length > 1 ? (
          <Button small icon="merge" onClick={onMerge}>
            {words.act.merge}
          </Button>
        ) : null}
        <Button small look="quiet" onClick={onUntick}>
          {words.act.unselect}
        </Button>
      </div>
    )
  }
  const kind = filter === 'all' || filter === 'doubts' ? undefined : filter
  const left = kind ? items.filter((item) => item.kind === kind && item.state === 'unseen') : []
  const homeless =
    kind === 'indicator'
      ? items.filter((item) => item.kind === 'indicator' && item.state !== 'dropped' && item.value.unitIds.length === 0)
      : []
  return (
    <div className="desk-tools">
      <Button small icon="plus" onClick={onAdd}>
        {words.act.add}
      </Button>
      {items.some(({ state, confidence }) => state === 'unseen' && confidence !== null) ? (
        <Button small icon="check" onClick={onMany}>
          {words.act.many}
        </Button>
      ) : null}
      {undoable > 0 ? (
        <Button small look="quiet" icon="undo" onClick={onUndoMany}>
          {words.act.undoMany(String(undoable))}
        </Button>
      ) : null}
      {homeless.length > 0 ? (
        <Button small onClick={() => onAssign(homeless.map(({ id }) => id))}>
          {words.assignAll(String(homeless.length))}
        </Button>
      ) : null}
      {kind && left.length > 0 ? (
        <Button small icon="check" onClick={() => onAcceptAll(left)}>
          {kind === 'document' ? words.acceptAll.document : words.acceptAll[kind](String(left.length))}
        </Button>
      ) : null}
    </div>
  )
}

const firstCards = 30
const none: readonly string[] = []
const noOffers: readonly Offer[] = []

function messagesOf(doubts: readonly ReviewDoubt[]): ReadonlyMap<string, readonly string[]> {
  const messages = new Map<string, readonly string[]>()
  for (const doubt of doubts)
    for (const id of doubt.isSettled || !doubt.holdsUp ? [] : doubt.itemIds) messages.set(id, [...(messages.get(id) ?? []), doubt.message])
  return messages
}
