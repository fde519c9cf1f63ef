import type { ReminderPreview } from '@haidang/api/reminders'
import { useEffect, useRef } from 'react'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { remindersWords } from '../words/reminders.ts'

type Due = ReminderPreview['dues'][number]

/** Who would be told when of what falls due next, and where nobody would be. */
export function PreviewPart({ preview }: { readonly preview: ReminderPreview }) {
  const words = useWords(remindersWords).preview
  const { dues } = preview
  const part = useRef<HTMLDivElement>(null)
  // It is below a long form, and was just asked for.
  useEffect(() => {
    part.current?.scrollIntoView({ block: 'nearest' })
  }, [preview])
  return (
    <div role="status" ref={part}>
      <Banner title={dues.length === 0 ? words.none : words.title}>
        {dues.map((due) => (
          <DueTellings key={`${due.planTitle} ${due.name} ${due.period}`} due={due} />
        ))}
        {dues.length === 0 ? null : <p className="soft small">{words.onlyMissing}</p>}
      </Banner>
    </div>
  )
}

function DueTellings({ due: { planTitle, period, dueAt, units, people, unitsWithoutFocalPoint, tellings } }: { readonly due: Due }) {
  const all = useWords(remindersWords)
  const words = all.preview
  const named = new Set(tellings.flatMap(({ to }) => to))
  return (
    <section className="reminders-due">
      <p>
        <strong>{words.due(formatPeriod(period), formatInstant(dueAt))}</strong> · {words.units(String(units))}
        <span className="soft small"> · {planTitle}</span>
      </p>
      {tellings.length === 0 ? <p>{words.nothing}</p> : null}
      <ul className="plain-list">
        {tellings.map(({ at, moment, to }) => (
          <li key={at}>
            <span className="figures">{formatInstant(at)}</span>, {words.moments[moment]}:{' '}
            {to.map((one) => words.people(String(people[one]), all.recipients[one])).join(', ')}
          </li>
        ))}
      </ul>
      {unitsWithoutFocalPoint.length > 0 && named.has('focalPoint') ? (
        <p className="reminders-without">{words.without(unitsWithoutFocalPoint.join(', '))}</p>
      ) : null}
      {(['head', 'synthesis'] as const)
        .filter((one) => named.has(one) && people[one] === 0)
        .map((one) => (
          <p key={one} className="reminders-without">
            {words.nobodyThere(all.recipients[one])}
          </p>
        ))}
    </section>
  )
}
