import { z } from 'zod'
import { idSchema, indicatorKindSchema, instantSchema, periodSchema, quantitySchema } from './common.ts'

/** A name of a field or series of another system; it is theirs, so nearly anything goes. */
const theirName = z.string().trim().min(1).max(200)
/** Below the feed's folder, or on the other machine; a * in the last part stands for any letters. */
const pathSchema = z.string().trim().min(1).max(500)

/** Where a delivery comes from. Secrets (a header's value, a password, a key) are sent beside it and never sent back. */
export const feedSourceSchema = z.discriminatedUnion('kind', [
  /** {year}, {month} and {period} in the address stand for the month that is asked for. */
  z.object({
    kind: z.literal('http'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    header: z
      .string()
      .regex(/^[\w-]{1,60}$/)
      .nullable(),
  }),
  z.object({ kind: z.literal('folder'), path: pathSchema }),
  z.object({
    kind: z.literal('sftp'),
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    user: z.string().trim().min(1).max(100),
    path: pathSchema,
    /** The fingerprint as ssh prints it, "SHA256:…": another machine under this name is refused. */
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
  }),
  z.object({ kind: z.literal('push') }),
])
export type FeedSource = z.infer<typeof feedSourceSchema>
export type FeedKind = FeedSource['kind']

export const feedReadingSchema = z.object({
  format: z.enum(['json', 'csv']),
  /** Of a JSON where its list stands: "data.items"; empty where the whole is the list. */
  recordsAt: z.string().trim().max(200),
  layout: z.object({
    unit: theirName,
    period: theirName.nullable(),
    long: z.object({ series: theirName, value: theirName }).nullable(),
    numbers: z.enum(['machine', 'vietnamese']),
  }),
  /** The month that is asked for, and that values are of where no field says one: that of the day, or the one before. */
  month: z.enum(['this', 'last']),
})
export type FeedReading = z.infer<typeof feedReadingSchema>

export const feedMappingSchema = z.object({
  series: z
    .array(z.object({ indicatorId: idSchema, numerator: theirName, denominator: theirName.nullable() }))
    .max(500)
    .refine((series) => new Set(series.map(({ indicatorId }) => indicatorId)).size === series.length, 'an indicator stands twice'),
  units: z.object({
    by: z.enum(['code', 'identifier', 'name', 'listed']),
    listed: z.array(z.object({ code: theirName, unitId: idSchema })).max(2000),
  }),
})
export type FeedMapping = z.infer<typeof feedMappingSchema>

export const feedScheduleSchema = z.union([
  z.object({ everyHours: z.number().int().min(1).max(720) }),
  z.object({ dailyAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
])

/** What an administrator says of a feed. */
export const feedSettingsSchema = z.object({
  name: z.string().trim().min(2).max(120),
  /** The system that it comes from, as reports name it: "Cổng dịch vụ công của tỉnh". */
  system: z.string().trim().min(2).max(120),
  source: feedSourceSchema,
  reading: feedReadingSchema,
  mapping: feedMappingSchema,
  /** null for what is sent to us. */
  schedule: feedScheduleSchema.nullable(),
  /** Nothing new for longer than this is silence. */
  freshnessHours: z.number().int().min(1).max(8784),
})
export type FeedSettings = z.infer<typeof feedSettingsSchema>

const secretSchema = z.string().max(20_000)
/** POST /api/feeds; a feed that is sent to us gets its token by POST /api/feeds/:id/token. */
export const createFeedSchema = feedSettingsSchema.extend({ secret: secretSchema.optional() })
export type CreateFeed = z.infer<typeof createFeedSchema>
/** PUT /api/feeds/:id: without `secret` the one that is kept stays, an empty one takes it away; for another machine it is given anew. */
export const changeFeedSchema = createFeedSchema.extend({ revision: z.number().int() })
export type ChangeFeed = z.infer<typeof changeFeedSchema>
/** PUT /api/feeds/:id/state */
export const feedStateSchema = z.object({ state: z.enum(['active', 'paused']) })
/** POST /api/feeds/:id/token: shown this once; the one before no longer works. */
export const feedTokenSchema = z.object({ token: z.string() })

/** Why nothing came of a run. `text` names what it is about: a status, an address, a field, a fingerprint. */
export const feedFailureSchema = z.object({
  failure: z.enum([
    'unreachable',
    'tooSlow',
    'tooLarge',
    'badAnswer',
    'addressRefused',
    'redirectRefused',
    'certificateRefused',
    'fileNotFound',
    'outsideFolder',
    'hostKeyDiffers',
    'signInRefused',
    'secretUnreadable',
    'notText',
    'notJson',
    'notAList',
    'noRecords',
    'tooManyRecords',
    'unclosedQuotation',
    'fieldMissing',
    'nothingMatched',
  ]),
  text: z.string(),
})
export type FeedFailure = z.infer<typeof feedFailureSchema>

export const feedFindingSchema = z.object({
  finding: z.enum(['unitUnknown', 'unitAmbiguous', 'unitNotThen', 'notAPeriod', 'notANumber', 'negative', 'saidTwice', 'seriesMissing']),
  text: z.string(),
  line: z.number().int().nullable(),
  count: z.number().int(),
})
export type FeedFinding = z.infer<typeof feedFindingSchema>

/** `taken`: all of it is here; `partly`: what could not be used is named; `unchanged`: it says what is here already; `failed`: nothing came. */
export const feedOutcomeSchema = z.enum(['taken', 'partly', 'unchanged', 'failed'])
export const feedRunSchema = z.object({
  id: idSchema,
  cause: z.enum(['schedule', 'person', 'command', 'push']),
  by: z.string().nullable(),
  startedAt: instantSchema,
  endedAt: instantSchema,
  fileName: z.string().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  outcome: feedOutcomeSchema,
  failure: feedFailureSchema.nullable(),
  /** Values that came, figures of ours that they make, and how many of these are other than before. */
  values: z.number().int(),
  figures: z.number().int(),
  changed: z.number().int(),
  findings: z.array(feedFindingSchema),
})
export type FeedRun = z.infer<typeof feedRunSchema>

/** `never`: nothing has come yet, and it is not yet late; `failing`: it was asked last and did not answer well; `silent`: nothing new for too long. */
export const feedConditionSchema = z.enum(['fresh', 'never', 'failing', 'silent', 'paused'])
export const feedHeadSchema = z.object({
  id: idSchema,
  name: z.string(),
  system: z.string(),
  kind: z.enum(['http', 'folder', 'sftp', 'push']),
  state: z.enum(['active', 'paused']),
  condition: feedConditionSchema,
  lastRun: feedRunSchema.nullable(),
  /** When something new came last. */
  newestAt: instantSchema.nullable(),
  nextRunAt: instantSchema.nullable(),
  silentFrom: instantSchema,
})
export type FeedHead = z.infer<typeof feedHeadSchema>

/** GET /api/feeds: the feeds, and the indicators that one can stand behind. */
export const feedsSchema = z.object({
  feeds: z.array(feedHeadSchema),
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      planTitle: z.string(),
      numeratorLabel: z.string().nullable(),
      denominatorLabel: z.string().nullable(),
    }),
  ),
  /** Where the files of a folder feed are laid, on the server's disk. */
  folder: z.string(),
})
export type Feeds = z.infer<typeof feedsSchema>

/** GET /api/feeds/:id: the feed with its runs, newest first, at most 100. */
export const feedSchema = feedHeadSchema.extend({
  settings: feedSettingsSchema,
  revision: z.number().int(),
  hasSecret: z.boolean(),
  hasToken: z.boolean(),
  runs: z.array(feedRunSchema),
})
export type Feed = z.infer<typeof feedSchema>

const deliveredSchema = z.object({ unit: z.string(), series: z.string(), period: z.string(), text: z.string() })
/** GET /api/feeds/:id/runs/:runId: a run with what came, as it came (at most the first 2000 values); GET …/file sends the bytes. */
export const feedRunPageSchema = feedRunSchema.extend({
  feed: z.object({ id: idSchema, name: z.string() }),
  unmapped: z.array(z.string()),
  delivered: z.array(deliveredSchema),
})
export type FeedRunPage = z.infer<typeof feedRunPageSchema>

/** POST /api/feeds/preview (administrator): how a sample would be read; without one, and unless it is a feed that is sent to us, the source is asked now. */
export const previewFeedSchema = createFeedSchema.extend({
  /** A feed that stands, whose secret is used where none is given. */
  feedId: idSchema.optional(),
  sample: z.string().max(300_000).optional(),
})
export type PreviewFeed = z.infer<typeof previewFeedSchema>
export const feedPreviewSchema = z.object({
  failure: feedFailureSchema.nullable(),
  period: periodSchema,
  fileName: z.string().nullable(),
  bytes: z.number().int().nullable(),
  records: z.number().int(),
  /** The fields that came and the first records, so that one can say what they mean. */
  fields: z.array(z.string()),
  units: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  series: z.array(z.string()),
  unmapped: z.array(z.string()),
  findings: z.array(feedFindingSchema),
  figures: z.number().int(),
  /** The first of them. */
  shown: z.array(
    z.object({
      unitId: idSchema,
      unit: z.string(),
      indicatorId: idSchema,
      period: periodSchema,
      numerator: quantitySchema,
      denominator: quantitySchema,
    }),
  ),
})
export type FeedPreview = z.infer<typeof feedPreviewSchema>

/**
 * POST /api/feeds/deliveries, with `Authorization: Bearer TOKEN` and `Idempotency-Key: …` (up to 200 letters), the data as body: the run that it
 * became. The same key again is answered with the same run and changes nothing; with other data it is refused.
 */
export const deliveryReceivedSchema = feedRunSchema.omit({ by: true, cause: true })
export type DeliveryReceived = z.infer<typeof deliveryReceivedSchema>
