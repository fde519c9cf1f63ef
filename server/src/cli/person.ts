import type { Services } from '../platform/call.ts'
import type { Settings } from '../platform/settings.ts'
import { inReading } from '../platform/transaction.ts'
import { mistake, officeOf } from './command.ts'

export type NamedPerson = {
  readonly id: string
  readonly name: string
  readonly tenantId: number
  readonly isClosed: boolean
  readonly isProgram: boolean
}

/** The person that a command names by login. */
export async function personOf(services: Services, slug: string | undefined, login: string): Promise<NamedPerson> {
  const office = await officeOf(services, slug)
  const account = await inReading({ services, tenantId: office.tenantId }, (tx) =>
    tx.q
      .selectFrom('accounts')
      .select(['id', 'full_name', 'disabled_at', 'kind'])
      .where('tenant_id', '=', office.tenantId)
      .where('login', '=', login.toLowerCase())
      .executeTakeFirst(),
  )
  if (account === undefined)
    throw mistake(`Không có người dùng "${login}" trong ${office.slug}.`, `There is no account "${login}" in ${office.slug}.`)
  return {
    id: account.id,
    name: account.full_name,
    tenantId: office.tenantId,
    isClosed: account.disabled_at !== null,
    isProgram: account.kind === 'service',
  }
}

/** As `personOf`, for what lets somebody in: the account must not be closed, nor be one of a program. */
export async function openPersonOf(services: Services, slug: string | undefined, login: string): Promise<NamedPerson> {
  const person = await personOf(services, slug, login)
  if (person.isClosed)
    throw mistake(
      `Tài khoản "${login}" đang đóng; mở lại bằng: haidang person open ${login}.`,
      `The account "${login}" is closed; open it with: haidang person open ${login}.`,
    )
  if (person.isProgram)
    throw mistake(
      `"${login}" là tài khoản kết nối của chương trình khác; không ai đăng nhập bằng nó.`,
      `"${login}" is the account of a program; nobody signs in to it.`,
    )
  return person
}

/** The page that takes a link; its token stands in the fragment, which no server and no log ever sees. */
export const linkAddress = ({ publicUrl, port }: Settings): string => `${publicUrl ?? `http://localhost:${port}`}/dang-nhap/lien-ket`
