import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faultSentence } from '../audit/faults.ts'
import { findBackup, openFolder } from '../backup/folder.ts'
import { asPlaceProblem, asRefusal, brokenBackup } from '../backup/problems.ts'
import { keysWithin } from '../backup/take-backup.ts'
import { verifyBackup } from '../backup/verify-backup.ts'
import { restoreInstallation, withDataDir } from '../restore-installation.ts'
import { linesOf, passphraseOf } from './backup-folder.ts'
import { readInstant } from './office-create.ts'
import { missingOption, type CommandContext } from './command.ts'

/** The first of them; `haidang audit verify` tells all. */
const faultsShown = 10

export async function run(args: readonly string[], { settings, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      into: { type: 'string' },
      at: { type: 'string' },
      replace: { type: 'boolean', default: false },
      'key-file': { type: 'string' },
    },
  })
  const { from, into, replace } = values
  if (from === undefined || into === undefined) throw missingOption('from', 'into')
  const passphrase = await passphraseOf(settings, values['key-file'])
  const { directory, file } = await findBackup(from, values.at === undefined ? undefined : readInstant(values.at))
  const folder = await openFolder(directory, passphrase)
  const manifest = await folder.readManifest(file)
  print(file, ...linesOf(manifest))

  // All of it is read before anything is written: a backup that is broken at its end must not leave half an installation.
  const { faults } = await verifyBackup(folder, manifest)
  if (faults.length > 0) throw brokenBackup(faults)
  const dataDir = resolve(into)
  const target = withDataDir(settings, dataDir)
  const restored = await restoreInstallation(target, folder, manifest, { replace }).catch((error: unknown) => {
    throw asPlaceProblem(asRefusal(error, file), dataDir)
  })
  const where = settings.databaseUrl === undefined ? dataDir : `${dataDir} + DATABASE_URL`
  print(
    ...restored.migrated.map((name) => `${name}: xong / done`),
    ...(restored.movedAside === undefined ? [] : [`Dữ liệu cũ nằm ở / what was there before lies in: ${restored.movedAside}`]),
    ...restored.faults.slice(0, faultsShown).map(({ office, fault }) => {
      const { vi, en } = faultSentence(fault)
      return `  ${office} ${fault.stream} #${fault.seq ?? '-'}: ${vi} / ${en}`
    }),
    restored.faults.length === 0
      ? 'Mọi bảng, tệp và nhật ký đúng như bản sao lưu; nhật ký nguyên vẹn / Every table, file and log is as in the backup; the log is whole.'
      : `Mọi bảng và tệp đúng như bản sao lưu, nhưng nhật ký đã có ${restored.faults.length} sai lệch từ trước khi sao lưu (xem: haidang audit verify) / Every table and file is as in the backup, but the log had ${restored.faults.length} faults before it was taken (see: haidang audit verify).`,
    ...(target.keysDir !== keysWithin(dataDir) && manifest.beside.some(({ path }) => path.startsWith('keys/'))
      ? [
          `Khóa trong bản sao lưu nằm ở ${keysWithin(dataDir)}; hãy chuyển chúng vào ${target.keysDir} (KEYS_DIR) / the keys of the backup lie in ${keysWithin(dataDir)}; move them into ${target.keysDir} (KEYS_DIR)`,
        ]
      : []),
    `Đã khôi phục vào / restored into: ${where}. Mọi người đăng nhập lại / everybody signs in again.`,
  )
  return restored.faults.length === 0 ? 0 : 1
}
