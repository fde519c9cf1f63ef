import { expect, test } from 'vitest'
import { findTables } from './find-tables.ts'
import { layCell, type PdfWord } from './lay-lines.ts'
import type { Rules } from './ruled-lines.ts'

const word = (text: string, x: number, y: number, width = text.length * 5): PdfWord => ({ text, x, y, width, height: 10 })
const across = (at: number, from: number, to: number) => ({ at, from, to })
const upright = across

/** Three columns (100, 200, 300) over three rows (700 to 600), as given. */
const grid = (rules: Partial<Rules> = {}): Rules => ({
  across: [700, 670, 640, 600].map((y) => across(y, 100, 400)),
  upright: [100, 200, 300, 400].map((x) => upright(x, 600, 700)),
  ...rules,
})
const textsOf = (words: readonly PdfWord[], rules: Rules) =>
  findTables(words, rules).tables.map(({ rows }) =>
    rows.map((row) =>
      row.map(
        ({ words: own, colSpan, rowSpan }) => `${layCell(own)}${colSpan === 1 ? '' : ` c${colSpan}`}${rowSpan === 1 ? '' : ` r${rowSpan}`}`,
      ),
    ),
  )

test('words stand in the cells whose lines are around them; lines of a cell are one text, its items lines of their own', () => {
  const words = [
    word('TT', 110, 680),
    word('Việc', 210, 685),
    word('cần làm', 210, 672),
    word('- một', 210, 660),
    word('- hai', 210, 648),
    word('ngoài', 110, 720),
  ]
  const found = findTables(words, grid())
  expect(found.others.map(({ text }) => text)).toEqual(['ngoài'])
  expect(textsOf(words, grid())[0]?.slice(0, 2)).toEqual([
    ['TT', 'Việc cần làm', ''],
    ['', '- một\n- hai', ''],
  ])
})

test('where no line parts two cells they are one', () => {
  const rules = grid({
    upright: [upright(100, 600, 700), upright(200, 600, 670), upright(300, 600, 700), upright(400, 600, 700)],
    across: [across(700, 100, 400), across(670, 100, 400), across(640, 100, 300), across(600, 100, 400)],
  })
  expect(
    textsOf([word('Nhóm', 120, 680), word('1', 110, 650), word('việc', 210, 650), word('Sở', 310, 640), word('2', 110, 620)], rules),
  ).toEqual([
    [
      ['Nhóm c2', ''],
      ['1', 'việc', 'Sở r2'],
      ['2', '', ' r0'],
    ],
  ])
})

test('words written over the line between two cells are cut at their space', () => {
  expect(textsOf([word('Rà soát dữ liệu Sở Nội vụ', 210, 680, 180)], grid())[0]?.[0]).toEqual(['', 'Rà soát dữ liệu', 'Sở Nội vụ'])
})

test('a frame around a title, a line below it and a page of drawings are no table', () => {
  const frame: Rules = { across: [across(700, 100, 200), across(650, 100, 200)], upright: [upright(100, 650, 700), upright(200, 650, 700)] }
  expect(findTables([word('MẬT', 120, 670)], frame).tables).toEqual([])
  expect(findTables([word('Độc lập', 120, 670)], { across: [across(660, 120, 160)], upright: [] }).tables).toEqual([])
})
