import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openFileStore } from '../platform/files.ts'
import type { BackupFolder } from './folder.ts'
import type { Manifest } from './manifest.ts'
import { filePart, type Part } from './parts.ts'
import { listedFiles } from './take-backup.ts'

/** The stored files, the audit roots and the keys, into a DATA_DIR that has none. */
export async function restoreFiles(dataDir: string, { parts }: BackupFolder, manifest: Manifest): Promise<void> {
  const write = async (path: string, part: Part): Promise<void> => {
    await mkdir(dirname(path), { recursive: true, ...(path.startsWith(join(dataDir, 'keys')) ? { mode: 0o700 } : {}) })
    await pipeline(parts.read(part), createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  }
  for (const { path, part } of manifest.beside) await write(join(dataDir, path), part)

  const store = openFileStore(dataDir)
  const damaged = new Set(manifest.files.damaged.map(({ tenantId, sha256 }) => `${tenantId} ${sha256}`))
  for await (const { tenantId, sha256, size } of listedFiles(parts, manifest.files.list)) {
    if (!damaged.has(`${tenantId} ${sha256}`)) await write(store.path(tenantId, sha256), filePart(sha256, size))
  }
}
