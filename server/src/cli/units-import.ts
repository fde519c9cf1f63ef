import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { importUnits, unitGroups, type UnitRow } from '../access/import-units.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, officeOf, type CommandContext } from './command.ts'
import { readCsv, type CsvRow } from './read-csv.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, since: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw mistake(
      'Cách dùng: haidang units import FILE.csv [--office SLUG] [--since YYYY-MM-DD].',
      'Usage: haidang units import FILE.csv [--office SLUG] [--since YYYY-MM-DD].',
    )
  if (values.since !== undefined && !/^\d{4}-\d\d-\d\d$/u.test(values.since))
    throw mistake('--since phải là một ngày YYYY-MM-DD.', '--since must be a day YYYY-MM-DD.')

  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw mistake(`Không mở được tệp "${file}" (${String(error)}).`, `Cannot open file "${file}" (${String(error)}).`)
  })
  const units = readCsv(text, ['name', 'short_name', 'group', 'code']).map(asUnit)
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const added = await importUnits(await systemCall(services, office.tenantId, 'haidang units import'), units, values.since)
    print(`Đã thêm ${added} đơn vị, ${units.length - added} đơn vị đã có / Added ${added} units, ${units.length - added} were there.`)
    return 0
  })
}

function asUnit({ line, cells }: CsvRow): UnitRow {
  const [name = '', shortName = '', groupText = '', code = ''] = cells
  const group = unitGroups.find((candidate) => candidate === groupText)
  if (name === '') throw mistake(`Dòng ${line}: thiếu tên đơn vị.`, `Line ${line}: the unit's name is missing.`)
  if (group === undefined)
    throw mistake(
      `Dòng ${line}: nhóm "${groupText}" không thuộc ${unitGroups.join(', ')}.`,
      `Line ${line}: group "${groupText}" is none of ${unitGroups.join(', ')}.`,
    )
  return { name, shortName: shortName === '' ? name : shortName, group, code: code === '' ? null : code }
}
