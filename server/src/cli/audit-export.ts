import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportAudit } from '../audit/export.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, officeOf } from './command.ts'
import type { CommandContext } from './command.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { office: { type: 'string' }, out: { type: 'string' } } })
  const { out } = values
  if (out === undefined)
    throw mistake(
      'Cách dùng: haidang audit export --out FILE.jsonl [--office SLUG].',
      'Usage: haidang audit export --out FILE.jsonl [--office SLUG].',
    )
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const pieces = await exportAudit(await systemCall(services, tenantId, 'haidang audit export'))
    // It appears whole or not at all.
    const unfinished = `${out}.part`
    try {
      await pipeline(Readable.from(pieces), createWriteStream(unfinished, { mode: 0o600 }))
      await rename(unfinished, out)
    } finally {
      await rm(unfinished, { force: true })
    }
    print(`${out}: kiểm tra bằng / check it with: node verify-audit-export.mjs ${out}`)
    return 0
  })
}
