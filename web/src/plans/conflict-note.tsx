import type { Import } from '@haidang/api/imports'
import { useNow } from '../app/clock.ts'
import { timeAgo } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import type { Theirs } from '../app/outbox.ts'
import { differingFields, editOf } from './draft-edit.ts'
import type { ItemEdit } from './draft-edit.ts'
import { fieldInWords } from './draft-words.ts'
import type { ReviewItem } from './review-items.ts'

/** Both versions, field by field, until a person chooses; neither is lost. */
export function ConflictNote({
  item,
  theirs,
  units,
  onResolve,
}: {
  readonly item: ReviewItem
  readonly theirs: Theirs<ItemEdit>
  readonly units: Import['units']
  readonly onResolve: (whose: 'mine' | 'theirs') => void
}) {
  const words = useWords(plansWords)
  const { conflict } = words.review
  const now = useNow()
  const mine = editOf(item)
  return (
    <div className="conflict-note" role="alert">
      <p className="strong">{conflict.title(theirs.by ?? conflict.someone, theirs.at ? timeAgo(theirs.at, now) : '')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{conflict.field}</th>
            <th scope="col">{conflict.mine}</th>
            <th scope="col">{conflict.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {differingFields(mine, theirs.value).map((field) => {
            const [here, there] = [
              fieldInWords(item.kind, field, mine, units, words),
              fieldInWords(item.kind, field, theirs.value, units, words),
            ]
            return (
              <tr key={field}>
                <th scope="row">{here.label}</th>
                <td>{here.text || conflict.empty}</td>
                <td>{there.text || conflict.empty}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="row">
        <Button small onClick={() => onResolve('mine')}>
          {conflict.keepMine}
        </Button>
        <Button small onClick={() => onResolve('theirs')}>
          {conflict.keepTheirs}
        </Button>
      </div>
    </div>
  )
}
