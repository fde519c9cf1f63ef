import { parseArgs } from 'node:util'
import { outcomeSentence } from '@haidang/api/feed-sentences'
import { listFeeds } from '../feeds/actions.ts'
import { systemCall } from '../platform/call.ts'
import { officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

const conditions = {
  fresh: 'có số mới / fresh',
  never: 'chưa nhận lần nào / nothing yet',
  failing: 'lần cuối không lấy được / failing',
  silent: 'im lặng / silent',
  paused: 'tạm dừng / paused',
}

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { office: { type: 'string' } } })
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const { feeds, folder } = await listFeeds(await systemCall(services, tenantId, 'haidang feeds list'))
    for (const { name, system, kind, condition, lastRun, nextRunAt } of feeds) {
      print(`${name} (${system}, ${kind}): ${conditions[condition]}`)
      if (lastRun !== null) print(`  ${lastRun.startedAt}: ${outcomeSentence(lastRun, 'vi')}`)
      if (nextRunAt !== null) print(`  → ${nextRunAt}`)
    }
    if (feeds.length === 0) print('Chưa có nguồn dữ liệu nào / There are no feeds yet.')
    print(`Thư mục / Folder: ${folder}`)
    return 0
  })
}
