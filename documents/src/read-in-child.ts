import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RatedReading, ReadableDocument } from '@haidang/domain/plans/reading'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'
import type { PdfSignature } from './pdf/signatures/verify-signatures.ts'
import type { FaultMark } from './xlsx/mark-faults.ts'
import type { FilledReading } from './xlsx/read-form-workbook.ts'
import type { SheetReading } from './xlsx/read-sheet.ts'
import type { TypedReading } from './xlsx/read-typed-sheets.ts'
import { readingFolder } from './reading-folder.ts'
import { UnreadableFile, unreadable, type Sentence, type UnreadableCode } from './unreadable-file.ts'

/**
 * `sheet`: the rows of a spreadsheet's first sheet; `reorganisation`: what a resolution does to units; `formWorkbook`: a filled form, or that form with
 * `marks` at its cells; `typedSheets`: all cells of a table; `signatures`: how those of a PDF stand; else a directive.
 */
export type ReadRequest = { readonly path: string; readonly fileName: string } & (
  | { readonly as?: 'sheet' | 'reorganisation' | 'formWorkbook' }
  | { readonly as: 'typedSheets'; readonly maxRows?: number }
  | { readonly as: 'markedWorkbook'; readonly sheet: string; readonly marks: readonly FaultMark[] }
  | { readonly as: 'signatures'; readonly roots: readonly Uint8Array[]; readonly at: string }
)
export type ReadResult = { readonly readable: ReadableDocument; readonly reading: RatedReading }
export type ReadProgress = { readonly done: number; readonly of: number }
export type ReadAnswer =
  | ReadResult
  | { readonly sheet: SheetReading }
  | { readonly reorganisation: readonly ReorganisationRow[] }
  | { readonly formWorkbook: FilledReading }
  /** As JSON: half a million cells go from process to process ten times as quickly as one text than as what they are. */
  | { readonly typedSheets: string }
  | { readonly markedWorkbook: Uint8Array }
  | { readonly signatures: readonly PdfSignature[] }
  /** Said before each page that is recognised. */
  | { readonly progress: ReadProgress }
  | { readonly unreadable: { readonly code: UnreadableCode; readonly sentence: Sentence } }
  | { readonly failed: string }
export type ReadLimits = {
  /** Of the reader, and of each programme that it starts. */
  readonly memoryMb: number
  /** For a whole file; where pages are recognised, for each of them. */
  readonly timeoutMs: number
  readonly onProgress?: (progress: ReadProgress) => void
}

export const defaultReadLimits: ReadLimits = { memoryMb: 768, timeoutMs: 60_000 }

const childFile = fileURLToPath(new URL('./read-child.ts', import.meta.url))
const watchEveryMs = 40
const pageBytes = 4096

/**
 * Reads a file in a process of its own. Whatever the file does there (a zip bomb, a PDF that eats gigabytes, an endless
 * loop), the caller gets an UnreadableFile and goes on living.
 */
export async function readInChild(path: string, fileName: string, limits: ReadLimits = defaultReadLimits): Promise<ReadResult> {
  const answer = await asked({ path, fileName }, limits)
  if ('reading' in answer) return answer
  throw new Error('The reader answered something else.')
}

/** Reads the first sheet of a spreadsheet in such a process. */
export async function readSheetInChild(path: string, fileName: string, limits: ReadLimits = defaultReadLimits): Promise<SheetReading> {
  const answer = await asked({ path, fileName, as: 'sheet' }, limits)
  if ('sheet' in answer) return answer.sheet
  throw new Error('The reader answered something else.')
}

/** Reads in such a process what a resolution does to units. */
export async function readReorganisationInChild(
  path: string,
  fileName: string,
  limits: ReadLimits = defaultReadLimits,
): Promise<readonly ReorganisationRow[]> {
  const answer = await asked({ path, fileName, as: 'reorganisation' }, limits)
  if ('reorganisation' in answer) return answer.reorganisation
  throw new Error('The reader answered something else.')
}

/** Reads in such a process what was filled into a form workbook. */
export async function readFormWorkbookInChild(path: string, fileName: string, limits = defaultReadLimits): Promise<FilledReading> {
  const answer = await asked({ path, fileName, as: 'formWorkbook' }, limits)
  if ('formWorkbook' in answer) return answer.formWorkbook
  throw new Error('The reader answered something else.')
}

/** The form workbook with its faults written into it; opened and written in such a process. */
export async function markWorkbookInChild(
  path: string,
  fileName: string,
  { sheet, marks }: { readonly sheet: string; readonly marks: readonly FaultMark[] },
  limits = defaultReadLimits,
): Promise<Uint8Array> {
  const answer = await asked({ path, fileName, as: 'markedWorkbook', sheet, marks }, limits)
  if ('markedWorkbook' in answer) return answer.markedWorkbook
  throw new Error('The reader answered something else.')
}

/** Reads all cells of a spreadsheet in such a process; of one that nobody filled in by hand, `maxRows` of each sheet. */
export async function readTypedSheetsInChild(
  path: string,
  fileName: string,
  { maxRows, ...limits }: ReadLimits & { readonly maxRows?: number } = defaultReadLimits,
): Promise<TypedReading> {
  const answer = await asked({ path, fileName, as: 'typedSheets', ...(maxRows === undefined ? {} : { maxRows }) }, limits)
  if ('typedSheets' in answer) {
    // Our own reader has written it.
    const reading: TypedReading = JSON.parse(answer.typedSheets)
    return reading
  }
  throw new Error('The reader answered something else.')
}

/** Verifies in such a process the signatures of a PDF: against the office's roots (DER), for a file that was there at the instant `at`. */
export async function verifySignaturesInChild(
  path: string,
  fileName: string,
  anchors: { readonly roots: readonly Uint8Array[]; readonly at: string },
  limits = defaultReadLimits,
): Promise<readonly PdfSignature[]> {
  const answer = await asked({ path, fileName, as: 'signatures', ...anchors }, limits)
  if ('signatures' in answer) return answer.signatures
  throw new Error('The reader answered something else.')
}

type Read = Exclude<ReadAnswer, { readonly progress: ReadProgress } | { readonly unreadable: unknown } | { readonly failed: string }>

async function asked(request: ReadRequest, limits: ReadLimits): Promise<Read> {
  // What the reader's programmes put aside goes when they go, however they end.
  const folder = await mkdtemp(join(tmpdir(), readingFolder))
  try {
    return await watched(request, limits, folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

function watched(request: ReadRequest, limits: ReadLimits, folder: string): Promise<Read> {
  const { fileName } = request
  return new Promise((resolve, reject) => {
    const child = fork(childFile, [String(process.pid)], {
      // The child needs no secrets of the parent: it knows where programmes are, where to put things aside and where its compiled code lies.
      env: { PATH: process.env['PATH'], TMPDIR: folder, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
      execArgv: [`--max-old-space-size=${limits.memoryMb}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      // A group of its own, in which the programmes that it starts end with it.
      detached: true,
    })
    let ended = false
    let complaint = ''
    const finish = (settle: () => void) => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      clearInterval(watch)
      killGroup(child)
      settle()
    }
    const timer = setTimeout(
      () => finish(() => reject(unreadable.tookTooLong(fileName, Math.ceil(limits.timeoutMs / 1000)))),
      limits.timeoutMs,
    )
    // Buffers of a PDF lie outside the heap that V8 limits, so the whole resident memory is watched where Linux shows it.
    const watch = setInterval(() => {
      void largestResident(child.pid).then((bytes) => {
        if (bytes > limits.memoryMb * 1024 * 1024) finish(() => reject(unreadable.tookTooMuchMemory(fileName, limits.memoryMb)))
      })
    }, watchEveryMs)
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      if (complaint.length < 20_000) complaint += chunk
    })
    child.on('error', (error) => finish(() => reject(error)))
    child.on('message', (message) => {
      // The child is ours and says nothing but ReadAnswer.
      const answer = message as ReadAnswer
      if ('progress' in answer) {
        timer.refresh()
        limits.onProgress?.(answer.progress)
        return
      }
      finish(() => {
        if ('unreadable' in answer) reject(new UnreadableFile(answer.unreadable.code, answer.unreadable.sentence))
        else if ('failed' in answer) reject(new Error(answer.failed))
        else resolve(answer)
      })
    })
    child.on('exit', (code, signal) => {
      finish(() => {
        const outOfMemory = /heap out of memory|Array buffer allocation failed|allocation failure/iu.test(complaint)
        reject(
          outOfMemory
            ? unreadable.tookTooMuchMemory(fileName, limits.memoryMb)
            : unreadable.readerStopped(fileName, signal ?? `exit ${code}`),
        )
      })
    })
    child.send(request)
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The whole group has ended already.
  }
}

/** Bytes that the largest of a process and of those that it started takes up. */
async function largestResident(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0
  try {
    const [own, children] = await Promise.all([
      readFile(`/proc/${pid}/statm`, 'latin1'),
      readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => ''),
    ])
    const below = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(largestResident))
    return Math.max(Number(own.split(' ')[1]) * pageBytes, ...below)
  } catch {
    // No /proc here, or the process has ended: its exit is reported by its own event.
    return 0
  }
}
