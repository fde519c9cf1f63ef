import { parseArgs } from 'node:util'
import { findBackup, openFolder } from '../backup/folder.ts'
import { wordsOfFault } from '../backup/problems.ts'
import { verifyBackup } from '../backup/verify-backup.ts'
import { linesOf, megabytes, passphraseOf } from './backup-folder.ts'
import { mistake, type CommandContext } from './command.ts'

export async function run(args: readonly string[], { settings, print }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { 'key-file': { type: 'string' } } })
  const [named] = positionals
  if (named === undefined) throw mistake('Thiếu thư mục sao lưu hoặc tệp .backup.', 'Missing: the backup folder or a .backup file.')
  const passphrase = await passphraseOf(settings, values['key-file'])
  const { directory, file } = await findBackup(named)
  const folder = await openFolder(directory, passphrase)
  const manifest = await folder.readManifest(file)
  print(file, ...linesOf(manifest))

  const { parts, bytes, faults } = await verifyBackup(folder, manifest)
  for (const fault of faults) {
    const { vi, en } = wordsOfFault(fault.what, fault.file, fault.fault)
    print(`  ${vi} / ${en}`)
  }
  print(
    faults.length === 0
      ? `Đã mở và kiểm tra ${parts} phần (${megabytes(bytes)} MB), tất cả nguyên vẹn / ${parts} parts opened and checked, all whole.`
      : `${faults.length} phần hỏng: bản này không khôi phục được, hãy dùng bản khác hoặc chép lại thư mục / ${faults.length} parts are broken: this backup cannot be restored, use another one or copy the folder again.`,
  )
  return faults.length === 0 ? 0 : 1
}
