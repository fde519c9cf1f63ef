import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { freePort, haidang, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

/** Whether a worker's program loads the sample city; HAIDANG_SAMPLE=no saves its time. */
export type CityWanted = { readonly hasSample: boolean }

/** A running program, started once for all journeys of a worker. */
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

export const test = base.extend<object, CityWanted & { readonly city: City }>({
  hasSample: [false, { option: true, scope: 'worker' }],
  city: [
    async ({ hasSample }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'haidang-journey-'))
      const port = await freePort()
      const environment = {
        HAIDANG_SAMPLE: hasSample ? 'yes' : 'no',
        LOG_LEVEL: 'error',
        SIGN_IN_RATE_LIMIT: '1000',
        // The issuer of the journey by which people sign in is on this machine, at an address of its own.
        FEED_PRIVATE_HOSTS: '127.0.0.2',
      }
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
