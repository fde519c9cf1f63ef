import type { Report } from '@haidang/api/reports'
import { useNow } from '../app/clock.ts'
import { timeAgo } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import type { Outbox, OutboxState } from '../app/outbox.ts'

type NarrativesProps = {
  readonly narratives: Report['narratives']
  readonly isEditable: boolean
  readonly outbox: Outbox<string>
  readonly state: OutboxState<string>
}

/** The outline of the report, saved as one types. */
export function Narratives({ narratives, isEditable, outbox, state }: NarrativesProps) {
  const words = useWords(reportsWords)
  const now = useNow()
  return (
    <div className="narratives">
      {narratives.map(({ heading, text, revision }) => {
        const pending = state.items.get(heading)
        const title = words.narrative[heading]
        if (!isEditable)
          return (
            <section key={heading}>
              <h3>{title}</h3>
              {text === '' ? <p className="soft">{words.narrative.empty}</p> : <p className="narrative-text">{text}</p>}
            </section>
          )
        return (
          <div key={heading} className="narrative">
            <TextArea
              label={title}
              hint={words.narrative.hints[heading]}
              rows={6}
              maxLength={20_000}
              value={pending?.value ?? text}
              onChange={(next) => outbox.put(heading, next, { value: text, revision })}
            />
            {pending?.theirs ? (
              <Banner
                tone="warn"
                title={words.narrative.changed(
                  pending.theirs.by ?? words.conflict.someone,
                  pending.theirs.at === null ? '' : timeAgo(pending.theirs.at, now),
                )}
              >
                <p className="soft">{words.narrative.theirs}:</p>
                <p className="narrative-text">{pending.theirs.value || words.conflict.empty}</p>
                <div className="row">
                  <Button small onClick={() => outbox.resolve(heading, 'mine')}>
                    {words.conflict.keepMine}
                  </Button>
                  <Button small onClick={() => outbox.resolve(heading, 'theirs')}>
                    {words.conflict.keepTheirs}
                  </Button>
                </div>
              </Banner>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}
