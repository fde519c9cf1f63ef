import { expect, test } from 'vitest'
import { findTables } from './find-tables.ts'
import { impliedRules } from './implied-rules.ts'
import { layCell, type PdfWord } from './lay-lines.ts'

const words = (rows: readonly (readonly [y: number, ...cells: readonly (readonly [x: number, text: string])[]])[]): readonly PdfWord[] =>
  rows.flatMap(([y, ...cells]) => cells.map(([x, text]) => ({ text, x, y, width: text.length * 5, height: 10 })))
const tablesOf = (page: readonly PdfWord[]) => {
  const { tables, others } = findTables(page, impliedRules(page))
  return {
    tables: tables.map(({ rows }) => rows.map((row) => row.map(({ words: own }) => layCell(own)))),
    others: others.map(({ text }) => text),
  }
}

test('columns are parted where no word stands, rows begin with their numbers, the name of a group spans', () => {
  expect(
    tablesOf(
      words([
        [740, [80, 'Danh mục các nhiệm vụ kèm theo Kế hoạch này của tỉnh']],
        [700, [80, 'TT'], [130, 'Nội dung nhiệm vụ'], [300, 'Chủ trì'], [400, 'Thời hạn']],
        [686, [80, '1'], [130, 'Rà soát dữ liệu'], [300, 'Sở Nội vụ'], [400, 'Quý I']],
        [672, [130, 'của cán bộ']],
        [658, [80, 'Chính quyền số và dữ liệu của các cơ quan cấp tỉnh, cấp xã']],
        [644, [80, '2'], [130, 'Số hóa hộ tịch'], [300, 'Sở Tư pháp'], [400, 'Quý II']],
        [600, [80, 'Kế hoạch này thay thế kế hoạch trước đây của Ủy ban nhân dân tỉnh.']],
      ]),
    ),
  ).toEqual({
    tables: [
      [
        ['TT', 'Nội dung nhiệm vụ', 'Chủ trì', 'Thời hạn'],
        ['1', 'Rà soát dữ liệu của cán bộ', 'Sở Nội vụ', 'Quý I'],
        ['Chính quyền số và dữ liệu của các cơ quan cấp tỉnh, cấp xã'],
        ['2', 'Số hóa hộ tịch', 'Sở Tư pháp', 'Quý II'],
      ],
    ],
    others: ['Danh mục các nhiệm vụ kèm theo Kế hoạch này của tỉnh', 'Kế hoạch này thay thế kế hoạch trước đây của Ủy ban nhân dân tỉnh.'],
  })
})

test('numbers in the middle of their rows belong to the lines around them', () => {
  expect(
    tablesOf(
      words([
        [700, [80, 'TT'], [130, 'Nội dung nhiệm vụ'], [300, 'Chủ trì'], [400, 'Thời hạn']],
        [680, [130, 'Rà soát dữ liệu']],
        [668, [80, '1'], [130, 'của cán bộ'], [300, 'Sở Nội vụ'], [400, 'Quý I']],
        [656, [130, 'công chức']],
        [636, [130, 'Số hóa sổ']],
        [624, [80, '2'], [130, 'hộ tịch'], [300, 'Sở Tư pháp'], [400, 'Quý II']],
        [612, [130, 'toàn tỉnh']],
        [592, [130, 'Cấp tài khoản']],
        [580, [80, '3'], [130, 'định danh'], [300, 'Công an tỉnh'], [400, 'Quý III']],
        [568, [130, 'cho người dân']],
      ]),
    ).tables[0]?.map((row) => row.slice(0, 2)),
  ).toEqual([
    ['TT', 'Nội dung nhiệm vụ'],
    ['1', 'Rà soát dữ liệu của cán bộ công chức'],
    ['2', 'Số hóa sổ hộ tịch toàn tỉnh'],
    ['3', 'Cấp tài khoản định danh cho người dân'],
  ])
})

test('a line that begins with "TT" in running text is no head', () => {
  expect(
    tablesOf(
      words([
        [700, [80, '- TT Thị ủy;']],
        [686, [80, 'TT'], [100, 'HĐND thị xã']],
        [672, [80, '1'], [100, 'một việc']],
      ]),
    ).tables,
  ).toEqual([])
})
