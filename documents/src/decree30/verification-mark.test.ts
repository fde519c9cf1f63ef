import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { readDocx } from '../docx/read-docx.ts'
import { hasLibreOffice } from '../libreoffice/testing-libreoffice.ts'
import { convertToPdf } from '../pdf-of-record/convert.ts'
import { checkDecree30 } from './check-report.ts'
import { sampleReport } from './sample-report.test-data.ts'
import { writeReportDocx } from './write-report.ts'

const verification = { address: 'https://haidang.vungtau.example/kiem-tra/17-0k3v9w2m4q8r7t6y5x1z0a2b3c' }
const report = sampleReport({ unitCount: 12, taskCount: 3 })
const docx = await writeReportDocx(report, verification)

describe('a paper that can be verified', () => {
  test('keeps to the Decree, and gives the same bytes for the same address', async () => {
    expect(checkDecree30(docx)).toEqual([])
    expect(Buffer.compare(await writeReportDocx(report, verification), docx)).toBe(0)
  })

  test('differs from the one without a code in nothing that is said before the signature', async () => {
    const bare = strFromU8(unzipSync(await writeReportDocx(report))['word/document.xml'] ?? new Uint8Array())
    const coded = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array())
    const label = 'Nơi nhận:'
    const before = (xml: string) => xml.slice(0, xml.lastIndexOf('<w:tbl>', xml.indexOf(label)))
    expect(before(coded)).toBe(before(bare))
    expect(bare).not.toContain('w:drawing')
  })

  test('has its address in words too, for who has no camera', async () => {
    const { text } = await readDocx(docx, 'bao-cao.docx')
    expect(text).toContain(verification.address)
  })

  test.skipIf(!hasLibreOffice)('is read by a camera from the printed page', async () => {
    const outcome = await convertToPdf(docx, { timeoutMs: 120_000 })
    if ('missing' in outcome) throw new Error('LibreOffice answered --version and was then missing')
    expect(codesOnPages(outcome.pdf)).toEqual([verification.address])
  })
})

/** What a reader of codes finds on the pages as they are drawn, 150 dots an inch: a plain office printer. */
function codesOnPages(pdf: Uint8Array): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'haidang-code-'))
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf)
    const pages = execFileSync('pdfinfo', [join(folder, 'paper.pdf')], { encoding: 'utf8' })
    const count = Number(/^Pages:\s+(\d+)/mu.exec(pages)?.[1])
    return Array.from({ length: count }, (_, index) => {
      const page = String(index + 1)
      execFileSync('pdftoppm', ['-r', '150', '-f', page, '-l', page, '-singlefile', join(folder, 'paper.pdf'), join(folder, page)])
      return codeIn(readFileSync(join(folder, `${page}.ppm`)))
    }).filter((code) => code !== undefined)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function codeIn(ppm: Buffer): string | undefined {
  const [head = '', width, height] = /^P6\s(\d+)\s(\d+)\s255\s/u.exec(ppm.toString('latin1', 0, 40)) ?? []
  try {
    return decodeQR({ width: Number(width), height: Number(height), data: withAlpha(ppm.subarray(head.length)) })
  } catch {
    return undefined // Most pages have none.
  }
}

function withAlpha(rgb: Buffer): Uint8ClampedArray {
  const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255)
  for (let at = 0, to = 0; at < rgb.length; at += 3, to += 4) data.set(rgb.subarray(at, at + 3), to)
  return data
}
