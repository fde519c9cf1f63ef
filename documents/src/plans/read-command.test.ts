import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { readCommand } from './read-command.ts'

const caseFile = (name: string) => fileURLToPath(new URL(`../../cases/${name}`, import.meta.url))
const decision = caseFile('quyet-dinh/input.txt')
const letter = caseFile('cong-van/input.txt')
const missing = '/không/có/tệp.docx'

const runAt = async (isTTY: boolean, argv: readonly string[]) => {
  let [out, err] = ['', '']
  const code = await readCommand(argv, { write: (text) => (out += text) }, { isTTY, write: (text) => (err += text) })
  return { code, out, err }
}
const run = (...argv: readonly string[]) => runAt(false, argv)

describe('one file', () => {
  test('with --json the reading stands on standard output and nothing else', async () => {
    const { code, out, err } = await run(decision, '--json')
    const reading = JSON.parse(out) as Reading
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(reading.document).toMatchObject({ type: 'quyết định', number: '1208/QĐ-UBND', date: '2024-05-21', signer: 'Hoàng Văn Bách' })
  })

  test('without it a short summary names the document, its counts and its doubts', async () => {
    const { code, out } = await run(caseFile('ke-hoach-thanh-pho/input.txt'))
    expect(code).toBe(0)
    expect(out).toContain('kế hoạch (chưa có số)/KH-UBND ngày 2024-03')
    expect(out).toMatch(/\d+ văn bản viện dẫn, \d+ chỉ tiêu, \d+ nhiệm vụ, \d+ chế độ báo cáo\./u)
    expect(out).toContain('được giao hai mức: 60% và 40%')
  })

  test('that cannot be read ends with 1, a code and what to do', async () => {
    expect(await run(process.execPath, '--json')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^(?:unsupportedKind|tooLarge): Tệp "node"/u),
    })
    expect(await run(missing)).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT: Không mở được tệp') })
    expect(await run(tmpdir())).toMatchObject({ code: 1, err: expect.stringContaining('EISDIR: Không mở được tệp') })
  })
})

describe('many files', () => {
  test('with --json are one list in the order they were named, each read or with its reason', async () => {
    const { code, out, err } = await run(decision, missing, letter, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject([
      { file: decision, reading: { document: { type: 'quyết định' } } },
      { file: missing, unreadable: { code: 'ENOENT' } },
      { file: letter, reading: { document: { type: 'công văn' } } },
    ])
    expect(err.match(/ENOENT/gu)).toHaveLength(1)
  })

  test('with --out are one JSON file each, and files of one name do not overwrite each other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'haidang-read-command-'))
    try {
      const out = join(folder, 'new', 'folder')
      expect(await run(decision, letter, '--out', out)).toMatchObject({ code: 0, out: `Đã đọc 2/2 tệp vào ${out}\n` })
      expect((await readdir(out)).toSorted()).toEqual(['input.txt-2.json', 'input.txt.json'])
      expect(JSON.parse(await readFile(join(out, 'input.txt-2.json'), 'utf8'))).toMatchObject({ document: { type: 'công văn' } })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('with --table are a line each, columns under their heads', async () => {
    const { code, out } = await run(decision, letter, '--table')
    const [head = '', , first = '', second = ''] = out.split('\n')
    expect(code).toBe(0)
    expect(head).toMatch(/^Tệp +Loại +Số, ký hiệu +Ngày +Viện dẫn +Chỉ tiêu +Nhiệm vụ +Báo cáo +Nghi vấn$/u)
    for (const [line, kind] of [
      [first, 'quyết định'],
      [second, 'công văn'],
    ] as const) {
      expect(line.indexOf(kind)).toBe(head.indexOf('Loại'))
      expect(line).toHaveLength(head.length)
    }
  })

  test('show how far it is at a terminal, and nothing in a log', async () => {
    expect((await runAt(true, [decision, letter, '--table'])).err).toMatch(/\r█{15}░{15} 1\/2\r█{30} 2\/2\n$/u)
    expect((await run(decision, letter, '--table')).err).toBe('')
  })
})

test('wrong use ends with 2 and says how', async () => {
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('haidang read') })
  expect(await run('a.txt', '--yaml')).toMatchObject({ code: 2, err: expect.stringContaining('--yaml') })
  expect(await run('a.txt', '--json', '--table')).toMatchObject({ code: 2, err: expect.stringContaining('--json hoặc --table') })
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--out') })
})
