import { giveFirstPassword } from '../access/first-passwords.ts'
import { systemCall } from '../platform/call.ts'
import { readLogin, type CommandContext } from './command.ts'
import { openPersonOf } from './person.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person password')
  return withServices(async (services) => {
    const person = await openPersonOf(services, office, login)
    const password = await giveFirstPassword(await systemCall(services, person.tenantId, 'haidang person password'), person.id)
    print(`${person.name} (${login}): ${password}`)
    return 0
  })
}
