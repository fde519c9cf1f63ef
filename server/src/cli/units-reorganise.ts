import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Language } from '@haidang/api/problem-words'
import { faultSentence, rowFaultSentence, trapSentence } from '@haidang/api/reorganisation-sentences'
import { readReorganisationInChild } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { isDay } from '@haidang/domain/periods/day'
import { reorganisationFaults, reorganisationTraps } from '@haidang/domain/units/reorganisation'
import type { Reorganisation } from '@haidang/domain/units/reorganisation'
import { reorganisationFromTable, rowsOfTable } from '@haidang/domain/units/reorganisation-table'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'
import type { Unit } from '@haidang/domain/units/unit'
import { v7 as newId } from 'uuid'
import { systemCall } from '../platform/call.ts'
import type { Services } from '../platform/call.ts'
import { inReading } from '../platform/transaction.ts'
import { wireFault, wireTrap } from '../units/reorganisation-view.ts'
import { applyReorganisation, undoReorganisation } from '../units/reorganisations.ts'
import { unitVersions } from '../units/store.ts'
import { mistake, officeOf, readTextFile } from './command.ts'
import type { CommandContext } from './command.ts'
import { readCsvRows } from './read-csv.ts'

/** Of one sort of trap or fault so many are printed one by one. */
const listedAtMost = 20

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    options: {
      office: { type: 'string' },
      on: { type: 'string' },
      document: { type: 'string' },
      title: { type: 'string' },
      preview: { type: 'boolean', default: false },
      undo: { type: 'string' },
      reason: { type: 'string' },
    },
    allowPositionals: true,
  })
  const { on, document, undo, title = 'Sắp xếp đơn vị hành chính', reason = 'hủy bằng lệnh' } = values
  if (undo !== undefined) return withServices(async (services) => takeBack(services, values.office, undo, reason, print))
  if (files.length === 0 || on === undefined || !isDay(on) || (document === undefined && !values.preview))
    throw mistake(
      'Cách dùng: haidang units reorganise FILE… --on YYYY-MM-DD --document SỐ [--title TÊN] [--preview] [--office SLUG]; hoặc --undo MÃ [--reason LÝ DO].',
      'Usage: haidang units reorganise FILE… --on YYYY-MM-DD --document NUMBER [--title TITLE] [--preview] [--office SLUG]; or --undo ID [--reason WHY].',
    )

  const rows: ReorganisationRow[] = []
  for (const file of files) {
    if (!/\.(?:csv|tsv)$/iu.test(file)) {
      rows.push(...(await rowsOfResolution(file)))
      continue
    }
    const table = rowsOfTable([...readCsvRows(await readTextFile(file))])
    if ('missing' in table)
      throw mistake(`${file}: thiếu cột ${table.missing.join(', ')}.`, `${file} lacks the columns ${table.missing.join(', ')}.`)
    rows.push(...table.rows)
  }
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const versions = await inReading({ services, tenantId }, (tx) => unitVersions(tx, tenantId))
    const table = reorganisationFromTable(rows, { versions, effectiveOn: on, id: newId(), newId: () => newId() })
    if ('faults' in table) {
      printSome(
        print,
        table.faults.map((fault) => atLine(fault.line, (language) => rowFaultSentence(fault, on, language))),
      )
      print(`${table.faults.length} chỗ chưa đúng; chưa có gì được ghi / ${table.faults.length} faults; nothing was written.`)
      return 1
    }
    const { event } = table
    const nameOf = namesIn(versions, event)
    const faults = reorganisationFaults(versions, event)
    printSome(
      print,
      faults.map((fault) => atLine(fault.line, (language) => faultSentence(wireFault(fault, nameOf), language))),
    )
    if (faults.length > 0) {
      print(`${faults.length} chỗ chưa đúng; chưa có gì được ghi / ${faults.length} faults; nothing was written.`)
      return 1
    }
    for (const [, traps] of Map.groupBy(reorganisationTraps(versions, event), (one) => one.trap))
      printSome(
        print,
        traps.map((trap) => inBoth((language) => trapSentence(wireTrap(trap, nameOf), language))),
      )
    const { becomes, ends, edges } = event
    if (values.preview) {
      print(
        `Xem trước: ${becomes.length} đơn vị từ ngày ${on}, ${ends.length} đơn vị chấm dứt, ${edges.length} lượt chuyển; chưa có gì được ghi / ` +
          `Preview: ${becomes.length} units from ${on}, ${ends.length} end, ${edges.length} edges; nothing was written.`,
      )
      return 0
    }
    const call = await systemCall(services, tenantId, 'haidang units reorganise')
    const outcome = await applyReorganisation(call, event, { title, documentNumber: document ?? '' })
    if ('refused' in outcome && outcome.refused === 'heirMissing') {
      const names = outcome.unitIds.map(nameOf).join('; ')
      throw mistake(
        `Chưa rõ ai tiếp nhận việc còn dở của: ${names}. Hãy ghi tỷ lệ để có một đơn vị nhận phần lớn nhất, hoặc chuẩn bị lần sắp xếp trên trang Đơn vị và chọn ở đó.`,
        `It is not clear who takes over what these have open: ${names}. Give shares of which one is largest, or prepare it on the page Đơn vị and choose there.`,
      )
    }
    if ('refused' in outcome)
      throw mistake(
        'Danh sách đơn vị vừa thay đổi; hãy xem trước lại rồi chạy lại.',
        'The register has just changed; look at the preview again and run this again.',
      )
    const { founded, changed, ended, id } = outcome
    print(
      `Đã sắp xếp: lập mới ${founded}, thay đổi ${changed}, chấm dứt ${ended} đơn vị; ${outcome.edges} lượt chuyển; mã ${id} / ` +
        `Reorganised: ${founded} founded, ${changed} changed, ${ended} ended; ${outcome.edges} edges; id ${id}.`,
    )
    return 0
  })
}

/** What the document itself says; its lines are its sentences, counted. */
async function rowsOfResolution(file: string): Promise<readonly ReorganisationRow[]> {
  const rows = await readReorganisationInChild(file, basename(file)).catch((error: unknown) => {
    if (error instanceof UnreadableFile) throw mistake(error.sentence.vi, error.sentence.en)
    throw error
  })
  if (rows.length > 0) return rows
  throw mistake(
    `${file}: không đọc thấy câu nào về việc nhập, chia, đổi tên đơn vị.`,
    `${file}: no sentence puts together, parts or renames a unit.`,
  )
}

async function takeBack(
  services: Services,
  slug: string | undefined,
  id: string,
  reason: string,
  print: CommandContext['print'],
): Promise<number> {
  const { tenantId } = await officeOf(services, slug)
  const outcome = await undoReorganisation(await systemCall(services, tenantId, 'haidang units reorganise'), id, reason)
  if (!('refused' in outcome)) {
    print(`Đã hủy lần sắp xếp ${id}; không có gì bị xóa / Reorganisation ${id} is undone; nothing was deleted.`)
    return 0
  }
  if (outcome.refused === 'changedLater') {
    const name = outcome.unitName
    throw mistake(
      `"${name}" đã thay đổi sau lần sắp xếp này; hãy hủy lần sau trước.`,
      `"${name}" has changed after this reorganisation; undo the later one first.`,
    )
  }
  if (outcome.refused === 'heirReported')
    throw mistake(
      `"${outcome.unitName}" đã có báo cáo của mình nên không hủy được; hãy lập một lần sắp xếp mới.`,
      `"${outcome.unitName}" has reported on its own, so this cannot be undone; prepare a new reorganisation.`,
    )
  if (outcome.refused === 'undoneBefore')
    throw mistake(`Lần sắp xếp ${id} đã được hủy từ trước.`, `Reorganisation ${id} was undone before.`)
  throw mistake(`Không có lần sắp xếp ${id}.`, `There is no reorganisation ${id}.`)
}

function namesIn(versions: readonly Unit[], event: Reorganisation): (unitId: string) => string {
  const names = new Map([...versions, ...event.becomes].map(({ id, name, code }) => [id, code === undefined ? name : `${name} (${code})`]))
  return (unitId) => names.get(unitId) ?? unitId
}

const inBoth = (sentence: (language: Language) => string): string => `${sentence('vi')} / ${sentence('en')}`

/** "Dòng 3: … / Line 3: …"; without a line the sentence alone. */
const atLine = (line: number | undefined, sentence: (language: Language) => string): string =>
  inBoth((language) => `${line === undefined ? '' : `${language === 'vi' ? 'Dòng' : 'Line'} ${line}: `}${sentence(language)}`)

function printSome(print: CommandContext['print'], lines: readonly string[]): void {
  print(...lines.slice(0, listedAtMost))
  const left = lines.length - listedAtMost
  if (left > 0) print(`… và ${left} dòng nữa / and ${left} more`)
}
