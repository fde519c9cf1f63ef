import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export type SystemPrograms = { readonly chromium: string | undefined; readonly postgres15: string | undefined }

const firstOf = (paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path))

const chromium = (): string | undefined =>
  firstOf([
    process.env['CHROMIUM'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ])
const postgres15 = (): string | undefined => firstOf([process.env['PG15_BIN'] ?? '', '/usr/lib/postgresql/15/bin'])
const libreOffice = (): string | undefined => firstOf(['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/lib/libreoffice/program/swriter'])
// fonts-liberation 1.07 has no Vietnamese letters; these have, with the metrics of Times New Roman.
const fonts = (): string | undefined => firstOf(['/usr/share/fonts/truetype/liberation2', '/usr/share/fonts/truetype/croscore'])

const openssl = (): string | undefined => firstOf(['/usr/bin/openssl'])
const poppler = (): string | undefined => firstOf(['/usr/bin/pdftoppm'])

const needed = [
  { debian: 'chromium', find: chromium, parts: ['e2e'] },
  { debian: 'postgresql-15', find: postgres15, parts: ['server15'] },
  { debian: 'libreoffice-writer', find: libreOffice, parts: ['unit', 'server18', 'server15', 'e2e'] },
  { debian: 'fonts-liberation2', find: fonts, parts: ['unit', 'server18', 'server15', 'e2e'] },
  // Signs and stamps as others do, and draws the pages from which a code is read.
  { debian: 'openssl', find: openssl, parts: ['unit', 'server18', 'server15', 'e2e'] },
  { debian: 'poppler-utils', find: poppler, parts: ['unit'] },
] as const

/** The programs of the system that the tests run against; installed where we may, asked for where not. */
export async function requireSystemPrograms(chosen: readonly string[]): Promise<SystemPrograms | undefined> {
  const missing = () =>
    needed
      .filter(({ find, parts }) => find() === undefined && (chosen.length === 0 || parts.some((part) => chosen.includes(part))))
      .map(({ debian }) => debian)

  if (missing().length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${missing().join(', ')} from Debian, which the tests need…`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const packages = missing()
    // The lists of a fresh machine are empty; where updating fails, what is there may still do.
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env })
  }

  const lacking = missing()
  if (lacking.length === 0) return { chromium: chromium(), postgres15: postgres15() }

  console.error(
    [
      '',
      `Các bài kiểm thử cần ${lacking.join(', ')}, hiện chưa có trên máy này. Hãy chạy dòng sau rồi thử lại:`,
      `The tests need ${lacking.join(', ')}, which this machine does not have. Run this line and try again:`,
      '',
      `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${lacking.join(' ')}`,
    ].join('\n'),
  )
  return undefined
}
