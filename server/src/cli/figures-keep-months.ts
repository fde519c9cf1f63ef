import { keepAllMonths } from '../figures/jobs.ts'
import type { CommandContext } from './command.ts'

/** Keeps what is asked of whole months ready, as the program does every ten minutes: after a reorganisation of a country, at once. */
export async function run(_args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  return withServices(async (services) => {
    await keepAllMonths(services)
    print('Đã xếp sẵn số liệu của các tháng / The figures of months are kept ready.')
    return 0
  })
}
