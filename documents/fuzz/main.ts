import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { fuzz, reportOf } from './fuzz.ts'

/** `node documents/fuzz/main.ts --runs 20000 --seed 1`: 1 where a mutant crashed, hung, grew or was refused without its sentence. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    children: { type: 'string', default: String(availableParallelism()) },
  },
})
const seed = Number(values.seed)
const result = await fuzz({
  runs: Number(values.runs),
  seed,
  children: Number(values.children),
  timeoutMs: 20_000,
  memoryMb: 768,
  onProgress: (done, fault) => {
    if (fault !== undefined) console.error(`FAULT seed ${fault.seed}: ${fault.what}`)
    else if (done % 2000 === 0) console.error(`… ${done} runs`)
  },
})
console.log(reportOf(result, seed))
process.exitCode = result.faults.length === 0 ? 0 : 1
