import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filePart, openParts, PartBroken, type Part, type Parts } from './parts.ts'
import { makeFolderKey, openFolderKey, type FolderKey } from './secret.ts'

let folder: string
let key: FolderKey
let parts: Parts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haidang-parts-'))
  ;({ key } = await makeFolderKey('con tàu về bến đúng hẹn'))
  parts = openParts(folder, key)
})
afterAll(() => rm(folder, { recursive: true }))

const put = (content: Uint8Array, packed = false) => parts.put(Readable.from([content]), { packed })
async function read(part: Part): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of parts.read(part)) all.push(piece)
  return Buffer.concat(all)
}
const faultOf = (part: Part) =>
  read(part).then(
    () => 'read',
    (error: unknown) => (error instanceof PartBroken ? error.fault : String(error)),
  )
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const pathOf = (part: Part) => {
  const name = key.nameOf(`part ${part.packed ? 'packed' : 'plain'} ${part.sha256}`)
  return join(folder, 'parts', name.slice(0, 2), name)
}

test('a content is kept once, compressed or not, and comes back as it was', async () => {
  const text = Buffer.from('Phường 5\t98,27\n'.repeat(50_000))
  const packed = await put(text, true)
  expect(packed.stored).toBeLessThan(text.length / 20)
  expect(await read(packed)).toEqual(text)
  expect((await put(text, true)).isNew).toBe(false)

  const plain = await put(text)
  expect(plain).toMatchObject({ ...filePart(sha256(text), text.length), isNew: true })
  expect(await parts.has(filePart(sha256(text), text.length))).toBe(true)
  expect(await parts.has(filePart(sha256(Buffer.from('khác')), 4))).toBe(false)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('a part in another’s place is told by its content, where size and seal are right', async () => {
  const [one, two] = [await put(randomBytes(90_000)), await put(randomBytes(90_000))]
  await rename(pathOf(one), pathOf(two))
  expect(await faultOf(two)).toBe('otherContent')
  expect(await faultOf(one)).toBe('missing')
})

test.each([true, false])('what rotted shorter is written again by the next backup (compressed: %s)', async (packed) => {
  const content = randomBytes(1000)
  const part = await put(content, packed)
  await truncate(pathOf(part), 500)
  expect(await faultOf(part)).toBe('truncated')
  expect((await put(content, packed)).isNew).toBe(true)
  expect(await read(part)).toEqual(content)
})

test('what a killed backup left is removed when no backup can be writing it', async () => {
  const [old, fresh] = ['old', 'fresh'].map((name) => join(folder, 'incoming', name))
  await writeFile(old ?? '', 'x')
  await writeFile(fresh ?? '', 'x')
  await utimes(old ?? '', 0, 0)
  await parts.sweep(60_000)
  expect(await readdir(join(folder, 'incoming'))).toEqual(['fresh'])
})

test('a source that fails leaves nothing', async () => {
  const failing = async function* () {
    yield Buffer.alloc(10)
    await Promise.reject(new Error('cut off'))
  }
  await expect(parts.put(failing(), { packed: true })).rejects.toThrow('cut off')
  expect(await readdir(join(folder, 'incoming'))).toEqual(['fresh'])
})

test('the key is the passphrase’s, however its letters are composed, and no other’s', async () => {
  const { head } = await makeFolderKey('Hải Đăng về bến đúng hẹn')
  expect(await openFolderKey('Hải Đăng về bến đúng hẹn'.normalize('NFD'), head)).toBeDefined()
  expect(await openFolderKey('Hải Đăng về bến đúng hẹm', head)).toBeUndefined()
})
