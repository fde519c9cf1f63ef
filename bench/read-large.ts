import { readFile } from 'node:fs/promises'
import { readPlan } from '@haidang/documents/plans/read-plan'
import { readDocument } from '@haidang/documents/read-document'

// A process of its own: reads one file once, cold, and says what processor time it took, what memory it held at most and what it found.

export type ReadLarge = { readonly seconds: number; readonly peakMb: number; readonly tables: number; readonly tasks: number }

const [path = ''] = process.argv.slice(2)
const before = process.cpuUsage()
const readable = await readDocument(await readFile(path), 'large.docx')
const { tasks } = readPlan(readable)
const { user, system } = process.cpuUsage(before)
console.log(
  JSON.stringify({
    seconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1000,
    tables: readable.blocks.filter(({ kind }) => kind === 'table').length,
    tasks: tasks.length,
  } satisfies ReadLarge),
)
