import type { CreateFeed, Feed, FeedKind, FeedMapping, FeedPreview, FeedReading, FeedSource } from '@haidang/api/feeds'

/** A feed as it is typed: every kind's fields stand side by side, so that trying another kind loses nothing. */
export type FeedDraft = {
  readonly name: string
  readonly system: string
  readonly kind: FeedKind
  readonly url: string
  readonly header: string
  readonly path: string
  readonly host: string
  readonly port: string
  readonly user: string
  readonly hostKey: string
  /** Empty where the one that is kept stays. */
  readonly secret: string
  readonly format: FeedReading['format']
  readonly recordsAt: string
  readonly unitField: string
  readonly periodField: string
  readonly isLong: boolean
  readonly seriesField: string
  readonly valueField: string
  readonly numbers: FeedReading['layout']['numbers']
  readonly month: FeedReading['month']
  readonly series: readonly { readonly indicatorId: string; readonly numerator: string; readonly denominator: string }[]
  readonly unitsBy: FeedMapping['units']['by']
  readonly listed: FeedMapping['units']['listed']
  readonly rhythm: 'hours' | 'daily'
  readonly everyHours: string
  readonly dailyAt: string
  readonly freshnessHours: string
}

export const emptyDraft: FeedDraft = {
  name: '',
  system: '',
  kind: 'http',
  url: '',
  header: '',
  path: '',
  host: '',
  port: '22',
  user: '',
  hostKey: '',
  secret: '',
  format: 'json',
  recordsAt: '',
  unitField: '',
  periodField: '',
  isLong: false,
  seriesField: '',
  valueField: '',
  numbers: 'machine',
  month: 'this',
  series: [],
  unitsBy: 'code',
  listed: [],
  rhythm: 'daily',
  everyHours: '6',
  dailyAt: '06:00',
  freshnessHours: '48',
}

/** What stands, to be changed; a secret never comes back. */
export function draftOf({ settings }: Pick<Feed, 'settings'>): FeedDraft {
  const { source, reading, mapping, schedule } = settings
  const { layout } = reading
  return {
    ...emptyDraft,
    name: settings.name,
    system: settings.system,
    ...fieldsOf(source),
    format: reading.format,
    recordsAt: reading.recordsAt,
    unitField: layout.unit,
    periodField: layout.period ?? '',
    isLong: layout.long !== null,
    seriesField: layout.long?.series ?? '',
    valueField: layout.long?.value ?? '',
    numbers: layout.numbers,
    month: reading.month,
    series: mapping.series.map(({ denominator, ...one }) => ({ ...one, denominator: denominator ?? '' })),
    unitsBy: mapping.units.by,
    listed: mapping.units.listed,
    ...(schedule === null
      ? {}
      : 'everyHours' in schedule
        ? { rhythm: 'hours', everyHours: String(schedule.everyHours) }
        : { rhythm: 'daily', dailyAt: schedule.dailyAt }),
    freshnessHours: String(settings.freshnessHours),
  }
}

function fieldsOf(source: FeedSource): Partial<FeedDraft> {
  if (source.kind === 'http') return { kind: 'http', url: source.url, header: source.header ?? '' }
  return source.kind === 'sftp' ? { ...source, port: String(source.port) } : source
}

/** What is sent of a draft. */
export function settingsOf(draft: FeedDraft): CreateFeed {
  const { layout, ...reading } = readingOf(draft)
  return {
    name: draft.name.trim(),
    system: draft.system.trim(),
    source: sourceOf(draft),
    reading: { ...reading, layout },
    mapping: {
      series: draft.series.map(({ indicatorId, numerator, denominator }) => ({
        indicatorId,
        numerator: numerator.trim(),
        denominator: textOrNull(denominator),
      })),
      units: { by: draft.unitsBy, listed: [...draft.listed] },
    },
    schedule:
      draft.kind === 'push' ? null : draft.rhythm === 'hours' ? { everyHours: Number(draft.everyHours) } : { dailyAt: draft.dailyAt },
    freshnessHours: Number(draft.freshnessHours),
    ...(draft.secret === '' || !takesSecret(draft) ? {} : { secret: draft.secret }),
  }
}

function sourceOf(draft: FeedDraft): FeedSource {
  const { kind } = draft
  if (kind === 'http') return { kind, url: draft.url.trim(), header: textOrNull(draft.header) }
  if (kind === 'folder') return { kind, path: draft.path.trim() }
  if (kind === 'push') return { kind }
  return {
    kind,
    host: draft.host.trim(),
    port: Number(draft.port),
    user: draft.user.trim(),
    path: draft.path.trim(),
    hostKey: draft.hostKey.trim(),
  }
}

const readingOf = (draft: FeedDraft): FeedReading => ({
  format: draft.format,
  recordsAt: draft.format === 'json' ? draft.recordsAt.trim() : '',
  layout: {
    unit: draft.unitField.trim(),
    period: textOrNull(draft.periodField),
    long: draft.isLong ? { series: draft.seriesField.trim(), value: draft.valueField.trim() } : null,
    numbers: draft.numbers,
  },
  month: draft.month,
})

const takesSecret = ({ kind, header }: FeedDraft): boolean => kind === 'sftp' || (kind === 'http' && header.trim() !== '')

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export type Place =
  | 'name'
  | 'system'
  | 'url'
  | 'header'
  | 'path'
  | 'host'
  | 'port'
  | 'user'
  | 'hostKey'
  | 'secret'
  | 'unitField'
  | 'seriesField'
  | 'valueField'
  | 'series'
  | 'listed'
  | 'everyHours'
  | 'dailyAt'
  | 'freshnessHours'

/** The fields that still cannot be sent, from the top of the form down. */
export function faultsOf(draft: FeedDraft, hasSecret: boolean): readonly Place[] {
  const { kind, isLong } = draft
  const isPulled = kind !== 'push'
  const isGiven = (text: string): boolean => text.trim() !== ''
  const checks: readonly (readonly [Place, boolean])[] = [
    ['name', draft.name.trim().length >= 2],
    ['system', draft.system.trim().length >= 2],
    ['url', kind !== 'http' || isAddress(draft.url)],
    ['header', kind !== 'http' || /^[\w-]{0,60}$/u.test(draft.header.trim())],
    ['host', kind !== 'sftp' || isGiven(draft.host)],
    ['port', kind !== 'sftp' || isBetween(draft.port, 1, 65_535)],
    ['user', kind !== 'sftp' || isGiven(draft.user)],
    ['hostKey', kind !== 'sftp' || /^SHA256:[A-Za-z0-9+/]{43}$/u.test(draft.hostKey.trim())],
    ['path', (kind !== 'sftp' && kind !== 'folder') || isGiven(draft.path)],
    ['secret', !takesSecret(draft) || hasSecret || draft.secret !== ''],
    ['unitField', isGiven(draft.unitField)],
    ['seriesField', !isLong || isGiven(draft.seriesField)],
    ['valueField', !isLong || isGiven(draft.valueField)],
    ['series', draft.series.every(({ numerator }) => isGiven(numerator))],
    ['listed', draft.listed.every(({ code, unitId }) => isGiven(code) && unitId !== '')],
    ['everyHours', !isPulled || draft.rhythm === 'daily' || isBetween(draft.everyHours, 1, 720)],
    ['dailyAt', !isPulled || draft.rhythm === 'hours' || /^([01]\d|2[0-3]):[0-5]\d$/u.test(draft.dailyAt)],
    ['freshnessHours', isBetween(draft.freshnessHours, 1, 8784)],
  ]
  return checks.flatMap(([place, isFine]) => (isFine ? [] : [place]))
}

const isBetween = (text: string, least: number, most: number): boolean =>
  /^\d{1,6}$/u.test(text) && Number(text) >= least && Number(text) <= most

function isAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/u.test(new URL(text.trim()).protocol)
}

/** What cannot be said before one has seen a sample. */
const untilSeen = new Set<Place>([
  'name',
  'system',
  'unitField',
  'seriesField',
  'valueField',
  'series',
  'listed',
  'everyHours',
  'dailyAt',
  'freshnessHours',
])

/** What keeps the source from being asked for a sample; a sample that is pasted needs nothing of the source. */
export const faultsBeforeSample = (draft: FeedDraft, hasSecret: boolean): readonly Place[] =>
  faultsOf(draft, hasSecret).filter((place) => !untilSeen.has(place))

/** A name that no field has: what is not said yet. */
const unsaid = '?'

/** A draft to look through, where not everything is said yet. */
export function settingsToPreview(draft: FeedDraft, isPasted: boolean): CreateFeed {
  const orUnsaid = (text: string): string => (text.trim() === '' ? unsaid : text)
  const settings = settingsOf({
    ...draft,
    name: draft.name.trim().length < 2 ? unsaid.repeat(2) : draft.name,
    system: draft.system.trim().length < 2 ? unsaid.repeat(2) : draft.system,
    unitField: orUnsaid(draft.unitField),
    seriesField: orUnsaid(draft.seriesField),
    valueField: orUnsaid(draft.valueField),
    series: draft.series.filter(({ numerator }) => numerator.trim() !== ''),
    listed: draft.listed.filter(({ code, unitId }) => code.trim() !== '' && unitId !== ''),
  })
  const { schedule: _schedule, freshnessHours: _hours, ...asked } = settings
  return {
    ...asked,
    ...(isPasted ? { source: { kind: 'push' } } : {}),
    schedule: isPasted || draft.kind === 'push' ? null : { everyHours: 24 },
    freshnessHours: 24,
  }
}

/** Whether a preview only lacks what has not been said yet. */
export const isOnlyUnsaid = ({ failure }: Pick<FeedPreview, 'failure'>): boolean =>
  failure?.failure === 'fieldMissing' && failure.text === unsaid

/** What fields of the form say to each other. */
export type FieldsProps = {
  readonly draft: FeedDraft
  readonly onChange: (part: Partial<FeedDraft>) => void
  /** The sentence at a field that cannot be sent, once somebody has tried. */
  readonly errorAt: (place: Place) => { readonly error?: string }
}
