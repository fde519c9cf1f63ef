/** Reads mutants, one after another, and says what became of each; its parent ends it when one takes too long or too much. */
import { Worker } from 'node:worker_threads'
import { chanceOf } from './chance.ts'
import { mutant } from './mutate.ts'
import { originals } from './originals.ts'
import type { FuzzWord, RunRequest, RunResult } from './fuzz.ts'

new Worker(new URL('../src/read-guard.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref()

// The PDF library leaves promises of broken streams to which nobody listens. In the product a process reads one file and is gone; here they
// are counted, and blamed on nobody.
process.on('unhandledRejection', () => process.send?.('stray' satisfies FuzzWord))

const [readerFile = ''] = process.argv.slice(2)
const { read } = (await import(readerFile)) as typeof import('./reader.ts')
const files = originals()

process.on('message', ({ run, seed }: RunRequest) => {
  const { bytes, fileName, how } = mutant(files, chanceOf(seed))
  const began = performance.now()
  void read(bytes, fileName)
    .catch((error: unknown) => ({ fault: `the reader threw ${String(error)}` }))
    .then((result) => process.send?.({ run, how, ms: performance.now() - began, ...result } satisfies RunResult))
})
process.send?.('ready' satisfies FuzzWord)
