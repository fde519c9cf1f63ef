import { parseArgs } from 'node:util'
import { createOffice } from '../access/offices.ts'
import { mistake, missingOption, type CommandContext } from './command.ts'

export async function run(args: readonly string[], { print, withServices }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      slug: { type: 'string' },
      name: { type: 'string' },
      issuer: { type: 'string' },
      superior: { type: 'string' },
      place: { type: 'string' },
      symbol: { type: 'string', default: 'UBND' },
      practice: { type: 'boolean', default: false },
      now: { type: 'string' },
    },
  })
  const { slug, name, issuer, place, superior, symbol, practice, now } = values
  if (slug === undefined || name === undefined || issuer === undefined || place === undefined)
    throw missingOption('slug', 'name', 'issuer', 'place')
  if (!/^[a-z0-9-]{2,40}$/u.test(slug))
    throw mistake(`--slug "${slug}" chỉ gồm a-z, 0-9 và dấu -, từ 2 đến 40 ký tự.`, `--slug "${slug}" must be 2 to 40 of a-z, 0-9 and -.`)
  if (now !== undefined && !practice) throw mistake('--now chỉ dùng cùng --practice.', '--now goes with --practice only.')

  return withServices(
    async (services) => {
      const tenantId = await createOffice(services, {
        slug,
        name,
        issuer,
        superiorBody: superior ?? null,
        place,
        symbolSuffix: symbol,
        practice,
        now: now === undefined ? undefined : readInstant(now),
      })
      print(`Đã tạo cơ quan ${slug} (${tenantId}) / Made office ${slug} (${tenantId}).`)
      return 0
    },
    { asOwner: true },
  )
}

export function readInstant(text: string): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/u.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time))
    throw mistake(
      `"${text}" không phải là thời điểm, ví dụ 2024-05-13T16:59:00+07:00.`,
      `"${text}" is not an instant, for example 2024-05-13T16:59:00+07:00.`,
    )
  return new Date(time).toISOString()
}
