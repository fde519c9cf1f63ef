import type { Import } from '@haidang/api/imports'
import { shortInstant } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { surenessOf } from './confidence.ts'
import type { ReviewItem } from './review-items.ts'
import type { Offer } from './suggestions.ts'

/** How sure the reading is, in a word; only what ought to be looked at is said with more weight. */
export function SurenessMark({ item }: { readonly item: ReviewItem }) {
  const { review } = useWords(plansWords)
  const sureness = surenessOf(item)
  if (sureness === undefined || item.state !== 'unseen') return null
  return <span className={`item-sureness item-sureness-${sureness}`}>{review.sureness[sureness]}</span>
}

/** By which rule it was read, and how often what is read so is right. */
export function HowRead({ item }: { readonly item: ReviewItem }) {
  const { review } = useWords(plansWords)
  const { rule, confidence } = item
  if (rule === null || confidence === null) return null
  const how = Object.entries(review.rules).find(([name]) => name === rule)?.[1]
  return <p className="soft small item-how">{review.readBy(how ?? rule, String(Math.round(confidence * 100)))}</p>
}

type OffersProps = {
  readonly item: ReviewItem
  readonly offers: readonly Offer[]
  readonly units: Import['units']
  readonly canEdit: boolean
  readonly onTake: (item: ReviewItem, offer: Offer) => void
}

/** What was corrected last time in such words, from where, and the button that does the same here. */
export function Offers({ item, offers, units, canEdit, onTake }: OffersProps) {
  const words = useWords(plansWords)
  const { offer: say } = words.review
  return offers.map((offer) => {
    const { example, change } = offer
    return (
      <div key={example.id} className="item-offer">
        <p>
          <Icon name="info" size={15} /> {say.asLastTime} <a href={`/van-ban/nhap/${example.importId}`}>{example.documentName}</a>
          {': '}
          {change.drop ? say.dropped : changeWords(change.fields, units, words)}
          <span className="soft small"> {say.by(example.by, shortInstant(example.at), String(example.times))}</span>
        </p>
        {canEdit ? (
          <Button small icon={change.drop ? 'trash' : 'check'} onClick={() => onTake(item, offer)}>
            {change.drop ? say.drop : say.take}
          </Button>
        ) : null}
      </div>
    )
  })
}

/** "Đơn vị chủ trì: Phòng VH&TT; Trụ cột: kinh tế số". */
function changeWords(fields: Readonly<Record<string, unknown>>, units: Import['units'], words: (typeof plansWords)['vi']): string {
  const names = new Map<string, string>(Object.entries(words.fields))
  const shown = (value: unknown): string => {
    if (Array.isArray(value)) return value.map((id) => units.find((unit) => unit.id === id)?.shortName ?? '').join(', ')
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return Object.entries({ ...words.indicatorKinds, ...words.rollUps }).find(([name]) => name === text)?.[1] ?? text
  }
  return Object.entries(fields)
    .map(([field, value]) => `${names.get(field) ?? field}: ${shown(value)}`)
    .join('; ')
}
