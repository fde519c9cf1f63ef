import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, startProgram } from '../support/program.ts'
import type { RunningProgram } from '../support/program.ts'
import { Ledger } from './ledger.ts'
import { foundOffice } from './office.ts'
import type { DrillOffice } from './office.ts'
import { serverPrograms, startReplicated } from './replicated-server.ts'
import { compare, compareLog, median, untilBusy } from './truth.ts'
import { startWriters } from './writers.ts'

/**
 * What an office lives through without anybody killing the program: its database server goes and another takes its place, the network breaks, the
 * disk is full, the clock is set. The program goes on by itself; nothing acknowledged is lost, and meanwhile it says that it cannot.
 */
const trials = { server: tryServer, disk: tryDisk, clock: tryClock } as const
type Trial = keyof typeof trials

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    writers: { type: 'string', default: '10' },
    only: { type: 'string', default: Object.keys(trials).join() },
    /** Planted, to see that the drill bites. */
    fault: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const planted: Readonly<Record<string, string>> =
  values.fault === undefined
    ? {}
    : { HAIDANG_DRILL_FAULT: values.fault, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'faults.mjs')}` }
const isTrial = (name: string): name is Trial => Object.hasOwn(trials, name)

const faults: string[] = []
for (const name of values.only.split(',').filter(isTrial)) {
  const work = await mkdtemp(join(tmpdir(), `haidang-surviving-${name}-`))
  // PostgreSQL runs as another account where the drill is root, and must be able to pass.
  await chmod(work, 0o755)
  try {
    faults.push(...(await trials[name](work)).map((fault) => `${name}: ${fault}`))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
for (const fault of faults) console.error(`FAULT ${fault}`)
console.log(faults.length === 0 ? 'surviving: nothing acknowledged was lost' : `surviving: ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1

type Stage = {
  readonly program: RunningProgram
  readonly office: DrillOffice
  readonly ledger: Ledger
  readonly dataDir: string
  readonly port: number
}

async function staged(
  work: string,
  {
    dataDir = join(work, 'data'),
    environment = {},
  }: { readonly dataDir?: string; readonly environment?: Readonly<Record<string, string>> },
  trial: (stage: Stage) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ledger = new Ledger(join(work, 'ledger.jsonl'))
  const port = await freePort()
  await mkdir(dataDir, { recursive: true })
  const program = await startProgram({ dataDir, port, environment: { RATE_LIMIT: '0', ...planted, ...environment } })
  try {
    const office = await foundOffice(program, dataDir, Number(values.writers))
    const stage = { program, office, ledger, dataDir, port }
    const found = await trial(stage)
    return [...found, ...(await compareLog(office, ledger, stage))]
  } finally {
    ledger.close()
    await program.stop()
  }
}

/** Writers at work, something done to them, and what they and the program said of it; then the program is waited for and all is compared. */
async function disturbed(
  { program, office, ledger }: Stage,
  when: string,
  { harm, mend }: { readonly harm: () => Promise<void>; readonly mend: () => Promise<void> },
): Promise<{
  readonly found: readonly string[]
  readonly seconds: number
  readonly outages: readonly string[]
  readonly readiness: number
}> {
  const found: string[] = []
  const writers = startWriters(office.wards, ledger)
  const busy = await untilBusy(writers, ledger, ledger.acknowledgements + 60)
  if (busy.fault !== undefined) found.push(busy.fault)
  await harm()
  await writers.stop()
  const readiness = await readinessOf(program)
  await mend()
  const began = Date.now()
  while ((await readinessOf(program)) !== 200) {
    if (Date.now() - began > 90_000) throw new Error(`${when}: not ready again within 90 s\n${program.output()}`)
    await new Promise((done) => setTimeout(done, 50))
  }
  const seconds = (Date.now() - began) / 1000
  found.push(...writers.failures.map((failure) => `refused ${failure}`))
  // A program that cannot says so; a failure of its own it must not have.
  found.push(...writers.outages.filter((said) => !said.startsWith('503')).map((said) => `answered ${said}`))
  found.push(...(await compare(office.wards, ledger, when)))
  return { found: found.map((fault) => `${when}: ${fault}`), seconds, outages: writers.outages, readiness }
}

async function readinessOf({ address }: RunningProgram): Promise<number> {
  return (await fetch(`${address}/readyz`).catch(() => undefined))?.status ?? 0
}

async function tryServer(work: string): Promise<readonly string[]> {
  const bin = serverPrograms()
  if (bin === undefined) return ['there is no pg_basebackup (Debian: postgresql-15)']
  const server = await startReplicated(bin, join(work, 'servers'))
  // The commands of the office are run beside the program, on the same server.
  process.env['DATABASE_URL'] = server.databaseUrl
  try {
    return await staged(work, {}, async (stage) => {
      const found: string[] = []
      const seconds: number[] = []
      const outages: string[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const cut = await disturbed(stage, `cut ${round}`, {
          harm: () => Promise.resolve(server.cut()),
          mend: () => Promise.resolve(),
        })
        const over = await disturbed(stage, `fail-over ${round}`, { harm: server.killLeader, mend: server.failOver })
        found.push(...cut.found, ...over.found)
        if (over.readiness !== 503) found.push(`fail-over ${round}: without a server, readiness said ${over.readiness}`)
        seconds.push(over.seconds)
        outages.push(...cut.outages, ...over.outages)
      }
      console.log(
        `server: ${rounds} cuts of every connection, ${rounds} fail-overs to a standby, ${stage.ledger.acknowledgements} acknowledged writes; ` +
          `ready again after ${median(seconds).toFixed(1)} s (median); said ${countsOf(outages)}`,
      )
      return found
    })
  } finally {
    delete process.env['DATABASE_URL']
    await server.close()
  }
}

async function tryDisk(work: string): Promise<readonly string[]> {
  const dataDir = join(work, 'small')
  await mkdir(dataDir)
  const mount = (...args: readonly string[]) => execFileSync('mount', [...args, dataDir], { stdio: 'pipe' })
  try {
    mount('-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs')
  } catch (error) {
    console.log(`disk: not tried, a small disk cannot be mounted here (${String(error).split('\n')[0]})`)
    return []
  }
  try {
    return await staged(work, { dataDir }, async (stage) => {
      const filler = join(dataDir, 'filler')
      const found: string[] = []
      const seconds: number[] = []
      const outages: string[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const full = await disturbed(stage, `full disk ${round}`, {
          harm: async () => {
            execFileSync('sh', ['-c', `dd if=/dev/zero of='${filler}' bs=256k 2>/dev/null || true; sync`])
            await new Promise((done) => setTimeout(done, 3000))
          },
          mend: () => rm(filler),
        })
        found.push(...full.found)
        if (full.outages.length === 0) found.push(`full disk ${round}: nobody was told anything`)
        seconds.push(full.seconds)
        outages.push(...full.outages)
      }
      console.log(
        `disk: full ${rounds} times under ${stage.office.wards.length} writers, ${stage.ledger.acknowledgements} acknowledged writes; ` +
          `ready again ${median(seconds).toFixed(1)} s after there was room (median); said ${countsOf(outages)}`,
      )
      return found
    })
  } finally {
    execFileSync('umount', [dataDir])
  }
}

async function tryClock(work: string): Promise<readonly string[]> {
  const jumps = [7200, -3600, 1200, -86_400, 0]
  const environment = {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'clock.mjs')}`,
    HAIDANG_DRILL_JUMPS: jumps.join(),
  }
  return staged(work, { environment }, async (stage) => {
    const found: string[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const jumped = await disturbed(stage, `clock ${round}`, {
        harm: async () => {
          for (let jump = 0; jump < jumps.length; jump += 1) {
            process.kill(stage.program.pid, 'SIGUSR2')
            await new Promise((done) => setTimeout(done, 400))
          }
        },
        mend: () => Promise.resolve(),
      })
      found.push(...jumped.found, ...jumped.outages.map((said) => `clock ${round}: said ${said}`))
    }
    console.log(`clock: ${rounds * jumps.length} jumps by up to a day, ${stage.ledger.acknowledgements} acknowledged writes`)
    return found
  })
}

function countsOf(outages: readonly string[]): string {
  const counts = [...Map.groupBy(outages, (said) => said)].map(([said, all]) => `${said} ×${all.length}`)
  return counts.length === 0 ? 'nothing' : counts.join(', ')
}
