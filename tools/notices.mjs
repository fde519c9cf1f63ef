// Writes THIRD-PARTY-NOTICES.md from the lock file: every package that is shipped or used to build, with its version and licence.
// `--check` compares instead of writing and exits 1 where they differ.
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'))
const rows = Object.entries(lock.packages)
  .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
  .map(([path, entry]) => ({
    name: entry.name ?? path.split('node_modules/').pop(),
    version: entry.version,
    licence: entry.license ?? 'see its package',
    dev: entry.dev === true,
  }))
const unique = [...new Map(rows.map((row) => [`${row.name}@${row.version}`, row])).values()].sort((a, b) =>
  a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1,
)
const table = (list) =>
  ['| package | version | licence |', '|---|---|---|', ...list.map((row) => `| ${row.name} | ${row.version} | ${row.licence} |`)].join('\n')
const text = `# Third-party notices

Made by \`node tools/notices.mjs\` from package-lock.json. The full texts are in each package's folder after installation.

## Shipped with the program

${table(unique.filter((row) => !row.dev))}

## Used to build and test

${table(unique.filter((row) => row.dev))}
`
const target = new URL('THIRD-PARTY-NOTICES.md', root)
if (process.argv.includes('--check')) {
  let standing = ''
  try {
    standing = readFileSync(target, 'utf8')
  } catch {
    // Not written yet: reported below as a difference.
  }
  if (standing !== text) {
    console.error('THIRD-PARTY-NOTICES.md differs from package-lock.json; run: node tools/notices.mjs')
    process.exit(1)
  }
} else writeFileSync(target, text)
