import { isReportingUnit } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import { createHash } from 'node:crypto'
import { consolidationEditsSchema } from '@haidang/api/consolidation'
import type { ConsolidationEdits } from '@haidang/api/consolidation'
import { regimeFrom } from '@haidang/api/regimes'
import { snapshotSchema } from '@haidang/api/reports'
import { digestOf } from '@haidang/domain/audit/chain'
import { consolidate, titleOf } from '@haidang/domain/consolidation/consolidate'
import type { UnitReport } from '@haidang/domain/consolidation/consolidate'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { correctionSentence } from '@haidang/domain/consolidation/correction'
import { dayOf, formatDayInWords } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { regimeFaults } from '@haidang/domain/periods/regime'
import type { Regime } from '@haidang/domain/periods/regime'
import { taskFromDuties } from '@haidang/domain/tasks/duties'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import type { RolledUp } from '@haidang/domain/indicators/roll-up'
import { scoresUpTo } from '../scoreboard/actions.ts'
import { indicatorsIn } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import { approvedSnapshots, correctionsOf, editsOf, letterheadOf, obligationsOf, owedBy, tasksOf } from './store.ts'
import type { LetterheadRow, ObligationRow, RegimeRow, SnapshotRow } from './store.ts'

export type Assembled = {
  readonly report: ConsolidatedReport
  readonly edits: ConsolidationEdits
  readonly revision: number
  readonly obligations: readonly ObligationRow[]
}

/** The city's report of the obligation's period as it stands at this moment: approved snapshots, and what the officer has edited. */
export async function assemble(tx: Tx, call: Call, owed: RegimeRow): Promise<Assembled> {
  const { tenantId } = call
  const letterhead = await letterheadOf(tx, tenantId)
  const saved = await editsOf(tx, tenantId, owed.id)
  const { legalBases = [planAsBasis(owed)], ...others } =
    saved === undefined ? firstEdits(owed, letterhead, dayOf(call.now)) : consolidationEditsSchema.parse(saved.edits)
  const edits = { ...others, legalBases }
  const obligations = await obligationsOf(tx, tenantId, owed.regimeId, owed.period)
  const snapshots = new Map((await approvedSnapshots(tx, tenantId, owed.regimeId, owed.period)).map((row) => [row.reportId, row]))
  const tasks = await tasksOf(tx, tenantId, owed.planId)

  const indicators = (await indicatorsIn(tx, tenantId, owed.planId))(owed.period)

  const report = consolidate({
    letterhead: {
      superiorBody: letterhead.superiorBody,
      issuer: letterhead.issuer,
      place: letterhead.place,
      number: edits.number,
      symbol: `BC-${letterhead.symbolSuffix}`,
      date: edits.date,
    },
    legalBases,
    corrections: (await correctionsOf(tx, tenantId, owed.regimeId, owed.period)).map(correctionSentence),
    signature: edits.signature,
    recipients: edits.recipients,
    subject: subjectOf(owed.planTitle),
    regime: usableRegime(owed),
    period: owed.period,
    units: obligations
      .map(({ unitId, name, shortName, group }): Unit => ({
        id: unitId,
        name,
        shortName,
        group,
        validFrom: owed.windowFrom ?? dayOf(owed.dueAt),
      }))
      .filter(isReportingUnit),
    indicators,
    computed: await computedIn(tx, tenantId, owed, indicators),
    assignments: obligations.flatMap(owedBy),
    reports: obligations.map((row) => unitReport(row, snapshots.get(row.reportId))),
    tasks: tasks.map(({ taskId, position, deadlineAt, duties, ...task }) => ({
      ...task,
      id: taskId,
      order: position,
      ...(deadlineAt === null ? {} : { deadline: deadlineAt }),
      ...taskFromDuties(duties.map(({ doneAt, ...duty }) => ({ ...duty, ...(doneAt === null ? {} : { doneAt }) }))),
    })),
    summaries: edits.summaries,
    asOf: call.now,
    digestOf: (source) => digestOf(source, sha256),
  })
  return { report: { ...report, title: edits.title }, edits, revision: saved?.revision ?? 0, obligations }
}

async function computedIn(
  tx: Tx,
  tenantId: number,
  owed: RegimeRow,
  indicators: readonly Indicator[],
): Promise<ReadonlyMap<string, RolledUp>> {
  const computed = new Set(indicators.filter(({ kind }) => kind === 'formula').map(({ id }) => id))
  const scores = computed.size === 0 ? undefined : (await scoresUpTo(tx, { ...owed, tenantId }, 1)).get(owed.period)
  return new Map(
    (scores?.scores.indicators ?? []).flatMap((score) => (computed.has(score.indicatorId) ? [[score.indicatorId, score] as const] : [])),
  )
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function unitReport(row: ObligationRow, snapshot: SnapshotRow | undefined): UnitReport {
  return {
    unitId: row.unitId,
    dueAt: row.dueAt,
    ...(row.firstSubmittedAt === null ? {} : { firstSubmittedAt: row.firstSubmittedAt }),
    ...(snapshot === undefined ? {} : { approved: approvedContent(snapshot) }),
  }
}

const snapshotContentSchema = snapshotSchema.pick({ figures: true, narratives: true })

function approvedContent({ content, version, approvedAt }: SnapshotRow): NonNullable<UnitReport['approved']> {
  const { figures, narratives } = snapshotContentSchema.parse(content)
  return {
    version,
    approvedAt,
    missingAccepted: [],
    figures: Object.fromEntries(
      figures.map(({ indicatorId, numerator, denominator, words }) => [
        indicatorId,
        {
          ...(numerator === null ? {} : { numerator }),
          ...(denominator === null ? {} : { denominator }),
          ...(words === undefined ? {} : { words }),
        },
      ]),
    ),
    narrative: Object.fromEntries(narratives.map(({ heading, text }) => [heading, text])),
  }
}

/** The stored definition, refused where it could not have been issued. */
function usableRegime({ regimeId, definition }: RegimeRow): Regime {
  // The faults are asked again because a window that overlaps would count an act twice.
  const regime = regimeFrom(regimeId, definition)
  const faults = regimeFaults(regime)
  if (faults.length > 0) throw new Error(`Regime ${regimeId} is not usable: ${faults.join(', ')}.`)
  return regime
}

/** A periodic report cites the plan that it reports on; the plan's own bases stand in the plan. The officer may add others. */
function planAsBasis({ documentType, documentNumber, documentIssuedOn, documentIssuer, planTitle }: RegimeRow): string {
  const kind = documentType.charAt(0).toUpperCase() + documentType.slice(1)
  const number = documentNumber === null || documentNumber.startsWith('/') || documentNumber === '' ? '' : ` số ${documentNumber}`
  const day = documentIssuedOn !== null && /^\d{4}-\d{2}-\d{2}$/u.test(documentIssuedOn) ? ` ${formatDayInWords(documentIssuedOn)}` : ''
  const issuer = documentIssuer === null || documentIssuer === '' ? '' : ` của ${documentIssuer}`
  return `Căn cứ ${kind}${number}${day}${issuer} về ${planTitle.charAt(0).toLowerCase()}${planTitle.slice(1)}`
}

/** "Triển khai thực hiện các nhiệm vụ … năm 2024" is about "các nhiệm vụ … năm 2024". */
const subjectOf = (planTitle: string): string =>
  planTitle.replace(/^(về việc |về |v\/v )?(triển khai thực hiện|triển khai|thực hiện)\s+/iu, '')

/** What stands in the draft before anybody has edited it. */
function firstEdits(owed: RegimeRow, { name }: LetterheadRow, today: Day): ConsolidationEdits {
  return {
    number: null,
    // A paper is never older than the figures in it.
    date: today > dayOf(owed.dueAt) ? today : dayOf(owed.dueAt),
    title: titleOf(subjectOf(owed.planTitle), owed.period),
    summaries: { results: '', shortcomings: '', remedies: '' },
    signature: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], role: 'PHÓ CHỦ TỊCH', name: null },
    recipients: [
      `Thường trực ${/^(UBND|Ủy ban nhân dân)/iu.test(name) ? name : `UBND ${name.charAt(0).toLowerCase()}${name.slice(1)}`}`,
      'Các phòng, ban, đơn vị',
      'UBND các phường, xã',
      'Lưu: VT',
    ],
  }
}
