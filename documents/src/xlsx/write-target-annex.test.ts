import type { AnnexLine, TargetAnnex } from '@haidang/domain/consolidation/target-annex'
import { expect, test } from 'vitest'
import { readSheet, usualSheetLimits } from './read-sheet.ts'
import { writeTargetAnnexXlsx } from './write-target-annex.ts'

const online: AnnexLine = {
  pillar: 'Chính quyền số',
  code: '1.1',
  name: 'Tỷ lệ hồ sơ nộp trực tuyến',
  kind: 'ratio',
  unitOfMeasure: '%',
  digits: 2,
  numerator: '23391',
  denominator: '23802',
  result: '98.27',
  attainment: 'reached',
  cityTarget: '≥ 98%',
  unitTarget: '',
  note: '',
}
const silent: AnnexLine = {
  ...online,
  numerator: null,
  denominator: null,
  result: null,
  attainment: 'noData',
  unitTarget: '≥ 90%',
  note: 'chờ duyệt',
}
const annex: TargetAnnex = {
  planTitle: 'Kế hoạch chuyển đổi số năm 2023',
  issuer: 'Ủy ban nhân dân thành phố Cửa Biển',
  periodText: 'tháng 7 năm 2023',
  until: '2023-07-31',
  city: [online],
  units: [
    {
      name: 'UBND Phường 5',
      lines: [
        { ...online, unitTarget: '≥ 95%' },
        { ...silent, kind: 'yesNo', name: 'Có trang thông tin' },
      ],
    },
    { name: 'UBND Phường 7', lines: [silent] },
  ],
}

async function rowsOf(sheet: number) {
  const reading = await readSheet(await writeTargetAnnexXlsx(annex), usualSheetLimits, sheet)
  if ('refused' in reading) throw new Error(`the workbook was refused: ${reading.refused}`)
  return reading.rows
}

test('the annex of the whole has the result to date and the city’s target; of units also their own', async () => {
  const [city, units] = [await rowsOf(0), await rowsOf(1)]
  expect(city[3]?.slice(3, 8)).toEqual(['Kết quả thực hiện đến hết ngày 31/7/2023', null, null, 'Chỉ tiêu của Thành phố', 'Ghi chú'])
  expect(city[6]?.slice(0, 7)).toEqual([1, 'Tỷ lệ hồ sơ nộp trực tuyến', '%', 23391, 23802, 0.9827, '≥ 98%'])
  expect(units[3]?.slice(6, 9)).toEqual(['Chỉ tiêu của Thành phố', 'Chỉ tiêu của đơn vị', 'Ghi chú'])
  expect(units.map(([first]) => first).slice(5)).toEqual(['UBND Phường 5', 'Chính quyền số', 1, 2, 'UBND Phường 7', 'Chính quyền số', 1])
  expect(units[7]?.slice(3, 8)).toEqual([23391, 23802, 0.9827, '≥ 98%', '≥ 95%'])
})

test('what is missing is an empty cell and no zero, and says why', async () => {
  const units = await rowsOf(1)
  for (const row of [units[8], units[11]]) expect(row?.slice(3, 9)).toEqual([null, null, null, '≥ 98%', '≥ 90%', 'chờ duyệt'])
})

test('the same annex is the same bytes', async () => {
  expect(await writeTargetAnnexXlsx(annex)).toEqual(await writeTargetAnnexXlsx(annex))
})
