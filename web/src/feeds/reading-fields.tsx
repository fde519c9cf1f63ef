import type { FeedPreview } from '@haidang/api/feeds'
import { useId } from 'react'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import type { FeedDraft, Place, FieldsProps } from './feed-draft.ts'

/** How the data are written; the fields of a sample that was looked at are offered. */
export function ReadingFields({ draft, onChange, errorAt, seen }: FieldsProps & { readonly seen: FeedPreview | undefined }) {
  const words = useWords(feedsWords).form
  const id = useId()
  const field = (place: 'unitField' | 'periodField' | 'seriesField' | 'valueField') => ({
    list: id,
    value: draft[place],
    onChange: (next: string) => onChange({ [place]: next } satisfies Partial<FeedDraft>),
    autoComplete: 'off',
    ...(place === 'periodField' ? {} : errorAt(place satisfies Place)),
  })
  return (
    <section className="feed-part" aria-labelledby="feed-reading">
      <h2 id="feed-reading">{words.reading}</h2>
      <datalist id={id}>
        {seen?.fields.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      <div className="feed-fields">
        <Select
          label={words.format}
          options={(['json', 'csv'] as const).map((format) => ({ value: format, label: words.formats[format] }))}
          value={draft.format}
          onChange={(format) => onChange({ format })}
        />
        {draft.format === 'json' ? (
          <TextField
            label={words.recordsAt}
            hint={words.recordsAtHint}
            value={draft.recordsAt}
            onChange={(recordsAt) => onChange({ recordsAt })}
            autoComplete="off"
          />
        ) : null}
        <Select
          label={words.shape}
          options={[
            { value: 'wide', label: words.wide },
            { value: 'long', label: words.long },
          ]}
          value={draft.isLong ? 'long' : 'wide'}
          onChange={(shape) => onChange({ isLong: shape === 'long' })}
        />
        <TextField required label={words.unitField} {...field('unitField')} />
        <TextField label={words.periodField} hint={words.periodFieldHint} {...field('periodField')} />
        {draft.isLong ? <TextField required label={words.seriesField} {...field('seriesField')} /> : null}
        {draft.isLong ? <TextField required label={words.valueField} {...field('valueField')} /> : null}
        <Select
          label={words.numbers}
          options={(['machine', 'vietnamese'] as const).map((numbers) => ({ value: numbers, label: words.numbersOf[numbers] }))}
          value={draft.numbers}
          onChange={(numbers) => onChange({ numbers })}
        />
        <Select
          label={words.month}
          options={(['this', 'last'] as const).map((month) => ({ value: month, label: words.months[month] }))}
          value={draft.month}
          onChange={(month) => onChange({ month })}
        />
      </div>
    </section>
  )
}
