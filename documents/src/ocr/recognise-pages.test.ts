import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { convertByLibreOffice } from '../libreoffice/convert.ts'
import { printedDocx } from '../pdf/printed.test-data.ts'
import { pdfOf, pdfStream } from '../pdf/testing-pdf.ts'
import { readInChild, type ReadProgress } from '../read-in-child.ts'
import { drawnRules } from './drawn-rules.ts'
import { recognisePages } from './recognise-pages.ts'
import { wordsOfTsv } from './words-of-tsv.ts'

const isInstalled = (command: string, args: readonly string[], says: RegExp): boolean => {
  try {
    return says.test(execFileSync(command, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 }))
  } catch {
    return false
  }
}
const canRecognise =
  isInstalled('tesseract', ['--list-langs'], /^vie$/mu) &&
  isInstalled('soffice', ['--version'], /LibreOffice/u) &&
  isInstalled('sh', ['-c', 'command -v pdftoppm'], /pdftoppm/u)

const folder = mkdtempSync(join(tmpdir(), 'haidang-scan-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A PDF whose pages are photographs of a printed paper, as a scanner makes it: JPEG images and no letter. */
async function scanned(): Promise<Uint8Array> {
  const docx = printedDocx({
    head: [
      'ỦY BAN NHÂN DÂN\nTỈNH MINH CHÂU\nSố: 173/KH-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMinh Châu, ngày 21 tháng 3 năm 2025',
    ],
    body: 'KẾ HOẠCH\n\nPhát triển dữ liệu số năm 2025\n\nCăn cứ Nghị quyết số 214/NQ-CP ngày 23/02/2025 của Chính phủ về dữ liệu;\n\nI. NHIỆM VỤ\n\n1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ rà soát, chuẩn hóa dữ liệu cán bộ, công chức trên địa bàn tỉnh, hoàn thành trước ngày 30/6/2025.\n\n2. Công an tỉnh cấp tài khoản định danh điện tử cho 95% người dân đủ điều kiện trong năm 2025.\n\n| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành |\n| 1 | Số hóa sổ hộ tịch của các xã, phường | Sở Tư pháp | Tháng 8/2025 |\n| 2 | Lập danh mục dữ liệu mở của tỉnh | Sở Tài chính | Tháng 9/2025 |',
    foot: ['Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.', 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nLê Thị Hoài An'],
  })
  const conversion = await convertByLibreOffice(docx, { from: 'docx', to: 'pdf' }, { timeoutMs: 120_000 })
  if (!('file' in conversion)) throw new Error('LibreOffice made no PDF of our own document')
  writeFileSync(join(folder, 'printed.pdf'), conversion.file)
  execFileSync('pdftoppm', ['-jpeg', '-gray', '-r', '200', 'printed.pdf', 'page'], { cwd: folder })
  const images = readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .toSorted()
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${images.map((_image, index) => `${3 + index * 3} 0 R`).join(' ')}] /Count ${images.length} >>`,
    ...images.flatMap((name, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${4 + index * 3} 0 R /Resources << /XObject << /Im1 ${5 + index * 3} 0 R >> >> >>`,
      pdfStream(Buffer.from('q 595 0 0 842 0 0 cm /Im1 Do Q')),
      pdfStream(
        readFileSync(join(folder, name)),
        '/Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
      ),
    ]),
  ])
}

describe.skipIf(!canRecognise)('a scanned plan, with Tesseract', () => {
  let path = ''
  beforeAll(async () => {
    path = join(folder, 'quet.pdf')
    writeFileSync(path, await scanned())
  }, 130_000)

  test('is recognised page by page, and says that its words may be wrong', async () => {
    const progress: ReadProgress[] = []
    const { readable, reading } = await readInChild(path, 'quet.pdf', {
      memoryMb: 768,
      timeoutMs: 120_000,
      onProgress: (one) => progress.push(one),
    })
    expect(readable.recognisedPages).toBe(readable.pages)
    expect(readable.imagePages).toBeUndefined()
    expect(progress[0]).toEqual({ done: 0, of: readable.pages })
    expect(reading.doubts.find(({ code }) => code === 'recognisedText')?.message).toContain('nhận dạng từ ảnh')
    expect(reading.document).toMatchObject({
      type: 'kế hoạch',
      number: '173/KH-UBND',
      date: '2025-03-21',
      issuer: 'UBND tỉnh Minh Châu',
      signer: 'Lê Thị Hoài An',
    })
    expect(reading.citations.map(({ number }) => number)).toEqual(['214/NQ-CP'])
    expect(reading.tasks[0]).toMatchObject({
      lead: 'Sở Khoa học và Công nghệ',
      cooperating: ['Sở Nội vụ'],
      deadline: { iso: '2025-06-30' },
    })
  }, 200_000)
})

test('where Tesseract is missing nothing is recognised, and nothing stays behind', async () => {
  expect(await recognisePages(Buffer.from('%PDF-'), [1], { tesseract: 'tesseract-that-is-not-there' })).toBeUndefined()
})

test('words of one line stand on one height, specks are left out', () => {
  const tsv = [
    'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
    '1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t',
    '5\t1\t1\t1\t1\t1\t100\t200\t80\t40\t96\tKế',
    '5\t1\t1\t1\t1\t2\t190\t190\t150\t52\t91\thoạch',
    '5\t1\t1\t1\t1\t3\t400\t205\t60\t35\t88\tsố',
    '5\t1\t2\t1\t1\t1\t900\t900\t4\t4\t12\t~',
  ].join('\n')
  const words = wordsOfTsv(tsv, 0.25)
  expect(words.map(({ text }) => text)).toEqual(['Kế ', 'hoạch ', 'số '])
  expect(new Set(words.map(({ y }) => y)).size).toBe(1)
})

describe('straight lines in a grey image', () => {
  const [width, height] = [300, 200]
  const image = (isInk: (x: number, y: number) => boolean) =>
    Buffer.concat([
      Buffer.from(`P5\n${width} ${height}\n255\n`),
      Uint8Array.from({ length: width * height }, (_point, at) => (isInk(at % width, Math.floor(at / width)) ? 0 : 255)),
    ])

  test('a line as thick as a pen is one, with its holes', () => {
    const { across, upright } = drawnRules(
      image((x, y) => (y >= 50 && y < 53 && x >= 20 && x < 280 && x % 40 > 1) || (x === 100 && y >= 50 && y < 180)),
      0.5,
    )
    expect(across).toEqual([{ at: 74.5, from: 10, to: 140 }])
    expect(upright).toEqual([{ at: 50, from: 10, to: 75 }])
  })

  test('letters, a seal that is filled, and what is no image have none', () => {
    expect(
      drawnRules(
        image((x, y) => x % 20 < 8 && y % 30 < 20),
        1,
      ),
    ).toEqual({ across: [], upright: [] })
    expect(
      drawnRules(
        image((x, y) => (x - 150) ** 2 + (y - 100) ** 2 < 6000),
        1,
      ),
    ).toEqual({ across: [], upright: [] })
    expect(drawnRules(Buffer.from('P5\n99999 99999\n255\n'), 1)).toEqual({ across: [], upright: [] })
    expect(drawnRules(new Uint8Array(), 1)).toEqual({ across: [], upright: [] })
  })
})
