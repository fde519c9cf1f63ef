/** Reads mutants, one after another, and says what became of each; its parent ends it when one takes too long or too much. */
import { flushCompileCache } from 'node:module'
import { Worker } from 'node:worker_threads'
import { chanceOf } from './chance.ts'
import { mutant } from './mutate.ts'
import { originals } from './originals.ts'
import type { FuzzRequest, FuzzWord } from './fuzz.ts'

new Worker(new URL('../src/read-guard.ts', import.meta.url), {
  workerData: process.ppid,
  resourceLimits: { maxOldGenerationSizeMb: 16 },
}).unref()

// The PDF library leaves promises of broken streams to which nobody listens. In the product a process reads one file and is gone; here they
// are counted, and blamed on nobody.
process.on('unhandledRejection', () => say({ stray: true }))

const [readerFile = ''] = process.argv.slice(2)
const { read } = (await import(readerFile)) as typeof import('./reader.ts')
const files = originals()
// Killed at its end, whatever it did: what it compiled is kept before.
flushCompileCache()

process.on('message', ({ seed }: FuzzRequest) => {
  const { bytes, fileName, how } = mutant(files, chanceOf(seed))
  // Said before it is read: whatever the reading does, the parent knows of what. The turn of the loop lets the word leave.
  process.send?.({ made: how } satisfies FuzzWord, undefined, undefined, () => {
    void read(bytes, fileName)
      .catch((error: unknown) => ({ fault: `the reader threw ${String(error)}` }))
      .then(say)
  })
})
say({ ready: true })

function say(word: FuzzWord): void {
  process.send?.(word)
}
