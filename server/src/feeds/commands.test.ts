import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerFeedsRoutes } from './routes.ts'
import { folderOf } from './run-feed.ts'
import { administrator, dossiersFeed } from './testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { CommandContext } from '../cli/command.ts'
import { run as list } from '../cli/feeds-list.ts'
import { run as runFeed } from '../cli/feeds-run.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerFeedsRoutes] })
})
afterAll(() => office.close())

type Command = (args: readonly string[], context: CommandContext) => Promise<number>
/** What a command printed and answered; only the services of its context are used here. */
async function ran(command: Command, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = []
  const context = {
    print: (...printed: readonly string[]) => void lines.push(...printed),
    withServices: (work: Parameters<CommandContext['withServices']>[0]) => work(office.services, []),
  } as unknown as CommandContext
  return { code: await command(args, context), said: lines.join('\n') }
}

test('feeds are listed and asked by their names', async () => {
  expect((await ran(list)).said).toContain('Chưa có nguồn dữ liệu nào')
  const { indicators } = await issueTestPlan(office)
  const an = administrator(office)
  await an.make(dossiersFeed(indicators.online, { name: 'Hồ sơ trong thư mục', source: { kind: 'folder', path: 'ho-so.json' } }))
  await an.make(dossiersFeed(indicators.online, { name: 'Hồ sơ gửi đến' }))

  expect(await ran(runFeed, 'Hồ sơ trong thư mục')).toEqual({
    code: 1,
    said: 'Không thấy tệp nào ứng với ho-so.json. / There is no file for ho-so.json.',
  })
  const folder = folderOf(office.services.dataDir, office.slug)
  await mkdir(folder, { recursive: true })
  const rows = [
    { donVi: 'Phường 5', ky: '05/2024', trucTuyen: 412, tiepNhan: 655 },
    { donVi: 'P.9', ky: '05/2024', trucTuyen: 1 },
  ]
  await writeFile(join(folder, 'ho-so.json'), JSON.stringify({ data: rows }))
  expect(await ran(runFeed, 'Hồ sơ trong thư mục'.normalize('NFD'))).toEqual({
    code: 0,
    said: [
      'ho-so.json: Nhận 3 giá trị thành 1 số liệu, 1 số mới hoặc thay đổi; có phần không dùng được. / 3 values make 1 figures, 1 new or changed; some could not be used.',
      '  Mã đơn vị "P.9" không có ở đây (dòng 2) / There is no unit "P.9" here (line 2)',
    ].join('\n'),
  })
  const { said } = await ran(list)
  expect(said).toContain('Hồ sơ trong thư mục (Cổng dịch vụ công của tỉnh, folder): có số mới / fresh')
  expect(said).toContain('Hồ sơ gửi đến (Cổng dịch vụ công của tỉnh, push): chưa nhận lần nào / nothing yet')
  await expect(ran(runFeed, 'Hồ sơ gửi đến')).rejects.toThrow('is sent to us')
  await expect(ran(runFeed, 'không có')).rejects.toThrow('There is no feed "không có"')
})
