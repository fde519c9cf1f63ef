import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { unitGroups } from '@haidang/domain/units/unit'
import type { UnitGroup } from '@haidang/domain/units/unit'
import { systemCall } from '../platform/call.ts'
import { importUnits } from '../units/import-units.ts'
import type { UnitRow } from '../units/import-units.ts'
import { mistake, officeOf, readTextFile } from './command.ts'
import type { CommandContext } from './command.ts'
import { readCsv } from './read-csv.ts'
import type { CsvRow } from './read-csv.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, since: { type: 'string' } },
    allowPositionals: true,
  })
  if (files.length === 0)
    throw mistake(
      'Cách dùng: haidang units import FILE.csv… [--office SLUG] [--since YYYY-MM-DD].',
      'Usage: haidang units import FILE.csv… [--office SLUG] [--since YYYY-MM-DD].',
    )
  const { since } = values
  if (since !== undefined && !isDay(since)) throw mistake('--since phải là một ngày YYYY-MM-DD.', '--since must be a day YYYY-MM-DD.')

  const units: UnitRow[] = []
  for (const file of files)
    for (const row of readCsv(await readTextFile(file), ['name'], ['short_name', 'group', 'kind', 'code', 'parent_code']))
      units.push(asUnit(row))
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const outcome = await importUnits(await systemCall(services, office.tenantId, 'haidang units import'), units, since)
    if ('refused' in outcome) {
      print(
        ...outcome.faults.map(({ line, field, value, fault }) => `${line}: ${field} "${value}": ${fault}`),
        `${outcome.faults.length} dòng chưa đúng; chưa có gì được ghi / ${outcome.faults.length} rows at fault; nothing was written.`,
      )
      return 1
    }
    const there = units.length - outcome.added
    print(`Đã thêm ${outcome.added} đơn vị, ${there} đơn vị đã có / Added ${outcome.added} units, ${there} were there.`)
    return 0
  })
}

/** Kinds that tell the group where the list has no column for it. */
const groupsOfKinds: readonly (readonly [RegExp, UnitGroup])[] = [
  [/^(?:phường|xã|thị trấn|đặc khu)$/iu, 'ward'],
  [/^(?:tỉnh|thành phố|quận|huyện|thị xã)$/iu, 'area'],
]

function asUnit({ line, cells }: CsvRow): UnitRow {
  const [name = '', shortName = '', groupText = '', kind = '', code = '', parentCode = ''] = cells
  const group =
    groupText === '' ? groupsOfKinds.find(([words]) => words.test(kind))?.[1] : unitGroups.find((candidate) => candidate === groupText)
  if (name === '') throw mistake(`Dòng ${line}: thiếu tên đơn vị.`, `Line ${line}: the unit's name is missing.`)
  if (group === undefined)
    throw mistake(
      `Dòng ${line}: nhóm "${groupText}" (loại "${kind}") không thuộc ${unitGroups.join(', ')}.`,
      `Line ${line}: group "${groupText}" (kind "${kind}") is none of ${unitGroups.join(', ')}.`,
    )
  return { line, name, shortName: shortName === '' ? name : shortName, group, kind, code, parentCode }
}
