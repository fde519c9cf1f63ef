import { readFileSync } from 'node:fs'

export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly skippedShared: readonly string[]
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, skippedShared: [] }
export const onePassed: Counts = { ...nothing, passed: 1 }
export const oneFailed: Counts = { ...nothing, failed: 1 }

export const sum = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  skippedShared: [...a.skippedShared, ...b.skippedShared],
})

type VitestReport = {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Counts of vitest's JSON report. A file that could not even be loaded has no tests in it: it counts as one failure. */
export function vitestCounts(file: string): Counts | undefined {
  const report: VitestReport | undefined = readReport(file)
  if (report === undefined) return undefined

  return report.testResults
    .map(({ status, assertionResults }) => {
      const tests = assertionResults.map((result): Counts => {
        if (result.status === 'passed') return onePassed
        if (result.status === 'failed') return oneFailed
        return { ...nothing, skipped: 1, skippedShared: result.fullName.includes('[shared]') ? [result.fullName] : [] }
      })
      const own = tests.reduce(sum, nothing)
      return status === 'failed' && own.failed === 0 ? sum(own, oneFailed) : own
    })
    .reduce(sum, nothing)
}

type PlaywrightSuite = {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[]
}
type PlaywrightReport = { readonly suites: readonly PlaywrightSuite[]; readonly errors: readonly unknown[] }

/** Counts of Playwright's JSON report. A test that passed only when repeated has failed. */
export function playwrightCounts(file: string): Counts | undefined {
  const report: PlaywrightReport | undefined = readReport(file)
  if (report === undefined) return undefined

  const own = report.suites.map((suite) => countSuite(suite, '')).reduce(sum, nothing)
  return report.errors.length > 0 && own.failed === 0 ? sum(own, oneFailed) : own
}

function countSuite(suite: PlaywrightSuite, above: string): Counts {
  const name = `${above} ${suite.title}`.trim()
  const specs = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status }): Counts => {
      if (status === 'expected') return onePassed
      if (status !== 'skipped') return oneFailed
      const full = `${name} ${spec.title}`
      return { ...nothing, skipped: 1, skippedShared: full.includes('[shared]') ? [full] : [] }
    }),
  )
  return [...specs, ...(suite.suites ?? []).map((inner) => countSuite(inner, name))].reduce(sum, nothing)
}

/** undefined where the run ended before it could write its report. */
function readReport<Report>(file: string): Report | undefined {
  try {
    const report: Report = JSON.parse(readFileSync(file, 'utf8'))
    return report
  } catch {
    return undefined
  }
}
