import { closePerson } from '../access/close-accounts.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, readLogin, type CommandContext } from './command.ts'
import { personOf } from './person.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { login, office } = readLogin(args, 'person close')
  return withServices(async (services) => {
    const person = await personOf(services, office, login)
    const outcome = await closePerson(await systemCall(services, person.tenantId, 'haidang person close'), person.id)
    if ('refused' in outcome)
      throw mistake(
        outcome.refused === 'lastAdministrator'
          ? `"${login}" là quản trị viên cuối cùng; hãy thêm người khác trước.`
          : `Tài khoản "${login}" đã đóng.`,
        outcome.refused === 'lastAdministrator'
          ? `"${login}" is the last administrator; add another first.`
          : `The account "${login}" is closed already.`,
      )
    print(`${person.name}: đã đóng / closed`)
    return 0
  })
}
