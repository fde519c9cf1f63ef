import type { Instant } from '@haidang/domain/periods/day'
import { audit } from '../platform/audit.ts'
import { systemCall, type Services } from '../platform/call.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { constraintOf, inNoOffice, sqlState } from '../platform/transaction.ts'

export type NewOffice = {
  readonly slug: string
  readonly name: string
  readonly issuer: string
  readonly superiorBody: string | null
  readonly place: string
  readonly symbolSuffix: string
  readonly practice: boolean
  /** What a practice office's clock shows as it begins. */
  readonly now: Instant | undefined
}

/** Makes an office and the first line of its log; as the owner of the database, since the program itself makes none. */
export async function createOffice(services: Services, office: NewOffice): Promise<number> {
  const real = new Date()
  const shift = office.now === undefined ? 0 : Math.round((Date.parse(office.now) - real.getTime()) / 1000)
  try {
    return await inNoOffice({ services }, async (tx) => {
      const { tenant_id: tenantId } = await tx.q
        .insertInto('tenants')
        .values({
          slug: office.slug,
          name: office.name,
          issuer: office.issuer,
          superior_body: office.superiorBody,
          place: office.place,
          symbol_suffix: office.symbolSuffix,
          practice: office.practice,
          clock_shift_seconds: shift,
          created_at: office.now ?? real.toISOString(),
        })
        .returning('tenant_id')
        .executeTakeFirstOrThrow()
      const call = await systemCall(services, tenantId, 'haidang office create', office.now ?? real.toISOString())
      await audit(tx, call, {
        stream: 'office',
        action: 'officeCreated',
        subject: String(tenantId),
        detail: { slug: office.slug, name: office.name, practice: office.practice },
      })
      return tenantId
    })
  } catch (error) {
    if (sqlState(error) !== '23505' || constraintOf(error) !== 'tenants_slug_key') throw error
    throw new StartProblem({ vi: `Đã có cơ quan "${office.slug}".`, en: `There is an office "${office.slug}" already.` }, error)
  }
}
