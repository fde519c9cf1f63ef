import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'

/** How the folder is called in which a reader and its programmes put things aside. */
export const readingFolder = 'haidang-read-'

/** Takes the reader's own folder away, where its parent can no longer do that. */
export function removeReadingFolder(): void {
  const folder = tmpdir() // The parent made it this process's TMPDIR.
  if (basename(folder).startsWith(readingFolder)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
