import { parseArgs } from 'node:util'
import { isDay } from '@haidang/domain/periods/day'
import { systemCall } from '../platform/call.ts'
import { importPopulations } from '../units/populations.ts'
import type { PopulationFault, PopulationRow } from '../units/populations.ts'
import { mistake, officeOf, readTextFile } from './command.ts'
import type { CommandContext } from './command.ts'
import { readCsv } from './read-csv.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, on: { type: 'string' }, source: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  const { on, source = '' } = values
  if (file === undefined || positionals.length > 1 || on === undefined || !isDay(on) || source.trim() === '')
    throw mistake(
      'Cách dùng: haidang units population FILE.csv --on YYYY-MM-DD --source NGUỒN [--office SLUG].',
      'Usage: haidang units population FILE.csv --on YYYY-MM-DD --source SOURCE [--office SLUG].',
    )
  const rows = [...readCsv(await readTextFile(file), ['people'], ['code', 'name'])].map(
    ({ line, cells: [people = '', code = '', name = ''] }): PopulationRow => ({ line, code, name, people }),
  )
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const call = await systemCall(services, tenantId, 'haidang units population')
    const outcome = await importPopulations(call, rows, { countedOn: on, source: source.trim() })
    if ('refused' in outcome) {
      print(
        ...outcome.faults.map(faultLine),
        `${outcome.faults.length} dòng chưa đúng; chưa có gì được ghi / ${outcome.faults.length} rows at fault; nothing was written.`,
      )
      return 1
    }
    print(`Đã ghi dân số của ${outcome.changed} đơn vị / Recorded the people of ${outcome.changed} units.`)
    return 0
  })
}

const faultNames: Readonly<Record<PopulationFault['fault'], readonly [vi: string, en: string]>> = {
  unknownUnit: ['không phải đơn vị của ngày này', 'is no unit of this day'],
  severalUnits: ['là tên của nhiều đơn vị; hãy ghi mã', 'is the name of several units; give the code'],
  notACount: ['không phải số người', 'is no number of people'],
  twice: ['đã có ở dòng khác', 'is in another line'],
}

function faultLine({ line, value, fault }: PopulationFault): string {
  const [vi, en] = faultNames[fault]
  return `Dòng ${line}: “${value}” ${vi}. / Line ${line}: “${value}” ${en}.`
}
