import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { manifestSchema, type Manifest } from './manifest.ts'
import { openParts, PartBroken, settle, type Parts } from './parts.ts'
import { asRefusal, foreignFolder, noBackupIn, notAFolder, otherManifest, wrongKey } from './problems.ts'
import { seal, SealBroken, unseal } from './sealed-stream.ts'
import { folderHeadSchema, makeFolderKey, openFolderKey, type FolderHead, type FolderKey } from './secret.ts'

/** Where backups lie: `folder.json`, one `.backup` a backup (its manifest), and the parts that they share. */
export type BackupFolder = {
  readonly directory: string
  readonly parts: Parts
  /** Written last: a backup is there when its manifest is. Answers with the file. */
  readonly writeManifest: (manifest: Manifest) => Promise<string>
  readonly readManifest: (file: string) => Promise<Manifest>
}

const headFile = 'folder.json'
const ending = '.backup'

/** The folder for a new backup; made where it is not there yet. */
export async function openFolderForWriting(directory: string, passphrase: string): Promise<BackupFolder> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const names = await readdir(directory)
  if (names.includes(headFile)) return openFolder(directory, passphrase)
  if (names.length > 0) throw foreignFolder(directory)

  const { head, key } = await makeFolderKey(passphrase)
  await writeWhole(join(directory, headFile), `${JSON.stringify(head, undefined, 2)}\n`)
  return folderWith(directory, key)
}

export async function openFolder(directory: string, passphrase: string): Promise<BackupFolder> {
  const key = await openFolderKey(passphrase, await readHead(directory))
  if (key === undefined) throw wrongKey(directory)
  return folderWith(directory, key)
}

/** A backup as a person names it: its own file, or the folder, whose newest backup it then is, or the newest that is not after a moment. */
export async function findBackup(named: string, notAfter?: string): Promise<{ readonly directory: string; readonly file: string }> {
  const path = resolve(named)
  const found = await stat(path).catch((error: unknown) => {
    throw notAFolder(path, error)
  })
  if (found.isFile()) return { directory: dirname(path), file: path }

  await readHead(path)
  const last = notAfter === undefined ? undefined : nameFor(notAfter)
  const newest = (await readdir(path))
    .filter((name) => name.endsWith(ending) && (last === undefined || name <= last))
    .sort()
    .at(-1)
  if (newest === undefined) throw noBackupIn(path, notAfter)
  return { directory: path, file: join(path, newest) }
}

async function readHead(directory: string): Promise<FolderHead> {
  try {
    return folderHeadSchema.parse(JSON.parse(await readFile(join(directory, headFile), 'utf8')))
  } catch (error) {
    throw notAFolder(directory, error)
  }
}

function folderWith(directory: string, key: FolderKey): BackupFolder {
  return {
    directory,
    parts: openParts(directory, key),
    writeManifest: async (manifest) => {
      const file = join(directory, nameFor(manifest.at))
      const text = JSON.stringify(manifestSchema.parse(manifest))
      await writeWhole(file, await bytesOf(seal(manifestKey(key, file), once(Buffer.from(text)))))
      return file
    },
    readManifest: async (file) => {
      const text = await openManifest(file, key).catch((error: unknown) => {
        throw asRefusal(error, 'manifest')
      })
      try {
        return manifestSchema.parse(JSON.parse(text))
      } catch (error) {
        throw otherManifest(file, error)
      }
    },
  }
}

/** "2026-11-28T08:15:30.250Z" as "2026-11-28T08-15-30-250Z.backup": in the order of time, and a name on every file system. */
const nameFor = (at: string): string => `${at.replaceAll(/[:.]/gu, '-')}${ending}`

/** Bound to its name, so that an older manifest cannot pass for a newer one. */
const manifestKey = (key: FolderKey, file: string): Buffer => Buffer.from(key.nameOf(`manifest ${basename(file)}`), 'hex')

async function openManifest(file: string, key: FolderKey): Promise<string> {
  const sealed = await readFile(file)
  try {
    return (await bytesOf(unseal(manifestKey(key, file), once(sealed)))).toString('utf8')
  } catch (error) {
    throw error instanceof SealBroken ? new PartBroken(error.fault, file, error) : error
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function writeWhole(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.unfinished`
  await writeFile(temporary, content, { mode: 0o600, flush: true })
  await rename(temporary, file)
  await settle(dirname(file))
}
