import { Readable } from 'node:stream'
import type { Call, Services } from '@haidang/server/platform/call'
import { issueConsolidation, putEdits, readConsolidation } from '@haidang/server/consolidation/actions'
import { approveReport, correctReport, returnReport, saveNarrative, submitReport } from '@haidang/server/reports/actions'
import { addReportEvidence } from '@haidang/server/reports/report-evidence'
import { saveEntries } from '@haidang/server/reports/save-entries'
import { inReading } from '@haidang/server/platform/transaction'
import { addTaskEvidence, updateTask } from '@haidang/server/tasks/actions'
import type { Instant } from '@haidang/domain/periods/day'
import { leaders } from '../people.ts'
import type { SamplePerson } from '../people.ts'
import { applySampleReorganisation, prepareSampleReorganisation } from './reorganise.ts'
import { settled } from './settled.ts'
import { summaries } from '../summaries.ts'
import { taskId } from '../tasks.ts'
import type { SampleAct, SampleDeed } from '../timeline.ts'

export type Stage = {
  readonly services: Services
  readonly tenantId: number
  readonly callAs: (person: SamplePerson, now: Instant) => Call
  /** The revision that each person last saw, by what they saw. */
  readonly revisions: Map<string, number>
}

/** Units work side by side, as they do: each in its own order, a few at a time. */
const atOnce = 6

/**
 * Lets everything happen in the order of time. What is of the whole city, a consolidated report or the reorganisation, waits for what came before it,
 * and what comes after waits for it.
 */
export async function runActs(stage: Stage, acts: readonly SampleAct[], onProgress: (line: string) => void): Promise<void> {
  const memory: Memory = { reports: await reportIds(stage), revisions: stage.revisions }
  const all = stretches(acts)
  for (const stretch of all) {
    const byUnit = [...Map.groupBy(stretch, ({ unit }) => unit.key).values()]
    await Promise.all(Array.from({ length: atOnce }, () => workThrough(byUnit, stage, memory)))
    // New wards have reports of their own.
    if (stretch.some(({ deed }) => deed.kind === 'applyReorganisation')) memory.reports = await reportIds(stage)
    const last = stretch.at(-1)
    // What leads up to a consolidated report is told with it.
    if (last && (last.deed.kind === 'consolidate' || stretch === all.at(-1)))
      onProgress(
        `Đến ngày ${last.at.slice(8, 10)}/${last.at.slice(5, 7)}/${last.at.slice(0, 4)}: ${memory.revisions.size} mục đã ghi / as of ${last.at.slice(0, 10)}: ${memory.revisions.size} things written`,
      )
  }
}

/** What the sample remembers while it plays: ids, and the revision that each person last saw. */
type Memory = { reports: ReadonlyMap<string, string>; readonly revisions: Map<string, number> }

async function workThrough(queues: SampleAct[][], stage: Stage, memory: Memory): Promise<void> {
  for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) for (const act of queue) await perform(stage, memory, act)
}

function stretches(acts: readonly SampleAct[]): readonly (readonly SampleAct[])[] {
  const result: SampleAct[][] = [[]]
  for (const act of acts) {
    if (act.deed.kind === 'consolidate' || act.deed.kind === 'applyReorganisation') result.push([act], [])
    else result.at(-1)?.push(act)
  }
  return result
}

async function reportIds({ services, tenantId }: Stage): Promise<ReadonlyMap<string, string>> {
  const rows = await inReading({ services, tenantId }, (tx) =>
    tx.q.selectFrom('reports').select(['id', 'unit_id', 'period']).where('tenant_id', '=', tenantId).execute(),
  )
  return new Map(rows.map(({ id, unit_id, period }) => [`${unit_id} ${period}`, id]))
}

async function perform(stage: Stage, memory: Memory, { at, by, unit, deed }: SampleAct): Promise<void> {
  const call = stage.callAs(by, at)
  if (deed.kind === 'updateTask') return doTask(call, memory, unit.id, deed)
  if (deed.kind === 'consolidate') return doConsolidation(call, deed)
  if (deed.kind === 'prepareReorganisation') return prepareSampleReorganisation(call)
  if (deed.kind === 'applyReorganisation') return applySampleReorganisation(call)

  const reportId = memory.reports.get(`${unit.id} ${deed.period}`)
  if (reportId === undefined) throw new Error(`${unit.name} owes no report of ${deed.period}.`)
  switch (deed.kind) {
    case 'saveEntries':
      return doEntries(call, memory, reportId, deed)
    case 'saveNarrative': {
      const saved = settled(
        await saveNarrative(call, reportId, deed.heading, {
          changeKey: crypto.randomUUID(),
          baseRevision: memory.revisions.get(`${reportId} ${deed.heading}`) ?? 0,
          text: deed.text,
        }),
      )
      memory.revisions.set(`${reportId} ${deed.heading}`, saved.revision)
      return
    }
    case 'addEvidence':
      settled(await addReportEvidence(call, reportId, null, { fileName: deed.file.fileName, stream: Readable.from([deed.file.bytes]) }))
      return
    case 'submit':
      settled(await submitReport(call, reportId, { missing: [] }))
      return
    case 'return':
      settled(
        await returnReport(call, reportId, {
          reason: deed.reason,
          cells: deed.cells.map(({ indicator, reason }) => ({ indicatorId: indicator.id, reason })),
        }),
      )
      return
    case 'approve':
      settled(await approveReport(call, reportId))
      return
    case 'correct':
      settled(await correctReport(call, reportId, deed.reason))
  }
}

async function doEntries(
  call: Call,
  { revisions }: Memory,
  reportId: string,
  { entries }: Extract<SampleDeed, { kind: 'saveEntries' }>,
): Promise<void> {
  const saved = settled(
    await saveEntries(call, reportId, {
      changeKey: crypto.randomUUID(),
      entries: entries.map(({ indicator, numerator, denominator, note }) => ({
        indicatorId: indicator.id,
        numerator: numerator === null ? null : String(numerator),
        denominator: denominator === null ? null : String(denominator),
        note,
        baseRevision: revisions.get(`${reportId} ${indicator.id}`) ?? 0,
      })),
    }),
  )
  for (const entry of saved.entries) revisions.set(`${reportId} ${entry.indicatorId}`, entry.revision)
}

async function doTask(
  call: Call,
  { revisions }: Memory,
  unitId: string,
  { task, state, note, file }: Extract<SampleDeed, { kind: 'updateTask' }>,
): Promise<void> {
  const key = `${taskId(task)} ${unitId}`
  const line = settled(
    await updateTask(call, taskId(task), unitId, { changeKey: crypto.randomUUID(), baseRevision: revisions.get(key) ?? 1, state, note }),
  )
  revisions.set(key, line.revision)
  if (file) await addTaskEvidence(call, taskId(task), unitId, { fileName: file.fileName, stream: Readable.from([file.bytes]) })
}

/** The deputy chairwoman in charge signs. */
const [signer] = leaders

async function doConsolidation(call: Call, { period, number }: Extract<SampleDeed, { kind: 'consolidate' }>): Promise<void> {
  const { id, revision, edits } = await readConsolidation(call, period)
  const saved = await putEdits(call, id, {
    changeKey: crypto.randomUUID(),
    baseRevision: revision,
    edits: { ...edits, number, summaries: summaries[period], signature: { ...edits.signature, name: signer.name } },
  })
  await issueConsolidation(call, id, saved.revision)
}
