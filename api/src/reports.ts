import { z } from 'zod'
import {
  attainmentSchema,
  checksSchema,
  daySchema,
  evidenceSchema,
  headingSchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  periodSchema,
  quantitySchema,
  rollUpSchema,
  targetSchema,
  unitRefSchema,
} from './common.ts'
import { reportLockSchema } from './locks.ts'
import { windowSchema } from './regimes.ts'
import { longestWords } from '@haidang/domain/indicators/words'

export const reportStateSchema = z.enum(['open', 'submitted', 'returned', 'approved', 'passedOn'])
export const punctualitySchema = z.enum(['onTime', 'late', 'due', 'overdue'])
export const reportActionsSchema = z.object({
  edit: z.boolean(),
  submit: z.boolean(),
  return: z.boolean(),
  approve: z.boolean(),
  correct: z.boolean(),
})

/** A line of GET /api/reports?period=2024-05 (all units for those who may see them, else one's own). */
export const reportSummarySchema = z.object({
  id: idSchema,
  unit: unitRefSchema,
  period: periodSchema,
  state: reportStateSchema,
  version: z.number().int(),
  dueAt: instantSchema,
  nominalDue: daySchema,
  movedBecause: z.string().nullable(),
  firstSubmittedAt: instantSchema.nullable(),
  submittedAt: instantSchema.nullable(),
  approvedAt: instantSchema.nullable(),
  punctuality: punctualitySchema,
  entered: z.number().int(),
  expected: z.number().int(),
  returnReason: z.string().nullable(),
  planId: idSchema,
  planTitle: z.string(),
  /** What a report outside the repeating regimes was asked for as. */
  roundName: z.string().nullable(),
  /** Of the newest later due that was asked for. */
  extension: z.enum(['asked', 'granted', 'refused']).nullable(),
  /** Where the due stood before it was first extended. */
  extendedFrom: instantSchema.nullable(),
  /** Whether its period is locked for its unit; `excepted` where an exception lets it in. */
  lock: z.enum(['locked', 'excepted']).nullable(),
})
export type ReportSummary = z.infer<typeof reportSummarySchema>
export const reportListSchema = z.object({
  period: periodSchema,
  periods: z.array(periodSchema),
  reports: z.array(reportSummarySchema),
  counts: z.object({
    expected: z.number(),
    submitted: z.number(),
    onTime: z.number(),
    late: z.number(),
    returned: z.number(),
    approved: z.number(),
    missing: z.number(),
  }),
})

/** GET /api/my-reports: every report of the viewer's own unit, oldest first; `period` is the one at hand. */
export const myReportsSchema = z.object({ period: periodSchema, reports: z.array(reportSummarySchema) })
export type MyReports = z.infer<typeof myReportsSchema>

/** What is answered in words to an indicator of the kind `text`, which has no figures; left out where nothing is answered. */
export const wordsSchema = z.string().min(1).max(longestWords).optional()
/** As it is typed: kept in one Unicode form (NFC) and without blanks around it, of which it may have more than is kept. */
const typedWordsSchema = z
  .string()
  .max(4 * longestWords)
  .nullish()

export const entrySchema = z.object({
  indicatorId: idSchema,
  numerator: quantitySchema,
  denominator: quantitySchema,
  words: wordsSchema,
  note: z.string(),
  revision: z.number().int(),
  updatedAt: instantSchema.nullable(),
  updatedBy: z.string().nullable(),
})
export type Entry = z.infer<typeof entrySchema>
/** GET /api/reports/:id: the unit's month, everything that the page needs. */
const sourceInImport = z.object({ planImportId: idSchema.nullable(), start: z.number().int(), end: z.number().int() }).nullable()

/** What a feed says of an indicator of this unit and month: by which run, since when. */
export const feedFigureSchema = z.object({
  runId: idSchema,
  system: z.string(),
  at: instantSchema,
  numerator: quantitySchema,
  denominator: quantitySchema,
})
export type FeedFigure = z.infer<typeof feedFigureSchema>

/** A later due that a unit asked for; `answer` null while nobody has answered. */
export const extensionSchema = z.object({
  id: idSchema,
  wantedDay: daySchema,
  reason: z.string(),
  askedAt: instantSchema,
  askedBy: z.string(),
  answer: z.enum(['granted', 'refused']).nullable(),
  answerReason: z.string().nullable(),
  answeredAt: instantSchema.nullable(),
  answeredBy: z.string().nullable(),
  dueBefore: instantSchema.nullable(),
  dueAfter: instantSchema.nullable(),
})
const explainedSchema = z.object({ indicatorId: idSchema, code: z.string().max(40), reason: z.string().min(1).max(500) })

export const reportSchema = reportSummarySchema.extend({
  extensions: z.object({ asked: z.array(extensionSchema), can: z.object({ ask: z.boolean(), answer: z.boolean() }) }),
  /** Null where its period is open to everybody. */
  periodLock: reportLockSchema.nullable(),
  /** Half open; null where no days were said that the report covers. */
  window: windowSchema.nullable(),
  closingTime: z.string(),
  /** The plan's own words about the window, beside our reading. */
  quote: z.string(),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  correctionReason: z.string().nullable(),
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      pillar: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      rollUp: rollUpSchema,
      numeratorLabel: z.string().nullable(),
      denominatorLabel: z.string().nullable(),
      unitOfMeasure: z.string(),
      digits: z.number().int(),
      target: targetSchema,
      cityTarget: targetSchema,
      clause: z.string(),
      checks: checksSchema.nullable(),
      source: sourceInImport,
      entry: entrySchema,
      /** The figure of the period before, of this unit. */
      previous: z
        .object({
          period: periodSchema,
          numerator: quantitySchema,
          denominator: quantitySchema,
          result: quantitySchema,
          words: wordsSchema,
          /** For how many periods in a row it had said just that. */
          sameFor: z.number().int(),
        })
        .nullable(),
      /** Up to 12 periods, oldest first; result null where nothing was reported. */
      trend: z.array(z.object({ period: periodSchema, result: quantitySchema, words: wordsSchema })),
      returnedReason: z.string().nullable(),
      /** What other systems say of it, the newest first: beside the entry, never in it. */
      feeds: z.array(feedFigureSchema),
      /** The revision of the entry that was taken over from one of them. */
      taken: z.object({ revision: z.number().int(), system: z.string(), at: instantSchema }).nullable(),
    }),
  ),
  narratives: z.array(
    z.object({ heading: headingSchema, text: z.string(), revision: z.number().int(), updatedAt: instantSchema.nullable() }),
  ),
  evidence: z.array(evidenceSchema),
  tasks: z.array(z.lazy(() => taskLineSchema)),
  events: z.array(
    z.object({
      kind: z.enum(['submitted', 'returned', 'approved', 'correctionOpened']),
      version: z.number().int(),
      at: instantSchema,
      by: z.string(),
      reason: z.string().nullable(),
      cells: z.array(z.object({ indicatorId: idSchema, reason: z.string() })).nullable(),
      /** Of a submission: why figures stand as they do though a check asked. */
      explained: z.array(explainedSchema).nullable(),
    }),
  ),
  versions: z.array(
    z.object({
      version: z.number().int(),
      approvedAt: instantSchema,
      approvedBy: z.string(),
      reason: z.string().nullable(),
      sha256: z.string(),
    }),
  ),
  can: reportActionsSchema,
})
export type Report = z.infer<typeof reportSchema>

/** PUT /api/reports/:id/entries: one or many cells in one transaction (typing sends one, a paste sends a block). Repeatable by changeKey.
 *  A cell whose baseRevision is old is not written; 409 `changedMeanwhile` with current = the entries that differ, and nothing of the block is written. */
export const putEntriesSchema = z.object({
  changeKey: idSchema,
  entries: z
    .array(
      z.object({
        indicatorId: idSchema,
        numerator: quantitySchema,
        denominator: quantitySchema,
        words: typedWordsSchema,
        note: z.string().max(2000),
        baseRevision: z.number().int().min(0),
      }),
    )
    .min(1)
    .max(500),
})
/** POST /api/reports/:id/extensions: before the day on which it is due; 422 with the reason where it cannot be asked. */
export const askExtensionSchema = z.object({ wantedDay: daySchema, reason: z.string().max(2000) })
export type AskExtension = z.infer<typeof askExtensionSchema>
/** POST /api/reports/:id/extensions/:extensionId: a day, at the hour of the due; null refuses, with a reason. */
export const answerExtensionSchema = z.object({ grantedDay: daySchema.nullable(), reason: z.string().max(2000) })
export type AnswerExtension = z.infer<typeof answerExtensionSchema>
/** POST /api/reports/:id/dropped: what was typed and given up for what somebody else had put there; kept in the log beside that, and nothing else is. */
export const dropTypedSchema = z.object({
  indicatorId: idSchema,
  /** As it was typed, also where that is no number. */
  typed: z.object({
    numerator: z.string().max(200),
    denominator: z.string().max(200),
    words: typedWordsSchema,
    note: z.string().max(2000),
  }),
  /** The revision that was preferred. */
  revision: z.number().int().min(0),
})
export type DropTyped = z.infer<typeof dropTypedSchema>
/** GET /api/reports/:id/indicators/:indicatorId/history: what was typed into a cell, given up for it, or taken from a feed, the newest first. */
const cellValueSchema = z.object({
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  words: z.string().optional(),
  note: z.string(),
})
export const cellHistorySchema = z.object({
  changes: z.array(
    z.object({
      at: instantSchema,
      by: z.string(),
      kind: z.enum(['saved', 'givenUp', 'takenFromFeed']),
      /** What stood there; of what was given up, what was preferred to it. */
      before: cellValueSchema.nullable(),
      /** What was put there, or given up as it was typed. */
      after: cellValueSchema.nullable(),
    }),
  ),
})
export type CellHistory = z.infer<typeof cellHistorySchema>
/** POST /api/reports/:id/feed-figures: takes figures of feeds over into the entries, as a person's act; 422 `feedSaidOtherwise` where a run's figure no longer stands. */
export const takeFeedFiguresSchema = z.object({
  changeKey: idSchema,
  cells: z
    .array(z.object({ indicatorId: idSchema, runId: idSchema, baseRevision: z.number().int().min(0) }))
    .min(1)
    .max(500),
})
export type TakeFeedFigures = z.infer<typeof takeFeedFiguresSchema>
export const entriesSavedSchema = z.object({ entries: z.array(entrySchema), savedAt: instantSchema })
export type PutEntries = z.infer<typeof putEntriesSchema>
export type EntriesSaved = z.infer<typeof entriesSavedSchema>
/** PUT /api/reports/:id/narratives/:heading */
export const putNarrativeSchema = z.object({ changeKey: idSchema, baseRevision: z.number().int().min(0), text: z.string().max(20000) })
/** Also the `current` of a 409: who wrote what stands there, and when. */
export const narrativeSavedSchema = z.object({
  heading: headingSchema,
  text: z.string(),
  revision: z.number().int(),
  savedAt: instantSchema,
  savedBy: z.string().nullable(),
})
/** POST /api/reports/:id/submit: every indicator without a figure needs a reason here or a note on its row; else 422 `refused`/`incomplete`, help.indicatorIds. What a check asks a reason for
 *  needs one too; else `unexplained`, help.findings. */
export const submitReportSchema = z.object({
  missing: z.array(z.object({ indicatorId: idSchema, reason: z.string().min(1).max(500) })).max(500),
  explained: z.array(explainedSchema).max(500).optional(),
})
/** POST /api/reports/:id/return */
export const returnReportSchema = z.object({
  reason: z.string().max(2000),
  cells: z.array(z.object({ indicatorId: idSchema, reason: z.string().min(1).max(1000) })).max(500),
})
/** POST /api/reports/:id/approve */
export const approveReportSchema = z.object({})
/** POST /api/reports/:id/correct: opens version n+1 after approval, reason required. */
export const correctReportSchema = z.object({ reason: z.string().max(2000) })
/** GET /api/reports/:id/versions/:version: the frozen snapshot. */
export const snapshotSchema = z.object({
  reportId: idSchema,
  unit: z.string(),
  period: periodSchema,
  version: z.number().int(),
  approvedAt: instantSchema,
  approvedBy: z.string(),
  reason: z.string().nullable(),
  sha256: z.string(),
  figures: z.array(
    z.object({
      indicatorId: idSchema,
      code: z.string(),
      name: z.string(),
      numerator: quantitySchema,
      denominator: quantitySchema,
      result: quantitySchema,
      words: wordsSchema,
      attainment: attainmentSchema,
      note: z.string(),
      /** The feed that it was taken over from, and when that had said it. */
      feed: z.object({ system: z.string(), at: instantSchema, runId: idSchema }).optional(),
      /** What a check had asked, and what the unit said. */
      explained: z.array(explainedSchema.omit({ indicatorId: true })).optional(),
    }),
  ),
  narratives: z.array(z.object({ heading: headingSchema, text: z.string() })),
  evidence: z.array(z.object({ fileName: z.string(), sha256: z.string(), indicatorId: idSchema.nullable() })),
})
/** POST /api/reports/:id/evidence?indicatorId= (multipart, field `file`) → evidenceSchema; DELETE /api/reports/:id/evidence/:evidenceId; GET /api/evidence/:id/file. */

export type PutNarrative = z.infer<typeof putNarrativeSchema>
export type NarrativeSaved = z.infer<typeof narrativeSavedSchema>
export type SubmitReport = z.infer<typeof submitReportSchema>
export type ReturnReport = z.infer<typeof returnReportSchema>
export type ReportList = z.infer<typeof reportListSchema>
export type Snapshot = z.infer<typeof snapshotSchema>

export const timelinessSchema = z.enum(['doneOnTime', 'doneLate', 'openWithinDeadline', 'openOverdue'])
/** A unit's duty: one line per task and lead unit. GET /api/tasks?unitId=&timeliness=&planId= → taskListSchema. */
export const taskLineSchema = z.object({
  taskId: idSchema,
  unit: unitRefSchema,
  part: z.enum(['lead', 'cooperating']),
  text: z.string(),
  section: z.string(),
  leadText: z.string(),
  cooperatingText: z.string(),
  deadlineText: z.string(),
  deadlineAt: instantSchema.nullable(),
  precision: z.string().nullable(),
  state: z.enum(['assigned', 'inProgress', 'done']),
  doneAt: instantSchema.nullable(),
  note: z.string(),
  /** Who said last how far it is, and when; nobody when it was just assigned. */
  updatedAt: instantSchema.nullable(),
  updatedBy: z.string().nullable(),
  revision: z.number().int(),
  timeliness: timelinessSchema,
  evidence: z.array(evidenceSchema),
  notes: z.array(z.object({ at: instantSchema, by: z.string(), state: z.string(), note: z.string() })),
  can: z.object({ update: z.boolean() }),
})
export type TaskLine = z.infer<typeof taskLineSchema>
export const taskCountsSchema = z.object({
  doneOnTime: z.number(),
  doneLate: z.number(),
  openWithinDeadline: z.number(),
  openOverdue: z.number(),
  dueCompletionRate: quantitySchema,
})
export const taskListSchema = z.object({
  tasks: z.array(taskLineSchema),
  counts: taskCountsSchema,
  unassigned: z.array(z.object({ taskId: idSchema, text: z.string(), section: z.string(), deadlineText: z.string() })),
})
/** PUT /api/tasks/:taskId/units/:unitId: 409 when baseRevision is old, `current` the line as it stands. POST /api/tasks/:taskId/units/:unitId/evidence
 *  (multipart); DELETE /api/tasks/:taskId/units/:unitId/evidence/:evidenceId. */
export const putTaskSchema = z.object({
  changeKey: idSchema,
  baseRevision: z.number().int().min(1),
  state: z.enum(['assigned', 'inProgress', 'done']),
  note: z.string().max(4000),
})
export type PutTask = z.infer<typeof putTaskSchema>
export type TaskList = z.infer<typeof taskListSchema>

/** GET /api/my-work: one list, what came back first, then late, what needs a leader, due, to review. */
export const myWorkSchema = z.object({
  now: instantSchema,
  items: z.array(
    z.object({
      key: z.string(),
      kind: z.enum([
        'reportReturned',
        'correctionOpen',
        'reportOverdue',
        'taskOverdue',
        'consolidationOverdue',
        'unitsSilent',
        'cityTasksOverdue',
        'indicatorsNotReached',
        'reportDue',
        'taskDue',
        'consolidationDue',
        'extensionsAsked',
        'reportsToReview',
        'draftToReview',
      ]),
      /** As a Vietnamese page says it; a page that speaks another language says `period` itself. */
      title: z.string(),
      period: periodSchema.optional(),
      /** What a report outside the repeating regimes was asked for as. */
      roundName: z.string().optional(),
      /** Whose report it is, where the viewer's unit has taken over from that one. */
      unit: z.string().optional(),
      at: instantSchema.nullable(),
      href: z.string(),
      detail: z.string(),
      count: z.number().int().optional(),
      /** What became of a later due that was asked for. */
      note: z.enum(['locked', 'extensionAsked', 'extended', 'extensionRefused']).optional(),
    }),
  ),
})
export type MyWork = z.infer<typeof myWorkSchema>
