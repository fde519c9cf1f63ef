import { join } from 'node:path'
import type { Scoreboard } from '@haidang/api/consolidation'
import { signInByLink } from '../e2e/support/person.ts'
import { leaders } from '../sample/people.ts'
import { rateOf, withCrowds } from './crowd.ts'
import { connectHttp, requestOf } from './http-connection.ts'
import type { MeasureContext } from './measure.ts'
import { recordStatements, startMeasured, withDatabase } from './program.ts'
import { alternate, secondsOf } from './rounds.ts'
import { compared } from './statistics.ts'
import type { Figure } from './statistics.ts'

const goal = { atMost: 1.3 } as const
const crowds = [1, 16] as const
const rounds = 11
const milliseconds = 1500
const period = '2024-07'
const path = `/api/scoreboard?period=${period}`

/**
 * The board of the sample city (40 units, 41 indicators) by HTTP, time for one answer, asked as browsers ask it (compressed). The floor is the SQL of such an answer, every statement that
 * the program sends for it (the look-up of the session, then the board's in their transaction; recorded from the wire), by `pg` over the same
 * socket, at the same concurrency, in turn with the measure.
 */
export async function measureAggregate({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  say('aggregate: the sample city is loaded')
  const measured = await startMeasured(join(folder, 'aggregate'))
  try {
    onDatabase(measured.version)
    await measured.command('load-sample')
    await withDatabase(measured.socketDirectory, (client) => client.query('analyze')) // As the server does by itself after a minute or so.
    const leader = await signInByLink(measured.program.address, 'the leader', await measured.command('person', 'link', leaders[0].login))
    const board = await leader.get<Scoreboard>(path)
    const { cookie } = leader
    let coldSeconds = 0
    const ask = async (port: number): Promise<void> => {
      const connection = await connectHttp(port)
      const reply = await connection.ask(requestOf({ method: 'GET', path, port, cookie }))
      connection.close()
      if (reply.status !== 200) throw new Error(`The board to be recorded was answered with ${reply.status}: ${reply.body.toString()}`)
    }
    // The first answer computes, later ones are what is asked all day.
    const askCold = async (port: number): Promise<void> => void (coldSeconds = await secondsOf(() => ask(port)))
    const [cold = [], , statements = []] = await recordStatements(measured, [askCold, ask, ask])
    await measured.idle()
    const of = { port: measured.port, path, cookie }
    const roles = [
      { kind: 'getByHttp', ...of, headers: { 'accept-encoding': 'gzip, deflate, br' } },
      { kind: 'getByHttp', ...of, headers: {} },
      { kind: 'readByStatements', socketDirectory: measured.socketDirectory, statements },
    ] as const
    return await withCrowds(roles, async ([asBrowsersAsk, plain, sql]) => {
      const figures: Figure[] = [
        {
          measure: 'aggregate, nothing computed yet',
          unit: 'ms an answer',
          value: coldSeconds * 1000,
          note: `${cold.length} statements; as after an approval, for every month of the trend`,
        },
      ]
      for (const clients of crowds) {
        say(`aggregate: ${name(clients)}`)
        const order = { clients, milliseconds }
        const measuredRounds = await alternate({
          rounds,
          warmUp: 2,
          value: async () => 1000 / rateOf(await asBrowsersAsk.run(order)),
          floor: async () => 1000 / rateOf(await sql.run(order)),
        })
        const note = `${statements.length} statements, ${board.indicators.length} indicators, ${board.units.length} units`
        figures.push(compared(`aggregate, ${name(clients)}`, 'ms an answer', measuredRounds, goal, note))
        const unpacked = await plain.run(order)
        figures.push({
          measure: `aggregate uncompressed, ${name(clients)}`,
          unit: 'ms an answer',
          value: 1000 / rateOf(unpacked),
          note: `${(unpacked.bytes / unpacked.done / 1000).toFixed(1)} kB an answer`,
        })
      }
      return figures
    })
  } finally {
    await measured.stop()
  }
}

const name = (clients: number): string => (clients === 1 ? '1 client' : `${clients} clients`)
