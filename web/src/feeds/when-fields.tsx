import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import type { FieldsProps } from './feed-draft.ts'

/** When the source is asked, and after how long without news it is silent. */
export function WhenFields({ draft, onChange, errorAt }: FieldsProps) {
  const words = useWords(feedsWords).form
  return (
    <section className="feed-part" aria-labelledby="feed-when">
      <h2 id="feed-when">{words.when}</h2>
      <div className="feed-fields">
        {draft.kind === 'push' ? null : (
          <Select
            label={words.rhythm}
            options={[
              { value: 'daily', label: words.daily },
              { value: 'hours', label: words.hours },
            ]}
            value={draft.rhythm}
            onChange={(rhythm) => onChange({ rhythm })}
          />
        )}
        {draft.kind !== 'push' && draft.rhythm === 'daily' ? (
          <TextField
            type="time"
            label={words.dailyAt}
            value={draft.dailyAt}
            onChange={(dailyAt) => onChange({ dailyAt })}
            {...errorAt('dailyAt')}
          />
        ) : null}
        {draft.kind !== 'push' && draft.rhythm === 'hours' ? (
          <TextField
            inputMode="numeric"
            label={words.everyHours}
            value={draft.everyHours}
            onChange={(everyHours) => onChange({ everyHours })}
            {...errorAt('everyHours')}
          />
        ) : null}
        <TextField
          inputMode="numeric"
          label={words.freshness}
          hint={words.freshnessHint}
          value={draft.freshnessHours}
          onChange={(freshnessHours) => onChange({ freshnessHours })}
          {...errorAt('freshnessHours')}
        />
      </div>
    </section>
  )
}
