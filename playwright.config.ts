import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { CityWanted } from './e2e/support/city.ts'

// Each run has its own place for traces; its workers read this file again and inherit the choice.
process.env['HAIDANG_JOURNEYS'] ??= mkdtempSync(join(tmpdir(), 'haidang-journeys-'))

const inSampleCity = /(?:documents|first-start|pages)\.journey\.ts$/u

export default defineConfig<object, CityWanted>({
  testDir: 'e2e',
  // vitest owns *.test.ts; a journey is a file of its own kind.
  testMatch: '*.journey.ts',
  outputDir: process.env['HAIDANG_JOURNEYS'],
  // Two at a time on two cores. Each worker has a program and a browser of its own: journeys stop and start them.
  workers: 2,
  projects: [
    { name: 'sample city', testMatch: inSampleCity, workers: 1, use: { hasSample: process.env['HAIDANG_SAMPLE'] !== 'no' } },
    { name: 'own offices', testIgnore: inSampleCity, use: { hasSample: false } },
  ],
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    actionTimeout: 30_000,
    headless: true,
    locale: 'vi-VN',
    // What fades in or out has no steady colours to be judged by.
    contextOptions: { reducedMotion: 'reduce' },
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // The screens of a failed journey step by step, where HAIDANG_TRACE asks for them: keeping every page of a journey costs a third of its time.
    trace: { mode: process.env['HAIDANG_TRACE'] ? 'retain-on-failure' : 'off', screenshots: false },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
