import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const reports = (body: string) =>
  readPlan(
    readableFromText(`KẾ HOẠCH\n\nPhòng, chống cháy rừng năm 2025\n\nI. TỔ CHỨC THỰC HIỆN\n\n${body}\n`.normalize('NFC')),
  ).reporting.map(({ who, to, frequency, due, cutoff }) => [who, to, frequency, due?.day ?? due?.dates?.join() ?? due?.raw, cutoff?.raw])

test('each of several frequencies in one sentence has the day in its brackets', () => {
  expect(
    reports(
      '1. Chi cục Kiểm lâm báo cáo UBND tỉnh theo định kỳ hằng quý (trước ngày 12 tháng cuối quý), 6 tháng (trước ngày 12/6) và năm (trước ngày 12/12).',
    ),
  ).toEqual([
    ['Chi cục Kiểm lâm', 'UBND tỉnh', 'quarterly', 12, undefined],
    ['Chi cục Kiểm lâm', 'UBND tỉnh', 'semiannual', '--06-12', undefined],
    ['Chi cục Kiểm lâm', 'UBND tỉnh', 'annual', '--12-12', undefined],
  ])
  expect(
    reports('1. UBND các xã định kỳ 03 tháng, 06 tháng, 01 năm báo cáo kết quả về Chi cục Kiểm lâm.').map(([, , often]) => often),
  ).toEqual(['quarterly', 'semiannual', 'annual'])
})

test('who hands on what others reported has a duty of his own', () => {
  expect(
    reports(
      '1. UBND các xã gửi báo cáo về Hạt Kiểm lâm chậm nhất ngày 16 hằng tháng; Hạt Kiểm lâm tổng hợp, gửi Chi cục Kiểm lâm chậm nhất ngày 20 hằng tháng.',
    ),
  ).toEqual([
    ['UBND các xã', 'Hạt Kiểm lâm', 'monthly', 16, undefined],
    ['Hạt Kiểm lâm', 'Chi cục Kiểm lâm', 'monthly', 20, undefined],
  ])
})

test('the day and the window of each kind of report may stand in sentences and lines of their own', () => {
  expect(
    reports(
      'Các sở, ngành xây dựng báo cáo kết quả hằng quý và hằng năm, gửi Sở Nội vụ. Báo cáo được lập bằng văn bản, thời hạn gửi chậm nhất là ngày 18 của tháng cuối kỳ báo cáo.\n\nThời gian chốt số liệu:\n\n- Báo cáo quý I: từ ngày 13 tháng 12 của năm trước kỳ báo cáo đến ngày 12 tháng 3 thuộc kỳ báo cáo.\n\n- Báo cáo quý II: từ ngày 13 tháng 3 đến ngày 12 tháng 6 thuộc kỳ báo cáo.\n\n- Báo cáo năm: từ ngày 13/12 năm trước đến ngày 12/12 năm báo cáo.',
    ),
  ).toEqual([
    ['Các sở, ngành', 'Sở Nội vụ', 'quarterly', 18, 'từ ngày 13 tháng 12 của năm trước kỳ báo cáo đến ngày 12 tháng 3'],
    ['Các sở, ngành', 'Sở Nội vụ', 'annual', 18, 'từ ngày 13/12 năm trước đến ngày 12/12 năm báo cáo'],
  ])
})

test('to whom a list of reports goes may be said once below it', () => {
  expect(
    reports(
      '1. Chế độ báo cáo\n\n- Báo cáo tháng: gửi trước ngày 14 hằng tháng.\n\n- Báo cáo năm: gửi trước ngày 14/12.\n\nBáo cáo gửi về Chi cục Kiểm lâm để tổng hợp.',
    ),
  ).toEqual([
    [null, 'Chi cục Kiểm lâm', 'monthly', 14, undefined],
    [null, 'Chi cục Kiểm lâm', 'annual', '--12-14', undefined],
  ])
})

test('a report of the year may follow that of the half-year to the same body', () => {
  expect(
    reports('1. Báo cáo sơ kết 6 tháng gửi về UBND tỉnh trước ngày 08 tháng 6; báo cáo tổng kết năm gửi trước ngày 08 tháng 12.'),
  ).toEqual([
    [null, 'UBND tỉnh', 'semiannual', '--06-08', undefined],
    [null, 'UBND tỉnh', 'annual', '--12-08', undefined],
  ])
})

test('a report may be asked for at the end of a long order', () => {
  expect(
    reports(
      '1. Các sở, ngành rà soát toàn bộ các khu rừng có nguy cơ cháy cao, thống kê số lượng phương tiện chữa cháy hiện có và gửi báo cáo về Chi cục Kiểm lâm trước 16h00 ngày 10/3/2025.',
    ),
  ).toEqual([['Các sở, ngành', 'Chi cục Kiểm lâm', 'once', '2025-03-10', undefined]])
})

test('a body of its own behind the semicolon reports as often as the first', () => {
  expect(
    reports(
      '1. Chậm nhất ngày 15 tháng 11 hằng năm, các xã gửi báo cáo về Chi cục Kiểm lâm; Chi cục Kiểm lâm tổng hợp, báo cáo UBND tỉnh trước ngày 30 tháng 11.',
    ).map(([who, to, often]) => [who, to, often]),
  ).toEqual([
    ['các xã', 'Chi cục Kiểm lâm', 'annual'],
    ['Chi cục Kiểm lâm', 'UBND tỉnh', 'annual'],
  ])
})

test('who sends the listed reports, and where, may stand below them', () => {
  expect(
    reports(
      '1. Chế độ báo cáo\n- Báo cáo tháng: trước ngày 20 hằng tháng.\n- Báo cáo quý: trước ngày 20 tháng cuối quý.\nCác chủ rừng gửi báo cáo về Chi cục Kiểm lâm để tổng hợp.',
    ).map(([who, to, often]) => [who, to, often]),
  ).toEqual([
    ['Các chủ rừng', 'Chi cục Kiểm lâm', 'monthly'],
    ['Các chủ rừng', 'Chi cục Kiểm lâm', 'quarterly'],
  ])
})

test('results due by a day go to who asked for them where nobody else is named', () => {
  expect(
    reports('1. Các chủ rừng khẩn trương phát dọn đường băng; báo cáo kết quả thực hiện trước ngày 30/4/2025 (theo mẫu kèm theo).').map(
      ([who, to, often, due]) => [who, to, often, due],
    ),
  ).toEqual([['Các chủ rừng', null, 'once', '2025-04-30']])
})

test('what is sent by a day to be put together is a report by another name', () => {
  expect(
    reports(
      '1. Các chủ rừng lập danh sách các tổ bảo vệ, gửi về Chi cục Kiểm lâm (qua Phòng Bảo vệ rừng) trước ngày 15/8/2025 để tổng hợp.',
    ).map(([who, to, often, due]) => [who, to, often, due]),
  ).toEqual([['Các chủ rừng', 'Chi cục Kiểm lâm', 'once', '2025-08-15']])
})

test('what is asked for stands between the verb and the receiver, or behind the receiver', () => {
  expect(reports('1. Các chủ rừng gửi kết quả tuần tra về Chi cục Kiểm lâm trước ngày 12/11/2025.')).toEqual([
    ['Các chủ rừng', 'Chi cục Kiểm lâm', 'once', '2025-11-12', undefined],
  ])
  expect(reports('1. Trước ngày 14 hằng tháng, UBND các xã báo cáo Sở Tài chính tiến độ trồng rừng.')).toEqual([
    ['UBND các xã', 'Sở Tài chính', 'monthly', 14, undefined],
  ])
  expect(reports('1. Mỗi quý một lần, các hạt kiểm lâm báo cáo Chi cục Kiểm lâm.').map(([, to, often]) => [to, often])).toEqual([
    ['Chi cục Kiểm lâm', 'quarterly'],
  ])
  expect(reports('1. Mỗi quý một lần, UBND các xã báo cáo Chi cục Kiểm lâm.')).toEqual([
    ['UBND các xã', 'Chi cục Kiểm lâm', 'quarterly', undefined, undefined],
  ])
})

test('what is reported to somebody is a duty, though nothing says when', () => {
  expect(reports('1. Tổ trưởng nhắc các hộ phát đường băng, đồng thời báo cáo tiến độ về Ban Chỉ huy xã.')).toEqual([
    ['Tổ trưởng', 'Ban Chỉ huy xã', 'as-required', undefined, undefined],
  ])
  expect(reports('1. Hạt Kiểm lâm rà soát các chòi canh; báo cáo UBND tỉnh trong tháng 2/2026.')).toEqual([
    ['Hạt Kiểm lâm', 'UBND tỉnh', 'once', 'trong tháng 2/2026', undefined],
  ])
  expect(
    reports(
      '1. UBND các xã theo dõi việc thực hiện; sơ kết vào năm 2027 và tổng kết vào năm 2030 về kết quả thực hiện kế hoạch gửi Chi cục Kiểm lâm để tổng hợp, báo cáo UBND tỉnh.',
    ),
  ).toEqual([['UBND các xã', 'Chi cục Kiểm lâm', 'once', 'sơ kết vào năm 2027 và tổng kết vào năm 2030', undefined]])
})

test('what was told just before may be reported; a day behind "để trình" is of those above', () => {
  expect(
    reports(
      'Hạt Kiểm lâm được giao lập phương án phát đường băng. Nội dung này báo cáo Ban Chỉ huy tỉnh đầu tháng 3/2025 để trình UBND tỉnh trước 7/4.',
    ),
  ).toEqual([['Hạt Kiểm lâm', 'Ban Chỉ huy tỉnh', 'once', 'đầu tháng 3/2025', undefined]])
  expect(
    reports(
      'UBND tỉnh yêu cầu Chủ tịch UBND các xã ven rừng thực hiện các nội dung sau:\n\n- Tổ chức phát đường băng.\n\nBáo cáo kế hoạch và nhu cầu hỗ trợ, gửi Chi cục Kiểm lâm trước ngày 03/12/2025 để tổng hợp.\n\n- Bảo đảm số liệu chính xác.',
    ),
  ).toEqual([['Chủ tịch UBND các xã ven rừng', 'Chi cục Kiểm lâm', 'once', '2025-12-03', undefined]])
})

test('a list of kinds of reports has sender and receiver in its lead-in, each kind its day or its window', () => {
  const days =
    'Thời gian quy định cho các cơ quan, đơn vị xây dựng báo cáo gửi UBND tỉnh (thông qua Chi cục Kiểm lâm) như sau:\n\n- Báo cáo quý gửi trước ngày 05 tháng cuối cùng của mỗi quý\n\n- Báo cáo năm gửi trước ngày 25/11 hằng năm'
  expect(reports(days)).toEqual([
    ['các cơ quan, đơn vị', 'UBND tỉnh', 'quarterly', 5, undefined],
    ['các cơ quan, đơn vị', 'UBND tỉnh', 'annual', '--11-25', undefined],
  ])
  const windows =
    'Thời điểm chốt số liệu của từng loại báo cáo như sau:\n\n- Báo cáo Quý I: Tính từ ngày 15 tháng 12 của năm trước kỳ báo cáo đến ngày 14 tháng 3 thuộc kỳ báo cáo.\n\n- Báo cáo 6 tháng đầu năm: Tính từ ngày 15 tháng 12 của năm trước kỳ báo cáo đến ngày 14 tháng 6 thuộc kỳ báo cáo.'
  expect(reports(windows).map(([, , often]) => often)).toEqual(['quarterly', 'semiannual'])
})

test('the day may stand before the kind of report, and what is no longer asked for is no duty', () => {
  expect(
    reports(
      'Chi cục Kiểm lâm đề nghị các Hạt hằng năm chỉ thực hiện 02 kỳ báo cáo (báo cáo 06 tháng và báo cáo 01 năm), không thực hiện báo cáo hằng tháng và hằng quý. Báo cáo gửi về Chi cục Kiểm lâm (bằng văn bản) trước ngày 25/06 đối với báo cáo 06 tháng; trước ngày 28/11 đối với báo cáo năm.',
    ),
  ).toEqual([
    ['các Hạt', 'Chi cục Kiểm lâm', 'semiannual', '--06-25', undefined],
    ['các Hạt', 'Chi cục Kiểm lâm', 'annual', '--11-28', undefined],
  ])
  expect(reports('1. Cuối Học kỳ 1 và cuối Học kỳ 2, Trường Trung cấp Nông lâm gửi báo cáo về Sở Nội vụ.')).toEqual([
    ['Trường Trung cấp Nông lâm', 'Sở Nội vụ', 'semiannual', 'Cuối Học kỳ 1 và cuối Học kỳ 2', undefined],
  ])
})

test('the last of a list of periods stands before its report, and whom that is handed on to does not receive it', () => {
  expect(
    reports(
      '1. UBND các xã định kỳ hằng tháng (trước ngày 25), 6 tháng, năm báo cáo kết quả về Chi cục Kiểm lâm để tổng hợp, báo cáo UBND tỉnh.',
    ).map(([, to, often]) => [to, often]),
  ).toEqual([
    ['Chi cục Kiểm lâm', 'monthly'],
    ['Chi cục Kiểm lâm', 'semiannual'],
    ['Chi cục Kiểm lâm', 'annual'],
  ])
})

test('what is reported stands behind its receiver and is no part of the name', () => {
  const { reporting } = readPlan(
    readableFromText(
      'CÔNG ĐIỆN\nVề hạn hán\n1. Văn phòng Chính phủ theo dõi; báo cáo Thủ tướng Chính phủ những vấn đề đột xuất, phát sinh./.\n',
    ),
  )
  expect(reporting.map(({ to }) => to)).toEqual(['Thủ tướng Chính phủ'])
})

test('two reports in one sentence go to two bodies, each with its time', () => {
  const { reporting } = readPlan(
    readableFromText(
      'THÔNG BÁO\nKết luận về khuyến đọc\n1. Phòng Văn hóa tổng hợp, báo cáo Giám đốc Sở trước ngày 25 hằng tháng và báo cáo UBND tỉnh trước ngày 10 tháng đầu quý sau.\n2. Giao Sở Tài chính bố trí kinh phí, báo cáo UBND tỉnh trước ngày 30/5/2032; Sở Nội vụ đưa kết quả vào tiêu chí thi đua.\n',
    ),
  )
  expect(reporting.map(({ who, to, frequency }) => [who, to, frequency])).toEqual([
    ['Phòng Văn hóa', 'Giám đốc Sở', 'monthly'],
    ['Phòng Văn hóa', 'UBND tỉnh', 'quarterly'],
    ['Sở Tài chính', 'UBND tỉnh', 'once'],
  ])
})
