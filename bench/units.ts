import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signInByLink } from '../e2e/support/person.ts'
import { measureAnswers, residentBytes } from './answers.ts'
import type { Question } from './answers.ts'
import { settleCountry } from './country.ts'
import type { MeasureContext } from './measure.ts'
import { startMeasured, withDatabase } from './program.ts'
import { secondsOf } from './rounds.ts'
import type { Figure } from './statistics.ts'

const size = { provinces: 34, communes: 3321, indicators: 200 }
/** Every tenth commune is put together with its neighbour. */
const merged = 332
const months = Array.from({ length: 36 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`)

/**
 * A whole country: 3,321 communes, 200 indicators, 36 months, 24 million figures. What is asked is one indicator over twelve months on every unit
 * of a level, each time another one, and a province's page, in both lenses; the 95th percentile of an answer by HTTP, beside the statement that
 * it sends, by `pg`.
 */
export async function measureUnits({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  const measured = await startMeasured(join(folder, 'units'))
  try {
    onDatabase(measured.version)
    say('units: an office of a country is made')
    await measured.command(
      'office',
      'create',
      '--slug',
      'nuoc',
      '--name',
      'Cơ quan diễn tập',
      '--issuer',
      'CƠ QUAN DIỄN TẬP',
      '--place',
      'Hà Nội',
    )
    await writeFile(join(folder, 'don-vi.csv'), 'name,group\nVăn phòng,department\n')
    await measured.command('units', 'import', join(folder, 'don-vi.csv'), '--since', '2020-01-01')
    const link = await measured.command(
      'person',
      'add',
      '--login',
      'lanh-dao',
      '--name',
      'Lãnh đạo',
      '--post',
      'Lãnh đạo',
      '--unit',
      'Văn phòng',
      '--role',
      'leader',
    )
    const leader = await signInByLink(measured.program.address, 'the leader', link)

    say('units: 24 million figures are written')
    const written = await withDatabase(
      measured.socketDirectory,
      async (client) => {
        const { rows } = await client.query<{ tenant_id: string }>(`select tenant_id from tenants where slug = 'nuoc'`)
        return secondsOf(() => settleCountry(client, String(rows[0]?.tenant_id), { ...size, months }))
      },
      'postgres',
    )
    say('units: their sums')
    const summed = await secondsOf(() => measured.command('figures', 'roll-up'))
    say('units: every tenth commune is put together with its neighbour')
    const table = Array.from(
      { length: merged },
      (_, index) => `C${(index + 1) * 10 - 1},M${Math.floor(index / 2)},Xã ghép ${Math.floor(index / 2)},${index % 2}`,
    )
    await writeFile(join(folder, 'sap-xep.csv'), ['old_code,new_code,new_name,note', ...table].join('\n'))
    const reorganised = await secondsOf(() =>
      measured.command('units', 'reorganise', join(folder, 'sap-xep.csv'), '--on', '2025-07-01', '--document', '1/NQ'),
    )
    say('units: months are kept')
    const kept = await secondsOf(() => measured.command('figures', 'keep-months'))
    await withDatabase(measured.socketDirectory, (client) => client.query('vacuum (analyze) rolled_figures, kept_months'), 'postgres')

    const ids = await withDatabase(measured.socketDirectory, async (client) => ({
      indicators: (await client.query<{ id: string }>('select id from indicators order by position')).rows.map((row) => row.id),
      provinces: (
        await client.query<{ id: string }>(`select unit_id id from unit_versions where unit_group = 'area' order by position`)
      ).rows.map((row) => row.id),
    }))
    const series = (group: string, lens: string) => (number: number) =>
      `/api/figures?indicatorId=${ids.indicators[number % size.indicators]}&from=2025-01&to=2025-12&group=${group}&lens=${lens}`
    const page = (lens: string) => (number: number) =>
      `/api/units/${ids.provinces[number % size.provinces]}/figures?period=2025-05&lens=${lens}`
    const questions: readonly Question[] = [
      { name: 'every commune, as it was', path: series('ward', 'asItWas'), goal: 100 },
      { name: 'every commune, as it is', path: series('ward', 'asItIs'), goal: 100 },
      { name: 'every province, as it was', path: series('area', 'asItWas'), goal: 100 },
      { name: 'every province, as it is', path: series('area', 'asItIs'), goal: 100 },
      { name: 'a province’s page, as it was', path: page('asItWas'), goal: 20 },
      { name: 'a province’s page, as it is', path: page('asItIs'), goal: 20 },
    ]
    const figures: Figure[] = [
      { measure: 'writing 24 million figures', unit: 's', value: written },
      { measure: 'all their sums', unit: 's', value: summed },
      { measure: `putting ${merged} communes together, with the sums that change`, unit: 's', value: reorganised },
      { measure: 'keeping all months', unit: 's', value: kept },
    ]
    const swaps = [ids.indicators, ids.provinces]
    figures.push(...(await measureAnswers({ measured, cookie: leader.cookie, questions, swaps, say: (name) => say(`units: ${name}`) })))
    figures.push({
      measure: 'memory of the program afterwards',
      unit: 'MB',
      value: (await residentBytes(measured.program.address)) / 1e6,
      goal: { atMost: 512 },
    })
    return figures
  } finally {
    await measured.stop()
  }
}
