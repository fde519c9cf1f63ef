import type { Day } from '@haidang/domain/periods/day'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { knownName } from './known-day.ts'
import { setQuery } from './router.tsx'

/** A day by whose end something was known, in the address; quiet until somebody asks. `days`: the first and last that can be asked for. */
export function KnownChoice({
  days,
  knownOn,
}: {
  readonly days: { readonly from?: Day; readonly to: Day } | undefined
  readonly knownOn: Day | null
}) {
  const words = useWords(appWords).knownChoice
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState(knownOn ?? '')
  if (!isOpen && knownOn === null)
    return (
      <Button look="quiet" small onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
    )

  const isOutside = (day: string): boolean =>
    days !== undefined && day !== '' && ((days.from !== undefined && day < days.from) || day > days.to)
  const choose = (day: string): void => {
    setTyped(day)
    // A year that is typed digit by digit passes through the year 2.
    if (day >= '1900' && !isOutside(day)) setQuery(knownName, day)
  }
  const leave = (): void => {
    setIsOpen(false)
    setTyped('')
    setQuery(knownName, null)
  }
  return (
    <div className="known-choice">
      <TextField
        type="date"
        label={words.label}
        value={typed}
        onChange={choose}
        min={days?.from}
        max={days?.to}
        ref={isOpen ? goThere : null}
        error={
          days && isOutside(typed) ? words.outside(days.from === undefined ? '' : formatDay(days.from), formatDay(days.to)) : undefined
        }
      />
      <Button look="quiet" small onClick={leave}>
        {words.leave}
      </Button>
    </div>
  )
}

/** Whoever pressed for the field is in it when it comes. */
const goThere = (field: HTMLInputElement | null): void => field?.focus()
