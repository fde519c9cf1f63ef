import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { uiWords } from '../words/ui.ts'
import { leastOf, manyFrom, surenesses } from './confidence.ts'
import type { Held, Sureness } from './confidence.ts'
import { nameOfItem } from './draft-words.ts'
import type { ReviewDoubt, ReviewItem } from './review-items.ts'

type ManyDialogProps = {
  readonly items: readonly ReviewItem[]
  readonly doubts: readonly ReviewDoubt[]
  readonly suggested: ReadonlySet<string>
  readonly onClose: () => void
  readonly onShow: (id: string) => void
  /** Answers whether it was done; what went wrong is told by whoever does it. */
  readonly onAccept: (items: readonly ReviewItem[], atLeast: number) => Promise<boolean>
}

/** Accepts at once what is read surely enough: how many that takes, and what is held back for a person and why. */
export function ManyDialog({ items, doubts, suggested, onClose, onShow, onAccept }: ManyDialogProps) {
  const { review } = useWords(plansWords)
  const ui = useWords(uiWords)
  const [sureness, setSureness] = useState<Sureness>('sure')
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const choices = surenesses.map((one) => ({ one, many: manyFrom(one, items, { doubts, suggested }) }))
  const chosen = choices.find(({ one }) => one === sureness)?.many ?? { taken: [], held: [] }
  const count = chosen.taken.length
  const go = async (): Promise<void> => {
    setState('busy')
    if (await onAccept(chosen.taken, leastOf[sureness])) onClose()
    else setState('failed')
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={review.many.title}
      description={review.many.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={state === 'busy'} disabled={count === 0} onClick={() => void go()}>
            {review.many.go(String(count))}
          </Button>
        </>
      }
    >
      <fieldset className="many-choices">
        <legend className="field-label">{review.many.from}</legend>
        {choices.map(({ one, many }) => (
          <div key={one} className="many-choice">
            <input type="radio" id={`many-${one}`} name="sureness" checked={sureness === one} onChange={() => setSureness(one)} />
            <label htmlFor={`many-${one}`}>
              <strong>{review.many.choices[one]}</strong> <span className="figures">{review.many.takes(String(many.taken.length))}</span>
              <span className="soft small many-says">{review.many.says[one]}</span>
            </label>
          </div>
        ))}
      </fieldset>
      <HeldBack held={chosen.held} doubts={doubts} onShow={onShow} />
      {state === 'failed' ? <Banner tone="warn">{review.many.failed}</Banner> : null}
    </Dialog>
  )
}

const mostShown = 8

function HeldBack({
  held,
  doubts,
  onShow,
}: {
  readonly held: readonly Held[]
  readonly doubts: readonly ReviewDoubt[]
  readonly onShow: (id: string) => void
}) {
  const words = useWords(plansWords)
  const { many } = words.review
  if (held.length === 0) return <p className="soft">{many.nothingHeld}</p>
  const why = ({ item, because }: Held): string => {
    if (because !== 'doubt') return many.because[because]
    const doubt = doubts.find(({ isSettled, holdsUp, itemIds }) => !isSettled && holdsUp && itemIds.includes(item.id))
    return doubt?.message ?? many.because.doubt
  }
  return (
    <section aria-label={many.held(String(held.length))}>
      <h3 className="many-held">{many.held(String(held.length))}</h3>
      <ul className="many-list">
        {held.slice(0, mostShown).map((one) => (
          <li key={one.item.id}>
            <button type="button" className="link-button" onClick={() => onShow(one.item.id)}>
              {nameOfItem(one.item, words)}
            </button>
            <span className="soft small"> {why(one)}</span>
          </li>
        ))}
      </ul>
      {held.length > mostShown ? <p className="soft small">{many.more(String(held.length - mostShown))}</p> : null}
    </section>
  )
}
