import { parseArgs } from 'node:util'
import { findingSentence, outcomeSentence } from '@haidang/api/feed-sentences'
import { listFeeds, readFeed } from '../feeds/actions.ts'
import { runFeed } from '../feeds/run-feed.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

/** Asks a feed's source now; exit code 1 where nothing came of it. */
export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { office: { type: 'string' } }, allowPositionals: true })
  const [name] = positionals
  if (name === undefined || positionals.length > 1)
    throw mistake('Cách dùng: haidang feeds run TÊN [--office SLUG].', 'Usage: haidang feeds run NAME [--office SLUG].')
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const call = await systemCall(services, tenantId, 'haidang feeds run')
    const { feeds } = await listFeeds(call)
    const feed = feeds.find((one) => one.name === name.normalize('NFC'))
    if (feed === undefined)
      throw mistake(
        `Không có nguồn dữ liệu "${name}"; đang có: ${feeds.map((one) => one.name).join(', ')}.`,
        `There is no feed "${name}"; there are: ${feeds.map((one) => one.name).join(', ')}.`,
      )
    if (feed.kind === 'push' || feed.state === 'paused')
      throw mistake(
        `Nguồn "${name}" ${feed.kind === 'push' ? 'tự gửi dữ liệu đến' : 'đang tạm dừng'}, không lấy được.`,
        `Feed "${name}" ${feed.kind === 'push' ? 'is sent to us' : 'is paused'}: there is nothing to fetch.`,
      )
    const before = new Set((await readFeed(call, feed.id)).runs.map(({ id }) => id))
    await runFeed(services, tenantId, feed.id, { cause: 'command', by: null })
    const made = (await readFeed(call, feed.id)).runs.filter(({ id }) => !before.has(id)).toReversed()
    for (const one of made) {
      const file = one.fileName === null ? '' : `${one.fileName}: `
      print(`${file}${outcomeSentence(one, 'vi')} / ${outcomeSentence(one, 'en')}`)
      print(...one.findings.map((finding) => `  ${findingSentence(finding, 'vi')} / ${findingSentence(finding, 'en')}`))
    }
    return made.some(({ outcome }) => outcome === 'failed') ? 1 : 0
  })
}
