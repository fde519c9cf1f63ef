import { unlockPerson } from '../access/close-accounts.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, readLogin, type CommandContext } from './command.ts'
import { personOf } from './person.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person unlock')
  return withServices(async (services) => {
    const person = await personOf(services, office, login)
    const outcome = await unlockPerson(await systemCall(services, person.tenantId, 'haidang person unlock'), { id: person.id, login })
    if ('refused' in outcome) throw mistake(`Không có lần nhập sai nào dưới tên "${login}".`, `Nothing wrong was tried under "${login}".`)
    print(`${person.name}: đã xóa các lần nhập sai / mistakes forgotten`)
    return 0
  })
}
