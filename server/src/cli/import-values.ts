import { parseArgs } from 'node:util'
import { systemCall } from '../platform/call.ts'
import { importValues, type IncomingValue, type RowFault } from '../reports/import-values.ts'
import { mistake, officeOf, readTextFile, type CommandContext } from './command.ts'
import { readCsv } from './read-csv.ts'

const usage = {
  vi: 'Cách dùng: haidang import-values FILE.csv [--period YYYY-MM] [--office SLUG] [--numbers machine|vietnamese]; các cột unit,indicator,numerator,denominator, và period khi không có --period.',
  en: 'Usage: haidang import-values FILE.csv [--period YYYY-MM] [--office SLUG] [--numbers machine|vietnamese]; columns unit,indicator,numerator,denominator, and period without --period.',
}

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, period: { type: 'string' }, numbers: { type: 'string', default: 'machine' } },
    allowPositionals: true,
  })
  const [file] = positionals
  const { period, numbers } = values
  if (file === undefined || positionals.length > 1 || (numbers !== 'machine' && numbers !== 'vietnamese')) throw mistake(usage.vi, usage.en)
  const text = await readTextFile(file)
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const importing = performance.now()
    const call = await systemCall(services, office.tenantId, 'haidang import-values')
    const outcome = await importValues(call, valuesOf(text, period), { numbers })
    if (!('refused' in outcome)) {
      const seconds = ((performance.now() - importing) / 1000).toFixed(2)
      print(
        `Đã nhập ${outcome.size} số liệu trong ${seconds.replace('.', ',')} giây, lần nhập ${outcome.batchId} / ` +
          `Imported ${outcome.size} values in ${seconds} s, batch ${outcome.batchId}.`,
      )
      return 0
    }
    if (outcome.refused === 'nothingToImport')
      throw mistake('Tệp không có dòng số liệu nào; chưa có gì được ghi.', 'The file holds no values; nothing was written.')
    print(
      ...outcome.faults.map((fault) => describe(fault)),
      `${outcome.faultCount} dòng chưa đúng; chưa có gì được ghi / ${outcome.faultCount} rows at fault; nothing was written.`,
    )
    return 1
  })
}

/** The values of a list one by one, each with the line it stands in; all for one period where one is named. */
export function* valuesOf(text: string, period: string | undefined): Generator<IncomingValue> {
  const columns = ['unit', 'indicator', 'numerator', 'denominator', ...(period === undefined ? ['period'] : [])]
  const once = onlyOnce()
  for (const { line, cells } of readCsv(text, columns)) {
    const [unit = '', indicator = '', numerator, denominator, printed = ''] = cells
    yield {
      row: line,
      unit: once(unit),
      period: period ?? once(printed),
      indicator: once(indicator),
      numerator: figure(numerator),
      denominator: figure(denominator),
    }
  }
}

/** A list says the same few hundred names a hundred thousand times; each is kept once, and its text is looked up more quickly after. */
function onlyOnce(): (text: string) => string {
  const said = new Map<string, string>()
  return (text) => {
    const before = said.get(text)
    if (before === undefined) said.set(text, text)
    return before ?? text
  }
}

/** An empty cell is a missing figure, never zero. */
const figure = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

const describe = ({ row, field, value, fault }: RowFault): string => `${row}: ${field} "${value}": ${fault}`
