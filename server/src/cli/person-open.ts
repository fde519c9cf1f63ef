import { reopenPerson } from '../access/close-accounts.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, readLogin, type CommandContext } from './command.ts'
import { personOf } from './person.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person open')
  return withServices(async (services) => {
    const person = await personOf(services, office, login)
    const outcome = await reopenPerson(await systemCall(services, person.tenantId, 'haidang person open'), person.id)
    if ('refused' in outcome) throw mistake(`Tài khoản "${login}" đang mở.`, `The account "${login}" is open already.`)
    print(`${person.name}: đã mở / open`)
    return 0
  })
}
