import type { CommandContext } from './command.ts'

/** Written by the feature: server/src/consolidation/command.ts. */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const { consolidate } = await import('../consolidation/command.ts')
  return consolidate(args, context)
}
