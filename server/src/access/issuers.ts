import type { Issuers, SetIssuer } from '@haidang/api/issuers'
import type { OfficesView } from '@haidang/api/session'
import type { IssuerSettings } from '@haidang/domain/access/issuers'
import { canAdminister } from '@haidang/domain/access/roles'
import { versionInForce } from '@haidang/domain/access/security-rules'
import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call, Services } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { endOtherSessions, real } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { forgetIdentities, issuerVersions, issuerVersionsOf, peopleByIssuer, saveIssuer, type IssuerVersionRow } from './issuers-store.ts'
import { IssuerFailed, issuerOf, mayAsk, secretOf } from './oidc.ts'
import { holdRules, rulesInForce } from './rules-store.ts'
import { offices } from './store.ts'
import { isUnitNow } from './tokens-store.ts'

/** Signing in goes by real days, whatever a practice office's clock says. */
const today = () => dayOf(real(Date.now()))

export type IssuerInForce = { readonly id: string; readonly settings: IssuerSettings }

/** What is in force of each issuer; those that have not begun are left out. */
export function issuersInForce(versions: readonly IssuerVersionRow[]): readonly (IssuerInForce & { readonly version: number })[] {
  const ids = [...new Set(versions.map(({ id }) => id))]
  return ids.flatMap((id) => {
    const now = versionInForce(
      versions.filter((one) => one.id === id),
      today(),
    )
    return now === undefined ? [] : [{ id, version: now.version, settings: now.settings }]
  })
}

/** The offices that one can sign in to, and by whom. */
export async function officesForAll(services: Services): Promise<OfficesView> {
  const all = await offices(services)
  return Promise.all(
    all.map(({ tenantId, ...office }) =>
      inReading({ services, tenantId }, async (tx) => {
        const issuers = await openIssuers(tx, tenantId)
        const { passwordsFor } = await rulesInForce(tx, tenantId)
        return {
          ...office,
          issuers: issuers.map(({ id, settings }) => ({ id, name: settings.name })).toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
          passwordsFor,
        }
      }),
    ),
  )
}

/** Those that sign people in today. */
export const openIssuers = async (tx: Tx, tenantId: number): Promise<readonly IssuerInForce[]> =>
  issuersInForce(await issuerVersions(tx, tenantId, null)).filter(({ settings }) => settings.isOn)

/** An issuer that signs people in today. */
export async function openIssuer(services: Services, tenantId: number, id: string): Promise<IssuerInForce> {
  const issuer = issuersInForce(await issuerVersionsOf(services, tenantId, id)).find(({ settings }) => settings.isOn)
  if (issuer === undefined) throw problem('notFound')
  return issuer
}

export const returnPath = '/dang-nhap/noi-khac'

export const readIssuers = (call: Call, { ourAddress, slug }: { readonly ourAddress: string; readonly slug: string }): Promise<Issuers> =>
  inReading(call, async (tx) => {
    const versions = await issuerVersions(tx, call.tenantId, null)
    const people = await peopleByIssuer(tx, call.tenantId)
    const inForce = new Map(issuersInForce(versions).map(({ id, version }) => [id, version]))
    const ids = [...new Set(versions.map(({ id }) => id))]
    return {
      issuers: await Promise.all(
        ids.map(async (id) => {
          const own = versions.filter((one) => one.id === id).map(({ id: _id, ...version }) => version)
          const newest = own[0]?.settings
          return {
            id,
            inForce: inForce.get(id) ?? 0,
            versions: own,
            hasSecret: newest !== undefined && (await secretOf(call.services, newest)) !== undefined,
            people: people.get(id) ?? 0,
            logoutAddress: `${ourAddress}/api/offices/${slug}/issuers/${id}/logout`,
          }
        }),
      ),
      returnAddress: `${ourAddress}${returnPath}`,
      today: today(),
      can: { change: canAdminister(call.viewer) },
    }
  })

export type IssuerRefusal =
  | { readonly refused: 'issuerInsecure' | 'issuerUnreachable' | 'issuerFixed' | 'unitUnknown' }
  | { readonly refused: 'lastIssuer' }

/** Records who signs people in from a day on, by the document that says so. What is on must answer. */
export async function setIssuer(
  call: Call,
  { id, after, settings, source, validFrom }: SetIssuer,
): Promise<IssuerRefusal | { readonly done: true }> {
  if (!mayAsk(new URL(settings.issuer), call.services)) return { refused: 'issuerInsecure' }
  const answers = !settings.isOn || (await issuerOf(call.services, settings).catch(refusedBy)) !== undefined
  if (!answers) return { refused: 'issuerUnreachable' }

  return inTransaction<IssuerRefusal | { readonly done: true }>(call, async (tx) => {
    await holdRules(tx, call.tenantId)
    const all = await issuerVersions(tx, call.tenantId, null)
    const own = all.filter((version) => version.id === id)
    const newest = own[0]
    if (id !== null && newest === undefined) throw problem('notFound')
    if ((newest?.version ?? 0) !== after) throw problem('changedMeanwhile', { current: newest?.version ?? 0 })
    // Its subjects are those of that issuer: another one's would be other people.
    if (newest !== undefined && newest.settings.issuer !== settings.issuer) return { refused: 'issuerFixed' }
    if (settings.provision !== null && !(await isUnitNow(tx, call, settings.provision.unitId))) return { refused: 'unitUnknown' }

    const others = issuersInForce(all).filter((one) => one.id !== id && one.settings.isOn)
    const rules = await rulesInForce(tx, call.tenantId)
    if (!settings.isOn && others.length === 0 && rules.passwordsFor === 'administrators') return { refused: 'lastIssuer' }

    const issuerId = id ?? newId()
    await saveIssuer(tx, call, { id: issuerId, version: after + 1, validFrom, settings, source, recordedAt: real(Date.now()) })
    const detail = { source, validFrom, before: newest?.settings ?? null, after: settings }
    await audit(tx, call, { stream: 'office', action: 'issuerSet', subject: issuerId, detail })
    return { done: true }
  })
}

const refusedBy = (error: unknown): undefined => {
  if (error instanceof IssuerFailed) return undefined
  throw error
}

/** Whom issuers mean by somebody is forgotten, and what was begun by them ends: for who was taken for somebody else. */
export const unlinkIssuers = (call: Call, accountId: string): Promise<{ readonly refused: 'noIdentity' } | { readonly done: true }> =>
  inTransaction(call, async (tx) => {
    const count = await forgetIdentities(tx, call.tenantId, accountId)
    if (count === 0) return { refused: 'noIdentity' }
    await endOtherSessions(tx, accountId, { tenantId: call.tenantId })
    await audit(tx, call, { stream: 'office', action: 'identitiesForgotten', subject: accountId, detail: { count } })
    return { done: true }
  })
