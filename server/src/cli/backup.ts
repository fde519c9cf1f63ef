import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openFolderForWriting } from '../backup/folder.ts'
import { nothingToBackUp } from '../backup/problems.ts'
import { takeBackup } from '../backup/take-backup.ts'
import { openDatabase } from '../open-database.ts'
import { hasEmbedded } from '../restore-installation.ts'
import { linesOf, megabytes, passphraseOf } from './backup-folder.ts'
import { missingOption, type CommandContext } from './command.ts'

/** The database is opened as it stands: a backup before an upgrade is one of the schema before it. */
export async function run(args: readonly string[], { settings, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, 'key-file': { type: 'string' } } })
  if (values.to === undefined) throw missingOption('to')
  const { dataDir, databaseUrl, pgBin } = settings
  const passphrase = await passphraseOf(settings, values['key-file'])
  if (databaseUrl === undefined && !(await hasEmbedded(dataDir))) throw nothingToBackUp(dataDir)

  const folder = await openFolderForWriting(resolve(values.to), passphrase)
  const database = await openDatabase({ dataDir, databaseUrl, pgBin, mayJoin: true, log: () => undefined })
  try {
    const { file, manifest, written } = await takeBackup({ connection: database.connection, dataDir, program: await ownVersion() }, folder)
    print(
      `${file}: ghi thêm ${written.parts} phần, ${megabytes(written.bytes)} MB / ${written.parts} new parts, ${megabytes(written.bytes)} MB`,
      ...linesOf(manifest),
    )
    return manifest.files.damaged.length === 0 ? 0 : 1
  } finally {
    await database.stop()
  }
}

async function ownVersion(): Promise<string> {
  const read: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : ''
}
