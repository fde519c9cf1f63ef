import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scoreboard } from '@haidang/api/consolidation'
import type { Report } from '@haidang/api/reports'
import { foundOffice } from '../e2e/drill/office.ts'
import type { DrillOffice, Ward } from '../e2e/drill/office.ts'
import { withCrowds } from './crowd.ts'
import type { MeasureContext } from './measure.ts'
import { startMeasured } from './program.ts'
import { quantile } from './statistics.ts'
import type { Figure } from './statistics.ts'

const wards = 40
const readers = 1000
const everyMilliseconds = 20_000
const period = '2024-05'
const path = `/api/scoreboard?period=${period}`
const seconds = 60
/** Half an hour before the units' due instant: the 12th is a Sunday, so that it is due on Monday the 13th at 17:00. */
const now = '2024-05-13T16:30:00+07:00'
const slowest = { atMost: 300 } as const
const freshest = { atMost: 2000 } as const

/**
 * The day on which reports are due, at half past four: forty units type their last figures and submit, the synthesis officer approves as they come
 * in, and a thousand readers each look at the board every twenty seconds, all by HTTP on the same machine. Held against the promises themselves: an
 * answer in 300 ms at the 95th percentile, an approved report on the board within two seconds, and no error. Readers are in a process of their own.
 */
export async function measureDeadline({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  say(`deadline: an office of ${wards} wards is founded`)
  const measured = await startMeasured(join(folder, 'deadline'))
  try {
    onDatabase(measured.version)
    const office = await foundOffice(measured.program, measured.dataDir, wards)
    await measured.command('office', 'clock', 'dien-tap', now)
    await measured.idle()
    const role = {
      kind: 'refreshByHttp',
      port: measured.port,
      path,
      cookies: [office.officer.cookie, office.auditor.cookie],
      headers: { 'accept-encoding': 'gzip, deflate, br' },
      everyMilliseconds,
    } as const
    return await withCrowds([role], async ([crowd]) => {
      say(`deadline: ${readers} readers, ${wards} units, ${seconds} s`)
      const [count, work] = await Promise.all([crowd.run({ clients: readers, milliseconds: seconds * 1000 }), workOf(office)])
      const many = (amount: number, what: string): string => `${amount} ${what}`
      return [
        promised('deadline, a reader’s board, p95', count.latencies, slowest, many(count.latencies.length, 'answers')),
        promised('deadline, a typed figure, p95', work.saves, slowest, many(work.saves.length, 'saves')),
        promised('deadline, a report handed in, p95', work.submissions, slowest, many(work.submissions.length, 'reports')),
        {
          measure: 'deadline, approved and on the board, slowest',
          unit: 'ms',
          value: Math.max(...work.fresh),
          goal: freshest,
          note: many(work.fresh.length, 'approvals, from the request to approve to the first board that has it'),
        },
      ]
    })
  } finally {
    await measured.stop()
  }
}

const promised = (measure: string, latencies: readonly number[], goal: Figure['goal'], note: string): Figure => ({
  measure,
  unit: 'ms',
  value: quantile(latencies, 0.95),
  ...(goal === undefined ? {} : { goal }),
  note: `${note}; median ${quantile(latencies, 0.5).toFixed(1)} ms, slowest ${quantile(latencies, 1).toFixed(0)} ms`,
})

type Work = { readonly saves: number[]; readonly submissions: number[]; readonly fresh: number[] }

/** Every ward types a figure every two seconds and hands in at a moment of its own; the officer approves each at once. Any refusal ends the measure. */
async function workOf(office: DrillOffice): Promise<Work> {
  const work: Work = { saves: [], submissions: [], fresh: [] }
  let before: Promise<unknown> = Promise.resolve()
  await Promise.all(
    office.wards.map(async (ward, index) => {
      await sleep(50 * index)
      const indicatorIds = ward.indicatorIds.slice(0, 6 + (index % 18))
      for (const [at, indicatorId] of indicatorIds.entries()) {
        const entry = { indicatorId, numerator: String(100 + index + at), denominator: '200', note: '', baseRevision: 0 }
        work.saves.push(
          await timed(() =>
            ward.person.ask('PUT', `/api/reports/${ward.reportId}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] }),
          ),
        )
        await sleep(2000)
      }
      const form = await ward.person.get<Report>(`/api/reports/${ward.reportId}`)
      const missing = form.indicators
        .filter(({ entry }) => entry.numerator === null)
        .map(({ id }) => ({ indicatorId: id, reason: 'chưa có số liệu' }))
      work.submissions.push(await timed(() => ward.person.ask('POST', `/api/reports/${ward.reportId}/submit`, { missing })))
      // One officer, one report after the other.
      before = before.then(async () => work.fresh.push(await approve(office, ward)))
      await before
    }),
  )
  return work
}

/** From the request to approve until a board shows the unit as approved. */
async function approve({ officer, auditor }: DrillOffice, { reportId, unitId }: Ward): Promise<number> {
  return timed(async () => {
    await officer.ask('POST', `/api/reports/${reportId}/approve`, {})
    for (;;) {
      const { units } = await auditor.get<Scoreboard>(path)
      if (units.find(({ unit }) => unit.id === unitId)?.approved === true) return
      await sleep(20)
    }
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
