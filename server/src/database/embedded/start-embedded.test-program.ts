import { startEmbedded } from './start-embedded.ts'
import { EmbeddedDatabaseProblem } from './problems.ts'

// A program with an embedded database, to be killed by the tests: says where it runs, then lives until it is told a way to end.
const [dataDir = '', binDir = ''] = process.argv.slice(2)
try {
  const embedded = await startEmbedded({ dataDir, binDir: binDir || undefined, log: () => undefined })
  console.log(JSON.stringify({ pid: embedded.pid, connection: embedded.connection, version: embedded.version }))
  process.stdin.once('data', (order) => {
    if (order.toString().trim() === 'stop') void embedded.stop().then(() => process.exit(0))
    else process.exit(3)
  })
} catch (error) {
  console.log(JSON.stringify({ problem: error instanceof EmbeddedDatabaseProblem ? error.code : String(error) }))
  process.exitCode = 1
}
