import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { MeasureContext } from './measure.ts'
import { alternate } from './rounds.ts'
import { compared, median } from './statistics.ts'
import type { Figure } from './statistics.ts'
import type { Written } from './write-report.ts'

const goal = { atMost: 12 } as const
const rounds = 5

/** The consolidated report (.docx and .xlsx) of 400 units against that of 40, each written by a process of its own; time of the processor and memory. */
export async function measureConsolidatedReport({ say }: MeasureContext): Promise<readonly Figure[]> {
  say('consolidated-report: 40 and 400 units')
  const large: Written[] = []
  const small: Written[] = []
  const measured = await alternate({
    rounds,
    warmUp: 0,
    value: async () => secondsFrom(await written(400, 3), large),
    floor: async () => secondsFrom(await written(40, 8), small),
  })
  const memory = large.map(({ peakMb }, round) => ({ value: peakMb, floor: small[round]?.peakMb ?? NaN }))
  const sizes = ({ docxKb, xlsxKb }: Written): string => `${docxKb.toFixed(0)} kB .docx, ${xlsxKb.toFixed(0)} kB .xlsx`
  const note = [small[0], large[0]].map((one) => (one === undefined ? '' : sizes(one))).join('; against 400: ')
  return [
    compared('consolidated-report, 400 against 40 units', 's', measured, goal, `40 units: ${note}`),
    compared('consolidated-report, peak memory', 'MB', memory, goal),
    { measure: 'consolidated-report, 40 units', unit: 's', value: median(measured.map(({ floor }) => floor)) },
  ]
}

function secondsFrom(one: Written, all: Written[]): number {
  all.push(one)
  return one.seconds
}

async function written(units: number, times: number): Promise<Written> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'write-report.ts'),
    String(units),
    String(times),
  ])
  return JSON.parse(stdout) as Written // write-report.ts prints its own type.
}
