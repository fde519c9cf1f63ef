import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'

export type FuzzRequest = { readonly seed: number }
/** What a child says: it can begin; it has made a mutant and reads it; what became of it; a promise was rejected that nobody waited for. */
export type FuzzWord =
  | { readonly ready: true }
  | { readonly made: string }
  | { readonly outcome: string }
  | { readonly fault: string }
  | { readonly stray: true }

export type FuzzAsked = {
  readonly runs: number
  readonly seed: number
  readonly children: number
  readonly timeoutMs: number
  readonly memoryMb: number
  /** The module whose `read` is tried; another one shows that the watch bites. */
  readonly reader?: string
  readonly onProgress?: (done: number, fault?: Fault) => void
}
export type Fault = { readonly seed: number; readonly how: string; readonly what: string }
export type FuzzResult = {
  readonly runs: number
  readonly outcomes: ReadonlyMap<string, number>
  readonly slowest: { readonly ms: number; readonly seed: number }
  readonly mostMb: number
  /** Promises rejected in the PDF library that nobody waited for. */
  readonly strays: number
  readonly faults: readonly Fault[]
}

const childFile = new URL('./fuzz-child.ts', import.meta.url)
const ownReader = new URL('./reader.ts', import.meta.url).href
const watchEveryMs = 50
const makingMs = 60_000

type Tried = { readonly run: number; readonly how: string }

/** Mutants by seed, seed + 1, …, read in a few processes that live on until one of them hangs, dies or grows too large. */
export async function fuzz({ runs, seed, children, timeoutMs, memoryMb, reader = ownReader, onProgress }: FuzzAsked): Promise<FuzzResult> {
  const outcomes = new Map<string, number>()
  const faults: Fault[] = []
  let [next, done, mostMb, strays] = [0, 0, 0, 0]
  let slowest = { ms: 0, seed }

  const note = (run: number, outcome: string, ms: number) => {
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (ms > slowest.ms) slowest = { ms, seed: seed + run }
    done += 1
    onProgress?.(done)
  }
  const blame = ({ run, how }: Tried, what: string, ms: number) => {
    const fault = { seed: seed + run, how, what }
    faults.push(fault)
    note(run, 'fault', ms)
    onProgress?.(done, fault)
  }

  /** One process, until there is no more to do or it has to be ended. */
  const live = (): Promise<void> =>
    new Promise((resolve) => {
      const child = fork(childFile, [reader], {
        env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
        execArgv: [`--max-old-space-size=${memoryMb}`, '--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
      })
      let tried: Tried | undefined
      let began = performance.now()
      let ended = false
      const end = (what?: string) => {
        if (ended) return
        ended = true
        if (what !== undefined && tried !== undefined) blame(tried, what, performance.now() - began)
        clearInterval(watch)
        child.kill('SIGKILL')
        resolve()
      }
      const give = () => {
        if (next >= runs) return end()
        tried = { run: next, how: 'not made' }
        next += 1
        began = performance.now()
        child.send({ seed: seed + tried.run } satisfies FuzzRequest)
      }
      const watch = setInterval(() => {
        // To make a mutant is work of ours: it may take its time.
        const most = tried?.how === 'not made' ? timeoutMs + makingMs : timeoutMs
        if (tried !== undefined && performance.now() - began > most) return end(`took more than ${most} ms`)
        void residentMb(child.pid).then((megabytes) => {
          mostMb = Math.max(mostMb, megabytes)
          if (megabytes > memoryMb) end(`took ${Math.round(megabytes)} MB`)
        })
      }, watchEveryMs)
      child.on('message', (message) => {
        // The child is ours and says nothing but this.
        const word = message as FuzzWord
        if (ended) return
        if ('ready' in word) return give()
        if ('stray' in word) return (strays += 1)
        if (tried === undefined) return
        if ('made' in word) {
          tried = { ...tried, how: word.made }
          return (began = performance.now())
        }
        const ms = performance.now() - began
        if ('fault' in word) blame(tried, word.fault, ms)
        else note(tried.run, word.outcome, ms)
        give()
      })
      child.on('error', (error) => end(`could not be asked: ${error.message}`))
      child.on('exit', (code, signal) => end(`the process died: ${signal ?? `exit ${code}`}`))
    })

  const keepAlive = async () => {
    while (next < runs) await live()
  }
  await Promise.all(Array.from({ length: children }, keepAlive))
  return { runs: done, outcomes, slowest, mostMb, strays, faults }
}

async function residentMb(pid: number | undefined): Promise<number> {
  const line = pid === undefined ? '' : await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => '')
  return (Number(line.split(' ')[1] ?? 0) * 4096) / 1024 / 1024
}

export function reportOf({ runs, outcomes, slowest, mostMb, strays, faults }: FuzzResult, seed: number): string {
  const counts = [...outcomes].toSorted(([, a], [, b]) => b - a).map(([outcome, times]) => `${outcome} ${times}`)
  return [
    `fuzz: ${runs} runs from seed ${seed}: ${counts.join(', ')}; slowest ${Math.round(slowest.ms)} ms (seed ${slowest.seed}), most ${Math.round(mostMb)} MB; ${strays} promises of the PDF library that nobody waited for`,
    ...faults.map(({ seed: own, how, what }) => `FAULT seed ${own} (${how}): ${what}`),
  ].join('\n')
}
