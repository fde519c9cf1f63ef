import { resetFactor } from '../access/factors.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, readLogin, type CommandContext } from './command.ts'
import { personOf } from './person.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person reset-factor')
  return withServices(async (services) => {
    const person = await personOf(services, office, login)
    const outcome = await resetFactor(await systemCall(services, person.tenantId, 'haidang person reset-factor'), person.id)
    if ('refused' in outcome) throw mistake(`"${login}" chưa bật xác thực hai bước.`, `"${login}" has no second factor.`)
    print(`${person.name}: đã gỡ xác thực hai bước / second factor removed`)
    return 0
  })
}
