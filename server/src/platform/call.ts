import type { Viewer } from '@haidang/domain/access/roles'
import type { ActOfTwo } from '@haidang/domain/access/second-person'
import type { Instant } from '@haidang/domain/periods/day'
import type pg from 'pg'
import type { Db } from '../database/tables.ts'
import type { FileStore } from './files.ts'
import type { IssuerSecrets } from './issuer-secrets.ts'
import type { Logger } from './log.ts'
import type { Queue } from './queue.ts'
import { inNoOffice } from './transaction.ts'

/** Sizes that keep one request from taking what belongs to all. */
export type Limits = {
  readonly jsonBodyBytes: number
  readonly directiveBytes: number
  readonly evidenceBytes: number
  /** Of a map file with the boundaries of units. */
  readonly mapBytes: number
}

const megabyte = 1024 * 1024
export const defaultLimits: Limits = {
  jsonBodyBytes: megabyte,
  directiveBytes: 20 * megabyte,
  evidenceBytes: 20 * megabyte,
  mapBytes: 50 * megabyte,
}

export type Services = {
  readonly pool: pg.Pool
  readonly files: FileStore
  readonly queue: Queue
  readonly log: Logger
  readonly limits: Limits
  readonly dataDir: string
  /** Where the keys lie that are not in the database (keys.ts). */
  readonly keysDir: string
  /** Inner hosts that feeds, and issuers that sign people in, may be fetched from (FEED_PRIVATE_HOSTS). */
  readonly feedHosts: readonly string[]
  /** Who is asked by RFC 3161 when a root of the log existed, and the file with the certificates that vouch for it; none where nobody is. */
  readonly timestamps: { readonly url: string; readonly rootsFile: string } | undefined
  /** How people outside reach the program (PUBLIC_URL), and where it listens when nobody said that. */
  readonly reachedAt: { readonly publicUrl?: string; readonly local?: string }
  readonly issuerSecrets: IssuerSecrets
}

/** Who did it, as the audit line says it; no id when the program itself did, a token where another program did it in that name. */
export type Actor = {
  readonly id: string | null
  readonly name: string
  readonly token?: { readonly id: string; readonly name: string }
  /** As what, and in which unit as it was called then: both change, and what was done stays done by who they were. */
  readonly post?: string
  readonly unit?: string
  /** Whose rights were used, and in which unit; an acting head has nobody's. */
  readonly onBehalfOf?: { readonly name: string | null; readonly unit: string }
  /** Who asked for it, where the office has two persons do it; by whose name it stands approved it. */
  readonly askedBy?: { readonly id: string; readonly name: string }
}

/** One request, job or command: who asks, and when it is in that office. */
export type Call = {
  readonly services: Services
  readonly tenantId: number
  readonly viewer: Viewer
  readonly actor: Actor
  /** The office's clock: real time, moved by what a practice office has set. */
  readonly now: Instant
  readonly requestId: string
  /** The act that is just being done by a second person. */
  readonly approves?: ActOfTwo
  /** There where the caller was remembered and not looked up: nothing may be shown or written on its word (recent-sessions.ts). */
  readonly guess?: {
    /** The parameters of `sessionStands`. */
    readonly values: readonly unknown[]
    /** Looks the session up; undefined where it has ended. */
    readonly prove: () => Promise<Call | undefined>
  }
}

/** No account has this id. The viewer of the program itself has it, who has no rights of its own. */
export const nobody = '00000000-0000-0000-0000-000000000000'

export const officeNow = (clockShiftSeconds: number): Instant => new Date(Date.now() + clockShiftSeconds * 1000).toISOString()

/** A call of the program itself, for jobs and commands. Without `now` it is the office's clock, read from the database. */
export async function systemCall(services: Services, tenantId: number, actorName: string, now?: Instant): Promise<Call> {
  return {
    services,
    tenantId,
    viewer: { accountId: nobody, tenantId: String(tenantId), unitId: nobody, takenOver: [], roles: [] },
    actor: { id: null, name: actorName },
    now: now ?? (await inNoOffice({ services }, (tx) => clockOf(tx.q, tenantId))),
    requestId: crypto.randomUUID(),
  }
}

/** In a transaction it is asked on the transaction's own connection: who holds one and waits for a second may wait for himself. */
export async function clockOf(db: Db, tenantId: number): Promise<Instant> {
  const tenant = await db.selectFrom('tenants').select('clock_shift_seconds').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow()
  return officeNow(tenant.clock_shift_seconds)
}

/** Every office, for background work that goes from one to the next; what it does in one, it does in a transaction of that one. */
export const allOffices = (services: Pick<Services, 'pool'>): Promise<readonly number[]> =>
  inNoOffice({ services }, async (tx) => {
    const offices = await tx.q.selectFrom('tenants').select('tenant_id').orderBy('tenant_id').execute()
    return offices.map(({ tenant_id: tenantId }) => tenantId)
  })
