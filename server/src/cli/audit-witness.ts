import { sealRoots } from '../audit/seal.ts'
import { witnessRoots } from '../audit/witness.ts'
import { mistake, type CommandContext } from './command.ts'

/** Seals what was written and has the newest roots seen, now; the program does it once a day. */
export const run = (_args: readonly string[], { print, withServices }: CommandContext): Promise<number> =>
  withServices(async (services) => {
    if (services.timestamps === undefined)
      throw mistake(
        'Chưa có cơ quan cấp dấu thời gian: hãy đặt AUDIT_TSA_URL và AUDIT_TSA_ROOTS.',
        'There is no timestamp authority: set AUDIT_TSA_URL and AUDIT_TSA_ROOTS.',
      )
    await sealRoots(services)
    const results = await witnessRoots(services)
    for (const result of results) {
      if ('refused' in result) print(`${result.tenantId}: không được / refused: ${result.refused}`)
      else if ('nothingNew' in result) print(`${result.tenantId}: không có mốc mới / no new root`)
      else print(`${result.tenantId}: mốc ${result.seq}, ${result.at.toISOString()} / root ${result.seq}`)
    }
    return results.some((result) => 'refused' in result) ? 1 : 0
  })
