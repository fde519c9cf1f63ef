/** Runs in a process of its own, which its parent may end at any time: reads one file, answers once. */
import { readFile } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { removeReadingFolder } from './reading-folder.ts'
import { UnreadableFile } from './unreadable-file.ts'
import type { ReadAnswer, ReadRequest } from './read-in-child.ts'

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

// Each reader is loaded when it is asked for: who waits for a spreadsheet does not wait for what reads PDFs.
async function answer(request: ReadRequest): Promise<ReadAnswer> {
  try {
    switch (request.as) {
      case 'sheet': {
        const { readSheet } = await loaded(import('./xlsx/read-sheet.ts'))
        return { sheet: await readSheet(await readFile(request.path)) }
      }
      case 'typedSheets': {
        const { readTypedSheets, typedSheetLimits } = await loaded(import('./xlsx/read-typed-sheets.ts'))
        const limits = { ...typedSheetLimits, maxRows: request.maxRows ?? typedSheetLimits.maxRows }
        if (/\.(?:csv|tsv|txt)$/iu.test(request.fileName)) {
          const { readTypedLines } = await loaded(import('./text/read-typed-lines.ts'))
          return { typedSheets: JSON.stringify(readTypedLines(await readFile(request.path), limits)) }
        }
        return { typedSheets: JSON.stringify(await readTypedSheets(await readFile(request.path), limits)) }
      }
      case 'formWorkbook': {
        const { readFormWorkbook } = await loaded(import('./xlsx/read-form-workbook.ts'))
        return { formWorkbook: await readFormWorkbook(await readFile(request.path)) }
      }
      case 'markedWorkbook': {
        const { markFaults } = await loaded(import('./xlsx/mark-faults.ts'))
        return { markedWorkbook: await markFaults(await readFile(request.path), request.sheet, request.marks) }
      }
      case 'signatures': {
        const { verifySignatures } = await loaded(import('./pdf/signatures/verify-signatures.ts'))
        return { signatures: await verifySignatures(await readFile(request.path), { roots: request.roots, at: new Date(request.at) }) }
      }
      case 'reorganisation': {
        const { readReorganisation } = await loaded(import('./units/read-reorganisation.ts'))
        return { reorganisation: readReorganisation(await document(request)) }
      }
      case undefined: {
        const { readPlan } = await loaded(import('./plans/read-plan.ts'))
        const readable = await document(request)
        return { readable, reading: readPlan(readable) }
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, sentence: error.sentence } }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function document({ path, fileName }: ReadRequest): Promise<ReadableDocument> {
  const { readDocument } = await loaded(import('./read-document.ts'))
  const { installedPrograms } = await loaded(import('./installed-programs.ts'))
  return readDocument(await readFile(path), fileName, installedPrograms(progress))
}

/** The process is killed as soon as it has answered, and what it compiled would be gone with it: kept now, before it has seen any file. */
async function loaded<T>(module: Promise<T>): Promise<T> {
  const reader = await module
  flushCompileCache()
  return reader
}

function progress(done: number, of: number): void {
  process.send?.({ progress: { done, of } } satisfies ReadAnswer)
}
