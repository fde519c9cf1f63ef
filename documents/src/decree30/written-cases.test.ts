import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { describe, expect, test } from 'vitest'
import { readSheet, usualSheetLimits } from '../xlsx/read-sheet.ts'
import { writeAnnexXlsx } from '../xlsx/write-annex.ts'
import { checkDecree30 } from './check-report.ts'
import { readPaper } from './read-paper.ts'
import { writeReportDocx } from './write-report.ts'

/**
 * Each folder of cases-written holds a snapshot (report.json) and what is written from it: paper.txt, sheets.txt and the
 * digests of both files. REWRITE_CASES=1 writes the expectations anew; the difference is then read like any other.
 */
const cases = fileURLToPath(new URL('../../cases-written/', import.meta.url))
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function paperText(docx: Uint8Array): string {
  const sections = readPaper(docx).sections.map(({ blocks, landscape }) => {
    const lines = blocks.flatMap((block) =>
      block.kind === 'paragraph'
        ? [block.text === '' && block.rule !== undefined ? '————' : block.text]
        : block.rows.map(
            (row) =>
              `| ${row.map((cell) => cell.paragraphs.map(({ text, rule }) => (text === '' && rule !== undefined ? '————' : text)).join(' ¶ ')).join(' | ')} |`,
          ),
    )
    return [`=== ${landscape ? 'trang ngang' : 'trang đứng'} ===`, ...lines.map((line) => line.replaceAll('\n', ' ⏎ '))].join('\n')
  })
  return `${sections.join('\n')}\n`
}

async function sheetsText(xlsx: Uint8Array): Promise<string> {
  const sheets: string[] = []
  for (const sheet of [0, 1, 2]) {
    const reading = await readSheet(xlsx, usualSheetLimits, sheet)
    if ('refused' in reading) throw new Error(`sheet ${sheet} was refused: ${reading.refused}`)
    sheets.push([`=== ${sheet + 1} ===`, ...reading.rows.map((row) => row.map((value) => JSON.stringify(value)).join('\t'))].join('\n'))
  }
  return `${sheets.join('\n')}\n`
}

/** What the folder expects; with REWRITE_CASES=1 what was just written. */
function expectation(path: string, written: string): string {
  if (process.env.REWRITE_CASES === '1') writeFileSync(path, written)
  if (!existsSync(path)) throw new Error(`${path} is missing; run once with REWRITE_CASES=1 and read what it wrote`)
  return readFileSync(path, 'utf8')
}

describe.each(readdirSync(cases).sort())('%s', (name) => {
  const report: ConsolidatedReport = JSON.parse(readFileSync(`${cases}${name}/report.json`, 'utf8'))

  test('is written as its folder says, byte for byte', async () => {
    const docx = await writeReportDocx(report)
    const xlsx = await writeAnnexXlsx(report)
    const folder = `${cases}${name}`
    const paper = paperText(docx)
    const sheets = await sheetsText(xlsx)
    const digests = `docx ${digest(docx)}\nxlsx ${digest(xlsx)}\n`
    expect(paper).toBe(expectation(`${folder}/paper.txt`, paper))
    expect(sheets).toBe(expectation(`${folder}/sheets.txt`, sheets))
    expect(digests).toBe(expectation(`${folder}/digests.txt`, digests))
  })

  test('keeps to Decree 30/2020', async () => {
    expect(checkDecree30(await writeReportDocx(report))).toEqual([])
  })
})
