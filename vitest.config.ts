import { defineConfig } from 'vitest/config'

/** Files of the server's tests that a run leaves out (tools/test/run-parts.ts says why). */
const leftOut = process.env['HAIDANG_LEAVE_OUT']?.split(',') ?? []

/** Long forms are for `npm run drill`. */
const long = process.env['HAIDANG_LONG'] ? [] : ['**/*.long.test.ts']

const places = { exclude: ['**/node_modules/**', '**/dist/**', 'var/**', 'tools/directions-bite/**', ...long] }

export default defineConfig({
  test: {
    // Two cores carry two test files at a time; more only makes time limits lie.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...places,
          name: 'unit',
          include: ['{domain,documents,api}/{src,cases,scoring,fuzz}/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...places,
          exclude: [...places.exclude, ...leftOut],
          name: 'server',
          include: ['{server,sample,bench}/**/*.test.ts'],
          globalSetup: ['server/src/database/testing-server.ts'],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { ...places, name: 'tools', include: ['tools/**/*.test.ts', 'e2e/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
