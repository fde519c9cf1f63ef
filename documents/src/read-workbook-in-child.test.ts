import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { markWorkbookInChild, readFormWorkbookInChild, readTypedSheetsInChild } from './read-in-child.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { formOfWard7 } from './xlsx/form-workbook.test-data.ts'
import { writeFormWorkbook } from './xlsx/form-workbook.ts'

let folder = ''
let path = ''
const form = await writeFormWorkbook(formOfWard7)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haidang-read-'))
  path = join(folder, 'so-lieu.xlsx')
  await writeFile(path, form)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a form is read, and marked, in a process of its own', async () => {
  const reading = await readFormWorkbookInChild(path, 'so-lieu.xlsx')
  expect('rows' in reading && reading.rows).toHaveLength(5)
  const marks = [{ row: 6, column: 6, unit: '', indicator: 'Chỉ tiêu', text: 'x', sentence: 'không phải là số' }]
  const marked = await markWorkbookInChild(path, 'so-lieu.xlsx', { sheet: 'Số liệu', marks })
  await writeFile(join(folder, 'danh-dau.xlsx'), marked)
  const again = await readTypedSheetsInChild(join(folder, 'danh-dau.xlsx'), 'danh-dau.xlsx')
  expect('sheets' in again && again.sheets.map(({ name }) => name)).toEqual(['Lỗi cần sửa', 'Số liệu', 'haidang'])
})

test('a bomb is refused by what it declares, and one that lies about it, or fills the memory, ends its process alone', async () => {
  const withSheet = (xml: string) => zipSync({ ...unzipSync(form), 'xl/worksheets/sheet1.xml': [strToU8(xml), { level: 6 }] })
  const outcome = async (bytes: Uint8Array): Promise<string> => {
    const file = join(folder, 'bom.xlsx')
    await writeFile(file, bytes)
    return readFormWorkbookInChild(file, 'bom.xlsx', { memoryMb: 256, timeoutMs: 20_000 }).then(
      (reading) => ('refused' in reading ? reading.refused : 'was read'),
      (error: unknown) => (error instanceof UnreadableFile ? error.code : String(error)),
    )
  }
  expect(await outcome(withSheet(' '.repeat(70_000_000)))).toBe('tooManyBytes')
  const liar = Buffer.from(withSheet(' '.repeat(30_000_000)))
  for (let at = liar.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = liar.indexOf('PK\u0001\u0002', at + 4, 'latin1'))
    liar.writeUInt32LE(1000, at + 24)
  expect(['notASpreadsheet', 'notAForm']).toContain(await outcome(liar))
  const row = (index: number) =>
    `<row r="${index}"><c r="A${index}" t="inlineStr"><is><t>${'x'.repeat(20)}</t></is></c><c r="SF${index}"><v>1</v></c></row>`
  const wide = `<worksheet><sheetData>${Array.from({ length: 19_000 }, (_, index) => row(index + 1)).join('')}</sheetData></worksheet>`
  expect(['tookTooMuchMemory', 'notAForm', 'tooManyRows']).toContain(await outcome(withSheet(wide)))
  expect((await readFile(path)).length).toBe(form.length)
}, 60_000)
