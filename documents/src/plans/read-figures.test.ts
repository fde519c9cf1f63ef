import { describe, expect, test } from 'vitest'
import { readFigures, splitClauses } from './read-figures.ts'

const targets = (text: string, withCounts = true) => readFigures(text, withCounts).map(({ target }) => target)
const clauses = (text: string) => splitClauses(text, readFigures(text, true)).map(({ from, to }) => text.slice(from, to).trim())

describe('figures', () => {
  test('a range is one target, however it is written', () => {
    for (const text of ['tăng 16 - 18%/năm', 'đạt từ 16% đến 18%', 'đạt 16-18%'])
      expect([text, targets(text)]).toEqual([text, [{ op: 'range', value: 16, value2: 18, unit: '%' }]])
    expect(targets('có từ 40 - 50 tổ chức được xếp hạng')).toEqual([{ op: 'range', value: 40, value2: 50, unit: 'tổ chức' }])
  })

  test('what a figure started from is no target', () => {
    expect(targets('nâng tỷ lệ từ 27% lên 40%')).toEqual([{ op: '=', value: 40, unit: '%' }])
  })

  test('decimals, thousands, and what they are counted in', () => {
    expect(targets('chỉ số phát triển con người (HDI) duy trì trên 0,7.')).toEqual([{ op: '>', value: 0.7, unit: null }])
    expect(targets('Có ít nhất 2.500 doanh nghiệp được hỗ trợ')).toEqual([{ op: '>=', value: 2500, unit: 'doanh nghiệp' }])
    expect(targets('đạt 12 người trên một vạn dân')).toEqual([{ op: '=', value: 12, unit: 'người/vạn dân' }])
  })

  test('"none left" is a target of nothing', () => {
    expect(targets('không còn xã dưới 13 tiêu chí')[0]).toEqual({ op: '=', value: 0, unit: 'xã' })
  })

  test('how long something may take is a target, when it is due is none', () => {
    expect(targets('Thời gian chờ khám không quá 90 phút')).toEqual([{ op: '<=', value: 90, unit: 'phút' }])
    expect(targets('giải quyết trong 03 ngày làm việc')).toEqual([])
  })

  test('days, times of service and numbers of documents are no parts of a whole', () => {
    for (const text of ['trước 5/6 các đơn vị báo cáo', 'trực 24/7 cho dân', 'ngày 9/9 hằng năm', 'Đề án 06/12 của tỉnh'])
      expect([text, targets(text, false)]).toEqual([text, []])
    expect(targets('14/14 thôn có đài truyền thanh')).toEqual([{ op: '=', value: 14, outOf: 14, unit: 'thôn' }])
  })
})

describe('clauses', () => {
  test('each figure with its own subject is a clause', () => {
    expect(clauses('90% hồ sơ cấp tỉnh, 80% cấp huyện, 60% cấp xã được xử lý trên mạng')).toEqual([
      '90% hồ sơ cấp tỉnh,',
      '80% cấp huyện,',
      '60% cấp xã được xử lý trên mạng',
    ])
    expect(clauses('thực hiện theo mốc: hết quý I đạt 25%; hết quý II đạt 60%')).toEqual([
      'thực hiện theo mốc: hết quý I đạt 25%',
      'hết quý II đạt 60%',
    ])
  })

  test('a rank among neighbours and one in the world are two targets', () => {
    expect(clauses('thuộc nhóm 3 nước dẫn đầu khu vực, nhóm 50 nước đứng đầu thế giới')).toHaveLength(2)
  })
})

test('in a list of counts a semicolon parts them as a comma does, and how it is done may stand between', () => {
  const counts = (text: string) => readFigures(text, true, true).map(({ target: { value, unit } }) => [value, unit])
  expect(
    counts('hình thành 60 thư viện cơ sở đủ năng lực phục vụ bạn đọc ở xa; 5.000 tủ sách dòng họ; 10 khu đọc sách và 5 kho lưu trữ'),
  ).toEqual([
    [60, 'thư viện cơ sở'],
    [5000, 'tủ sách dòng họ'],
    [10, 'khu đọc sách'],
    [5, 'kho lưu trữ'],
  ])
  expect(counts('đào tạo và sát hạch theo chuẩn quốc tế 10.000 thủ thư')).toEqual([[10000, 'thủ thư']])
  expect(counts('tập huấn cho cán bộ ở các xã trong 12 tháng')).toEqual([])
  expect(counts('trong đó 2/3 là sách thiếu nhi')).toEqual([[2, 'sách thiếu nhi']])
})

test('"≤" and "≥" say a target of an amount as words do', () => {
  expect(targets('thời gian chờ mượn ≤ 15 phút/lượt')).toEqual([{ op: '<=', value: 15, unit: 'phút/lượt' }])
  expect(targets('số sách ≥ 2.000 cuốn')).toEqual([{ op: '>=', value: 2000, unit: 'cuốn' }])
})
