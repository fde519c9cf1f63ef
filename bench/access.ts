import { join } from 'node:path'
import { foundOffice } from '../e2e/drill/office.ts'
import { settleOffice } from './asking.ts'
import { rateOf, withCrowds } from './crowd.ts'
import type { Crowd } from './crowd.ts'
import { connectHttp, requestOf } from './http-connection.ts'
import type { MeasureContext } from './measure.ts'
import { recordStatements, startMeasured, withDatabase } from './program.ts'
import type { MeasuredProgram } from './program.ts'
import { alternate } from './rounds.ts'
import { recordSaves } from './saving.ts'
import { compared, median } from './statistics.ts'
import type { Figure } from './statistics.ts'

const goal = { atMost: 1.15 } as const
const typists = 16
const crowds = [1, typists] as const
const rounds = 30
const milliseconds = 200
const months = Array.from({ length: 36 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`)
const city = { provinces: 1, communes: 40, indicators: 41, months, hasForms: true }

/**
 * What the second wall costs (docs/decisions/0030): the very statements that the program sends (recorded from the wire) by `pg` over one socket, as the
 * program with row-level security and what says the office, and as the owner of the tables with neither, in turn, on the same database, which
 * holds two offices.
 */
export async function measureAccess({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  const measured = await startMeasured(join(folder, 'access'))
  try {
    onDatabase(measured.version)
    say('access: a city of 40 units and 36 months, and an office of 16 wards, are made')
    const { cookie, ids } = await settleOffice(measured, { folder, slug: 'thanh-pho', size: city })
    const { wards } = await foundOffice(measured.program, measured.dataDir, typists)
    await measured.idle()
    const [ward] = wards
    const figures: Figure[] = []
    const period = months[20] ?? ''
    for (const [name, path, who, slug] of [
      ['one unit’s page of figures', `/api/units/${ids.wards[7] ?? ''}/figures?period=${period}`, cookie, 'thanh-pho'],
      ['the board', `/api/scoreboard?period=${period}`, cookie, 'thanh-pho'],
      ['my work', '/api/my-work', ward?.person.cookie ?? '', 'dien-tap'],
      ['one report', `/api/reports/${ward?.reportId ?? ''}`, ward?.person.cookie ?? '', 'dien-tap'],
    ] as const) {
      say(`access: ${name}`)
      figures.push(...(await ofReading(measured, { name, path, cookie: who, office: await officeOf(measured, slug) })))
    }
    say('access: saving')
    const office = await officeOf(measured, 'dien-tap')
    const { socketDirectory } = measured
    const roles = [
      { kind: 'saveAlone', socketDirectory, office, saves: await recordSaves(measured, wards, 1) },
      { kind: 'saveAlone', socketDirectory, office: undefined, saves: await recordSaves(measured, wards, 2) },
    ] as const
    return [...figures, ...(await withCrowds(roles, ([walled, bare]) => figuresOf('saving', walled, bare)))]
  } finally {
    await measured.stop()
  }
}

const officeOf = ({ socketDirectory }: MeasuredProgram, slug: string): Promise<string> =>
  withDatabase(socketDirectory, async (client) => {
    const { rows } = await client.query<{ id: string }>('select tenant_id::text as id from tenants where slug = $1', [slug])
    return rows[0]?.id ?? ''
  })

async function ofReading(
  measured: MeasuredProgram,
  { name, path, cookie, office }: { readonly name: string; readonly path: string; readonly cookie: string; readonly office: string },
): Promise<readonly Figure[]> {
  const ask = async (port: number) => {
    const connection = await connectHttp(port)
    const reply = await connection.ask(requestOf({ method: 'GET', path, port, cookie }))
    connection.close()
    if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${reply.body.toString()}`)
  }
  // The second time, when what a program keeps is kept; who asks is looked up each time, and that is part of it.
  const [, statements = []] = await recordStatements(measured, [ask, ask], { keepsOffice: true })
  const { socketDirectory } = measured
  const roles = [
    { kind: 'readAgain', socketDirectory, office, statements },
    { kind: 'readAgain', socketDirectory, office: undefined, statements },
  ] as const
  return withCrowds(roles, ([walled, bare]) => figuresOf(name, walled, bare))
}

/** Of the processor, the client's and the database's: other programs on the machine take turns, not work. What one waits is said beside it. */
async function figuresOf(name: string, walled: Crowd, bare: Crowd): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const clients of crowds) {
    const waits = { walled: [] as number[], bare: [] as number[] }
    const workOf = async (crowd: Crowd, waited: number[]) => {
      const count = await crowd.run({ clients, milliseconds })
      waited.push((1000 * clients) / rateOf(count))
      return (1000 * (count.cpuSeconds + count.databaseSeconds)) / count.done
    }
    const pairs = await alternate({
      rounds,
      warmUp: 4,
      value: () => workOf(walled, waits.walled),
      floor: () => workOf(bare, waits.bare),
    })
    const note = `by the clock ${median(waits.walled).toFixed(2)} and ${median(waits.bare).toFixed(2)} ms`
    figures.push(compared(`${name}, ${clients} ${clients === 1 ? 'client' : 'clients'}`, 'ms of processor', pairs, goal, note))
  }
  return figures
}
