import { describe, expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

describe('a document that lost its letterhead', () => {
  test('is known by its authority and by what is enclosed', () => {
    const { document } = read(
      'QUYẾT ĐỊNH\nVỀ BAN HÀNH QUY ĐỊNH QUẢN LÝ CHỢ NỔI\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG VÂN\nCăn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Quy định quản lý chợ nổi.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bình\nQUY ĐỊNH\nQUẢN LÝ CHỢ NỔI\n(Ban hành kèm theo Quyết định số 417/QĐ-UBND ngày 08 tháng 5 năm 2019 của Chủ tịch Ủy ban nhân dân tỉnh)\nI. NỘI DUNG\n1. Sở Công Thương kiểm tra chợ nổi.\n',
    )
    expect(document).toMatchObject({ number: '417/QĐ-UBND', date: '2019-05-08', issuer: 'UBND tỉnh Sông Vân' })
  })

  test('has its bases read though the line of its kind stands below them, and its title from its first article', () => {
    const { document, citations } = read(
      'ỦY BAN NHÂN DÂN\nSố: 31/2016/QĐ-UBND\nSông Vân, ngày 02 tháng 3 năm 2016\nỦY BAN NHÂN DÂN TỈNH SÔNG VÂN\nCăn cứ Luật Thú y ngày 9 tháng 6 năm 2030;\nTheo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 9/TTr-STP ngày 01/02/2016,\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp kiểm dịch tại cửa sông.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n',
    )
    expect(document.title).toBe('Quy chế phối hợp kiểm dịch tại cửa sông')
    expect(citations.map(({ type, relation }) => [type, relation])).toEqual([
      ['luật', 'basis'],
      ['tờ trình', 'mentions'],
    ])
  })

  test('a resolution bears its day in its last words', () => {
    const { document } = read(
      '**NGHỊ QUYẾT**\n\n**Về phát triển đường thủy năm 2031**\n\n**QUỐC HỘI**\n\nCăn cứ Hiến pháp;\n\n**QUYẾT NGHỊ:**\n\n**Điều 1.** Thông qua kế hoạch.\n\nNghị quyết này được Quốc hội khóa XVII thông qua ngày 20 tháng 11 năm 2030.\n',
    )
    expect(document).toMatchObject({ date: '2030-11-20', issuer: 'Quốc hội' })
  })

  test('a plan that says so only in its running text is one, of the body that makes it', () => {
    const { document } = read(
      'TRIỂN KHAI DỌN RÁC TRÊN CÁC TUYẾN SÔNG\nCăn cứ Quyết định số 90217/QĐ-UBND ngày 02/01/2030 của UBND tỉnh Sông Vân;\nCăn cứ tình hình thực tế, Ban Chỉ đạo phong trào sông sạch xây dựng kế hoạch thực hiện như sau:\nA. MỤC ĐÍCH\n1. Giữ sông sạch.\n',
    )
    expect(document).toMatchObject({ type: 'kế hoạch', issuer: 'Ban Chỉ đạo phong trào sông sạch' })
  })

  test('a letter that calls its writer only "Bộ" tells by its own symbol which one', () => {
    const { document } = read(
      'Kính gửi: Giám đốc Sở Y tế các tỉnh\nThực hiện Thông tư số 11/2018/TT-BTC ngày 03/02/2018 của Bộ trưởng Bộ Tài chính hướng dẫn mua sắm, đề nghị Sở Y tế các tỉnh lập danh mục theo Công văn số 912/BYT-KHTC ngày 11/3/2018 của Bộ về việc mua sắm trước ngày 20/4/2018.\nNơi nhận:\n- Như trên.\nTL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ KẾ HOẠCH\nTrần Văn Bình\n',
    )
    expect(document).toMatchObject({ type: 'công văn', issuer: 'Bộ Y tế' })
  })
})

test('the stamp of the receiver beside the line of the kind is no part of the head, and who writes above the motto does not sign', () => {
  const { document, tasks } = read(
    'CỔNG THÔNG TIN\nx1\nTHỦ TƯỚNG CHÍNHPHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày tháng 4 năm 2031\nĐẾN Ngày: 12/4 : _ CHỈ THỊ\nVề phòng, chống sạt lở bờ sông\nThủ tướng Chính phủ yêu cầu:\n1. Bộ Xây dựng kiểm tra các công trình ven sông.\n',
  )
  expect(document).toMatchObject({
    type: 'chỉ thị',
    issuer: 'Thủ tướng Chính phủ',
    date: '2031-04',
    title: 'Về phòng, chống sạt lở bờ sông',
  })
  expect(tasks.map((task) => task.lead)).toEqual(['Bộ Xây dựng'])
})

test('"V/V CÔNG BỐ …" is a title, no fifth chapter; who proposes to end other documents does not end its own', () => {
  const { document, citations } = read(
    'ỦY BAN NHÂN DÂN TỈNH SÔNG VÂN\nSố: 90288/QĐ-UBND\nSông Vân, ngày 02 tháng 3 năm 2016\nQUYẾT ĐỊNH\nV/V CÔNG BỐ VĂN BẢN HẾT HIỆU LỰC\nỦY BAN NHÂN DÂN TỈNH SÔNG VÂN\nCăn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22/7/2030;\nXét đề nghị của Sở Tư pháp tại Tờ trình số 9/TTr-STP ngày 01/02/2016 về việc công bố văn bản hết hiệu lực,\nQUYẾT ĐỊNH:\nĐiều 1. Công bố danh mục.\n',
  )
  expect(document.title).toBe('V/V CÔNG BỐ VĂN BẢN HẾT HIỆU LỰC')
  expect(citations.find((citation) => citation.number === '9/TTr-STP')?.relation).toBe('mentions')
})

test('a letter without head or number is of who leads in to what it says', () => {
  const { document } = read(
    'Kính gửi:\n- Các sở, ban, ngành tỉnh.\n\nThực hiện Công văn số 5/BXD-KT ngày 30/5/2031 của Bộ Xây dựng; xét đề nghị của Sở Xây dựng, UBND tỉnh có ý kiến như sau:\n1. Giao Sở Xây dựng gia cố đê.\n',
  )
  expect(document).toMatchObject({ type: 'công văn', issuer: 'UBND tỉnh' })
})

test('a number that recognition took for letters is not known; "Vív" still opens the subject', () => {
  const { document } = read(
    'ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: M52 /UBND-KT\nVív gia cố đê\nLam Giang, ngày 4 tháng 7 năm 2031\nKính gửi: Sở Xây dựng.\n1. Sở Xây dựng gia cố đê.\n',
  )
  expect(document).toMatchObject({ type: 'công văn', number: null, symbol: 'UBND-KT', title: 'gia cố đê' })
})

test('a role over two lines, and two roles of one person', () => {
  const signed = (block: string) =>
    read(`THÔNG BÁO\nVề đê\n1. Sở Xây dựng gia cố đê.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n${block}\nTrần Văn Bình\n`).document.signerRole
  expect(signed('TL. BỘ TRƯỞNG\nVỤ TRƯỞNG\nVỤ KẾ HOẠCH - TÀI CHÍNH')).toBe('Vụ trưởng Vụ Kế hoạch - Tài chính')
  expect(signed('TL. TRƯỞNG BAN\nGIÁM ĐỐC SỞ XÂY DỰNG\nKIÊM PHÓ TRƯỞNG BAN')).toBe('Giám đốc Sở Xây dựng kiêm Phó Trưởng ban')
})

test.each([
  ['THỦ TƯỚNG', 'Thủ tướng Chính phủ'],
  ['KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG', 'Thủ tướng Chính phủ'],
  ['TM. CHÍNH PHỦ\nTHỦ TƯỚNG', 'Chính phủ'],
])('a directive without head that is signed %s', (signature, issuer) => {
  expect(read(`CHỈ THỊ\nVề đê điều\n1. Bộ Xây dựng sửa chữa đê.\n${signature}\nTrần Văn Bình\n`).document.issuer).toBe(issuer)
})

test('a regulation that stands without its decision is of the body that issued both', () => {
  const { document } = read(
    'QUY CHẾ\nPHỐI HỢP QUẢN LÝ BẾN TÀU\n(Ban hành kèm theo Quyết định số 9/2031/QĐ-UBND ngày 2 tháng 6 năm 2031 của Ủy ban nhân dân tỉnh Sông Vân)\nĐiều 1. Sở Xây dựng\n1. Quản lý bến tàu.\n',
  )
  expect(document).toMatchObject({ type: 'quy chế', issuer: 'Ủy ban nhân dân tỉnh Sông Vân' })
})

test('a day without a year on a page of news is of the year in which the page was written', () => {
  const { citations } = read(
    'UBND tỉnh chỉ đạo giữ gìn bến tàu trong mùa nước nổi năm nay\n06/03/2031, 09:15\nNgày 5/3, UBND tỉnh Lam Giang có Công văn số 1120/UBND-KT yêu cầu các sở giữ gìn bến tàu.\n',
  )
  expect(citations.map(({ number, date }) => [number, date])).toEqual([['1120/UBND-KT', '2031-03-05']])
})

test('marks and days that recognition lost in a head', () => {
  const { document } = read(
    'BỘ THÔNG TIN VÀ TRUYÈN THÔNG\nSố: 1552/BTTTT-THH\nV/v đôn đốc\nHà Nội, ngày Z6 tháng 4 năm 2031\nKính gửi: Các Bộ.\n1. Lập kế hoạch.\n',
  )
  expect(document).toMatchObject({ issuer: 'Bộ Thông tin và Truyền thông', date: '2031-04', place: 'Hà Nội' })
})

test('a signature beside those addressed, when two columns became one', () => {
  const { document } = read(
    'THÔNG BÁO\nVề đê\n1. Sở Xây dựng sửa chữa đê.\nNơi nhận: CHỦ TỊCH\n- Như trên;\n- Lưu: VT, VX. Trần Văn Bình\n',
  )
  expect(document).toMatchObject({ signer: 'Trần Văn Bình', signerRole: 'Chủ tịch', recipients: ['Như trên', 'Lưu: VT, VX'] })
})

test('a standing committee is that of the body above it', () => {
  const { document } = read(
    'TỈNH ĐOÀN LAM GIANG\nBAN THƯỜNG VỤ\nSố: 112-KH/TĐTN\nLam Giang, ngày 15 tháng 4 năm 2031\nKẾ HOẠCH\nLễ hội sông\nI. NHIỆM VỤ\n1. Lập đội thuyền.\n',
  )
  expect(document.issuer).toBe('Ban Thường vụ Tỉnh đoàn Lam Giang')
})
