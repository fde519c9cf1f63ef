import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { idSchema } from '@haidang/api/common'
import { csvField, quoted } from '../analytics/csv.ts'
import { systemCall } from '../platform/call.ts'
import { importValues } from '../reports/import-values.ts'
import type { LeftOut, RowFault } from '../reports/import-values.ts'
import { readValueFile } from '../reports/read-value-file.ts'
import type { ValueFileRefusal } from '../reports/read-value-file.ts'
import { mistake, officeOf, type CommandContext } from './command.ts'

const usage = {
  vi: 'Cách dùng: haidang import-values FILE.csv|.xlsx|.json [--period YYYY-MM] [--office SLUG] [--numbers machine|vietnamese] [--plan ID] [--key UUID] [--bad-lines OUT.csv]; các cột unit, indicator, numerator, denominator, và period khi không có --period.',
  en: 'Usage: haidang import-values FILE.csv|.xlsx|.json [--period YYYY-MM] [--office SLUG] [--numbers machine|vietnamese] [--plan ID] [--key UUID] [--bad-lines OUT.csv]; columns unit, indicator, numerator, denominator, and period without --period.',
}

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      office: { type: 'string' },
      period: { type: 'string' },
      numbers: { type: 'string', default: 'machine' },
      plan: { type: 'string' },
      key: { type: 'string' },
      'bad-lines': { type: 'string' },
    },
    allowPositionals: true,
  })
  const [file] = positionals
  const { period, numbers, plan, key, 'bad-lines': badLines } = values
  if (file === undefined || positionals.length > 1 || (numbers !== 'machine' && numbers !== 'vietnamese')) throw mistake(usage.vi, usage.en)
  for (const [name, id] of Object.entries({ plan, key }))
    if (id !== undefined && !idSchema.safeParse(id).success)
      throw mistake(`--${name} phải là một UUID, không phải "${id}".`, `--${name} must be a UUID, not "${id}".`)
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const importing = performance.now()
    const list = await readValueFile(file, file, period).catch((error: unknown) => {
      throw mistake(`Không mở được tệp "${file}" (${String(error)}).`, `Cannot open file "${file}" (${String(error)}).`)
    })
    if ('refused' in list) throw unread(list)
    const call = await systemCall(services, office.tenantId, 'haidang import-values')
    const outcome = await importValues(call, list.values, {
      numbers,
      planId: plan,
      goodLines: badLines !== undefined,
      ...(key === undefined
        ? {}
        : { key: { id: key, digest: await digestOf(file, [period ?? null, numbers, plan ?? null, badLines !== undefined]) } }),
    })
    if (!('refused' in outcome)) {
      const seconds = ((performance.now() - importing) / 1000).toFixed(2)
      print(
        `Đã nhập ${outcome.size} số liệu trong ${seconds.replace('.', ',')} giây, lần nhập ${outcome.batchId} / ` +
          `Imported ${outcome.size} values in ${seconds} s, batch ${outcome.batchId}.`,
      )
      if (outcome.leftOut.length === 0 || badLines === undefined) return 0
      await writeFile(badLines, `\uFEFF${[leftOutHead, ...outcome.leftOut.map(leftOutLine)].join('')}`)
      const left = outcome.leftOut.length
      print(`${left} dòng chưa đúng nằm trong "${badLines}" / ${left} rows at fault are in "${badLines}".`)
      return 1
    }
    if (outcome.refused === 'nothingToImport')
      throw mistake('Tệp không có dòng số liệu nào; chưa có gì được ghi.', 'The file holds no values; nothing was written.')
    if (outcome.refused === 'keyUsedBefore')
      throw mistake(
        `Mã ${outcome.batchId} đã dùng cho một danh sách khác; chưa có gì được ghi.`,
        `Key ${outcome.batchId} was used for another list; nothing was written.`,
      )
    print(
      ...outcome.faults.map((fault) => describe(fault)),
      `${outcome.faultCount} dòng chưa đúng; chưa có gì được ghi / ${outcome.faultCount} rows at fault; nothing was written.`,
    )
    return 1
  })
}

const digestOf = async (file: string, read: readonly unknown[]): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify(read))
    .update(await readFile(file))
    .digest('hex')

function unread(list: ValueFileRefusal) {
  switch (list.refused) {
    case 'columnsMissing':
      return mistake(`Dòng đầu thiếu cột ${list.columns.join(', ')}.`, `The first line lacks the columns ${list.columns.join(', ')}.`)
    case 'quotationOpen':
      return mistake(`Dòng ${list.line}: dấu ngoặc kép không đóng.`, `Line ${list.line}: a quotation mark is not closed.`)
    case 'tooManyRows':
      return mistake(`Danh sách có hơn ${list.most} dòng; hãy chia nhỏ.`, `The list has more than ${list.most} rows; divide it.`)
    case 'listUnreadable':
      return mistake('Không đọc được danh sách này.', 'This list cannot be read.')
  }
}

const describe = ({ row, field, value, fault }: RowFault): string => `${row}: ${field} "${value}": ${fault}`

/** The lines that were not written, in the columns that came and with what was wrong: mended, the file can be sent again. */
const lineOf = (cells: readonly (string | null | undefined)[]): string => `${cells.map((cell) => fieldOf(cell ?? '')).join(',')}\r\n`
const fieldOf = (cell: string): string => (/^-?[\d.,]+$/u.test(cell) ? quoted(cell, ',') : csvField(cell, ','))
const leftOutHead = lineOf(['unit', 'period', 'indicator', 'numerator', 'denominator', 'row', 'fault', 'report'])
const leftOutLine = ({ row, field, value, fault, sent }: LeftOut): string =>
  lineOf([
    sent.unit,
    sent.period,
    sent.indicator,
    sent.numerator,
    sent.denominator,
    String(row),
    `${field} "${value}": ${fault}`,
    sent.reportId,
  ])
