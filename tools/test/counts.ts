import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

export type Counts = {
  readonly passed: number
  /** What failed, by name, each with what was said of it. */
  readonly failures: readonly string[]
  readonly skipped: number
  readonly skippedShared: readonly string[]
}

export const nothing: Counts = { passed: 0, failures: [], skipped: 0, skippedShared: [] }
export const onePassed: Counts = { ...nothing, passed: 1 }

/** One failure: its name and the first lines of what was said, without colours, since the last lines of a run may be all that is kept of it. */
export const oneFailed = (name: string, said = ''): Counts => {
  const lines = stripVTControlCharacters(said).split('\n').slice(0, 12)
  return { ...nothing, failures: [[name, ...lines.filter((line) => line.trim() !== '').map((line) => `    ${line}`)].join('\n')] }
}

export const sum = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failures: [...a.failures, ...b.failures],
  skipped: a.skipped + b.skipped,
  skippedShared: [...a.skippedShared, ...b.skippedShared],
})

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** Counts of vitest's JSON report. A file that could not even be loaded has no tests in it: it counts as one failure. */
export function vitestCounts(file: string): Counts | undefined {
  const report: VitestReport | undefined = readReport(file)
  if (report === undefined) return undefined

  return report.testResults
    .map(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.map((result): Counts => {
        if (result.status === 'passed') return onePassed
        if (result.status === 'failed') return oneFailed(`${name} › ${result.fullName}`, result.failureMessages?.join('\n'))
        return { ...nothing, skipped: 1, skippedShared: result.fullName.includes('[shared]') ? [result.fullName] : [] }
      })
      const own = tests.reduce(sum, nothing)
      return status === 'failed' && own.failures.length === 0 ? sum(own, oneFailed(name, message)) : own
    })
    .reduce(sum, nothing)
}

type PlaywrightSuite = {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly { readonly status: string; readonly results?: readonly { readonly error?: PlaywrightError }[] }[]
  }[]
}
type PlaywrightError = { readonly message?: string }
type PlaywrightReport = { readonly suites: readonly PlaywrightSuite[]; readonly errors: readonly PlaywrightError[] }

/** Counts of Playwright's JSON report. A test that passed only when repeated has failed. */
export function playwrightCounts(file: string): Counts | undefined {
  const report: PlaywrightReport | undefined = readReport(file)
  if (report === undefined) return undefined

  const own = report.suites.map((suite) => countSuite(suite, '')).reduce(sum, nothing)
  const [error] = report.errors
  return error !== undefined && own.failures.length === 0 ? sum(own, oneFailed('outside every journey', error.message)) : own
}

function countSuite(suite: PlaywrightSuite, above: string): Counts {
  const name = `${above} ${suite.title}`.trim()
  const specs = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, results = [] }): Counts => {
      const full = `${name} ${spec.title}`
      if (status === 'expected') return onePassed
      if (status !== 'skipped') return oneFailed(full, results.find(({ error }) => error !== undefined)?.error?.message)
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
