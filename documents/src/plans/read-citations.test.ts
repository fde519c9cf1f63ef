import { expect, test } from 'vitest'
import { cleanPassage } from '../text/clean-text.ts'
import { readableFromText } from '../text/read-text.ts'
import { mergeCitations, readCitations } from './read-citations.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text))

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

test('a basis may be named by its article, or its kind and issuer once behind "Căn cứ các"', () => {
  expect(cited('Căn cứ Điều 4 Thông tư số 19/2031/TT-BTC ngày 20/2/2031 hướng dẫn thanh tra;', 'body')[0]?.relation).toBe('basis')
  expect(cited('Căn cứ các Quyết định của Thủ tướng Chính phủ: số 749/QĐ-TTg ngày 03/6/2030 về bến thuyền;', 'body')[0]).toMatchObject({
    relation: 'basis',
    date: '2030-06-03',
  })
})

test('what others shall change, this document does not amend', () => {
  expect(cited('Sở Tài chính hoàn thiện dự thảo sửa đổi, bổ sung Nghị định số 126/2031/NĐ-CP ngày 19/10/2031.', 'body')[0]?.relation).toBe(
    'mentions',
  )
  expect(cited('Điều 1. Sửa đổi, bổ sung Nghị định số 126/2031/NĐ-CP như sau:', 'body')[0]?.relation).toBe('amends')
})

test('laws keep the bodies that are in their names, and spaces that got lost', () => {
  expect(
    cited('Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân ngày 20 tháng11 năm 2030;', 'basis').map(({ name, date }) => [
      name,
      date,
    ]),
  ).toEqual([['Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân', '2030-11-20']])
  expect(
    cited('Căn cứ Luật Ban hành văn bản của Hội đồng nhân dân, Ủy ban nhân dân ngày 03/12/2030;', 'basis').map(({ name }) => name),
  ).toEqual(['Luật Ban hành văn bản của Hội đồng nhân dân, Ủy ban nhân dân'])
})

test('a law that is cited with its number and again by its name is one, and conclusions need no "số"', () => {
  expect(
    mergeCitations(cited('Luật Đường thủy số 75/2030/QH17 ngày 09/6/2030; một số điều của Luật Đường thủy.', 'body')).map(
      ({ number }) => number,
    ),
  ).toEqual(['75/2030/QH17'])
  expect(cited('Theo kết luận 127 ban hành ngày 28/2, các cơ quan rà soát.', 'body').map(({ type, number }) => [type, number])).toEqual([
    ['kết luận', '127'],
  ])
})

test('a law that is being drafted is not cited; the name of a law ends before what it is praised for', () => {
  const { citations } = read(
    'KẾ HOẠCH\nTriển khai Luật Thư viện\nI. NHIỆM VỤ\n1. Sở Tư pháp góp ý hồ sơ đề nghị xây dựng Luật Xuất bản (sửa đổi).\n2. Sở Nội vụ thẩm tra các dự án: Luật Lưu trữ, Luật Viên chức.\n3. Các phòng chuẩn bị triển khai Luật Thư viện đảm bảo tính kịp thời và theo dõi Luật Thư viện và xem xét các vướng mắc.\n',
  )
  expect(citations.map(({ name }) => name)).toEqual(['Luật Thư viện'])
})

test('a title in capitals cites as any other', () => {
  const { citations } = read(
    'NGHỊ QUYẾT\nBAN HÀNH CHƯƠNG TRÌNH THỰC HIỆN NGHỊ QUYẾT SỐ 51-NQ/TW NGÀY 05 THÁNG 5 NĂM 2030 CỦA BỘ CHÍNH TRỊ VỀ KHUYẾN ĐỌC\nI. NHIỆM VỤ\n1. Sở Nội vụ mở tủ sách.\n',
  )
  expect(citations).toMatchObject([{ number: '51-NQ/TW', date: '2030-05-05', issuer: 'Bộ Chính trị', relation: 'implements' }])
})

test('what a basis is about may stand between its kind and its number; what it carries out is no basis', () => {
  const relations = (text: string) => cited(text, 'basis').map(({ relation }) => relation)
  expect(relations('Căn cứ Quy chế làm việc số 02-QC/ĐU, ngày 15/8/2030 của Đảng ủy xã;')).toEqual(['basis'])
  expect(relations('Căn cứ Nghị quyết về y tế cơ sở số 45/NQ-HĐND ngày 03/01/2031 của HĐND tỉnh;')).toEqual(['basis'])
  expect(relations('Căn cứ Kế hoạch của Sở Y tế thực hiện số 45/NQ-HĐND ngày 03/01/2031 của HĐND tỉnh;')).toEqual(['mentions'])
})

test('a symbol may hold "&", a desk in brackets, a kind that says between whom; a day may follow the issuer in brackets', () => {
  const read = (text: string) => cited(text, 'body').map(({ type, number, date }) => [type, number, date])
  expect(read('Công văn số 55/TTCN&TT-HTKT ngày 06/02/2032')).toEqual([['công văn', '55/TTCN&TT-HTKT', '2032-02-06']])
  expect(read('Giấy mời số 9/GM-UBND(NC) ngày 11/02/2032')).toEqual([['giấy mời', '9/GM-UBND', '2032-02-11']])
  expect(read('Hướng dẫn liên ngành số 5/HDLN-SYT-BHXH ngày 16/02/2032')).toEqual([['hướng dẫn', '5/HDLN-SYT-BHXH', '2032-02-16']])
  expect(read('Kết luận số 9-KL/TU của Ban Thường vụ Tỉnh ủy (ngày 20/02/2032)')).toEqual([['kết luận', '9-KL/TU', '2032-02-20']])
})
