import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { readCommand } from './read-command.ts'

const caseFile = (name: string) => fileURLToPath(new URL(`../../cases/${name}`, import.meta.url))

const run = async (...argv: string[]) => {
  let [out, err] = ['', '']
  const code = await readCommand(argv, { write: (text) => (out += text) }, { write: (text) => (err += text) })
  return { code, out, err }
}

test('with --json the reading stands on standard output and nothing else', async () => {
  const { code, out, err } = await run(caseFile('quyet-dinh/input.txt'), '--json')
  const reading = JSON.parse(out) as Reading
  expect(code).toBe(0)
  expect(err).toBe('')
  expect(reading.document).toMatchObject({ type: 'quyết định', number: '1208/QĐ-UBND', date: '2024-05-21', signer: 'Hoàng Văn Bách' })
})

test('without it a short summary names the document, its counts and its doubts', async () => {
  const { code, out } = await run(caseFile('ke-hoach-thanh-pho/input.txt'))
  expect(code).toBe(0)
  expect(out).toContain('kế hoạch (chưa có số)/KH-UBND ngày 2024-03')
  expect(out).toContain('5 văn bản viện dẫn, 17 chỉ tiêu, 10 nhiệm vụ, 2 chế độ báo cáo.')
  expect(out).toContain('được giao hai mức: 60% và 40%')
})

test('a file that cannot be read ends with 2, a code and what to do', async () => {
  expect(await run(process.execPath, '--json')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^(?:unsupportedKind|tooLarge): Tệp "node"/u),
  })
  expect(await run('/không/có/tệp.docx')).toMatchObject({ code: 2, err: expect.stringContaining('ENOENT: Không mở được tệp') })
})

test('wrong use ends with 64 and says how', async () => {
  expect(await run()).toMatchObject({ code: 64, err: expect.stringContaining('haidang read') })
  expect(await run('a.txt', '--yaml')).toMatchObject({ code: 64, err: expect.stringContaining('--yaml') })
})
