import { measureAggregate } from './aggregate.ts'
import { measureConsolidate40 } from './consolidate-40.ts'
import { measureConsolidatedReport } from './consolidated-report.ts'
import { measureDeadline } from './deadline.ts'
import { measureImport } from './import.ts'
import type { Measure } from './measure.ts'
import { measureReading } from './reading.ts'
import { measureSaving } from './saving.ts'
import { measureUnits } from './units.ts'

/** One file per question asked of the system, by the name it is asked for. */
export const measures: Readonly<Record<string, Measure>> = {
  reading: measureReading,
  saving: measureSaving,
  import: measureImport,
  aggregate: measureAggregate,
  'consolidated-report': measureConsolidatedReport,
  'consolidate-40': measureConsolidate40,
  units: measureUnits,
  deadline: measureDeadline,
}
