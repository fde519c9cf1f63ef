import { runParts } from './test/run-parts.ts'
import { requireSystemPrograms } from './test/system-programs.ts'

// `npm test` runs all parts; `npm test -- unit server18` only these.
const chosen = process.argv.slice(2)
const system = await requireSystemPrograms(chosen)
process.exitCode = system === undefined ? 2 : await runParts(chosen, system)
