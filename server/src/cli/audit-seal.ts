import { sealRoots } from '../audit/seal.ts'
import type { CommandContext } from './command.ts'

export const run = (_args: readonly string[], { print, withServices }: CommandContext): Promise<number> =>
  withServices(async (services) => {
    for (const { tenantId, sealed, seq } of await sealRoots(services)) {
      print(
        `${tenantId}: ${sealed ? `đã niêm phong, mốc ${seq} / sealed, root ${seq}` : `không có gì mới sau mốc ${seq} / nothing new since root ${seq}`}`,
      )
    }
    return 0
  })
