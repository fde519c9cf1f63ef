import { expect, test } from 'vitest'
import { readLead } from './read-lead.ts'
import { readCooperating, splitUnits } from './units.ts'

test.each([
  ['các Bộ: Y tế, Công an và Quốc phòng', ['Bộ Y tế', 'Bộ Công an', 'Bộ Quốc phòng']],
  [
    'Các Sở: Văn hóa, Thể thao và Du lịch, Kế hoạch và Đầu tư, Xây dựng; UBND các xã',
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Kế hoạch và Đầu tư', 'Sở Xây dựng', 'UBND các xã'],
  ],
  [
    'Bộ trưởng các Bộ: Quốc phòng, Công an, Nông nghiệp và Môi trường và Chủ tịch UBND các tỉnh',
    ['Bộ trưởng Bộ Quốc phòng', 'Bộ trưởng Bộ Công an', 'Bộ trưởng Bộ Nông nghiệp và Môi trường', 'Chủ tịch UBND các tỉnh'],
  ],
  ['Thanh tra tỉnh, các Sở: Nội vụ, Tư pháp, Công an tỉnh', ['Thanh tra tỉnh', 'Sở Nội vụ', 'Sở Tư pháp', 'Công an tỉnh']],
])('%s', (named, units) => {
  expect(splitUnits(named)).toEqual(units)
})

test('they are told and help by their whole names', () => {
  expect(readLead('Các Sở: Y tế, Tài chính chủ động bố trí kinh phí.')).toEqual(['Sở Y tế', 'Sở Tài chính'])
  expect(readCooperating('Chủ trì, phối hợp với các Bộ, ngành liên quan: Y tế, Xây dựng hướng dẫn các địa phương.')).toEqual([
    'Bộ Y tế',
    'Bộ Xây dựng',
  ])
})

test('who helps is named behind "cùng với" too, and a verb behind "phối hợp" names nobody', () => {
  expect(readCooperating('chủ trì, cùng với Sở Xây dựng rà soát các bến.')).toEqual(['Sở Xây dựng'])
  expect(readCooperating('Phối hợp tổ chức phổ biến tại các bến.')).toEqual([])
  expect(readCooperating('phối hợp với các ban, ngành liên quan tổ chức, triển khai dọn bến.')).toEqual(['các ban, ngành liên quan'])
})
