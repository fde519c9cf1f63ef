import { dayOf, timeOf } from '@haidang/domain/periods/day'
import { shortInstant } from '../app/format.ts'
import { officeNow } from '../app/clock.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { OutboxState } from '../app/outbox.ts'

type AnyState = Pick<OutboxState<unknown>, 'status' | 'savedAt' | 'problem' | 'isKept'>

/** Where what was typed is: on the server since when, on its way, or on this machine only. Read out when it changes. */
export function SavedState({
  states,
  lastSaved,
  unreadable,
  onDrop,
}: {
  readonly states: readonly AnyState[]
  readonly lastSaved: string | null
  readonly unreadable: number
  readonly onDrop: () => void
}) {
  const words = useWords(reportsWords).saved
  const worst = (['refused', 'away', 'saving'] as const).find((status) => states.some((state) => state.status === status)) ?? 'saved'
  const savedAt = states.map((state) => state.savedAt).reduce(latest, lastSaved)
  // Of a lock the page says more, above.
  const why = states.find(({ problem }) => problem !== undefined)?.problem
  const isKept = states.every((state) => state.isKept)
  return (
    <span className={`saved saved-${worst}`} role="status">
      {worst === 'saved' ? (
        <>
          {savedAt === null ? null : (
            <>
              {words.at(dayOf(savedAt) === dayOf(officeNow()) ? timeOf(savedAt) : shortInstant(savedAt))} <Icon name="check" size={15} />
            </>
          )}
        </>
      ) : worst === 'saving' ? (
        words.saving
      ) : (
        <>
          <Icon name="warning" size={15} /> {words[worst]}
        </>
      )}
      {unreadable > 0 ? <span className="saved-note"> · {words.unreadable(unreadable)}</span> : null}
      {isKept ? null : <span className="saved-note"> · {words.notKept}</span>}
      {worst === 'refused' ? (
        <>
          {why === undefined || why.reason === 'locked' ? null : <span className="saved-note">{why.detail}</span>}
          <Button small onClick={onDrop}>
            {words.drop}
          </Button>
        </>
      ) : null}
    </span>
  )
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
