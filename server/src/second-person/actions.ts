import type { AskSecondPerson, DecideSecondPerson, SecondPersonRequest, SecondPersonRequests } from '@haidang/api/second-person'
import { canReadAudit } from '@haidang/domain/access/roles'
import type { Viewer } from '@haidang/domain/access/roles'
import { decisionRefusal, needsSecondPerson } from '@haidang/domain/access/second-person'
import type { DecisionRefusal } from '@haidang/domain/access/second-person'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { rulesToday } from '../platform/second-person.ts'
import type { ActsOfTwo } from '../platform/second-person.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { holdRequest, isAskedAlready, requestsOf, saveDecision, saveRequest } from './store.ts'
import type { KeptRequest } from './store.ts'

type Done = { readonly done: true }

const askedOf = ({ askedById, askedForId, expiresAt, decided }: KeptRequest) => ({
  asker: { accountId: askedById, holderId: askedForId },
  expiresAt,
  decidedAt: decided?.at ?? null,
})

function onWire(acts: ActsOfTwo, { viewer, now }: Call, kept: KeptRequest): SecondPersonRequest {
  const { input: _input, askedById, askedForId: _askedForId, decision, ...told } = kept
  const isOver = Date.parse(now) >= Date.parse(told.expiresAt)
  return {
    ...told,
    state: decision ?? (isOver ? 'expired' : 'waiting'),
    can: {
      decide: acts[told.act].can(viewer) && decisionRefusal(askedOf(kept), viewer, now) === undefined,
      withdraw: decision === null && !isOver && askedById === viewer.accountId,
    },
  }
}

/** Who asked, who may answer, and who looks after everybody. */
const isSeen = (acts: ActsOfTwo, viewer: Viewer, { act, askedById }: KeptRequest): boolean =>
  askedById === viewer.accountId || acts[act].can(viewer) || canReadAudit(viewer)

export const readRequests = (acts: ActsOfTwo, call: Call): Promise<SecondPersonRequests> =>
  inReading(call, async (tx) => ({
    requests: (await requestsOf(tx, call.tenantId))
      .filter((kept) => isSeen(acts, call.viewer, kept))
      .map((kept) => onWire(acts, call, kept)),
  }))

/** The input as the act itself reads it; what it does not know of is not kept. */
function inputOf(acts: ActsOfTwo, act: AskSecondPerson['act'], input: object): never {
  const read = acts[act].input.safeParse(input)
  if (read.success) return read.data
  throw problem('badInput', { fields: read.error.issues.map(({ path, message }) => ({ path: ['input', ...path].join('.'), message })) })
}

export type AskOutcome = { readonly refused: 'notDeclared' | 'askedAlready' } | SecondPersonRequest

/** Asks that another do it. It is tried first, so that nobody is asked for what cannot be; nothing of the trial stays. */
export async function askSecondPerson(
  acts: ActsOfTwo,
  call: Call,
  { act, input, reason }: AskSecondPerson,
): Promise<AskOutcome | { readonly refused: string }> {
  if (!acts[act].can(call.viewer)) throw problem('notAllowed')
  const read = inputOf(acts, act, input)
  const refused = await tried(acts, call, act, read)
  if (refused !== undefined) return refused

  return inTransaction<AskOutcome>(call, async (tx) => {
    const rules = await rulesToday(tx, call.tenantId)
    if (!needsSecondPerson(rules, act)) return { refused: 'notDeclared' }
    if (await isAskedAlready(tx, call, act, read)) return { refused: 'askedAlready' }
    const id = newId()
    const about = await acts[act].about(tx, call, read)
    const expiresAt = new Date(Date.parse(call.now) + rules.secondPersonHours * 3_600_000).toISOString()
    await saveRequest(tx, call, { id, act, input: read, about, reason, expiresAt })
    await audit(tx, call, {
      stream: 'office',
      action: 'secondPersonAsked',
      subject: id,
      detail: { act, about, input: read, reason, expiresAt },
    })
    return oneOf(acts, tx, call, id)
  })
}

async function tried(
  acts: ActsOfTwo,
  call: Call,
  act: AskSecondPerson['act'],
  input: never,
): Promise<{ readonly refused: string } | undefined> {
  const outcome = await inTransaction<object>(call, async (tx) => {
    const result = await acts[act].run(tx, { ...call, approves: act }, input)
    // A refusal is rolled back, and so is a trial that would do it.
    return 'refused' in result ? result : { refused: null }
  })
  return 'refused' in outcome && typeof outcome.refused === 'string' ? { ...outcome, refused: outcome.refused } : undefined
}

async function oneOf(acts: ActsOfTwo, tx: Tx, call: Call, id: string): Promise<SecondPersonRequest> {
  const [kept] = await requestsOf(tx, call.tenantId, id)
  if (kept === undefined) throw problem('notFound')
  return onWire(acts, call, kept)
}

/** Held until the transaction ends, so that it is answered once; whoever does not see it finds nothing. */
async function requestFor(acts: ActsOfTwo, tx: Tx, call: Call, id: string): Promise<KeptRequest> {
  await holdRequest(tx, call.tenantId, id)
  const [kept] = await requestsOf(tx, call.tenantId, id)
  if (kept === undefined || !isSeen(acts, call.viewer, kept)) throw problem('notFound')
  return kept
}

/** Another says no, or yes and does it: the act, its lines with both names, and the answer are one transaction. */
export const decideSecondPerson = (
  acts: ActsOfTwo,
  call: Call,
  id: string,
  { approve, reason }: DecideSecondPerson,
): Promise<DecisionRefusal | { readonly refused: string } | Done> =>
  inTransaction<DecisionRefusal | { readonly refused: string } | Done>(call, async (tx) => {
    const kept = await requestFor(acts, tx, call, id)
    const { act } = kept
    if (!acts[act].can(call.viewer)) throw problem('notAllowed')
    const refused = decisionRefusal(askedOf(kept), call.viewer, call.now)
    if (refused !== undefined) return refused

    const askedBy = { id: kept.askedById, name: kept.askedBy }
    if (approve) {
      const asked = { ...call, approves: act, actor: { ...call.actor, askedBy } }
      const outcome = await acts[act].run(tx, asked, inputOf(acts, act, kept.input))
      if ('refused' in outcome && typeof outcome.refused === 'string') return { ...outcome, refused: outcome.refused }
    }
    await saveDecision(tx, call, id, { decision: approve ? 'approved' : 'refused', reason })
    await audit(tx, call, {
      stream: 'office',
      action: approve ? 'secondPersonApproved' : 'secondPersonRefused',
      subject: id,
      detail: { act, about: kept.about, askedBy: kept.askedById, ...(reason !== null && { reason }) },
    })
    return { done: true }
  })

export const withdrawSecondPerson = (
  acts: ActsOfTwo,
  call: Call,
  id: string,
): Promise<{ readonly refused: 'decidedAlready' | 'tooLate' } | Done> =>
  inTransaction<{ readonly refused: 'decidedAlready' | 'tooLate' } | Done>(call, async (tx) => {
    const kept = await requestFor(acts, tx, call, id)
    if (kept.askedById !== call.viewer.accountId) throw problem('notAllowed')
    if (kept.decision !== null) return { refused: 'decidedAlready' }
    if (Date.parse(call.now) >= Date.parse(kept.expiresAt)) return { refused: 'tooLate' }
    await saveDecision(tx, call, id, { decision: 'withdrawn', reason: null })
    await audit(tx, call, { stream: 'office', action: 'secondPersonWithdrawn', subject: id, detail: { act: kept.act, about: kept.about } })
    return { done: true }
  })

export const readRequest = (acts: ActsOfTwo, call: Call, id: string): Promise<SecondPersonRequest> =>
  inReading(call, (tx) => oneOf(acts, tx, call, id))
