/** Runs beside the program, which may end it at any time: reads one map file, answers once. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { readMapFile } from './map-file.ts'
import type { MapQuestion } from './map-file.ts'

const { path, question } = workerData as { readonly path: string; readonly question: MapQuestion } // read-map-file.ts gives nothing else.
parentPort?.postMessage(readMapFile(readFileSync(path, 'utf8'), question))
