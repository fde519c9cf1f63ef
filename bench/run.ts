import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitOf, machineOf } from './machine.ts'
import type { Measure } from './measure.ts'
import { exitCodeOf, verdictOf } from './statistics.ts'
import type { Figure } from './statistics.ts'
import { goalText, tableOf } from './table.ts'

export type Voice = { readonly out: (text: string) => void; readonly say: (text: string) => void }

/** A measure, or the names of several that are asked for together. */
export type Measures = Readonly<Record<string, Measure | readonly string[]>>

/** `bench [NAME …] [--json]` over these measures; answers with the exit code: 1 where a goal is missed, 2 for a name that is not known. */
export async function runMeasures(args: readonly string[], measures: Measures, { out, say }: Voice): Promise<0 | 1 | 2> {
  const isJson = args.includes('--json')
  const names = args.filter((word) => word !== '--json')
  const unknown = names.filter((name) => !Object.hasOwn(measures, name))
  if (unknown.length > 0) {
    say(`There is no measure ${unknown.map((name) => `"${name}"`).join(', ')}; there are: ${Object.keys(measures).join(', ')}.\n`)
    return 2
  }

  const figures: Figure[] = []
  let postgresql: string | null = null
  for (const measure of chosen(measures, names).values()) {
    const folder = await mkdtemp(join(tmpdir(), 'haidang-bench-'))
    try {
      const context = { folder, say: (line: string) => say(`… ${line}\n`), onDatabase: (version: string) => (postgresql = version) }
      figures.push(...(await measure(context)))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const machine = machineOf(postgresql)
  if (isJson) {
    const results = figures.map((figure) => ({
      ...figure,
      ...(figure.goal === undefined ? {} : { goalText: goalText(figure.goal) }),
      verdict: verdictOf(figure),
    }))
    out(`${JSON.stringify({ machine, commit: commitOf(), date: new Date().toISOString(), figures: results }, null, 2)}\n`)
  } else {
    out(
      `${tableOf(figures)}\n\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}${postgresql === null ? '' : `, PostgreSQL ${String(postgresql)}`}; ${commitOf() ?? 'no commit'}\n`,
    )
  }
  return exitCodeOf(figures)
}

/** Each measure once, by the names that were given; without any, all. */
function chosen(measures: Measures, names: readonly string[]): ReadonlyMap<string, Measure> {
  const found = new Map<string, Measure>()
  for (const name of names.length > 0 ? names : Object.keys(measures)) {
    const one = measures[name]
    if (typeof one === 'function') found.set(name, one)
    else for (const [other, measure] of one === undefined ? [] : chosen(measures, one)) found.set(other, measure)
  }
  return found
}
