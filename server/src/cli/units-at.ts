import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import { inReading } from '../platform/transaction.ts'
import { unitVersions, unitVersionsKnownAt } from '../units/store.ts'
import { mistake, officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, json: { type: 'boolean', default: false }, 'known-at': { type: 'string' } },
    allowPositionals: true,
  })
  const [day] = positionals
  const knownAt = values['known-at']
  if (day === undefined || !isDay(day) || positionals.length > 1 || (knownAt !== undefined && Number.isNaN(Date.parse(knownAt))))
    throw mistake(
      'Cách dùng: haidang units at YYYY-MM-DD [--json] [--known-at THỜI-ĐIỂM] [--office SLUG].',
      'Usage: haidang units at YYYY-MM-DD [--json] [--known-at INSTANT] [--office SLUG].',
    )
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const versions = await inReading({ services, tenantId }, (tx) =>
      knownAt === undefined ? unitVersions(tx, tenantId) : unitVersionsKnownAt(tx, tenantId, new Date(knownAt).toISOString()),
    )
    const units = unitsOn(versions, day)
    // Until when a unit was so was not known on the day: what came later changes no answer about it.
    if (values.json)
      print(
        JSON.stringify(
          units.map(({ validTo: _validTo, ...unit }) => unit),
          undefined,
          2,
        ),
      )
    else print(...tree(units).map(({ unit, depth }) => `${'  '.repeat(depth)}${named(unit)}`), `${units.length} đơn vị / units`)
    return 0
  })
}

/** "26518 UBND Phường 5 · H06.02.15 · Trần Thị Hoa, Chủ tịch UBND phường", as far as it is known. */
const named = ({ name, code, identifier, head }: Unit): string =>
  [code === undefined ? name : `${code} ${name}`, identifier, head && `${head.name}, ${head.post}`]
    .filter((part) => part !== undefined)
    .join(' · ')

/** Each unit below the one that it stands under, in the order of the register. */
function tree(units: readonly Unit[]): readonly { readonly unit: Unit; readonly depth: number }[] {
  const standing = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parentId }) => (parentId !== undefined && standing.has(parentId) ? parentId : ''))
  const from = (parentId: string, depth: number): readonly { readonly unit: Unit; readonly depth: number }[] =>
    (below.get(parentId) ?? []).flatMap((unit) => [{ unit, depth }, ...from(unit.id, depth + 1)])
  return from('', 0)
}
