import { describe, expect, test } from 'vitest'
import { cleanPassage } from '../text/clean-text.ts'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'
import { settleBlocks } from './settle-blocks.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))
const lines = (text: string) => {
  const doc = settleBlocks(readableFromText(text.normalize('NFC')))
  return doc.blocks.map((block) => cleanPassage(doc.text, block.start, block.end).text)
}

describe('a copy from a web page', () => {
  test('a letterhead in one line is cut into its parts', () => {
    const { document } = read(
      'SỞ Y TẾ -------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------\nSố: 318/SYT-NVY V/v hướng dẫn trực dịch dịp Tết\nMinh Châu, ngày 09 tháng 01 năm 2024 Kính gửi: Bệnh viện đa khoa tỉnh.\nSở Y tế đề nghị Bệnh viện đa khoa tỉnh bố trí đủ ca trực trước ngày 05/02/2024.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Văn Bình\n',
    )
    expect(document).toMatchObject({
      type: 'công văn',
      number: '318/SYT-NVY',
      date: '2024-01-09',
      place: 'Minh Châu',
      issuer: 'Sở Y tế',
      title: 'hướng dẫn trực dịch dịp Tết',
      signer: 'Trần Văn Bình',
      signerRole: 'Phó Giám đốc',
      signerAuthority: ['KT. GIÁM ĐỐC'],
      recipients: ['Như trên', 'Lưu: VT'],
    })
  })

  test('a letterhead in a table of Markdown is cut into the lines of its cells', () => {
    const { document } = read(
      '| | |\n|---|---|\n| **TỈNH LAM GIANG**<br>**VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI**<br>**VÀ HỘI ĐỒNG NHÂN DÂN TỈNH**<br>Số:      /TB-VP | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập – Tự do – Hạnh phúc**<br>*Lam Giang, ngày     tháng 7 năm 2031* |\n\n# THÔNG BÁO\n\n**Về việc mở tủ sách**\n\n1. Văn phòng mở tủ sách.\n',
    )
    expect(document).toMatchObject({
      type: 'thông báo',
      number: null,
      symbol: 'TB-VP',
      date: '2031-07',
      issuer: 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lam Giang',
    })
  })

  test('the right half of a letterhead may stand below the subject', () => {
    const { document, indicators } = read(
      'ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH\n*\nSố 212-CV/ĐU\nV/v khuyến đọc\nĐẢNG CỘNG SẢN VIỆT NAM\nLam Giang, ngày 14 tháng 3 năm 2031\n\nKính gửi: Các đảng ủy trực thuộc.\n\nĐảng ủy yêu cầu các cấp ủy trực thuộc:\n1. Bảo đảm 100% chi bộ có tủ sách.\n',
    )
    expect(document).toMatchObject({ type: 'công văn', date: '2031-03-14', issuer: 'Đảng ủy Ủy ban nhân dân tỉnh Lam Giang' })
    expect(indicators.map(({ pillar }) => pillar)).toEqual([undefined])
  })

  test('a list in one line is a list', () => {
    expect(lines('I. CĂN CỨ - Luật Viễn thông; - Nghị định số 9/2020/NĐ-CP; - Quyết định số 8/QĐ-UBND.')).toEqual([
      'I. CĂN CỨ',
      '- Luật Viễn thông;',
      '- Nghị định số 9/2020/NĐ-CP;',
      '- Quyết định số 8/QĐ-UBND.',
    ])
  })

  test('a number alone on a line numbers the paragraph below, and the first item leaves its heading', () => {
    expect(lines('3. Số hóa hồ sơ lưu trữ 3.1.\nRà soát kho hồ sơ của huyện.\n3.2.\nLập danh mục hồ sơ.')).toEqual([
      '3. Số hóa hồ sơ lưu trữ',
      '3.1. Rà soát kho hồ sơ của huyện.',
      '3.2. Lập danh mục hồ sơ.',
    ])
  })

  test('the name of the document above its articles is no citation and no text', () => {
    expect(lines('Quyết định 77/QĐ-UBND năm 2021. Điều 2. Quyết định này có hiệu lực từ ngày ký.')).toEqual([
      'Điều 2. Quyết định này có hiệu lực từ ngày ký.',
    ])
  })

  test('details glued behind an item stand on lines of their own', () => {
    expect(lines('- Cơ quan thực hiện: Sở Du lịch chủ trì -Thời gian thực hiện: Quý II/2024.')).toHaveLength(2)
  })

  test('the number of a document at the head of a wrapped line is no item', () => {
    expect(lines('Căn cứ Nghị quyết số\n57/NQ-CP ngày 03/4/2021 của Chính phủ;')).toHaveLength(1)
    expect(lines('Giao Sở Lao động\n- Thương binh và Xã hội rà soát.')).toHaveLength(1)
  })
})

describe('citations', () => {
  const cited = (sentence: string) =>
    read(
      `ỦY BAN NHÂN DÂN\nTỈNH MINH CHÂU\n\nSố: 5/KH-UBND\n\nMinh Châu, ngày 02 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nSố hóa hồ sơ năm 2024\n\nI. NỘI DUNG\n\n1. ${sentence}\n`,
    ).citations.map(({ number, date, issuer, relation }) => [number, date, issuer, relation])

  test('who issued a document may stand before it, and once for two', () => {
    expect(cited('Theo đề nghị của Sở Nội vụ tại Tờ trình số 4/TTr-SNV ngày 05/01/2024 và Tờ trình số 9/TTr-SNV ngày 07/01/2024.')).toEqual(
      [
        ['4/TTr-SNV', '2024-01-05', 'Sở Nội vụ', 'mentions'],
        ['9/TTr-SNV', '2024-01-07', 'Sở Nội vụ', 'mentions'],
      ],
    )
  })

  test('so may its day', () => {
    expect(cited('Ngày 12/02/2024, Bộ Công an đã ban hành Công văn số 612/BCA-C06 về dữ liệu dân cư.')).toEqual([
      ['612/BCA-C06', '2024-02-12', 'Bộ Công an', 'mentions'],
    ])
  })

  test('a number needs no symbol, and an own symbol names the own office', () => {
    expect(cited('Thực hiện Công điện số 1215 ngày 15/02/2024 của Bộ Y tế và Kế hoạch số 88/KH-UBND ngày 16/02/2024.')).toEqual([
      ['1215', '2024-02-15', 'Bộ Y tế', 'mentions'],
      ['88/KH-UBND', '2024-02-16', 'UBND tỉnh Minh Châu', 'mentions'],
    ])
  })

  test('repealing a part supersedes, each in its turn', () => {
    const found = cited(
      'Bãi bỏ Phụ lục 2 ban hành kèm theo Quyết định số 6/QĐ-SYT ngày 01/02/2020 của Sở Y tế và Phụ lục 3 ban hành kèm theo Quyết định số 7/QĐ-SYT ngày 02/02/2020 của Sở Y tế.',
    )
    expect(found.map((citation) => citation[3])).toEqual(['supersedes', 'supersedes'])
  })

  test('the comma inside the name of a law belongs to it', () => {
    const { citations } = read(
      'KẾ HOẠCH\n\nNăm 2024\n\nI. CĂN CỨ\n\n- Luật Phòng, chống bạo lực gia đình;\n\n- Luật tổ chức chính quyền địa phương ngày 19/6/2015.\n',
    )
    expect(citations.map((citation) => [citation.name, citation.date])).toEqual([
      ['Luật Phòng, chống bạo lực gia đình', null],
      ['Luật tổ chức chính quyền địa phương', '2015-06-19'],
    ])
  })
})

describe('the end of a document', () => {
  test('a line of recipients goes on below, and keeps a semicolon inside', () => {
    const { document } = read(
      'KẾ HOẠCH\n\nNăm 2024\n\nI. NHIỆM VỤ\n\n1. Rà soát.\n\nNơi nhận:\n- Sở Y tế; Sở Nội vụ;\n- Văn phòng: các phòng,\n  Trung tâm Công báo,\n- Lưu: VT, TH (2b). Lan CHỦ TỊCH Lê Văn Sơn\n',
    )
    expect(document.recipients).toEqual(['Sở Y tế; Sở Nội vụ', 'Văn phòng: các phòng, Trung tâm Công báo', 'Lưu: VT, TH (2b)'])
    expect(document).toMatchObject({ signer: 'Lê Văn Sơn', signerRole: 'Chủ tịch' })
  })

  test('after the signature comes what is enclosed, its kind and title in one line', () => {
    const { tasks } = read(
      'QUYẾT ĐỊNH\n\nBan hành Chương trình\n\nĐiều 1. Ban hành Chương trình.\n\nNơi nhận:\n- Như Điều 1.\n\nTM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Sơn\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG CỦA TỈNH\n\nI. NHIỆM VỤ\n\n1. Sở Du lịch xây dựng bản đồ số các điểm đến.\n',
    )
    expect(tasks.map((task) => task.lead)).toContain('Sở Du lịch')
  })
})
