import { join } from 'node:path'
import type { EntriesSaved } from '@haidang/api/reports'
import { foundOffice } from '../e2e/drill/office.ts'
import type { Ward } from '../e2e/drill/office.ts'
import type { RecordedSave, Typist } from './clients.ts'
import { rateOf, withCrowds } from './crowd.ts'
import type { Crowd } from './crowd.ts'
import { connectHttp, requestOf } from './http-connection.ts'
import type { MeasureContext } from './measure.ts'
import { isSessionLookUp, recordStatements, startMeasured } from './program.ts'
import type { MeasuredProgram } from './program.ts'
import { alternate } from './rounds.ts'
import { compared, median } from './statistics.ts'
import type { Figure } from './statistics.ts'

const goal = { atLeast: 0.6 } as const
/** The crowd first: a program that has served all morning is warm when one person goes on typing at noon. */
const crowds = [16, 1] as const
const most = 16
const rounds = 15
const milliseconds = 1500

/**
 * One typed figure saved, by HTTP, by people of different units: session, origin check, one PUT of one entry, its audit line, the answer.
 * The floor is the bare transaction: BEGIN, the very statement that the program sends for such a save (with its audit line; recorded from the
 * wire), COMMIT, by `pg` over the same socket, at the same concurrency, on the same database, in turn with the measure. The look-up of the
 * session is not part of the floor. Clients of both run in a process of their own.
 */
export async function measureSaving({ say, onDatabase, folder }: MeasureContext): Promise<readonly Figure[]> {
  say(`saving: an office of ${most} wards is founded`)
  const measured = await startMeasured(join(folder, 'saving'))
  try {
    onDatabase(measured.version)
    const { wards } = await foundOffice(measured.program, measured.dataDir, most)
    const saves = await recordSaves(measured, wards, 1)
    const typists = await Promise.all(wards.map((ward) => typistAt(ward, 0)))
    await measured.idle()
    const roles = [
      { kind: 'saveByHttp', port: measured.port, typists },
      { kind: 'saveByStatement', socketDirectory: measured.socketDirectory, saves },
    ] as const
    return await withCrowds(roles, async ([http, bare]) => {
      const figures: Figure[] = []
      for (const clients of crowds) {
        say(`saving: ${clients} ${clients === 1 ? 'client' : 'clients'}`)
        figures.push(await figureOf(http, bare, clients))
      }
      return figures
    })
  } finally {
    await measured.stop()
  }
}

async function figureOf(http: Crowd, bare: Crowd, clients: number): Promise<Figure> {
  const shares: number[] = []
  const measured = await alternate({
    rounds,
    warmUp: 2,
    value: async () => {
      const count = await http.run({ clients, milliseconds })
      shares.push(count.cpuSeconds / count.seconds)
      return rateOf(count)
    },
    floor: async () => rateOf(await bare.run({ clients, milliseconds })),
  })
  return compared(
    `saving, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    'saves/s',
    measured,
    goal,
    `the HTTP clients used ${(median(shares) * 100).toFixed(0)}% of one core`,
  )
}

const figure = (revision: number): string => String(900_000_000 + revision)

/** Each typist saves twice through a second program, which by then remembers who types; the second save is what is recorded. */
export async function recordSaves(measured: MeasuredProgram, wards: readonly Ward[], cell: number): Promise<readonly RecordedSave[]> {
  const typists = await Promise.all(wards.map((ward) => typistAt(ward, cell)))
  const saves = typists.map((typist) => {
    const revision = typist.revision + 1
    return { typist, known: { revision, numerator: figure(revision), changeKey: crypto.randomUUID() } }
  })
  const recorded = await recordStatements(
    measured,
    saves.flatMap(({ typist, known }) => [
      (port) => save(port, typist, { revision: typist.revision, numerator: figure(typist.revision), changeKey: crypto.randomUUID() }),
      (port) => save(port, typist, known),
    ]),
  )
  return saves.map(({ known }, index) => {
    const statements = (recorded[2 * index + 1] ?? []).filter((statement) => !isSessionLookUp(statement))
    const [statement] = statements
    const atRevision = statement?.values.filter((value) => value === String(known.revision)).length
    if (statement === undefined || statements.length !== 1 || atRevision !== 1) {
      throw new Error(
        `A save was expected to be one statement that names its revision ${known.revision} once:\n${statements.map(({ text }) => text).join('\n')}`,
      )
    }
    return { ...known, statement }
  })
}

async function save(
  port: number,
  { cookie, reportId, indicatorId }: Typist,
  { revision, numerator, changeKey }: Omit<RecordedSave, 'statement'>,
): Promise<void> {
  const body = JSON.stringify({
    changeKey,
    entries: [{ indicatorId, numerator, denominator: '1000000000', note: '', baseRevision: revision }],
  })
  const connection = await connectHttp(port)
  const reply = await connection.ask(requestOf({ method: 'PUT', path: `/api/reports/${reportId}/entries`, port, cookie, body }))
  connection.close()
  if (reply.status !== 200) throw new Error(`A save to be recorded was answered with ${reply.status}: ${reply.body.toString()}`)
}

/** Brings a cell of the ward's report to revision 3 and answers with who types there. */
async function typistAt({ person, reportId, indicatorIds }: Ward, cell: number): Promise<Typist> {
  const indicatorId = indicatorIds[cell]
  if (indicatorId === undefined) throw new Error(`The form of ${person.name} has no cell ${cell}.`)
  let revision = 0
  while (revision < 3) {
    const { entries } = await person.ask<EntriesSaved>('PUT', `/api/reports/${reportId}/entries`, {
      changeKey: crypto.randomUUID(),
      entries: [{ indicatorId, numerator: figure(revision), denominator: '1000000000', note: '', baseRevision: revision }],
    })
    revision = entries[0]?.revision ?? 0
  }
  return { cookie: person.cookie, reportId, indicatorId, revision }
}
