import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Manifest } from '../backup/manifest.ts'
import { noKey } from '../backup/problems.ts'
import { readPassphrase } from '../backup/secret.ts'
import type { Settings } from '../platform/settings.ts'
import { mistake } from './command.ts'

/** The key of backups: a file, so that it stands in no list of processes and no history of a shell. */
export async function passphraseOf(settings: Settings, keyFile: string | undefined): Promise<string> {
  const file = keyFile ?? settings.backupKeyFile
  if (file === undefined) throw noKey()
  const text = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
    throw mistake(`Không mở được tệp khóa "${file}" (${String(error)}).`, `Cannot open the key file "${file}" (${String(error)}).`)
  })
  return readPassphrase(text, file)
}

/** What a manifest says, for a person to compare. */
export function linesOf({ at, schema, tables, files, offices, jobs }: Manifest): readonly string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return [
    `Thời điểm / moment: ${at}; lược đồ / schema: ${schema.at(-1) ?? ''}`,
    `${tables.length} bảng, ${rows} dòng, ${files.count} tệp (${megabytes(files.bytes)} MB), ${jobs.count} việc nền đang chờ / ${tables.length} tables, ${rows} rows, ${files.count} files, ${jobs.count} background jobs waiting`,
    ...offices.map(
      ({ slug, lines, root, heads }) =>
        `${slug}: ${lines} dòng nhật ký / audit lines, ${root === null ? 'chưa niêm phong / not sealed yet' : `mốc / root ${root.seq} ${root.hash}`}, đầu chuỗi / heads ${heads}`,
    ),
    ...files.damaged.map(({ tenantId, sha256, fault }) =>
      fault === 'missing'
        ? `THIẾU / MISSING files/${tenantId}/${sha256}: cơ sở dữ liệu nhắc tới nhưng trên đĩa không có / named by the database, not on the disk`
        : `HỎNG / DAMAGED files/${tenantId}/${sha256}: nội dung trên đĩa không còn đúng / its bytes on the disk are no longer what they were`,
    ),
  ]
}

export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
