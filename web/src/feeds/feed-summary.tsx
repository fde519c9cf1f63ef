import type { Feed, Feeds, FeedSource } from '@haidang/api/feeds'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'

/** What an administrator said of a feed, to be read; a key is never among it. */
export function FeedSummary({ feed: { settings }, feeds }: { readonly feed: Feed; readonly feeds: Feeds | undefined }) {
  const words = useWords(feedsWords)
  const { form } = words
  const { source, reading, mapping, schedule, freshnessHours } = settings
  const names = new Map(feeds?.indicators.map(({ id, code, name }) => [id, `${code} ${name}`]))
  const facts: readonly (readonly [string, string])[] = [
    [form.kind, words.kinds[source.kind]],
    ...(source.kind === 'push' ? [] : [[source.kind === 'http' ? form.url : form.path, placeOf(source)] as const]),
    ...(schedule === null
      ? []
      : [
          'everyHours' in schedule
            ? ([form.everyHours, form.hoursOf(String(schedule.everyHours))] as const)
            : ([form.daily, schedule.dailyAt] as const),
        ]),
    [form.freshness, form.hoursOf(String(freshnessHours))],
    [form.format, form.formats[reading.format]],
    [form.numbers, form.numbersOf[reading.layout.numbers]],
    [form.unitField, reading.layout.unit],
    ...(reading.layout.period === null ? [] : [[form.periodField, reading.layout.period] as const]),
    [form.unitsBy, form.unitsByOf[mapping.units.by]],
  ]
  return (
    <dl className="facts feed-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {mapping.series.length === 0 ? (
        <div>
          <dt>{form.indicator}</dt>
          <dd>{form.noIndicators}</dd>
        </div>
      ) : null}
      {mapping.series.map(({ indicatorId, numerator, denominator }) => (
        <div key={indicatorId}>
          <dt lang="vi">{names.get(indicatorId) ?? form.indicator}</dt>
          <dd>{denominator === null ? numerator : `${numerator} / ${denominator}`}</dd>
        </div>
      ))}
    </dl>
  )
}

function placeOf(source: FeedSource): string {
  if (source.kind === 'http') return source.url
  if (source.kind === 'sftp') return `${source.user}@${source.host}:${source.port} ${source.path}`
  return source.kind === 'folder' ? source.path : ''
}
