import { giveLink } from '../access/actions.ts'
import { systemCall } from '../platform/call.ts'
import { readLogin, type CommandContext } from './command.ts'
import { linkAddress, openPersonOf } from './person.ts'

const linkHours = 24

export async function run(args: readonly string[], { settings, print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person link')
  return withServices(async (services) => {
    const person = await openPersonOf(services, office, login)
    const token = await giveLink(await systemCall(services, person.tenantId, 'haidang person link'), person.id, linkHours)
    print(`${person.name}: ${linkAddress(settings)}#${token}`)
    return 0
  })
}
