import type { Services } from '../platform/call.ts'
import type { CommandContext } from './command.ts'

type Command = (args: readonly string[], context: CommandContext) => Promise<number>

/** What a command printed and answered on an office of a test; only the services of its context are used. */
export async function commandOn(
  services: Services,
  command: Command,
  args: readonly string[],
): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = []
  const context = {
    print: (...printed: readonly string[]) => void lines.push(...printed),
    withServices: (work: Parameters<CommandContext['withServices']>[0]) => work(services, []),
  } as unknown as CommandContext
  return { code: await command(args, context), said: lines.join('\n') }
}
