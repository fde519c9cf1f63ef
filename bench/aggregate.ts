import { join } from 'node:path'
import type { Scoreboard } from '@haidang/api/consolidation'
import { signInByLink } from '../e2e/support/person.ts'
import { leaders } from '../sample/people.ts'
import { rateOf, withCrowds } from './crowd.ts'
import type { Crowd } from './crowd.ts'
import { connectHttp, requestOf } from './http-connection.ts'
import type { MeasureContext } from './measure.ts'
import { recordStatements, startMeasured, withDatabase } from './program.ts'
import { alternate, secondsOf } from './rounds.ts'
import { compared } from './statistics.ts'
import type { Statement } from './proxy.ts'
import type { Figure, Round } from './statistics.ts'

const goal = { atMost: 1.3 } as const
const crowds = [1, 16] as const
const rounds = 11
const milliseconds = 1500
const period = '2024-07'
const path = `/api/scoreboard?period=${period}`

/**
 * The board of the sample city (40 units, 41 indicators) by HTTP, time for one answer, asked as browsers ask it (compressed). The floor is the
 * board's SQL: every statement that the program sends to draw it, recorded from the wire, by `pg` over the same socket, at the same concurrency,
 * in turn with the measure. A board asked for again sends two of them, who asks and whether anything changed (decision 0007); beside those two
 * the answer is reported too, without a goal: the cheaper that check, the more an HTTP answer costs beside it.
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
    const [drawing = [], , again = []] = await recordStatements(measured, [askCold, ask, ask])
    await measured.idle()
    const of = { kind: 'getByHttp', port: measured.port, path, cookie } as const
    const asBrowsersAsk = { ...of, headers: { 'accept-encoding': 'gzip, deflate, br' } }
    const sql = { kind: 'readByStatements', socketDirectory: measured.socketDirectory } as const
    const figures: Figure[] = [
      {
        measure: 'aggregate, nothing computed yet',
        unit: 'ms an answer',
        value: coldSeconds * 1000,
        note: `${drawing.length} statements; as after an approval, for every month of the trend`,
      },
    ]
    for (const clients of crowds) {
      const order = { clients, milliseconds }
      const time = async (crowd: Crowd): Promise<number> => 1000 / rateOf(await crowd.run(order))
      /** The clients of one floor have left before those of the next come: the database has room for sixty. */
      const beside = (statements: readonly Statement[]): Promise<readonly Round[]> =>
        withCrowds([asBrowsersAsk, { ...sql, statements }], ([value, floor]) =>
          alternate({ rounds, warmUp: 2, value: () => time(value), floor: () => time(floor) }),
        )
      say(`aggregate: ${name(clients)}`)
      const note = `${drawing.length} statements, ${board.indicators.length} indicators, ${board.units.length} units`
      figures.push(compared(`aggregate, ${name(clients)}`, 'ms an answer', await beside(drawing), goal, note))
      say(`aggregate: ${name(clients)}, beside what tells that nothing changed`)
      figures.push(
        compared(
          `aggregate beside its check, ${name(clients)}`,
          'ms an answer',
          await beside(again),
          undefined,
          `${again.length} statements`,
        ),
      )
      const unpacked = await withCrowds([{ ...of, headers: {} }], ([plain]) => plain.run(order))
      figures.push({
        measure: `aggregate uncompressed, ${name(clients)}`,
        unit: 'ms an answer',
        value: 1000 / rateOf(unpacked),
        note: `${(unpacked.bytes / unpacked.done / 1000).toFixed(1)} kB an answer`,
      })
    }
    return figures
  } finally {
    await measured.stop()
  }
}

const name = (clients: number): string => (clients === 1 ? '1 client' : `${clients} clients`)
