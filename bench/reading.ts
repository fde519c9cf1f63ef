import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { readPlan } from '@haidang/documents/plans/read-plan'
import { readDocument } from '@haidang/documents/read-document'
import { readText } from '@haidang/documents/text/read-text'
import { largePlan } from './large-plan.ts'
import type { MeasureContext } from './measure.ts'
import type { ReadLarge } from './read-large.ts'
import { alternate } from './rounds.ts'
import type { Figure } from './statistics.ts'
import { compared, median } from './statistics.ts'

const ownCase = resolve(import.meta.dirname, '../documents/cases/ke-hoach-thanh-pho/input.txt')
const goal = { atMost: 1.5 } as const
const lengths = [10, 100] as const
const rounds = 5

/**
 * A directive read from its bytes to indicators and tasks, at its own length and repeated 10 and 100 times: processor time for one. The floor of a
 * length is so many readings of the single one, done just before or after: linear is 1. Then the lengths that were promised: a long directive and
 * a hundred pages.
 */
export async function measureReading({ say, folder }: MeasureContext): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const { name, text } of await directives()) {
    say(`reading ${name}`)
    const single = Buffer.from(text)
    // The reader grows quick as it is used; what is compared are readings by a warm program.
    for (let time = 0; time < 60; time += 1) read(single)
    for (const times of lengths) {
      const long = Buffer.from(Array.from({ length: times }, () => text).join('\n\n'))
      const pairs = await alternate({
        rounds,
        value: () => millisecondsOf(() => read(long)),
        floor: () => millisecondsOf(() => repeat(times, () => read(single))),
      })
      const note = `${(long.length / 1000).toFixed(0)} kB, one in ${(median(pairs.map(({ floor }) => floor)) / times).toFixed(2)} ms`
      figures.push(compared(`reading ${name} ×${times}`, 'ms', pairs, goal, note))
    }
    figures.push(longDirective(name, text))
  }
  say('reading 100 pages with 40 tables')
  return [...figures, ...(await largeDocument(folder))]
}

const longLetters = 23_000

/** By a warm program, as the server is: repeated up to the length that a long directive has. */
function longDirective(name: string, text: string): Figure {
  const whole = text.repeat(Math.ceil(longLetters / text.length)).slice(0, longLetters)
  const bytes = Buffer.from(whole)
  const times = Array.from({ length: 15 }, () => millisecondsOf(() => read(bytes)))
  return { measure: `reading ${name}, 23,000 characters`, unit: 'ms', value: median(times), goal: { atMost: 50 } }
}

/** By a process of its own, cold, as an upload is read. */
async function largeDocument(folder: string): Promise<readonly Figure[]> {
  const path = join(folder, 'large.docx')
  await writeFile(path, largePlan({ pages: 100, tables: 40 }))
  const readings: ReadLarge[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'read-large.ts'), path])
    readings.push(JSON.parse(stdout) as ReadLarge) // read-large.ts prints its own type.
  }
  const note = `${readings[0]?.tables} tables, ${readings[0]?.tasks} tasks`
  return [
    { measure: 'reading 100 pages of .docx', unit: 's', value: median(readings.map(({ seconds }) => seconds)), goal: { atMost: 2 }, note },
    {
      measure: 'reading 100 pages of .docx, peak memory',
      unit: 'MB',
      value: median(readings.map(({ peakMb }) => peakMb)),
      goal: { atMost: 300 },
    },
  ]
}

const read = (bytes: Uint8Array): unknown => readPlan(readText(bytes))

/** Of the processor, all threads: other programs on the machine take turns, not arithmetic. */
function millisecondsOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function repeat(times: number, work: () => unknown): void {
  for (let time = 0; time < times; time += 1) work()
}

/** A plan of our own; and, where HAIDANG_SHARED names a folder that holds seeds, the real ones. */
async function directives(): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const own = { name: 'our plan', text: await readFile(ownCase, 'utf8') }
  const shared = process.env['HAIDANG_SHARED']
  if (shared === undefined) return [own]

  const folder = join(shared, 'seeds')
  const files = (await readdir(folder).catch(() => [])).filter((file) => /\.(docx|txt|md)$/u.test(file)).toSorted()
  const seeds = files.map(async (file) => ({
    name: `seed ${file.slice(0, 3)}`,
    text: (await readDocument(await readFile(join(folder, file)), file)).text,
  }))
  return [own, ...(await Promise.all(seeds))]
}
