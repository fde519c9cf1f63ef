#!/usr/bin/env node
// `npm start`, `npm test`, `npm run drill`, `npm run score`, `npm run bench`: installs what is missing, then goes on under the project's own Node 24.
import { prepare, run, say } from './bootstrap.mjs'

const [command, ...args] = process.argv.slice(2)

const commands = {
  start: async (node) => (await run(node, 'tools/build-web.ts', [])) || run(node, 'server/src/main.ts', args),
  test: (node) => run(node, 'tools/test.ts', args, { whole: true }),
  drill: (node) => run(node, 'e2e/drill/main.ts', args),
  score: (node) => run(node, 'documents/scoring/main.ts', args),
  bench: (node) => run(node, 'bench/main.ts', args),
}

const chosen = commands[command]
if (chosen === undefined) {
  say(`tools/run.mjs: ${Object.keys(commands).join(' | ')}`)
  process.exit(2)
}
process.exitCode = await chosen(await prepare())
