import { workerData } from 'node:worker_threads'
import { removeReadingFolder } from './reading-folder.ts'

/**
 * A thread beside the reader that ends the whole process when its parent is gone: a parent that was killed can no longer keep watch, and a
 * reader that never comes back from a file never hears of it. The reader leads a group of its own, in which the programmes that it started end too;
 * what they put aside goes with them.
 */
const parent: unknown = workerData // Its number as the parent itself gave it: by the time that this runs it may be gone already.

setInterval(() => {
  if (process.ppid === parent) return
  removeReadingFolder()
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    // It leads no group: it ends alone.
    process.kill(process.pid, 'SIGKILL')
  }
}, 500)
