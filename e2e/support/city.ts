import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { freePort, haidang, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

/** The program with the sample city, started once for all journeys of a run. */
export type City = {
  readonly dataDir: string
  readonly port: number
  /** As a person types it: a Secure cookie and the clipboard need "localhost". */
  readonly address: string
  /** How the very first start went, on an empty DATA_DIR. */
  readonly firstStart: { readonly seconds: number; readonly output: () => string }
  readonly running: () => RunningProgram
  /** As Ctrl-C; answers with the exit code. */
  readonly stop: () => Promise<number | null>
  /** Starts it again on the same data; answers with the seconds until it served. */
  readonly start: () => Promise<number>
  /** Runs `haidang …` on this data. */
  readonly run: (...words: readonly string[]) => Promise<string>
}

export const test = base.extend<object, { readonly city: City }>({
  city: [
    // Playwright reads from the first argument which fixtures are wanted.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'haidang-journey-'))
      const port = await freePort()
      // HAIDANG_SAMPLE=no saves its time while a journey in an office of its own is being written.
      const environment = { HAIDANG_SAMPLE: process.env['HAIDANG_SAMPLE'] ?? 'yes', LOG_LEVEL: 'error', SIGN_IN_RATE_LIMIT: '1000' }
      const launch = () => startProgram({ dataDir, port, environment })
      const began = Date.now()
      let program = await launch()
      const first = program
      const seconds = (Date.now() - began) / 1000
      // It serves a moment before it has said where.
      while (!/^Hải Đăng: /mu.test(first.output())) await new Promise((done) => setTimeout(done, 50))
      await use({
        dataDir,
        port,
        address: `http://localhost:${port}`,
        firstStart: { seconds, output: first.output },
        running: () => program,
        stop: () => program.stop(),
        start: async () => {
          const again = Date.now()
          program = await launch()
          return (Date.now() - again) / 1000
        },
        run: (...words) => haidang(dataDir, port, ...words),
      })
      await program.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

export { expect } from '@playwright/test'
