import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { writeXlsx } from 'hucre/xlsx'
import { from } from 'pg-copy-streams'
import type { ReportList } from '@haidang/api/reports'
import type { ValuesWritten } from '@haidang/api/value-lists'
import { foundOffice } from '../e2e/drill/office.ts'
import type { Person } from '../e2e/support/person.ts'
import { directiveWith } from './directive.ts'
import type { MeasureContext } from './measure.ts'
import { startMeasured, withDatabase } from './program.ts'
import { alternate, secondsOf } from './rounds.ts'
import { compared, median } from './statistics.ts'
import type { Figure } from './statistics.ts'

const goal = { atMost: 2.5 } as const
const wards = 250
const ratios = 50
const values = 100_000
const rounds = 9
const roundsOfInterface = 3

/**
 * 100.000 values into open reports by `haidang import-values`, as the command itself times it: from the bytes of the list to the commit, with the
 * checks, the kept list and its audit line. The floor is COPY of the same rows into a table like report_entries (keys, checks and foreign key),
 * in a transaction. Both tables are empty before each round and a checkpoint is done, so that both write the same full pages.
 */
export async function measureImport({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  say(`import: an office of ${wards} wards with ${ratios} ratios is founded`)
  const measured = await startMeasured(join(folder, 'import'))
  try {
    onDatabase(measured.version)
    const { officer } = await foundOffice(measured.program, measured.dataDir, wards, { people: 1, directive: directiveWith(ratios) })
    const { periods } = await officer.get<ReportList>('/api/reports')
    return await withDatabase(measured.socketDirectory, async (client) => {
      await client.query('analyze') // As the server does by itself after a minute or so.
      const list = join(folder, 'values.csv')
      await writeFile(list, await listFor(client))
      const empty = () => startEmpty(client, measured.socketDirectory)
      const run = async (): Promise<{ readonly inside: number; readonly outside: number }> => {
        await empty()
        let said = ''
        const outside = await secondsOf(async () => (said = await measured.command('import-values', list)))
        const [, size, inside] = /Imported (\d+) values in ([\d.]+) s/u.exec(said) ?? []
        if (Number(size) !== values) throw new Error(`Of ${values} values, this was said: ${said}`)
        return { inside: Number(inside), outside }
      }
      await run()
      const rows = await rowsOf(client)
      await client.query(likeEntries)
      const whole: number[] = []
      say('import: rounds')
      const measuredRounds = await alternate({
        rounds,
        value: async () => {
          const { inside, outside } = await run()
          whole.push(outside)
          return inside
        },
        floor: async () => {
          await empty()
          return secondsOf(() => copy(client, rows))
        },
      })
      const figures: Figure[] = [
        compared(
          'import of 100,000 values',
          's',
          measuredRounds,
          goal,
          `${(values / median(measuredRounds.map(({ value }) => value))).toFixed(0)} values/s; ${periods.length} periods`,
        ),
        { measure: 'import, whole command', unit: 's', value: median(whole), note: 'with starting and ending the command' },
      ]
      for (const [kind, send] of await waysOf(officer, await readFile(list, 'utf8'))) {
        say(`import: ${kind} over the interface`)
        const rounds = await alternate({
          rounds: roundsOfInterface,
          value: async () => {
            await empty()
            return secondsOf(async () => {
              const { size } = await send()
              if (size !== values) throw new Error(`Of ${values} values, ${size} were written.`)
            })
          },
          floor: async () => {
            await empty()
            return secondsOf(() => copy(client, rows))
          },
        })
        figures.push(compared(`import of 100,000 values by HTTP, ${kind}`, 's', rounds, goal))
      }
      return figures
    })
  } finally {
    await measured.stop()
  }
}

type Way = readonly [kind: string, send: () => Promise<ValuesWritten>]

/** The same list in each form that the interface takes, by HTTP from the first byte to the answer. */
async function waysOf(officer: Person, csv: string): Promise<readonly Way[]> {
  const [head = [], ...lines] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const list = lines.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])))
  const sheet = lines.map(([unit = '', period = '', indicator = '', ...figures]) => [unit, period, indicator, ...figures.map(Number)])
  const workbook = await writeXlsx({ sheets: [{ name: 'Số liệu', rows: [head, ...sheet] }] })
  const address = () => `/api/value-lists/${randomUUID()}`
  return [
    ['CSV', () => officer.upload(address(), 'values.csv', Buffer.from(csv))],
    ['JSON', () => officer.ask('PUT', address(), { values: list })],
    ['workbook', () => officer.upload(address(), 'values.xlsx', workbook)],
  ]
}

/** Every cell of every open report until there are enough: unit, period, indicator, figures. */
async function listFor(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select v.name || ',' || r.period || ',' || i.code || ',' || (row_number() over () % 90000) || ',' || (90000 + row_number() over () % 1000) as line
     from reports r
     join obligations o on o.tenant_id = r.tenant_id and o.id = r.id and o.level = 'unit'
     cross join lateral jsonb_array_elements(o.form) f
     join indicators i on i.tenant_id = r.tenant_id and i.id = (f ->> 'indicatorId')::uuid
     join unit_versions v on v.tenant_id = r.tenant_id and v.unit_id = r.unit_id
     where i.kind = 'ratio' and r.state = 'open' limit ${values}`,
  )
  if (rows.length < values) throw new Error(`The office has ${rows.length} cells; ${values} are needed.`)
  return `unit,period,indicator,numerator,denominator\n${rows.map(({ line }) => line).join('\n')}\n`
}

const likeEntries = `
create table copied_entries (like report_entries including all,
  foreign key (tenant_id, report_id) references reports (tenant_id, id))`

const columns = 'tenant_id, report_id, indicator_id, numerator, denominator, note, revision, change_key, updated_at, updated_by'

/** The rows as the import left them, in the text that COPY reads. */
async function rowsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select concat_ws(E'\\t', tenant_id, report_id, indicator_id, numerator, denominator, note, revision, coalesce(change_key::text, '\\N'), updated_at, updated_by) || E'\\n' as line
     from report_entries`,
  )
  return rows.map(({ line }) => line)
}

/** Text goes to the socket in pieces of some hundred rows: one message per row would double the time. */
function* pieces(rows: readonly string[]): Generator<string> {
  for (let start = 0; start < rows.length; start += 500) yield rows.slice(start, start + 500).join('')
}

async function copy(client: pg.Client, rows: readonly string[]): Promise<void> {
  await client.query('begin')
  const copied = client.query(from(`copy copied_entries (${columns}) from stdin`))
  await pipeline(pieces(rows), copied)
  await client.query('commit')
  if (copied.rowCount !== values) throw new Error(`COPY took ${copied.rowCount} rows of ${values}.`)
}

async function startEmpty(client: pg.Client, socketDirectory: string): Promise<void> {
  await client.query('truncate report_entries')
  await client.query('truncate value_batches')
  await client.query(`do $$ begin if to_regclass('copied_entries') is not null then truncate copied_entries; end if; end $$`)
  // Only the owner of the whole server may ask for one.
  await withDatabase(socketDirectory, (owner) => owner.query('checkpoint'), 'postgres')
}
