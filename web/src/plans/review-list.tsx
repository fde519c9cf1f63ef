import type { Import } from '@haidang/api/imports'
import { memo, useMemo, useState } from 'react'
import { useDrawnCount } from '../app/use-drawn-count.ts'
import { Button } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { DoubtCard, ItemCard } from './item-card.tsx'
import type { CardActs } from './item-card.tsx'
import { countOf, entriesOf, filters } from './review-items.ts'
import type { Entry, Filter, ReviewDoubt, ReviewItem } from './review-items.ts'
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
  const { filter, items, doubts, selectedKey, editingKey, ticked, canEdit } = props
  const words = useWords(plansWords).review
  const [showsDropped, setShowsDropped] = useState(false)
  const all = useMemo(() => entriesOf(filter, items, doubts), [filter, items, doubts])
  const drawn = useDrawnCount(all.length, { first: 30, step: 40 })
  const selectedAt = all.findIndex(({ key }) => key === selectedKey)
  const groups = useMemo(() => groupsOf(all.slice(0, Math.max(drawn, selectedAt + 20)), items), [all, drawn, selectedAt, items])
  const dropped = items.filter(({ state, kind }) => state === 'dropped' && (filter === 'all' || kind === filter))
  const messages = useMemo(() => (filter === 'all' || filter === 'doubts' ? noMessages : messagesOf(doubts)), [filter, doubts])
  const itemOf = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const group = (key: string, entries: readonly Entry[]) => (
    <Group
      {...props}
      key={key}
      entries={entries}
      messages={messages}
      itemOf={itemOf}
      selectedKey={keyIn(entries, selectedKey)}
      editingKey={keyIn(entries, editingKey)}
      ticked={entries.some((entry) => ticked.has(entry.key)) ? ticked : noneTicked}
    />
  )
  return (
    <>
      {canEdit ? <Tools {...props} /> : null}
      {all.length === 0 ? <p className="soft review-empty">{words.empty[filter]}</p> : null}
      {groups.map(({ key, entries }) => group(key, entries))}
      {filter === 'doubts' && doubts.length > 0 && canEdit ? <p className="soft small review-foot">{words.doubtMine}</p> : null}
      {dropped.length > 0 && filter !== 'doubts' ? (
        <details className="dropped" open={showsDropped} onToggle={(event) => setShowsDropped(event.currentTarget.open)}>
          <summary>{words.dropped(String(dropped.length))}</summary>
          {showsDropped
            ? group(
                'dropped',
                dropped.map((item) => ({ key: item.id, item })),
              )
            : null}
        </details>
      ) : null}
    </>
  )
}

const keyIn = (entries: readonly Entry[], key: string | null): string | null => (entries.some((entry) => entry.key === key) ? key : null)

type GroupProps = Omit<ReviewListProps, 'onFilter' | 'filter' | 'items' | 'doubts'> & {
  readonly entries: readonly Entry[]
  readonly messages: ReadonlyMap<string, readonly string[]>
  readonly itemOf: ReadonlyMap<string, ReviewItem>
}

/** Some twenty cards: drawn anew, laid out and painted together, so that a step of the walk is about one group and not about hundreds of cards. */
const Group = memo(
  function Group({ entries, text, units, selectedKey, editingKey, ticked, canEdit, acts, offers, messages, itemOf }: GroupProps) {
    return (
      <ul className="items">
        {entries.map(({ key, doubt, item }) =>
          doubt ? (
            <DoubtCard
              key={key}
              doubt={doubt}
              text={text}
              isSelected={selectedKey === key}
              related={itemOf.get(doubt.itemIds[0] ?? '')}
              acts={acts}
            />
          ) : (
            <ItemCard
              key={key}
              item={item}
              units={units}
              doubts={messages.get(key) ?? none}
              offers={offers.get(key) ?? noOffers}
              isSelected={selectedKey === key}
              isEditing={editingKey === key}
              isTicked={ticked.has(key)}
              canEdit={canEdit}
              acts={acts}
            />
          ),
        )}
      </ul>
    )
  },
  (a, b) =>
    a.entries === b.entries &&
    a.selectedKey === b.selectedKey &&
    a.editingKey === b.editingKey &&
    a.ticked === b.ticked &&
    a.messages === b.messages &&
    a.itemOf === b.itemOf &&
    a.offers === b.offers &&
    a.units === b.units &&
    a.canEdit === b.canEdit &&
    a.acts === b.acts,
)

const cardsTogether = 20

/** Entries in groups that stay the same when one of them is settled or dropped: an item's group is its place among all items. */
function groupsOf(
  entries: readonly Entry[],
  items: readonly ReviewItem[],
): readonly { readonly key: string; readonly entries: readonly Entry[] }[] {
  const placeOf = new Map(items.map(({ id }, place) => [id, place]))
  const keyOf = ({ key, doubt }: Entry): string =>
    doubt ? `doubts ${doubt.isSettled}` : `items ${Math.floor((placeOf.get(key) ?? 0) / cardsTogether)}`
  return [...Map.groupBy(entries, keyOf)].map(([key, those]) => ({ key, entries: those }))
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

const none: readonly string[] = []
const noneTicked: ReadonlySet<string> = new Set()
const noMessages: ReadonlyMap<string, readonly string[]> = new Map()
const noOffers: readonly Offer[] = []

function messagesOf(doubts: readonly ReviewDoubt[]): ReadonlyMap<string, readonly string[]> {
  const messages = new Map<string, readonly string[]>()
  for (const doubt of doubts)
    for (const id of doubt.isSettled || !doubt.holdsUp ? [] : doubt.itemIds) messages.set(id, [...(messages.get(id) ?? []), doubt.message])
  return messages
}
