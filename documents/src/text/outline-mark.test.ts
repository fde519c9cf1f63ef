import { expect, test } from 'vitest'
import { outlineMark } from './outline-mark.ts'

test.for([
  ['a/ Xây dựng lịch khám', 'letter', 'a'],
  ['đ/Mở sổ theo dõi', 'letter', 'đ'],
  ['✓ 100% học sinh được khám', 'dash', '✓'],
  ['\uF0D8 Chuẩn bị vật tư', 'dash', '\uF0D8'],
  ['➢ Cử bác sĩ tham gia', 'dash', '➢'],
] as const)('"%s" begins with a %s', ([text, kind, label]) => {
  expect(outlineMark(text)).toMatchObject({ kind, label })
})

test.for(['v/v triển khai khám sức khỏe', 'km/h là đơn vị', 'c/o ông Bình'])('"%s" begins with no mark', (text) => {
  expect(outlineMark(text)).toBeUndefined()
})
