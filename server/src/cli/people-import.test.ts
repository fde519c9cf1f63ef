import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import type { CommandContext } from './command.ts'
import { run } from './people-import.ts'

let office: TestOffice
let folder: string
beforeAll(async () => {
  office = await testOffice()
  folder = await mkdtemp(join(tmpdir(), 'haidang-people-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await office.close()
})

async function ran(lines: readonly string[], ...options: readonly string[]) {
  const said: string[] = []
  const file = join(folder, 'nguoi-dung.csv')
  await writeFile(file, ['login;name;post;unit;roles', ...lines].join('\n'))
  // Only the services and these settings of its context are used here.
  const context = {
    settings: { publicUrl: 'https://haidang.example', port: 1 },
    print: (...printed: readonly string[]) => void said.push(...printed),
    withServices: (work: Parameters<CommandContext['withServices']>[0]) => work(office.services, []),
  } as unknown as CommandContext
  return { code: await run([file, ...options], context), said: said.join('\n') }
}

test('people of a list come in each by a link; a faulty line is named, and nothing is written then or in a preview', async () => {
  const lines = ['mai;Trần Mai;Công chức;Phường 5;focalPoint', 'son;Lê Sơn;Công chức;Phường 9;đầu mối']
  const before = await office.countAuditLines()
  const refused = await ran(lines)
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('Line 3, column unit: “Phường 9” is not in the register of units.')
  expect((await ran(lines.slice(0, 1), '--preview')).said).toContain('Would add 1 people, 0 are there')
  expect(await office.countAuditLines()).toBe(before)

  const { code, said } = await ran(lines.slice(0, 1))
  expect(code).toBe(0)
  expect(said).toMatch(/^Trần Mai \(mai\): https:\/\/haidang\.example\/dang-nhap\/lien-ket#\d+\.[\w-]{43}$/mu)
  expect((await ran(lines.slice(0, 1))).said).toContain('Added 0 people, 1 were there')
  await expect(ran(lines, '--office', 'khac')).rejects.toThrow(/khac/u)
})
