import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signInByLink } from '../e2e/support/person.ts'
import { measureAnswers } from './answers.ts'
import type { Question } from './answers.ts'
import { settleCountry } from './country.ts'
import type { MeasureContext } from './measure.ts'
import { startMeasured, withDatabase } from './program.ts'
import type { MeasuredProgram } from './program.ts'
import { secondsOf } from './rounds.ts'
import type { Figure } from './statistics.ts'

const months = Array.from({ length: 36 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`)
const city = { provinces: 1, communes: 40, indicators: 41, months, hasForms: true }
/** 3,321 communes × 36 months × 9 indicators are 1,075,000 lines. */
const country = { provinces: 34, communes: 3321, indicators: 9, months, hasForms: true }
const year = 'from=2025-01&to=2025-12'
const threeYears = `from=${months[0] ?? ''}&to=${months.at(-1) ?? ''}`

/**
 * What is asked of a programme's figures: of a city of 40 units one indicator over 36 months, a month of everything, one unit's page and the board; of a country a level over a year; the
 * 95th percentile of an answer by HTTP, beside the statements that it sends, by `pg`. And a list of a million lines, with the memory that it takes.
 */
export async function measureAsking({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  const measured = await startMeasured(join(folder, 'asking'))
  try {
    onDatabase(measured.version)
    const figures: Figure[] = []
    for (const [slug, size] of [
      ['thanh-pho', city],
      ['nuoc', country],
    ] as const) {
      say(`asking: the office ${slug} is made`)
      const { cookie, ids } = await settleOffice(measured, { folder, slug, size })
      const month = (number: number) => months[number % months.length] ?? ''
      const one = (number: number) => `indicatorIds=${ids.indicators[number % ids.indicators.length] ?? ''}`
      const series = (query: string) => (number: number) => `/api/analytics?${one(number)}&${query}`
      const questions: readonly Question[] =
        slug === 'thanh-pho'
          ? [
              { name: 'a city: one indicator, 36 months, 40 units', path: series(`groups=city,ward&${threeYears}`), goal: 50 },
              { name: 'the same, as it is', path: series(`groups=city,ward&${threeYears}&lens=asItIs`), goal: 50 },
              {
                name: 'a city: 41 indicators of a month, 40 units',
                path: (number) => `/api/analytics?planId=${ids.plan}&groups=city,ward&from=${month(number)}&to=${month(number)}`,
                goal: 50,
              },
              {
                name: 'a city: one unit’s page of figures',
                path: (number) => `/api/units/${ids.wards[number % ids.wards.length] ?? ''}/figures?period=${month(number)}`,
                goal: 20,
              },
              { name: 'a city: its board', path: (number) => `/api/scoreboard?period=${month(number)}`, goal: 50 },
            ]
          : [
              { name: 'a country: every province over 12 months', path: series(`groups=city,area&${year}`), goal: 300 },
              { name: 'every commune over 12 months', path: series(`groups=ward&${year}`), goal: 500 },
            ]
      const swaps = [ids.indicators, ids.wards, months]
      figures.push(...(await measureAnswers({ measured, cookie, questions, swaps, say: (name) => say(`asking: ${name}`) })))
      if (slug === 'nuoc')
        for (const format of ['csv', 'json'] as const) {
          say(`asking: a million lines as ${format}`)
          figures.push(
            ...(await exported(measured, `/api/analytics?planId=${ids.plan}&groups=ward&${threeYears}&format=${format}`, cookie, format)),
          )
        }
    }
    return figures
  } finally {
    await measured.stop()
  }
}

/** An office with the approved figures of `size`, ready to be asked by its leader. */
export async function settleOffice(
  measured: MeasuredProgram,
  { folder, slug, size }: { readonly folder: string; readonly slug: string; readonly size: Parameters<typeof settleCountry>[2] },
) {
  const { cookie } = await signInByLink(measured.program.address, 'the leader', await makeOffice(measured, folder, slug))
  const ids = await withDatabase(
    measured.socketDirectory,
    async (client) => {
      const { rows } = await client.query<{ id: string }>('select tenant_id::text id from tenants where slug = $1', [slug])
      const tenantId = rows[0]?.id ?? ''
      await settleCountry(client, tenantId, size)
      const indicators = await client.query<{ id: string }>('select id from indicators where tenant_id = $1 order by position', [tenantId])
      const plan = await client.query<{ id: string }>('select id from plans where tenant_id = $1', [tenantId])
      const wards = await client.query<{ id: string }>(
        `select unit_id id from unit_versions where tenant_id = $1 and unit_group = 'ward' order by position`,
        [tenantId],
      )
      const [indicatorIds, wardIds] = [indicators, wards].map(({ rows: found }) => found.map((row) => row.id))
      return { indicators: indicatorIds ?? [], wards: wardIds ?? [], plan: plan.rows[0]?.id ?? '' }
    },
    'postgres',
  )
  await measured.command('figures', 'roll-up', '--office', slug)
  await measured.command('figures', 'keep-months', '--office', slug)
  await withDatabase(measured.socketDirectory, (client) => client.query('vacuum (analyze)'), 'postgres')
  return { cookie, ids }
}

async function makeOffice({ command }: MeasuredProgram, folder: string, slug: string): Promise<string> {
  await command('office', 'create', '--slug', slug, '--name', 'Cơ quan diễn tập', '--issuer', 'CƠ QUAN DIỄN TẬP', '--place', 'Hà Nội')
  await writeFile(join(folder, 'don-vi.csv'), 'name,group\nVăn phòng,department\n')
  await command('units', 'import', join(folder, 'don-vi.csv'), '--since', '2020-01-01', '--office', slug)
  const person = ['--login', 'lanh-dao', '--name', 'Lãnh đạo', '--post', 'Lãnh đạo', '--unit', 'Văn phòng', '--role', 'leader']
  return command('person', 'add', ...person, '--office', slug)
}

/** How long a list takes that is read as fast as it comes, and by how much the program grows meanwhile. */
async function exported({ program }: MeasuredProgram, path: string, cookie: string, format: string): Promise<readonly Figure[]> {
  const before = await memoryOf(program.pid)
  let most = before
  let [bytes, cells] = [0, 0]
  const watch = setInterval(() => void memoryOf(program.pid).then((now) => (most = Math.max(most, now))), 50)
  const seconds = await secondsOf(async () => {
    const reply = await fetch(`${program.address}${path}`, { headers: { cookie, 'x-haidang': '1', 'accept-encoding': 'identity' } })
    if (!reply.ok || reply.body === null) throw new Error(`${path} was answered with ${reply.status}: ${await reply.text()}`)
    for await (const piece of reply.body) {
      bytes += piece.length
      for (const byte of piece) if (byte === 10) cells += 1
    }
  })
  clearInterval(watch)
  const note = `${(bytes / 1e6).toFixed(0)} MB${format === 'csv' ? `, ${cells - 1} lines` : ''}`
  return [
    { measure: `a million lines as ${format}`, unit: 's', value: seconds, note },
    {
      measure: `what the program grows by meanwhile (${format})`,
      unit: 'MB',
      value: (most - before) / 1e6,
      goal: { atMost: 150 },
      note: `from ${(before / 1e6).toFixed(0)} to ${(most / 1e6).toFixed(0)} MB`,
    },
  ]
}

/** What the process holds of the machine's memory, asked of the machine: the program is busy. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]) * 1024
}
