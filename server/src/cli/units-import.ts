import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { unitGroups } from '@haidang/domain/units/unit'
import type { UnitGroup } from '@haidang/domain/units/unit'
import { systemCall } from '../platform/call.ts'
import { importUnits } from '../units/import-units.ts'
import type { UnitFault, UnitRow } from '../units/import-units.ts'
import { mistake, officeOf, readTextFile } from './command.ts'
import type { CommandContext } from './command.ts'
import { readCsv } from './read-csv.ts'
import type { CsvRow } from './read-csv.ts'

const optionalColumns = ['short_name', 'group', 'kind', 'code', 'parent_code', 'e_identifier', 'head', 'head_post']

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
  for (const file of files) for (const row of readCsv(await readTextFile(file), ['name'], optionalColumns)) units.push(asUnit(row))
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const outcome = await importUnits(await systemCall(services, office.tenantId, 'haidang units import'), units, since)
    if ('refused' in outcome) {
      print(
        ...outcome.faults.map(faultLine),
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
  const [name = '', shortName = '', groupText = '', kind = '', code = '', parentCode = '', identifier = '', head = '', headPost = ''] =
    cells
  const group =
    groupText === '' ? groupsOfKinds.find(([words]) => words.test(kind))?.[1] : unitGroups.find((candidate) => candidate === groupText)
  if (name === '') throw mistake(`Dòng ${line}: thiếu tên đơn vị.`, `Line ${line}: the unit's name is missing.`)
  if (group === undefined)
    throw mistake(
      `Dòng ${line}: nhóm "${groupText}" (loại "${kind}") không thuộc ${unitGroups.join(', ')}.`,
      `Line ${line}: group "${groupText}" (kind "${kind}") is none of ${unitGroups.join(', ')}.`,
    )
  return { line, name, shortName: shortName === '' ? name : shortName, group, kind, code, parentCode, identifier, head, headPost }
}

const fieldNames: Readonly<Record<UnitFault['field'], readonly [vi: string, en: string]>> = {
  code: ['mã', 'code'],
  parentCode: ['mã cấp trên', 'code above'],
  identifier: ['mã định danh', 'e-identifier'],
  head: ['họ tên thủ trưởng', 'name of the head'],
  headPost: ['chức vụ thủ trưởng', 'post of the head'],
}
const faultNames: Readonly<Record<UnitFault['fault'], readonly [vi: string, en: string]>> = {
  twice: ['đã là của đơn vị khác', 'is borne by another unit'],
  unknown: ['không có trong sổ đơn vị và trong danh sách', 'is neither in the register nor in the list'],
  missing: ['còn thiếu: thủ trưởng cần cả họ tên và chức vụ', 'is missing: a head has a name and a post'],
  circle: ['làm cho đơn vị nằm dưới chính nó', 'puts the unit below itself'],
  notAnIdentifier: ['chưa đúng: mã gồm chữ A–Z, chữ số và dấu chấm', 'is none: letters A–Z, digits and points'],
}

function faultLine({ line, field, value, fault }: UnitFault): string {
  const [vi, en] = fieldNames[field]
  const [saidVi, saidEn] = faultNames[fault]
  const quoted = value === '' ? '' : ` “${value}”`
  return `Dòng ${line}: ${vi}${quoted} ${saidVi}. / Line ${line}: ${en}${quoted} ${saidEn}.`
}
