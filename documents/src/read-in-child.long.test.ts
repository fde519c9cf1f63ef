import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readInChild, type ReadLimits } from './read-in-child.ts'
import { UnreadableFile } from './unreadable-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haidang-read-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const codeOf = async (name: string, bytes: Uint8Array, limits: ReadLimits): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return readInChild(path, name, limits).then(
    () => 'was read',
    (error: unknown) => (error instanceof UnreadableFile ? error.code : String(error)),
  )
}

test('an .rtf nested a hundred thousand groups deep, an .odt nested as deep', async () => {
  // Where LibreOffice is not installed both are refused before anything is opened.
  const codes = /^(?:was read|corrupt|tooDeep|empty|took(?:TooMuchMemory|TooLong)|needsLibreOffice)$/u
  const limits: ReadLimits = { memoryMb: 768, timeoutMs: 8_000 }
  expect(await codeOf('sau.rtf', Buffer.from(`{\\rtf1 ${'{'.repeat(100_000)}x${'}'.repeat(100_001)}`), limits)).toMatch(codes)
  const odt = zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(`<a>${'<text:p>'.repeat(100_000)}`),
  })
  expect(await codeOf('sau.odt', odt, limits)).toMatch(codes)
}, 180_000)
