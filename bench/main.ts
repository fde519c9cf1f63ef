import { measures } from './measures.ts'
import { runMeasures } from './run.ts'

process.exitCode = await runMeasures(process.argv.slice(2), measures, {
  out: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(text),
})
