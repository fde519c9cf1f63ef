import type { BackupFolder } from './folder.ts'
import type { Manifest } from './manifest.ts'
import { filePart, PartBroken, type Part, type PartFault } from './parts.ts'
import { countingRows, listedFiles } from './take-backup.ts'

export type BackupFault = { readonly what: string; readonly file: string; readonly fault: PartFault }
export type Verified = { readonly parts: number; readonly bytes: number; readonly faults: readonly BackupFault[] }

/** Opens every part of a backup to its end: all of it is there, none of it was changed, and the counts are those of the manifest. */
export async function verifyBackup({ parts }: BackupFolder, manifest: Manifest): Promise<Verified> {
  const faults: BackupFault[] = []
  const seen = { parts: 0, bytes: 0 }
  const look = async (what: string, part: Part, wantedRows?: number): Promise<boolean> => {
    seen.parts += 1
    seen.bytes += part.bytes
    const rows = { count: 0 }
    try {
      await readAll(countingRows(parts.read(part), rows))
    } catch (error) {
      if (!(error instanceof PartBroken)) throw error
      faults.push({ what, file: error.file, fault: error.fault })
      return false
    }
    if (wantedRows !== undefined && rows.count !== wantedRows) faults.push({ what, file: part.sha256, fault: 'otherContent' })
    return true
  }

  for (const { name, rows, part } of manifest.tables) await look(name, part, rows)
  await look('jobs', manifest.jobs.part, manifest.jobs.count)
  for (const { path, part } of manifest.beside) await look(path, part)
  if (await look('files', manifest.files.list, manifest.files.count)) {
    const damaged = new Set(manifest.files.damaged.map(({ tenantId, sha256 }) => `${tenantId} ${sha256}`))
    for await (const { tenantId, sha256, size } of listedFiles(parts, manifest.files.list)) {
      if (!damaged.has(`${tenantId} ${sha256}`)) await look(`files/${tenantId}/${sha256}`, filePart(sha256, size))
    }
  }
  return { ...seen, faults }
}

/** To the end, where the last proof is. */
async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) if (piece.length === 0) continue
}
