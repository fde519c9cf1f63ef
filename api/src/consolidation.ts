import { z } from 'zod'
import {
  attainmentSchema,
  evidenceSchema,
  headingSchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  lineagePolicySchema,
  passageSchema,
  periodSchema,
  quantitySchema,
  targetSchema,
  unitRefSchema,
} from './common.ts'
import { drawnLensSchema, holdingSchema } from './lenses.ts'
import { taskCountsSchema, wordsSchema } from './reports.ts'

export const letterheadSchema = z.object({
  superiorBody: z.string().nullable(),
  issuer: z.string(),
  place: z.string(),
  number: z.string().nullable(),
  symbol: z.string(),
  date: z.string().nullable(),
})
/** What the synthesis officer may edit before issue. */
export const consolidationEditsSchema = z.object({
  number: z.string().max(20).nullable(),
  date: z.iso.date().nullable(),
  title: z.string().min(5).max(500),
  summaries: z.object({ results: z.string().max(40000), shortcomings: z.string().max(40000), remedies: z.string().max(40000) }),
  signature: z.object({ authority: z.array(z.string().max(100)).max(3), role: z.string().max(100), name: z.string().max(100).nullable() }),
  recipients: z.array(z.string().max(200)).max(40),
  /** One basis each, as printed; left out (edits of an earlier version), the plan that is reported on. */
  legalBases: z.array(z.string().min(1).max(1000)).max(30).optional(),
})
export type ConsolidationEdits = z.infer<typeof consolidationEditsSchema>
/** The whole report as `@haidang/domain/consolidation/consolidated-report` has it. */
const attained = attainmentSchema
export const consolidatedReportSchema = z.object({
  letterhead: letterheadSchema,
  period: periodSchema,
  periodText: z.string(),
  windowText: z.string(),
  title: z.string(),
  legalBases: z.array(z.string()),
  units: z.array(z.object({ id: idSchema, name: z.string(), shortName: z.string(), group: z.enum(['department', 'agency', 'ward']) })),
  reported: z.object({ expected: z.number(), received: z.number(), onTime: z.number(), late: z.number(), approved: z.number() }),
  missingUnits: z.array(z.string()),
  lateUnits: z.array(z.string()),
  corrections: z.array(z.string()),
  indicators: z.array(
    z.object({
      indicatorId: idSchema,
      order: z.number(),
      pillar: z.string(),
      name: z.string(),
      unitOfMeasure: z.string(),
      digits: z.number(),
      kind: indicatorKindSchema,
      targetText: z.string(),
      target: quantitySchema,
      numeratorLabel: z.string().nullable(),
      denominatorLabel: z.string().nullable(),
      cityNumerator: quantitySchema,
      cityDenominator: quantitySchema,
      cityResult: quantitySchema,
      cityAttainment: attained,
      assignedUnits: z.number(),
      reportedUnits: z.number(),
      units: z.array(
        z.object({
          unitId: idSchema,
          numerator: quantitySchema,
          denominator: quantitySchema,
          result: quantitySchema,
          target: quantitySchema,
          attainment: attained,
          words: wordsSchema,
        }),
      ),
    }),
  ),
  narrative: z.array(
    z.object({
      heading: headingSchema,
      summary: z.string(),
      contributions: z.array(z.object({ unitId: idSchema, unit: z.string(), text: z.string() })),
    }),
  ),
  tasks: z.array(
    z.object({
      taskId: idSchema,
      order: z.number(),
      text: z.string(),
      lead: z.string(),
      cooperating: z.string(),
      deadlineText: z.string(),
      timeliness: z.enum(['doneOnTime', 'doneLate', 'openWithinDeadline', 'openOverdue']),
      note: z.string(),
    }),
  ),
  taskCounts: taskCountsSchema,
  signature: z.object({ authority: z.array(z.string()), role: z.string(), name: z.string().nullable() }),
  recipients: z.array(z.string()),
  sourceDigest: z.string(),
})
/** GET /api/consolidations/:period?planId= */
export const consolidationSchema = z.object({
  id: idSchema,
  period: periodSchema,
  periods: z.array(periodSchema),
  planId: idSchema,
  planTitle: z.string(),
  dueAt: instantSchema,
  revision: z.number().int(),
  edits: consolidationEditsSchema,
  /** Computed from what is approved at this moment, with the edits; becomes the snapshot when issued. */
  preview: consolidatedReportSchema,
  submittedNotApproved: z.array(unitRefSchema),
  issues: z.array(
    z.object({
      version: z.number().int(),
      issuedAt: instantSchema,
      issuedBy: z.string(),
      state: z.enum(['writing', 'written', 'failed']),
      sha256: z.string(),
      failure: z.string().nullable(),
      files: z.object({
        docx: z.string().nullable(),
        xlsx: z.string().nullable(),
        pdf: z.string().nullable(),
        pdfMissing: z.string().nullable(),
      }),
      /** The address on the paper by which anybody verifies it; null where none was printed. */
      address: z.string().nullable(),
      recalled: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
      signedCopies: z.array(z.object({ sha256: z.string(), fileName: z.string(), attachedAt: instantSchema, attachedBy: z.string() })),
    }),
  ),
  can: z.object({ edit: z.boolean(), issue: z.boolean() }),
})
export type Consolidation = z.infer<typeof consolidationSchema>
/** PUT /api/consolidations/:id/edits */
export const putEditsSchema = z.object({ changeKey: idSchema, baseRevision: z.number().int().min(0), edits: consolidationEditsSchema })
export const editsSavedSchema = z.object({ revision: z.number().int() })
/** POST /api/consolidations/:id/issue → 202 {version}; files come by a job. GET /api/consolidations/:id/issues/:version/:file (report.docx, annex.xlsx, report.pdf). */
export const issueConsolidationSchema = z.object({ baseRevision: z.number().int().min(0) })
export const issueStartedSchema = z.object({ version: z.number().int() })
export type IssueStarted = z.infer<typeof issueStartedSchema>
/** POST /api/consolidations/:id/issues/:version/recall: the reason is shown to whoever verifies the paper. */
export const recallIssueSchema = z.object({ reason: z.string().trim().min(3).max(500) })
/** POST /api/consolidations/:id/issues/:version/signed-copies (multipart, one .pdf or .docx): the paper as it was signed outside. */
export const signedCopySchema = z.object({ sha256: z.string() })

const cellState = z.object({ reached: z.number().int(), notReached: z.number().int(), noData: z.number().int() })
/**
 * GET /api/scoreboard?period=&planId=&lens=&on=&knownAt= (lenses.ts). As it is, rows are units of the day, with what they hold of the units of the
 * time; coverage still counts the reports of those.
 */
export const scoreboardSchema = z.object({
  period: periodSchema,
  periods: z.array(periodSchema),
  planId: idSchema,
  planTitle: z.string(),
  coverage: z.object({ expected: z.number().int(), reported: z.number().int(), approved: z.number().int() }),
  tally: cellState,
  pillars: z.array(z.object({ pillar: z.string(), ...cellState.shape, indicatorIds: z.array(idSchema) })),
  units: z.array(
    z.object({
      unit: unitRefSchema,
      /** Null for a unit of the day that has no report of its own in the period. */
      reportId: idSchema.nullable(),
      ...cellState.shape,
      reported: z.boolean(),
      approved: z.boolean(),
      asItIs: z
        .object({
          holds: z.array(holdingSchema.extend({ reported: z.boolean(), approved: z.boolean() })),
          isEstimated: z.boolean(),
          /** The units before it had not all the same target of some indicator, so that it has none. */
          targetsDiffer: z.boolean(),
        })
        .optional(),
    }),
  ),
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      pillar: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      unitOfMeasure: z.string(),
      digits: z.number().int(),
      target: targetSchema,
      targetText: z.string(),
      numerator: quantitySchema,
      denominator: quantitySchema,
      result: quantitySchema,
      attainment: attained,
      assignedUnits: z.number().int(),
      reportedUnits: z.number().int(),
      approvedUnits: z.number().int(),
      /** Signed distance to the target in points of its measure; null without data. */
      distance: quantitySchema,
      /** Of how many units the approved figure was taken over from another system, and when that said the newest of them. */
      feeds: z.array(z.object({ system: z.string(), units: z.number().int(), at: instantSchema })),
      trend: z.array(z.object({ period: periodSchema, result: quantitySchema, isEstimated: z.boolean().optional() })),
      asItIs: z
        .object({
          isEstimated: z.boolean(),
          /** The same on the units of the time: "15/17" where there are five now. */
          asItWas: z.object({
            numerator: quantitySchema,
            denominator: quantitySchema,
            result: quantitySchema,
            assignedUnits: z.number().int(),
          }),
        })
        .optional(),
    }),
  ),
  taskCounts: taskCountsSchema,
  lens: drawnLensSchema.optional(),
})
export type Scoreboard = z.infer<typeof scoreboardSchema>
/** GET /api/scoreboard/indicators/:id?period=&lens=&on=&knownAt= : a number opened to its proof. As it is, `asItIs` opens to `cells`, which stay as they were. */
export const proofSchema = z.object({
  indicator: z.object({
    id: idSchema,
    code: z.string(),
    name: z.string(),
    pillar: z.string(),
    kind: indicatorKindSchema,
    digits: z.number(),
    unitOfMeasure: z.string(),
    targetText: z.string(),
    numeratorLabel: z.string().nullable(),
    denominatorLabel: z.string().nullable(),
    rollUp: z.string(),
  }),
  clause: z.object({
    text: z.string(),
    document: z.string(),
    planId: idSchema,
    importId: idSchema.nullable(),
    passage: passageSchema.nullable(),
  }),
  city: z.object({ numerator: quantitySchema, denominator: quantitySchema, result: quantitySchema, attainment: attained }),
  /** Of an indicator that is computed: from what. */
  formula: z
    .object({
      text: z.string(),
      inputs: z.array(
        z.object({
          id: idSchema,
          code: z.string(),
          name: z.string(),
          unitOfMeasure: z.string(),
          digits: z.number().int(),
          result: quantitySchema,
        }),
      ),
    })
    .nullable(),
  cells: z.array(
    z.object({
      unit: unitRefSchema,
      reportId: idSchema,
      state: z.enum(['open', 'submitted', 'returned', 'approved']),
      version: z.number().int(),
      numerator: quantitySchema,
      denominator: quantitySchema,
      result: quantitySchema,
      words: wordsSchema,
      attainment: attained,
      counted: z.boolean(),
      note: z.string(),
      reporter: z.string().nullable(),
      submittedAt: instantSchema.nullable(),
      approver: z.string().nullable(),
      approvedAt: instantSchema.nullable(),
      evidence: z.array(evidenceSchema),
      /** The data feed that the figure was taken over from, and when that had said it. */
      feed: z.object({ system: z.string(), at: instantSchema }).nullable(),
      /** What a check had asked of it, and what the unit said. */
      explained: z.array(z.object({ code: z.string(), reason: z.string() })).nullable(),
    }),
  ),
  lens: drawnLensSchema.optional(),
  asItIs: z
    .object({
      policy: lineagePolicySchema,
      /** The city's figure on the units of the time. */
      asItWas: z.object({ numerator: quantitySchema, denominator: quantitySchema, result: quantitySchema, attainment: attained }),
      units: z.array(
        z.object({
          unit: unitRefSchema,
          numerator: quantitySchema,
          denominator: quantitySchema,
          result: quantitySchema,
          /** Of words the answers of the units that it holds, a unit each. */
          answers: z.array(z.object({ unit: unitRefSchema, words: z.string() })).optional(),
          targetText: z.string().nullable(),
          targetsDiffer: z.boolean(),
          attainment: attained,
          isEstimated: z.boolean(),
          /** `isCounted` is false where it has no figure, or one that says nothing of a part. */
          holds: z.array(holdingSchema.extend({ isCounted: z.boolean() })),
        }),
      ),
    })
    .optional(),
})
export type Proof = z.infer<typeof proofSchema>

/** GET /api/audit/lines?stream=&before=&limit= (auditor, administrator); GET /api/audit/verification runs the check. */
export const auditLinesSchema = z.object({
  lines: z.array(
    z.object({
      stream: z.string(),
      seq: z.number().int(),
      at: instantSchema,
      actor: z.string(),
      /** As what, and in which unit, at that time; not told in lines of the program and of before. */
      actorPost: z.string().nullable(),
      /** Whose rights were used, and in which unit; nobody's of an acting head. */
      onBehalfOf: z.object({ name: z.string().nullable(), unit: z.string() }).nullable(),
      /** Who asked for it, where two persons did it. */
      askedBy: z.string().nullable(),
      action: z.string(),
      subject: z.string(),
      detail: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
  streams: z.array(z.string()),
  next: z.string().nullable(),
})
export type AuditLines = z.infer<typeof auditLinesSchema>
export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  streams: z.number().int(),
  lines: z.number().int(),
  roots: z.number().int(),
  checkedAt: instantSchema,
  faults: z.array(z.object({ stream: z.string(), seq: z.number().int().nullable(), fault: z.string(), message: z.string() })),
})
export type AuditVerification = z.infer<typeof auditVerificationSchema>
