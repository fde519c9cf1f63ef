import type { Import } from '@haidang/api/imports'
import { memo } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { ConflictNote } from './conflict-note.tsx'
import type { EditPart } from './draft-edit.ts'
import { nameOfItem } from './draft-words.ts'
import { ItemForm } from './item-form.tsx'
import { HowRead, Offers, SurenessMark } from './item-origin.tsx'
import { ItemSummary } from './item-summary.tsx'
import { RegimeReading } from './reporting-form.tsx'
import type { ReviewDoubt, ReviewItem } from './review-items.ts'
import type { Offer } from './suggestions.ts'

/** What a card may ask of its page; the same object from one drawing to the next. */
export type CardActs = {
  readonly accept: (item: ReviewItem) => void
  readonly unaccept: (item: ReviewItem) => void
  readonly edit: (key: string | null) => void
  readonly drop: (item: ReviewItem) => void
  readonly restore: (item: ReviewItem) => void
  readonly split: (item: ReviewItem) => void
  readonly tick: (item: ReviewItem) => void
  readonly show: (key: string) => void
  /** To the passage, where document and items are not side by side. */
  readonly reveal: (key: string) => void
  readonly change: (item: ReviewItem, edit: EditPart) => void
  readonly resolve: (item: ReviewItem, whose: 'mine' | 'theirs') => void
  readonly see: (doubt: ReviewDoubt, isSeen: boolean) => void
  readonly take: (item: ReviewItem, offer: Offer) => void
}

type ItemCardProps = {
  readonly item: ReviewItem
  readonly units: Import['units']
  readonly doubts: readonly string[]
  readonly offers: readonly Offer[]
  readonly isSelected: boolean
  readonly isEditing: boolean
  readonly isTicked: boolean
  readonly canEdit: boolean
  readonly acts: CardActs
}

export const ItemCard = memo(
  function ItemCard({ item, units, doubts, offers, isSelected, isEditing, isTicked, canEdit, acts }: ItemCardProps) {
    const words = useWords(plansWords)
    const { review } = words
    const name = nameOfItem(item, words)
    const isDropped = item.state === 'dropped'
    const showsRegime = isSelected && !isEditing && item.kind === 'reporting' && item.value.makesRegime
    const canJoin = item.kind === 'indicator' || item.kind === 'task'
    return (
      <li className={`item item-${item.state}${isSelected ? ' item-selected' : ''}`} data-entry={item.id}>
        {/* The head is the item's place in the walk by keyboard; its buttons follow. */}
        <div
          className="item-head"
          tabIndex={-1}
          data-head
          role="group"
          aria-label={`${review.kinds[item.kind]}: ${name}, ${review.states[item.state]}`}
        >
          {canEdit && canJoin && !isDropped ? (
            <Checkbox
              label={<span className="visually-hidden">{review.act.select(name)}</span>}
              checked={isTicked}
              onChange={() => acts.tick(item)}
            />
          ) : null}
          <button type="button" className="item-open-button" onClick={() => acts.show(item.id)}>
            <span className="item-kind">
              {review.kinds[item.kind]}
              <SurenessMark item={item} />
              <StateMark item={item} />
            </span>
            <span className="item-name">{name}</span>
          </button>
        </div>
        {isEditing ? null : (
          <div className="item-body">
            <ItemSummary item={item} units={units} showsQuote={!showsRegime} />
          </div>
        )}
        {item.lacks.length > 0 && !isDropped ? (
          <p className="item-note">
            <Icon name="warning" size={15} /> {review.lacks(item.lacks.map((lack) => review.lack[lack]).join(', '))}
          </p>
        ) : null}
        {doubts.map((message) => (
          <p key={message} className="item-note">
            <Icon name="warning" size={15} /> {message}
          </p>
        ))}
        <Offers item={item} offers={offers} units={units} canEdit={canEdit} onTake={acts.take} />
        {Object.keys(item.typed).length > 0 && !isEditing ? (
          <p className="item-note">
            <Icon name="warning" size={15} /> {review.unreadable}
          </p>
        ) : null}
        {item.theirs ? (
          <ConflictNote item={item} theirs={item.theirs} units={units} onResolve={(whose) => acts.resolve(item, whose)} />
        ) : null}
        {isEditing ? (
          <div className="item-form">
            <ItemForm item={item} units={units} onChange={acts.change} />
          </div>
        ) : null}
        {showsRegime && item.kind === 'reporting' ? (
          <div className="item-body">
            <RegimeReading value={item.value} />
          </div>
        ) : null}
        {isSelected ? <HowRead item={item} /> : null}
        {isSelected && item.source === null ? <p className="soft small">{review.noPassage}</p> : null}
        {canEdit && (isSelected || isEditing) ? <Actions item={item} isEditing={isEditing} canSplit={canJoin} acts={acts} /> : null}
      </li>
    )
  },
  (a, b) =>
    a.item === b.item &&
    a.isSelected === b.isSelected &&
    a.isEditing === b.isEditing &&
    a.isTicked === b.isTicked &&
    a.canEdit === b.canEdit &&
    a.units === b.units &&
    a.acts === b.acts &&
    a.doubts.join() === b.doubts.join() &&
    a.offers.length === b.offers.length &&
    a.offers.every((offer, index) => offer.change === b.offers[index]?.change),
)

function StateMark({ item }: { readonly item: ReviewItem }) {
  const { review } = useWords(plansWords)
  const { state } = item
  return (
    <span className={`item-state item-state-${state}`} title={item.updatedBy ? review.changedBy(item.updatedBy) : undefined}>
      {state === 'accepted' ? <Icon name="check" size={14} /> : null}
      {review.states[state]}
    </span>
  )
}

function Actions({
  item,
  isEditing,
  canSplit,
  acts,
}: {
  readonly item: ReviewItem
  readonly isEditing: boolean
  readonly canSplit: boolean
  readonly acts: CardActs
}) {
  const { act } = useWords(plansWords).review
  if (item.state === 'dropped')
    return (
      <div className="item-acts">
        <Button small icon="undo" onClick={() => acts.restore(item)}>
          {act.restore}
        </Button>
      </div>
    )
  return (
    <div className="item-acts">
      {item.state === 'accepted' ? (
        <Button small onClick={() => acts.unaccept(item)}>
          {act.unaccept}
        </Button>
      ) : (
        <Button small icon="check" onClick={() => acts.accept(item)}>
          {act.accept} <Keys>Enter</Keys>
        </Button>
      )}
      <Button small icon={isEditing ? undefined : 'edit'} onClick={() => acts.edit(isEditing ? null : item.id)} aria-expanded={isEditing}>
        {isEditing ? act.done : act.edit} <Keys>{isEditing ? 'Esc' : 'E'}</Keys>
      </Button>
      <Button small look="quiet" icon="trash" onClick={() => acts.drop(item)}>
        {act.drop} <Keys>X</Keys>
      </Button>
      {canSplit ? (
        <Button small look="quiet" onClick={() => acts.split(item)}>
          {act.split} <Keys>S</Keys>
        </Button>
      ) : null}
      {item.source ? (
        <span className="narrow-only">
          <Button small look="quiet" icon="document" onClick={() => acts.reveal(item.id)}>
            {act.show}
          </Button>
        </span>
      ) : null}
    </div>
  )
}

function Keys({ children }: { readonly children: string }) {
  return (
    <span className="item-key" aria-hidden="true">
      <Kbd>{children}</Kbd>
    </span>
  )
}

export const DoubtCard = memo(function DoubtCard({
  doubt,
  text,
  isSelected,
  related,
  acts,
}: {
  readonly doubt: ReviewDoubt
  readonly text: string
  readonly isSelected: boolean
  readonly related: ReviewItem | undefined
  readonly acts: CardActs
}) {
  const { review } = useWords(plansWords)
  const quote = text.slice(doubt.start, doubt.end)
  return (
    <li className={`item item-doubt${doubt.isSettled ? ' item-settled' : ''}${isSelected ? ' item-selected' : ''}`} data-entry={doubt.id}>
      <div className="item-head" tabIndex={-1} data-head role="group" aria-label={`${review.doubt}: ${doubt.message}`}>
        <button type="button" className="item-open-button" onClick={() => acts.show(doubt.id)}>
          <span className="item-kind">
            <Icon name="warning" size={14} /> {review.doubt}
            {doubt.isSettled ? (
              <span className="item-state">
                <Icon name="check" size={14} /> {review.doubtSettled}
              </span>
            ) : null}
          </span>
          <span className="item-name">{doubt.message}</span>
        </button>
      </div>
      <p className="item-quote" lang="vi">
        {quote.length > 220 ? `${quote.slice(0, 210).trimEnd()}…` : quote}
      </p>
      {isSelected ? (
        <div className="item-acts">
          {related ? (
            <Button small onClick={() => acts.show(related.id)}>
              {review.act.related}
            </Button>
          ) : null}
          {doubt.isSettled && related ? null : (
            <Button
              small
              look={related ? 'quiet' : 'plain'}
              icon={doubt.isSettled ? 'undo' : 'check'}
              onClick={() => acts.see(doubt, !doubt.isSettled)}
            >
              {doubt.isSettled ? review.act.unseen : review.act.seen} <Keys>Enter</Keys>
            </Button>
          )}
        </div>
      ) : null}
    </li>
  )
})
