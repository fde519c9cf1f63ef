import { join } from 'node:path'
import pg from 'pg'
import { freePort, haidang, socketOf, startProgram } from '../e2e/support/program.ts'
import type { RunningProgram } from '../e2e/support/program.ts'
import { startRecordingProxy } from './proxy.ts'
import { saysOffice } from './proxy.ts'
import type { RecordingProxy, Statement } from './proxy.ts'

/** The program on its embedded database, as a process of its own, and what a measure needs of it. */
export type MeasuredProgram = {
  readonly program: RunningProgram
  readonly port: number
  readonly dataDir: string
  readonly socketDirectory: string
  readonly version: string
  readonly command: (...words: readonly string[]) => Promise<string>
  /** Resolves when the program has no work left of its own: papers to write, notices to send. */
  readonly idle: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** The limit of requests stays in the way of every request; it only never says no. */
const environment = { RATE_LIMIT: '100000000', SIGN_IN_RATE_LIMIT: '1000000' }

export async function startMeasured(dataDir: string): Promise<MeasuredProgram> {
  const port = await freePort()
  const program = await startProgram({ dataDir, port, environment })
  const socketDirectory = await socketOf(dataDir)
  const version = await withDatabase(
    socketDirectory,
    async (client) => (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? '',
  )
  return {
    program,
    port,
    dataDir,
    socketDirectory,
    version,
    command: (...words) => haidang(dataDir, port, ...words),
    idle: async () => {
      while (await hasJobs(program.address)) await new Promise((done) => setTimeout(done, 500))
    },
    stop: async () => void (await program.stop()),
  }
}

async function hasJobs(address: string): Promise<boolean> {
  const reply = await fetch(`${address}/metrics`)
  if (!reply.ok) throw new Error(`/metrics was answered with ${reply.status}`)
  return /^haidang_jobs\{.*\} [1-9]/mu.test(await reply.text())
}

export async function withDatabase<T>(
  socketDirectory: string,
  work: (client: pg.Client) => Promise<T>,
  user: 'haidang' | 'postgres' = 'haidang',
): Promise<T> {
  const client = new pg.Client({ host: socketDirectory, user, database: 'haidang', options: '-c timezone=UTC -c datestyle=ISO' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Runs a second program on the same database by way of a recording proxy, and answers with what each of `acts` made it ask. */
export async function recordStatements(
  { dataDir, socketDirectory }: MeasuredProgram,
  acts: readonly ((port: number) => Promise<void>)[],
  /** What says the office before a statement of its own is part of none (docs/decisions/0030); kept where that is what is measured. */
  { keepsOffice }: { readonly keepsOffice: boolean } = { keepsOffice: false },
): Promise<readonly (readonly Statement[])[]> {
  const proxy = await startRecordingProxy(socketDirectory)
  const port = await freePort()
  const second = await startProgram({
    dataDir: join(dataDir, 'second'),
    port,
    environment: { ...environment, DATABASE_URL: proxy.databaseUrl },
  })
  try {
    const recorded: (readonly Statement[])[] = []
    await quiet(proxy)
    for (const act of acts) {
      proxy.forget()
      await act(port)
      recorded.push(proxy.recorded().filter((statement) => keepsOffice || !saysOffice(statement)))
    }
    return recorded
  } finally {
    await second.stop()
    await proxy.close()
  }
}

/** A program that has just started still looks after its own things. */
async function quiet(proxy: RecordingProxy): Promise<void> {
  do {
    proxy.forget()
    await new Promise((done) => setTimeout(done, 500))
  } while (proxy.recorded().length > 0)
}

/** Who asks is looked up before anything else is done; it belongs to no feature. */
export const isSessionLookUp = ({ name }: Statement): boolean => name === 'session-find'
