import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { unitGroups } from '@haidang/domain/units/unit'
import { rowsOfUnitList } from '@haidang/domain/units/unit-list'
import type { UnitFault, UnitRow } from '@haidang/domain/units/unit-list'
import { systemCall } from '../platform/call.ts'
import { importUnits } from '../units/import-units.ts'
import { mistake, officeOf, readTextFile } from './command.ts'
import type { CommandContext } from './command.ts'
import { readCsvRows } from './read-csv.ts'

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
  const unread: UnitFault[] = []
  for (const file of files) {
    const list = rowsOfUnitList([...readCsvRows(await readTextFile(file))])
    if ('missing' in list)
      throw mistake(`${file}: thiếu cột ${list.missing.join(', ')}.`, `${file} lacks the columns ${list.missing.join(', ')}.`)
    units.push(...list.rows)
    unread.push(...list.faults)
  }
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const call = await systemCall(services, office.tenantId, 'haidang units import')
    const outcome = unread.length > 0 ? { refused: 'rowsAtFault', faults: unread } : await importUnits(call, units, since)
    if ('refused' in outcome) {
      print(
        ...outcome.faults.map(faultLine),
        `${outcome.faults.length} dòng chưa đúng; chưa có gì được ghi / ${outcome.faults.length} rows at fault; nothing was written.`,
      )
      return 1
    }
    const added = outcome.added.length
    const there = units.length - added
    print(`Đã thêm ${added} đơn vị, ${there} đơn vị đã có / Added ${added} units, ${there} were there.`)
    return 0
  })
}

const fieldNames: Readonly<Record<UnitFault['field'], readonly [vi: string, en: string]>> = {
  name: ['tên', 'name'],
  group: ['nhóm', 'group'],
  code: ['mã', 'code'],
  parentCode: ['mã cấp trên', 'code above'],
  identifier: ['mã định danh', 'e-identifier'],
  head: ['họ tên thủ trưởng', 'name of the head'],
  headPost: ['chức vụ thủ trưởng', 'post of the head'],
}
const faultNames: Readonly<Record<UnitFault['fault'], readonly [vi: string, en: string]>> = {
  twice: ['đã là của đơn vị khác', 'is borne by another unit'],
  unknown: ['không có trong sổ đơn vị và trong danh sách', 'is neither in the register nor in the list'],
  noGroup: [`không thuộc ${unitGroups.join(', ')}`, `is none of ${unitGroups.join(', ')}`],
  missing: ['còn thiếu', 'is missing'],
  half: ['còn thiếu: thủ trưởng cần cả họ tên và chức vụ', 'is missing: a head has a name and a post'],
  circle: ['làm cho đơn vị nằm dưới chính nó', 'puts the unit below itself'],
  notAnIdentifier: ['chưa đúng: mã gồm chữ A–Z, chữ số và dấu chấm', 'is none: letters A–Z, digits and points'],
}

function faultLine({ line, field, value, fault }: UnitFault): string {
  const [vi, en] = fieldNames[field]
  const [saidVi, saidEn] = faultNames[fault]
  const quoted = value === '' ? '' : ` “${value}”`
  return `Dòng ${line}: ${vi}${quoted} ${saidVi}. / Line ${line}: ${en}${quoted} ${saidEn}.`
}
