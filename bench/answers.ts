import type pg from 'pg'
import { connectHttp, requestOf } from './http-connection.ts'
import { recordStatements, withDatabase } from './program.ts'
import type { MeasuredProgram } from './program.ts'
import type { Statement } from './proxy.ts'
import { secondsOf } from './rounds.ts'
import { median, quantile } from './statistics.ts'
import type { Figure } from './statistics.ts'

const asked = 200

/** The same question about another thing each time; `goal` in milliseconds. */
export type Question = { readonly name: string; readonly path: (number: number) => string; readonly goal: number }

/**
 * The 95th percentile of the answers by HTTP, asked as browsers ask, beside the statements that the program sends for them, by `pg`. `swaps`: lists of
 * ids of which the first stands in the recorded statements, and the one with the number of the question is put in its place.
 */
export async function measureAnswers({
  measured,
  cookie,
  questions,
  swaps,
  say,
}: {
  readonly measured: MeasuredProgram
  readonly cookie: string
  readonly questions: readonly Question[]
  readonly swaps: readonly (readonly string[])[]
  readonly say: (name: string) => void
}): Promise<readonly Figure[]> {
  const acts = questions.map(({ path }) => async (port: number): Promise<void> => {
    const connection = await connectHttp(port)
    await connection.ask(requestOf({ method: 'GET', path: path(0), port, cookie }))
    connection.close()
  })
  const recorded = await recordStatements(measured, acts)
  const connection = await connectHttp(measured.port)
  const figures: Figure[] = []
  for (const [index, { name, path, goal }] of questions.entries()) {
    say(name)
    const request = (number: number) =>
      requestOf({ method: 'GET', path: path(number), port: measured.port, cookie, headers: { 'accept-encoding': 'gzip, deflate, br' } })
    let bytes = 0
    const byHttp = await timed(async (number) => {
      const reply = await connection.ask(request(number))
      if (reply.status !== 200) throw new Error(`${path(number)} was answered with ${reply.status}: ${reply.body.toString()}`)
      bytes += reply.body.length
    })
    const bySql = await withDatabase(measured.socketDirectory, (client) =>
      timed((number) => askAgain(client, recorded[index] ?? [], swaps, number)),
    )
    figures.push({
      measure: name,
      unit: 'ms (95 %)',
      value: quantile(byHttp, 0.95),
      floor: quantile(bySql, 0.95),
      goal: { atMost: goal },
      note: `median ${median(byHttp).toFixed(1)} ms, its SQL ${median(bySql).toFixed(1)} ms; ${(bytes / (asked + 5) / 1000).toFixed(0)} kB an answer`,
    })
  }
  connection.close()
  return figures
}

/** Milliseconds of each act but the first five. */
async function timed(act: (number: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let number = -5; number < asked; number += 1) {
    const seconds = await secondsOf(() => act(number + 5))
    if (number >= 0) times.push(seconds * 1000)
  }
  return times
}

/** The recorded statements again, about another thing. */
async function askAgain(
  client: pg.Client,
  statements: readonly Statement[],
  swaps: readonly (readonly string[])[],
  number: number,
): Promise<void> {
  const other = (value: string | Buffer | null): string | Buffer | null => {
    if (typeof value !== 'string') return value
    return swaps.reduce((text, ids) => (ids[0] === undefined ? text : text.replaceAll(ids[0], ids[number % ids.length] ?? ids[0])), value)
  }
  for (const { name, text, values } of statements) await client.query({ text, values: values.map(other), ...(name === '' ? {} : { name }) })
}

export async function residentBytes(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return Number(/^haidang_process_resident_memory_bytes (\S+)/mu.exec(text)?.[1])
}
