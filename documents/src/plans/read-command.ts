import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Reading } from '@haidang/domain/plans/reading'
import { readInChild } from '../read-in-child.ts'
import { UnreadableFile } from '../unreadable-file.ts'

type Output = { write(text: string): unknown }

const usage = 'haidang read TỆP [--json]   (.docx, .pdf có lớp văn bản, .txt, .md)\n'

/** `haidang read FILE [--json]`: 0 when read, 2 with a coded sentence when the file cannot be read, 64 for wrong use. */
export async function readCommand(argv: readonly string[], stdout: Output, stderr: Output): Promise<number> {
  const files = argv.filter((argument) => !argument.startsWith('--'))
  const unknown = argv.find((argument) => argument.startsWith('--') && argument !== '--json' && argument !== '--help')
  if (argv.includes('--help')) {
    stdout.write(usage)
    return 0
  }
  const file = files[0]
  if (file === undefined || files.length > 1 || unknown !== undefined) {
    stderr.write(unknown === undefined ? usage : `Không hiểu "${unknown}". ${usage}`)
    return 64
  }
  try {
    const { reading } = await readInChild(await existing(file), basename(file))
    stdout.write(argv.includes('--json') ? `${JSON.stringify(reading, null, 1)}\n` : summary(reading))
    return 0
  } catch (error) {
    if (error instanceof UnreadableFile) {
      stderr.write(`${error.code}: ${error.sentence.vi}\n${error.sentence.en}\n`)
      return 2
    }
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR')) {
      stderr.write(
        `${error.code}: Không mở được tệp "${file}"; hãy kiểm tra đường dẫn và quyền đọc.\nCannot open file "${file}"; check its path and that it may be read.\n`,
      )
      return 2
    }
    throw error
  }
}

async function existing(file: string): Promise<string> {
  if ((await stat(file)).isDirectory()) throw Object.assign(new Error(`${file} is a directory`), { code: 'EISDIR' })
  return file
}

function summary(reading: Reading): string {
  const { document } = reading
  const title = [
    document.type,
    document.number ?? (document.symbol ? `(chưa có số)/${document.symbol}` : null),
    document.date ? `ngày ${document.date}` : null,
  ].filter((part) => part !== null)
  const lines = [
    title.join(' '),
    document.title ?? '',
    document.issuer ? `Cơ quan ban hành: ${document.issuer}` : '',
    document.signer
      ? `Người ký: ${[...document.signerAuthority, document.signerRole, document.signer].filter((part) => part !== null).join(', ')}`
      : '',
    `${reading.citations.length} văn bản viện dẫn, ${reading.indicators.length} chỉ tiêu, ${reading.tasks.length} nhiệm vụ, ${reading.reporting.length} chế độ báo cáo.`,
    reading.doubts.length === 0 ? 'Không có điểm nghi vấn.' : `${reading.doubts.length} điểm cần xem lại:`,
    ...reading.doubts.map((doubt) => `  - ${doubt.message}`),
  ]
  return `${lines.filter((line) => line !== '').join('\n')}\n`
}
