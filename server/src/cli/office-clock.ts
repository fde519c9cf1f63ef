import { setClock } from '../access/actions.ts'
import { systemCall } from '../platform/call.ts'
import { mistake, officeOf, type CommandContext } from './command.ts'
import { readInstant } from './office-create.ts'

export async function run([slug, text, ...rest]: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  if (slug === undefined || text === undefined || rest.length > 0)
    throw mistake('Cách dùng: haidang office clock SLUG INSTANT.', 'Usage: haidang office clock SLUG INSTANT.')
  const now = readInstant(text)
  return withServices(async (services) => {
    const office = await officeOf(services, slug)
    if (!office.practice)
      throw mistake(
        `Cơ quan "${slug}" không phải cơ quan thực hành nên theo giờ thật.`,
        `Office "${slug}" is no practice office, so it keeps real time.`,
      )
    await setClock(await systemCall(services, office.tenantId, 'haidang office clock'), now)
    print(`${slug}: ${now}`)
    return 0
  })
}
