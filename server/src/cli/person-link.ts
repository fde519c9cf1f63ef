import { parseArgs } from 'node:util'
import { giveLink } from '../access/actions.ts'
import { systemCall } from '../platform/call.ts'
import type { Settings } from '../platform/settings.ts'
import { mistake, officeOf, type CommandContext } from './command.ts'

const linkHours = 24

/** The page that takes a link; its token stands in the fragment, which no server and no log ever sees. */
export const linkAddress = ({ publicUrl, port }: Settings): string => `${publicUrl ?? `http://localhost:${port}`}/dang-nhap/lien-ket`

export async function run(args: readonly string[], { settings, print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { office: { type: 'string' } }, allowPositionals: true })
  const [login] = positionals
  if (login === undefined || positionals.length > 1)
    throw mistake('Cách dùng: haidang person link LOGIN [--office SLUG].', 'Usage: haidang person link LOGIN [--office SLUG].')
  return withServices(async (services) => {
    const office = await officeOf(services, values.office)
    const account = await services.db
      .selectFrom('accounts')
      .select(['id', 'full_name'])
      .where('tenant_id', '=', office.tenantId)
      .where('login', '=', login.toLowerCase())
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (account === undefined)
      throw mistake(`Không có người dùng "${login}" trong ${office.slug}.`, `There is no account "${login}" in ${office.slug}.`)
    const token = await giveLink(await systemCall(services, office.tenantId, 'haidang person link'), account.id, linkHours)
    print(`${account.full_name}: ${linkAddress(settings)}#${token}`)
    return 0
  })
}
