import type { importUnitsSchema, UnitsImported } from '@haidang/api/units'
import { rowsOfUnitList } from '@haidang/domain/units/unit-list'
import type { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { refusal } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { importUnits } from './import-units.ts'
import { unitRef } from './store.ts'
import { largestTable, linesOfTable } from '../platform/table-lines.ts'

/** So many of a kind are told; the rest is the same again. */
const toldAtMost = 200

/** Takes in a list of units (.csv, .xlsx), all or none; a preview says what would come, and writes nothing. */
export async function receiveUnits(
  call: Call,
  { fileName, stream }: ReceivedFile,
  { since, preview }: z.infer<typeof importUnitsSchema>,
): Promise<UnitsImported> {
  const lines = await withReceivedFile(stream, largestTable, (path) => linesOfTable(path, fileName))
  if ('refused' in lines) throw refusal(lines)
  const list = rowsOfUnitList(lines)
  if ('missing' in list) throw refusal({ refused: 'columnsMissing', columns: list.missing })

  const isPreview = preview === 'true'
  const outcome =
    list.faults.length > 0
      ? ({ refused: 'rowsAtFault', faults: list.faults } as const)
      : await importUnits(call, list.rows, since, { preview: isPreview })
  if ('refused' in outcome) throw refusal({ ...outcome, total: outcome.faults.length, faults: outcome.faults.slice(0, toldAtMost) })
  return {
    since: outcome.since,
    isPreview,
    came: list.rows.length,
    added: outcome.added.length,
    units: outcome.added.slice(0, toldAtMost).map(unitRef),
  }
}
