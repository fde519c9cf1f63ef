// Planted faults for the drill: loaded before the program (`node --import`), it changes one line of what is loaded, in memory only.
import { registerHooks } from 'node:module'

const faults = {
  // A commit is answered before it is on the disk.
  'synchronous-commit-off': {
    file: '/server/src/database/connect.ts',
    from: /-c timezone=UTC/u,
    to: '-c synchronous_commit=off -c timezone=UTC',
  },
  // The check that a report is the viewer's own unit's always says yes.
  'permission-dropped': { file: '/domain/src/access/roles.ts', from: /viewer\.unitId === unitId/u, to: 'true' },
  // Now and then a change goes without its audit line.
  'audit-line-dropped': {
    file: '/server/src/platform/audit.ts',
    from: /last_hash from head/gu,
    to: 'last_hash from head where last_seq % 7 <> 3',
  },
  // Each table of a backup is of another moment.
  'backup-torn': {
    file: '/server/src/backup/store.ts',
    from: /isolation level repeatable read, read only/u,
    to: 'isolation level read committed, read only',
  },
  // The first row of every table is left out, and so in every count.
  'backup-row-lost': {
    file: '/server/src/backup/store.ts',
    from: /order by \$\{order\.join\(', '\)\}\) to stdout/u,
    to: "order by ${order.join(', ')} offset 1) to stdout",
  },
  'backup-table-forgotten': {
    file: '/server/src/backup/store.ts',
    from: /'sign_in_links'\]/u,
    to: "'sign_in_links', 'report_entries']",
  },
  'backup-file-lost': {
    file: '/server/src/backup/take-backup.ts',
    from: /await parts\.put\(createReadStream\(path\), \{ packed: false \}\)/u,
    to: 'await Promise.resolve(path)',
  },
}

const fault = faults[process.env.HAIDANG_DRILL_FAULT ?? '']
if (fault !== undefined) {
  let planted = false
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      if (!url.endsWith(fault.file)) return loaded
      const source = Buffer.from(loaded.source ?? '').toString()
      if (source.search(fault.from) === -1) throw new Error(`The fault cannot be planted: ${fault.file} has changed.`)
      planted = true
      return { ...loaded, source: source.replace(fault.from, fault.to) }
    },
  })
  process.on('exit', () => {
    if (!planted) console.error('The fault was never loaded.')
  })
}
