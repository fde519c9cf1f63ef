import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openFolderForWriting } from '../backup/folder.ts'
import { asPlaceProblem, nothingToBackUp } from '../backup/problems.ts'
import { keysWithin, takeBackup, type Taken } from '../backup/take-backup.ts'
import { openDatabase } from '../open-database.ts'
import type { Settings } from '../platform/settings.ts'
import { hasEmbedded } from '../restore-installation.ts'
import { linesOf, megabytes, passphraseOf } from './backup-folder.ts'
import { missingOption, type CommandContext } from './command.ts'

/** The database is opened as it stands: a backup before an upgrade is one of the schema before it. */
export async function run(args: readonly string[], { settings, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, 'key-file': { type: 'string' } } })
  if (values.to === undefined) throw missingOption('to')
  const { dataDir, databaseUrl } = settings
  const passphrase = await passphraseOf(settings, values['key-file'])
  if (databaseUrl === undefined && !(await hasEmbedded(dataDir))) throw nothingToBackUp(dataDir)

  const to = resolve(values.to)
  const { file, manifest, written } = await take(settings, to, passphrase).catch((error: unknown) => {
    throw asPlaceProblem(error, to)
  })
  print(
    `${file}: ghi thêm ${written.parts} phần, ${megabytes(written.bytes)} MB / ${written.parts} new parts, ${megabytes(written.bytes)} MB`,
    ...linesOf(manifest),
    ...(settings.keysDir === keysWithin(dataDir) ? [] : [keysApart(settings.keysDir)]),
  )
  return manifest.files.damaged.length === 0 ? 0 : 1
}

const keysApart = (keysDir: string): string =>
  `Khóa ở ${keysDir} (KEYS_DIR) để riêng, không nằm trong bản sao lưu; hãy tự giữ một bản / the keys in ${keysDir} (KEYS_DIR) are kept apart and are not in the backup; keep a copy of them yourself`

async function take({ dataDir, keysDir, databaseUrl, pgBin }: Settings, to: string, passphrase: string): Promise<Taken> {
  const folder = await openFolderForWriting(to, passphrase)
  const database = await openDatabase({ dataDir, databaseUrl, pgBin, mayJoin: true, log: () => undefined })
  try {
    return await takeBackup({ connection: database.connection, dataDir, keysDir, program: await ownVersion() }, folder)
  } finally {
    await database.stop()
  }
}

async function ownVersion(): Promise<string> {
  const read: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : ''
}
