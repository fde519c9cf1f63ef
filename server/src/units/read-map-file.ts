import { Worker } from 'node:worker_threads'
import type { MapQuestion, MapReading, MapRefusal } from './map-file.ts'

export type MapLimits = { readonly memoryMb: number; readonly timeoutMs: number }
const defaultMapLimits: MapLimits = { memoryMb: 1024, timeoutMs: 60_000 }

/**
 * Reads a map file in a thread of its own, which is ended when it takes too long or too much. A thread is enough where the reading of documents
 * takes a process: here everything is text, numbers and lists, and lies in the memory that V8 limits.
 */
export function readMapFileApart(
  path: string,
  question: MapQuestion,
  { memoryMb, timeoutMs }: MapLimits = defaultMapLimits,
): Promise<MapReading | MapRefusal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./map-file-worker.ts', import.meta.url), {
      workerData: { path, question },
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const timer = setTimeout(() => {
      resolve({ refused: 'unreadableMap', fault: 'tookTooLong' })
      void worker.terminate()
    }, timeoutMs)
    worker.once('message', resolve)
    worker.once('error', (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ refused: 'unreadableMap', fault: 'tookTooMuchMemory' })
      else reject(error instanceof Error ? error : new Error('The reading of a map file failed.', { cause: error }))
    })
    worker.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The reading of a map file ended with code ${code}.`)) // Said already, unless it ended without a word.
    })
  })
}
