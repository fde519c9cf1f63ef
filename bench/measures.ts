import { measureAccess } from './access.ts'
import { measureAggregate } from './aggregate.ts'
import { measureAsking } from './asking.ts'
import { measureConsolidate40 } from './consolidate-40.ts'
import { measureConsolidatedReport } from './consolidated-report.ts'
import { measureDeadline } from './deadline.ts'
import { measureImport } from './import.ts'
import type { Measures } from './run.ts'
import { measureReading } from './reading.ts'
import { measureSaving } from './saving.ts'
import { measureUnits } from './units.ts'

/** One file per question asked of the system, by the name it is asked for. */
export const measures: Measures = {
  reading: measureReading,
  saving: measureSaving,
  import: measureImport,
  aggregate: measureAggregate,
  'consolidated-report': measureConsolidatedReport,
  'consolidate-40': measureConsolidate40,
  units: measureUnits,
  deadline: measureDeadline,
  asking: measureAsking,
  access: measureAccess,
  /** What an office asks of the whole programme: reading, exports, typing, import, the day on which reports are due. */
  programme: ['asking', 'saving', 'import', 'deadline'],
}
