import { expect, test } from 'vitest'
import { cleanPassage } from '../text/clean-text.ts'
import { readCitations } from './read-citations.ts'

const cited = (text: string, place: 'basis' | 'body') => readCitations(cleanPassage(text, 0, text.length), place)

test('a list that says its kind and issuer once stands behind all its numbers', () => {
  expect(
    cited('- Các Nghị định của Chính phủ: số 45/2030/NĐ-CP ngày 08/4/2030, số 47/2031/NĐ-CP ngày 09/5/2031;', 'basis').map(
      ({ type, date, relation }) => [type, date, relation],
    ),
  ).toEqual([
    ['nghị định', '2030-04-08', 'basis'],
    ['nghị định', '2031-05-09', 'basis'],
  ])
})

test('laws in a row are each one, and a number is no name', () => {
  expect(cited('Triển khai Luật Đường thủy, Bộ luật Hàng hải năm 2030.', 'body').map(({ name }) => name)).toEqual([
    'Luật Đường thủy',
    'Bộ luật Hàng hải',
  ])
  const [numbered] = cited('- Luật số 24/2030/QH17;', 'basis')
  expect(numbered).toMatchObject({ type: 'luật', number: '24/2030/QH17' })
  expect(numbered).not.toHaveProperty('name')
})

test('recognition reads "về" as "vẻ"; a meeting is not who decides', () => {
  expect(cited('Thực hiện Nghị quyết số 1317/NQ-CP ngày 07/3/2031 của Chính phủ vẻ một số việc', 'body')[0]?.issuer).toBe('Chính phủ')
  expect(
    cited('Nghị quyết số 20-NQ/TW ngày 25/10/2031 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XV về sông', 'body')[0]
      ?.issuer,
  ).toBe('Ban Chấp hành Trung ương khóa XV')
})

test('numbers may have a part behind a dot, a dash before their year, a kind in letters, no space', () => {
  expect(
    cited(
      'theo NQ 66.25/2031/NQ-CP và NQ 193/2031/QH17; Nghị quyết số 19-2031/NQ-CP; Văn bản số581/BNV-CCHC; bảng giá 3.500/2031/TT.',
      'body',
    ).map(({ type, number }) => `${type} ${number}`),
  ).toEqual(['nghị quyết 66.25/2031/NQ-CP', 'nghị quyết 193/2031/QH17', 'nghị quyết 19-2031/NQ-CP', 'văn bản 581/BNV-CCHC'])
})

test('a law may amend others without adding to them', () => {
  expect(
    cited(
      'Căn cứ Luật Đường sắt ngày 19/6/2030; Luật sửa đổi một số điều của Luật Đường thủy và Luật Hàng hải ngày 22/11/2031;',
      'basis',
    ).map(({ name }) => name),
  ).toEqual(['Luật Đường sắt', 'Luật sửa đổi một số điều của Luật Đường thủy và Luật Hàng hải'])
})
