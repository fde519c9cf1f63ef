#!/usr/bin/env node
// `npx haidang …`: the command line of the program, under the project's own Node 24. Paths are the caller's.
import { prepare, run } from './bootstrap.mjs'

process.exitCode = await run(await prepare(), 'server/src/cli/main.ts', process.argv.slice(2), { cwd: process.cwd() })
