#!/usr/bin/env node
// Type checks every package and the files around them with TypeScript 7.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from './bootstrap.mjs'

const node = await prepare()
const compiler = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc')

let failed = false
for (const project of ['domain', 'documents', 'api', 'server', 'web', '.']) {
  const { status } = spawnSync(node, [compiler, '-p', project, '--pretty', String(process.stdout.isTTY === true)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    failed = true
    console.error(`types: ${project === '.' ? 'tsconfig.json (tests, sample, bench, e2e, tools)' : project} does not pass`)
  }
}
process.exitCode = failed ? 1 : 0
