import { parseArgs } from 'node:util'
import { addPersonWithLink, addPersonWithPassword } from '../access/people.ts'
import { isEmail } from '@haidang/domain/access/person-list'
import { roles, type Role } from '@haidang/domain/access/roles'
import { systemCall } from '../platform/call.ts'
import { mistake, missingOption, officeOf, type CommandContext } from './command.ts'
import { linkAddress } from './person.ts'

export async function run(args: readonly string[], { settings, print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      office: { type: 'string' },
      login: { type: 'string' },
      name: { type: 'string' },
      post: { type: 'string' },
      unit: { type: 'string' },
      role: { type: 'string' },
      email: { type: 'string' },
      password: { type: 'boolean', default: false },
    },
  })
  const { login, name, post, unit, role, email } = values
  if (login === undefined || name === undefined || post === undefined || unit === undefined || role === undefined)
    throw missingOption('login', 'name', 'post', 'unit', 'role')
  if (email !== undefined && !isEmail(email)) throw mistake(`"${email}" chưa phải địa chỉ thư điện tử.`, `"${email}" is no e-mail address.`)
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const call = await systemCall(services, office.tenantId, 'haidang person add')
    const person = { login, fullName: name, post, unit, roles: role.split(',').map(readRole), email }
    const way = values.password
      ? await addPersonWithPassword(call, person)
      : `${linkAddress(settings)}#${await addPersonWithLink(call, person)}`
    print(`${name} (${login}): ${way}`)
    return 0
  })
}

function readRole(text: string): Role {
  const role = roles.find((candidate) => candidate === text.trim())
  if (role === undefined)
    throw mistake(
      `Không có vai trò "${text}"; chọn trong: ${roles.join(', ')}.`,
      `There is no role "${text}"; choose from: ${roles.join(', ')}.`,
    )
  return role
}
