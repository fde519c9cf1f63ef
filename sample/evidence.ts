import { crc32, deflateSync } from 'node:zlib'
import { formatPeriod } from '@haidang/domain/periods/period'
import type { MonthFigures } from './narratives.ts'
import type { SampleUnit } from './units.ts'

export type SampleFile = { readonly fileName: string; readonly bytes: Uint8Array }

/** The table behind a unit's figures as plain text. */
export function tableFile(unit: SampleUnit, period: string, figures: MonthFigures): SampleFile {
  const lines = [...figures].map(([name, { numerator, denominator, note }]) =>
    numerator === null ? `${name}\tchưa có số liệu\t${note}` : `${name}\t${numerator}${denominator === null ? '' : `\t${denominator}`}`,
  )
  const text = [`BẢNG SỐ LIỆU CHI TIẾT`, `${unit.name}, ${formatPeriod(period)}`, '', ...lines, ''].join('\n')
  return { fileName: `Bảng số liệu ${unit.shortName} ${period}.txt`, bytes: Buffer.from(text.normalize('NFC')) }
}

/** Minutes of a task that was done, as plain text. */
export function minutesFile(unit: SampleUnit, task: string, note: string): SampleFile {
  const text = ['BIÊN BẢN XÁC NHẬN KẾT QUẢ', unit.name, '', `Nội dung: ${task}`, `Kết quả: ${note}`, ''].join('\n')
  return { fileName: `Biên bản ${unit.shortName}.txt`, bytes: Buffer.from(text.normalize('NFC')) }
}

/** Bars of the month's shares as a picture, as a unit would cut it out of its own dashboard. */
export function chartFile(unit: SampleUnit, period: string, figures: MonthFigures): SampleFile {
  const shares = sharesOf(figures)
  const [width, height] = [24 + shares.length * 24, 120]
  const rows = Buffer.alloc(height * (1 + width * 3), 0xff)
  for (let y = 0; y < height; y += 1) rows[y * (1 + width * 3)] = 0
  shares.forEach((share, index) => {
    const top = height - 10 - Math.round(share * (height - 20))
    for (let y = top; y < height - 10; y += 1)
      for (let x = 0; x < 16; x += 1) rows.set([0x1f, 0x5f, 0x8b], y * (1 + width * 3) + 1 + (16 + index * 24 + x) * 3)
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const bytes = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { fileName: `Biểu đồ ${unit.shortName} ${period}.png`, bytes }
}

/** A page with the month's shares as bars and numbers; its title says whose it is. */
export function pageFile(unit: SampleUnit, period: string, figures: MonthFigures): SampleFile {
  const shares = sharesOf(figures)
  const drawing = shares.flatMap((share, index) => {
    const y = 760 - index * 28
    return [
      `0.12 0.37 0.55 rg 120 ${y} ${Math.round(share * 360)} 14 re f`,
      `0 g BT /F1 10 Tf 60 ${y + 3} Td (${(share * 100).toFixed(2)} %) Tj ET`,
    ]
  })
  const content = [`BT /F1 14 Tf 60 800 Td (${period}) Tj ET`, ...drawing].join('\n')
  const title = Buffer.from(`\ufeff${unit.name}, ${formatPeriod(period)}`, 'utf16le')
    .swap16()
    .toString('hex')
  return { fileName: `Phụ lục ${unit.shortName} ${period}.pdf`, bytes: pdf(content, title) }
}

function sharesOf(figures: MonthFigures): readonly number[] {
  return [...figures.values()].flatMap(({ numerator, denominator }) =>
    numerator === null || !denominator ? [] : [Math.min(1, numerator / denominator)],
  )
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function pdf(content: string, titleHex: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title <${titleHex}> >>`,
  ]
  let text = '%PDF-1.4\n'
  const starts = objects.map((object, index) => {
    const start = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + end, 'latin1')
}
