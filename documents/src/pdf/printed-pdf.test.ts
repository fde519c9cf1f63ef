import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { hasLibreOffice, printTogether } from '../libreoffice/testing-libreoffice.ts'
import { readPlan } from '../plans/read-plan.ts'
import { readDocument } from '../read-document.ts'
import { printedDocx, type Printed } from './printed.test-data.ts'

const facts = ({ document, citations, indicators, tasks, reporting }: Reading) => ({
  document,
  citations: citations.map(({ number, date, issuer, relation }) => ({ number, date, issuer, relation })),
  indicators: indicators.map(({ text, target }) => ({ text, target })),
  tasks: tasks.map(({ text, lead, cooperating, deadline }) => ({ text, lead, cooperating, deadline })),
  reporting: reporting.map(({ who, to, due }) => ({ who, to, due })),
})

const head = [
  'ỦY BAN NHÂN DÂN\nTỈNH MINH CHÂU\n-------\nSố:        /KH-UBND',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nMinh Châu, ngày      tháng 3 năm 2025',
] as const
const foot = [
  'Nơi nhận:\n- Bộ Khoa học và Công nghệ;\n- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT.',
  'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLê Thị Hoài An',
] as const
const works = Array.from({ length: 36 }, (_row, index) => {
  const lead = ['Sở Khoa học và Công nghệ', 'Sở Nội vụ', 'Công an tỉnh'][index % 3]
  return `| ${index + 1} | Rà soát, chuẩn hóa và cập nhật dữ liệu của lĩnh vực thứ ${index + 1} vào kho dữ liệu dùng chung của tỉnh; công bố danh mục dữ liệu mở trên cổng dữ liệu và kiểm tra chất lượng dữ liệu hằng quý | ${lead} | Các sở, ngành; UBND các xã, phường | Quý ${['I', 'II', 'III', 'IV'][index % 4]}/2025 |`
})
const longPlan: Printed = {
  head,
  foot,
  body: `KẾ HOẠCH

Phát triển dữ liệu số trên địa bàn tỉnh Minh Châu năm 2025

Căn cứ Nghị quyết số 214/NQ-CP ngày 23/7/2025 của Chính phủ ban hành Kế hoạch hành động của Chính phủ về thúc đẩy tạo lập dữ liệu phục vụ chuyển đổi số toàn diện; Kế hoạch số 1745/KH-UBND ngày 12/02/2025 của Ủy ban nhân dân tỉnh về chuyển đổi số năm 2025; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Trên 95% hồ sơ thủ tục hành chính được số hóa kết quả giải quyết; 100% cơ quan nhà nước cấp tỉnh, cấp xã công bố danh mục dữ liệu mở và kế hoạch cập nhật dữ liệu theo quy định.

II. NHIỆM VỤ

| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
${works.join('\n')}

III. TỔ CHỨC THỰC HIỆN

1. Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc việc thực hiện Kế hoạch này; tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2025.`,
}

const shortPlan: Printed = {
  head,
  foot,
  body: `KẾ HOẠCH\n\nThử\n\nI. NHIỆM VỤ\n\n| TT | Nội dung nhiệm vụ | Cơ quan chủ trì |\n| 1 | Việc một | Sở Nội vụ |`,
}

const shared = process.env['HAIDANG_SHARED'] ?? ''
const seeds = shared === '' ? [] : readdirSync(join(shared, 'seeds')).filter((name) => name.endsWith('.txt'))
const seedOf = (name: string): Printed => ({ body: readFileSync(join(shared, 'seeds', name), 'utf8').normalize('NFC') })

let printed: ReadonlyMap<string, { readonly docx: Uint8Array; readonly pdf: Uint8Array }> = new Map()
beforeAll(async () => {
  if (!hasLibreOffice) return
  const papers = [['long', longPlan] as const, ['short', shortPlan] as const, ...seeds.map((name) => [name, seedOf(name)] as const)]
  printed = await printTogether(new Map(papers.map(([name, paper]) => [name, printedDocx(paper)])))
}, 180_000)
const paperOf = (name: string) => {
  const paper = printed.get(name)
  if (paper === undefined) throw new Error(`LibreOffice made no PDF of ${name}.`)
  return paper
}

describe.skipIf(!hasLibreOffice)('a PDF that an office printed', () => {
  test('a table over several pages is one table, its head not repeated and its torn rows whole', async () => {
    const { docx, pdf } = paperOf('long')
    const read = await readDocument(pdf, 'in.pdf')
    expect(read.pages).toBeGreaterThan(4)
    const tables = read.blocks.filter(({ rows }) => rows !== undefined)
    expect(tables.map(({ rows }) => rows?.length)).toEqual([37])
    expect(read.text).not.toContain('Văn bản của tỉnh')
    expect(facts(readPlan(read))).toEqual(facts(readPlan(await readDocument(docx, 'in.docx'))))
  }, 130_000)

  test('head, recipients and signature stand beside each other and are told apart', async () => {
    const { document } = readPlan(await readDocument(paperOf('long').pdf, 'in.pdf'))
    expect(document).toMatchObject({ symbol: 'KH-UBND', number: null, date: '2025-03', place: 'Minh Châu', signer: 'Lê Thị Hoài An' })
    expect(document.recipients).toHaveLength(4)
  }, 130_000)

  test('a short table right above the signature is a table of its own', async () => {
    const { pdf } = paperOf('short')
    expect((await readDocument(pdf, 'in.pdf')).blocks.find(({ rows }) => rows !== undefined)?.rows).toHaveLength(2)
  }, 130_000)
})

describe.skipIf(!hasLibreOffice || seeds.length === 0)('real directives, printed', () => {
  test.each(seeds)(
    '%s gives the facts of its .docx',
    async (name) => {
      const { docx, pdf } = paperOf(name)
      expect(facts(readPlan(await readDocument(pdf, 'in.pdf')))).toEqual(facts(readPlan(await readDocument(docx, 'in.docx'))))
    },
    130_000,
  )
})
