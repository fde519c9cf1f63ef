import { roles } from '@haidang/domain/access/roles'
import type { Role } from '@haidang/domain/access/roles'
import type { FastifyInstance } from 'fastify'
import { v7 as newId } from 'uuid'
import { openSession, sessionCookie } from './platform/sessions.ts'
import type { PersonName } from './platform/testing.ts'
import { inTransaction } from './platform/transaction.ts'
import type { SomeOffice } from './testing-things.ts'
import { foundUnits, recordVersions, unitVersions } from './units/store.ts'

/** Where somebody works, as seen from the unit whose things are asked for (Lan's, ward 5). */
export const places = ['own', 'other', 'ancestor', 'descendant'] as const
export type Place = (typeof places)[number]

export type Somebody = {
  readonly role: Role
  readonly place: Place
  readonly headers: Readonly<Record<string, string>>
  /** Each has one of their own: what is asked too often is asked too often from one. */
  readonly address: string
}

export const nameOf = ({ role, place }: Pick<Somebody, 'role' | 'place'>): string => `${role}, ${place} unit`

/** Somebody of each role at each place. */
export async function everyRoleEverywhere(office: SomeOffice): Promise<readonly Somebody[]> {
  const units = await unitsAround(office)
  const people: Somebody[] = []
  for (const place of places)
    for (const role of roles)
      people.push({
        role,
        place,
        headers: await comeIn(office, { role, unitId: units[place], login: `${role}-${place}` }),
        address: `10.0.0.${people.length + 1}`,
      })
  return people
}

/** A unit above ward 5 and one below it. */
async function unitsAround({ services, tenantId, units }: SomeOffice): Promise<Readonly<Record<Place, string>>> {
  const [ancestor, descendant] = [newId(), newId()]
  const call = { tenantId, now: '2023-12-02T00:00:00.000Z' }
  const unit = (id: string, name: string) => ({ id, name, shortName: name, group: 'agency' as const, validFrom: '2020-01-01' })
  await inTransaction({ services, tenantId }, async (tx) => {
    await foundUnits(tx, call, [unit(ancestor, 'Cụm phường phía Nam'), { ...unit(descendant, 'Trạm phường 5'), parentId: units.ward5 }])
    const before = (await unitVersions(tx, tenantId)).filter(({ id }) => id === units.ward5)
    await recordVersions(
      tx,
      call,
      before,
      before.map((version) => ({ ...version, parentId: ancestor })),
    )
  })
  return { own: units.ward5, other: units.ward7, ancestor, descendant }
}

async function comeIn(
  { services, tenantId }: SomeOffice,
  { role, unitId, login }: { readonly role: Role; readonly unitId: string; readonly login: string },
): Promise<Somebody['headers']> {
  const id = newId()
  await services.db
    .insertInto('accounts')
    .values({
      tenant_id: tenantId,
      id,
      login: login.toLowerCase(),
      full_name: login,
      post: 'Chuyên viên',
      unit_id: unitId,
      password_hash: null,
      disabled_at: null,
      disabled_because: null,
      created_at: '2023-12-02T00:00:00.000Z',
    })
    .execute()
  await services.db.insertInto('account_roles').values({ tenant_id: tenantId, account_id: id, role }).execute()
  const token = await inTransaction({ services, tenantId }, (tx) =>
    openSession(tx, { tenantId, accountId: id, device: { userAgent: '', address: '127.0.0.1' } }),
  )
  return { cookie: `${sessionCookie}=${token}`, 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
}

/** Who of the named people has a role. A focal point's rights are those of the unit; every other role's are the same wherever its holder works. */
const holderOf = {
  synthesis: 'minh',
  leader: 'thu',
  auditor: 'quan',
  administrator: 'an',
} as const satisfies Readonly<Record<Exclude<Role, 'focalPoint'>, PersonName>>

/** What the row of a route says of somebody. */
export function mayAsk(
  { may, ofOne = false }: { readonly may: readonly PersonName[]; readonly ofOne?: boolean },
  { role, place }: Somebody,
): boolean {
  if (ofOne) return false
  if (role !== 'focalPoint') return may.includes(holderOf[role])
  // Hùng is of another unit: where he may, every unit may.
  return may.includes('hung') || (may.includes('lan') && place === 'own')
}

/** Checks that can be taken away, by the header `x-seeded-hole`: everybody works in the unit asked about, or holds every role. */
export type Hole = 'unit' | 'role'

export function seedHoles(unitOf: () => string): (app: FastifyInstance) => void {
  return (app) => {
    app.addHook('preHandler', async (request) => {
      const hole = request.headers['x-seeded-hole']
      if (request.call === undefined || hole === undefined) return
      const { viewer } = request.call
      request.call = { ...request.call, viewer: hole === 'unit' ? { ...viewer, unitId: unitOf() } : { ...viewer, roles } }
    })
  }
}
