/** Runs in a process of its own, which its parent may end at any time: reads one file, answers once. */
import { readFile } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { Worker } from 'node:worker_threads'
import { installedPrograms } from './installed-programs.ts'
import { readDocument } from './read-document.ts'
import { readPlan } from './plans/read-plan.ts'
import { readReorganisation } from './units/read-reorganisation.ts'
import { markFaults } from './xlsx/mark-faults.ts'
import { readFormWorkbook } from './xlsx/read-form-workbook.ts'
import { readSheet } from './xlsx/read-sheet.ts'
import { readTypedSheets } from './xlsx/read-typed-sheets.ts'
import { removeReadingFolder } from './reading-folder.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { ReadAnswer, ReadRequest } from './read-in-child.ts'

// It is killed as soon as it has answered, and what it compiled would be gone with it: kept now, before it has seen any file.
flushCompileCache()

// Its own heap is small, whatever the reader's may be.
new Worker(new URL('./read-guard.ts', import.meta.url), {
  workerData: Number(process.argv[2]),
  resourceLimits: { maxOldGenerationSizeMb: 16 },
}).unref()

// The PDF library leaves promises of broken streams that nobody waits for; the reading that needs them says what is wrong by itself.
process.on('unhandledRejection', () => {})

process.once('message', (request: ReadRequest) => {
  void answer(request).then((reply) => process.send?.(reply, undefined, undefined, () => process.disconnect()))
})
process.once('disconnect', () => {
  removeReadingFolder()
  process.exit(0)
})

async function answer(request: ReadRequest): Promise<ReadAnswer> {
  const { path, fileName, as } = request
  try {
    if (as === 'sheet') return { sheet: await readSheet(await readFile(path)) }
    if (as === 'typedSheets') return { typedSheets: await readTypedSheets(await readFile(path)) }
    if (as === 'formWorkbook') return { formWorkbook: await readFormWorkbook(await readFile(path)) }
    if (as === 'markedWorkbook') return { markedWorkbook: await markFaults(await readFile(path), request.sheet, request.marks) }
    const readable = await readDocument(await readFile(path), fileName, installedPrograms(progress))
    return as === 'reorganisation' ? { reorganisation: readReorganisation(readable) } : { readable, reading: readPlan(readable) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, sentence: error.sentence } }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function progress(done: number, of: number): void {
  process.send?.({ progress: { done, of } } satisfies ReadAnswer)
}
