import { isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { TextField } from '../ui/field.tsx'

/** A day to look at the units on; given back as soon as it is one. */
export function DayField({
  label,
  day,
  onChoose,
}: {
  readonly label: string
  readonly day: string
  readonly onChoose: (day: string) => void
}) {
  const [typed, setTyped] = useState(day)
  const choose = (next: string): void => {
    setTyped(next)
    // A year that is typed digit by digit passes through the year 2.
    if (isDay(next) && next >= '1900') onChoose(next)
  }
  return <TextField type="date" label={label} value={typed} onChange={choose} />
}
