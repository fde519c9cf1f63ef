import type { Figure } from './statistics.ts'

export type MeasureContext = {
  /** To the error stream: what is being done. */
  readonly say: (line: string) => void
  /** The version of the database that was measured against. */
  readonly onDatabase: (version: string) => void
  /** A folder of its own, gone afterwards. */
  readonly folder: string
}

export type Measure = (context: MeasureContext) => Promise<readonly Figure[]>
