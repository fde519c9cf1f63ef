import { mkdir, stat, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Reading } from '@haidang/domain/plans/reading'
import { defaultReadLimits, readInChild } from '../read-in-child.ts'
import type { ReadProgress } from '../read-in-child.ts'
import { UnreadableFile, type Sentence } from '../unreadable-file.ts'

type Output = { write(text: string): unknown; readonly isTTY?: boolean }
type Outcome = { readonly file: string; readonly name: string } & (
  | { readonly reading: Reading }
  | { readonly code: string; readonly sentence: Sentence }
)
type Options = { readonly files: readonly string[]; readonly json: boolean; readonly table: boolean; readonly out: string | undefined }

const usage = `haidang read TỆP... [--json | --table] [--out THƯ-MỤC]   (.docx, .doc, .odt, .rtf, .pdf, .html, .txt, .md)
  --json    một tệp: kết quả đọc; nhiều tệp: một mảng
  --table   bảng cho người đọc
  --out     mỗi tệp một tệp .json trong thư mục
`

/**
 * `haidang read FILES… [--json | --table] [--out DIR]`: 0 when all were read, 1 when some cannot be read (each with its reason on the error
 * stream), 2 for wrong use.
 */
export async function readCommand(argv: readonly string[], stdout: Output, stderr: Output): Promise<number> {
  if (argv.includes('--help')) {
    stdout.write(usage)
    return 0
  }
  const options = optionsOf(argv)
  if ('wrong' in options) {
    stderr.write(`${options.wrong}${usage}`)
    return 2
  }
  const { out } = options
  if (out !== undefined) await mkdir(out, { recursive: true })

  const names = outputNames(options.files)
  const outcomes = await inParallel(
    options.files,
    async (file, at): Promise<Outcome> => {
      const outcome = { file, name: names[at] ?? basename(file), ...(await readOne(file, pagesOn(stderr, file))) }
      if (out !== undefined && 'reading' in outcome) await writeFile(join(out, `${outcome.name}.json`), jsonOf(outcome.reading))
      return outcome
    },
    progressOn(stderr, options.files.length),
  )

  for (const outcome of outcomes) if ('code' in outcome) stderr.write(`${outcome.code}: ${outcome.sentence.vi}\n${outcome.sentence.en}\n`)
  stdout.write(answerOf(outcomes, options))
  return outcomes.every((outcome) => 'reading' in outcome) ? 0 : 1
}

function optionsOf(argv: readonly string[]): Options | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean', default: false }, table: { type: 'boolean', default: false }, out: { type: 'string' } },
      allowPositionals: true,
    })
    if (positionals.length === 0) return { wrong: '' }
    if (values.json && values.table) return { wrong: 'Chọn --json hoặc --table.\n' }
    return { files: positionals, json: values.json, table: values.table, out: values.out }
  } catch (error) {
    return { wrong: `Không hiểu: ${error instanceof Error ? error.message : String(error)}\n` }
  }
}

/** A name as the file's own; files of one name in two folders get a number, so that none is written over another. */
function outputNames(files: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const own = basename(file)
    let name = own
    for (let at = 2; taken.has(name); at += 1) name = `${own}-${at}`
    taken.add(name)
    return name
  })
}

async function readOne(
  file: string,
  onProgress: (progress: ReadProgress) => void,
): Promise<{ readonly reading: Reading } | { readonly code: string; readonly sentence: Sentence }> {
  try {
    if ((await stat(file)).isDirectory()) return cannotOpen(file, 'EISDIR')
    return { reading: (await readInChild(file, basename(file), { ...defaultReadLimits, onProgress })).reading }
  } catch (error) {
    if (error instanceof UnreadableFile) return { code: error.code, sentence: error.sentence }
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES'))
      return cannotOpen(file, error.code)
    throw error
  }
}

const cannotOpen = (file: string, code: string) => ({
  code,
  sentence: {
    vi: `Không mở được tệp "${file}"; hãy kiểm tra đường dẫn và quyền đọc.`,
    en: `Cannot open file "${file}"; check its path and that it may be read.`,
  },
})

/** As many at a time as there are cores; the answers in the order of the questions. */
async function inParallel<Thing, Answer>(
  things: readonly Thing[],
  work: (thing: Thing, at: number) => Promise<Answer>,
  onDone: (done: number) => void,
): Promise<readonly Answer[]> {
  const answers = new Map<number, Answer>()
  const queue = things.entries()
  const worker = async () => {
    for (const [at, thing] of queue) {
      answers.set(at, await work(thing, at))
      onDone(answers.size)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), things.length) }, worker))
  return [...answers].toSorted(([a], [b]) => a - b).map(([, answer]) => answer)
}

/** A bar for somebody who waits at a terminal; nothing in a log. */
function progressOn(stderr: Output, all: number): (done: number) => void {
  if (stderr.isTTY !== true || all < 2) return () => undefined
  return (done) => {
    const full = Math.round((done / all) * 30)
    stderr.write(`\r${'█'.repeat(full)}${'░'.repeat(30 - full)} ${done}/${all}${done === all ? '\n' : ''}`)
  }
}

/** Scanned pages take seconds each: which one is being recognised, for somebody who waits at a terminal. */
function pagesOn(stderr: Output, file: string): (progress: ReadProgress) => void {
  if (stderr.isTTY !== true) return () => undefined
  return ({ done, of }) => void stderr.write(`\r${basename(file)}: trang ${done + 1}/${of}${done + 1 === of ? '\n' : ''}`)
}

function answerOf(outcomes: readonly Outcome[], { files, json, table, out }: Options): string {
  const read = outcomes.filter((outcome) => 'reading' in outcome)
  if (table) return tableOf(read)
  if (json && files.length === 1) return read.map(({ reading }) => jsonOf(reading)).join('')
  if (json) return `${JSON.stringify(outcomes.map(forMachines), null, 1)}\n`
  if (out !== undefined) return `Đã đọc ${read.length}/${files.length} tệp vào ${out}\n`
  return read.map(({ file, reading }) => (files.length === 1 ? '' : `${file}\n`) + summary(reading)).join('\n')
}

const jsonOf = (reading: Reading): string => `${JSON.stringify(reading, null, 1)}\n`

const forMachines = (outcome: Outcome) =>
  'reading' in outcome
    ? { file: outcome.file, reading: outcome.reading }
    : { file: outcome.file, unreadable: { code: outcome.code, message: outcome.sentence } }

const columns = ['Tệp', 'Loại', 'Số, ký hiệu', 'Ngày', 'Viện dẫn', 'Chỉ tiêu', 'Nhiệm vụ', 'Báo cáo', 'Nghi vấn'] as const

function tableOf(read: readonly (Outcome & { readonly reading: Reading })[]): string {
  const rows = read.map(({ file, reading: { document, citations, indicators, tasks, reporting, doubts } }) => [
    basename(file),
    document.type ?? '',
    document.number ?? document.symbol ?? '',
    document.date ?? '',
    ...[citations, indicators, tasks, reporting, doubts].map((items) => String(items.length)),
  ])
  const widths = columns.map((title, at) => Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map(lettersOf)))
  const line = (cells: readonly string[]) =>
    cells
      .map((words, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - lettersOf(words))
        return at < 4 ? words + space : space + words
      })
      .join('  ')
      .trimEnd()
  return `${[line(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')}\n`
}

/** A letter with its marks takes one place, however it is written. */
const lettersOf = (words: string): number => [...words.normalize('NFC')].length

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
