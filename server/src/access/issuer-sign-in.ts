import { hash, randomBytes } from 'node:crypto'
import { admission, loginFrom, type Admission } from '@haidang/domain/access/issuers'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall, type Call, type Services } from '../platform/call.ts'
import { seal, unseal } from '../platform/keys.ts'
import { problem } from '../platform/problems.ts'
import { newToken, readToken, real, type Token } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { attemptAtDoor, forgetAfterEntry, lockedSeconds, type Visit } from './attempts.ts'
import { openIssuer, returnPath, type IssuerInForce } from './issuers.ts'
import {
  accountOfSubject,
  addAttempt,
  endIssuerSessions,
  issuerVersionsOf,
  keepProved,
  knownByLogin,
  learnIdentity,
  openAttempt,
  removeOldIssuerAttempts,
  spendAttempt,
  type OpenAttempt,
  type SessionIssuer,
} from './issuers-store.ts'
import { endedBy, IssuerFailed, journeyTo, leavingAddress, vouchedBy, type Vouched } from './oidc.ts'
import { admit, asPerson, enter, lacksFactor, type Entered, type Outcome } from './sign-in.ts'
import { addPerson, openAccount, tenantOfSlug, type Account } from './store.ts'

export const journeyMinutes = 10
const keyName = 'access'

const hashOf = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Sends somebody to the page of an issuer. The browser holds a secret of the journey: nobody else's comes back by it. */
export async function goToIssuer(
  services: Services,
  { office, issuer: id }: { readonly office: string; readonly issuer: string },
  ourAddress: string,
): Promise<{ readonly address: string; readonly browserToken: string }> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) throw problem('notFound')
  const { settings } = await openIssuer(services, tenantId, id)
  const state = newToken(tenantId)
  const browserToken = randomBytes(32).toString('base64url')
  const redirectUri = `${ourAddress}${returnPath}`
  const journey = await journeyTo(services, settings, { state: state.text, redirectUri }).catch(failedIssuer)
  const expiresAt = real(Date.now() + journeyMinutes * 60_000)
  const kept = { issuerId: id, ...journey, redirectUri, browserHash: hashOf(browserToken), expiresAt }
  await inTransaction({ services, tenantId }, (tx) => addAttempt(tx, state, kept))
  return { address: journey.address, browserToken }
}

const vouchedSchema = z.object({
  subject: z.string(),
  session: z.string().nullable(),
  claims: z.record(z.string(), z.unknown()),
  idToken: z.string(),
})

/** Somebody has come back. Where a code of ours is asked besides, they come again with it: what the issuer said is kept so long. */
export async function comeFromIssuer(
  services: Services,
  { query, code }: { readonly query: string; readonly code?: string | undefined },
  { visit, browserToken }: { readonly visit: Visit; readonly browserToken: string | undefined },
): Promise<Entered> {
  const told = new URLSearchParams(query)
  const stateText = told.get('state') ?? ''
  const state = readToken(stateText)
  const browserHash = browserToken === undefined ? undefined : hashOf(browserToken)
  const attempt =
    state === undefined || browserHash === undefined
      ? undefined
      : await inReading({ services, tenantId: state.tenantId }, (tx) => openAttempt(tx, state, { browserHash, now: real(Date.now()) }))
  if (state === undefined || attempt === undefined) throw problem('refused', { reason: 'journeyOver', detail: words.journeyOver })
  if (told.has('error')) throw problem('refused', { reason: 'issuerRefused', detail: words.issuerRefused })

  const issuer = await openIssuer(services, state.tenantId, attempt.issuerId)
  const vouched = await whoIsVouched(services, issuer, { attempt, query, stateText }).catch(failedIssuer)
  const system = await systemCall(services, state.tenantId, issuer.settings.name)
  const outcome = await inTransaction<Outcome | TurnedAway>(system, (tx) => comeIn(tx, system, { issuer, vouched, state, visit, code }))
  if (!('turnedAway' in outcome)) return admit(outcome)
  throw problem('refused', { reason: outcome.turnedAway, detail: words[outcome.turnedAway] })
}

type TurnedAway = Extract<Admission, { readonly turnedAway: string }>

async function whoIsVouched(
  { keysDir, ...services }: Services,
  { settings }: IssuerInForce,
  { attempt, query, stateText }: { readonly attempt: OpenAttempt; readonly query: string; readonly stateText: string },
): Promise<Vouched> {
  if (attempt.proved !== null) return vouchedSchema.parse(JSON.parse(await unseal(keysDir, keyName, attempt.proved)))
  const { nonce, verifier, redirectUri } = attempt
  return vouchedBy(services, settings, { query, state: stateText, nonce, verifier, redirectUri })
}

type Came = {
  readonly issuer: IssuerInForce
  readonly vouched: Vouched
  readonly state: Token
  readonly visit: Visit
  readonly code: string | undefined
}

async function comeIn(tx: Tx, system: Call, { issuer, vouched, state, visit, code }: Came): Promise<Outcome | TurnedAway> {
  const { tenantId, services } = system
  const { settings } = issuer
  const named = { issuerId: issuer.id, subject: vouched.subject }
  const claimed = loginFrom(vouched.claims, settings.claim)
  const outcome = admission({
    bySubject: await accountOfSubject(tx, tenantId, named),
    byLogin: 'login' in claimed ? await knownByLogin(tx, tenantId, claimed.login) : undefined,
    claimed,
    makesAccounts: settings.provision !== null,
  })
  if ('turnedAway' in outcome) {
    await spendAttempt(tx, state)
    const detail = { by: 'issuer', issuer: settings.name, because: outcome.turnedAway, address: visit.address, ...claimed }
    await audit(tx, system, { stream: 'office', action: 'signInFailed', subject: issuer.id, detail })
    return outcome
  }

  const accountId = 'makes' in outcome ? await makeAccount(tx, system, issuer, vouched, outcome.makes) : outcome.enters
  const account = await openAccount(tx, tenantId, { id: accountId })
  if (account === undefined) return { turnedAway: 'closed' }
  const call = asPerson(system, account)
  const lacks = settings.standsForFactor ? undefined : await lacksOurs(tx, call, { account, visit, code })
  if (lacks !== undefined) {
    await keepProved(tx, state, await seal(services.keysDir, keyName, JSON.stringify(vouched)))
    return lacks
  }
  if (!(await spendAttempt(tx, state))) throw problem('refused', { reason: 'journeyOver', detail: words.journeyOver })

  if ('makes' in outcome || outcome.isNew) {
    await learnIdentity(tx, tenantId, accountId, { ...named, at: real(Date.now()) })
    const detail = { issuer: settings.name, subject: vouched.subject }
    await audit(tx, call, { stream: 'office', action: 'identityLearned', subject: accountId, detail })
  }
  return enter(tx, call, account, {
    by: 'issuer',
    visit,
    strong: settings.standsForFactor,
    tells: { issuer: settings.name },
    issuer: {
      id: issuer.id,
      subject: vouched.subject,
      session: vouched.session,
      idToken: await seal(services.keysDir, keyName, vouched.idToken),
    },
  })
}

async function lacksOurs(
  tx: Tx,
  call: Call,
  { account, visit, code }: { readonly account: Account; readonly visit: Visit; readonly code: string | undefined },
): Promise<Exclude<Outcome, Entered> | undefined> {
  const attempt = await attemptAtDoor(tx, call, { login: account.login, accountId: account.id, visit })
  const seconds = code === undefined ? 0 : await lockedSeconds(tx, attempt)
  if (seconds > 0) return { lockedSeconds: seconds }
  const lacks = await lacksFactor(tx, call, attempt, { account, visit, code })
  if (lacks === undefined && code !== undefined) await forgetAfterEntry(tx, attempt)
  return lacks
}

/** The account that the office has said whoever is new gets. */
async function makeAccount(tx: Tx, system: Call, { settings }: IssuerInForce, { claims }: Vouched, login: string): Promise<string> {
  if (settings.provision === null) throw problem('notAllowed')
  const id = newId()
  const { unitId, post, roles } = settings.provision
  const name = claims['name']
  const fullName = typeof name === 'string' && name.trim() !== '' ? name.normalize('NFC').trim().slice(0, 120) : login
  await addPerson(tx, system, { id, login, fullName, post, unitId, roles, email: null, mustChangePassword: false })
  const detail = { login, fullName, post, unitId, roles, issuer: settings.name }
  await audit(tx, system, { stream: 'office', action: 'personAdded', subject: id, detail })
  return id
}

/** An issuer says by its signed token that somebody has signed out there: what they have open here by it ends. */
export async function endedAtIssuer(
  services: Services,
  { office, id }: { readonly office: string; readonly id: string },
  logoutToken: string,
): Promise<void> {
  const tenantId = await tenantOfSlug(services, office)
  if (tenantId === undefined) throw problem('notFound')
  // Also of one that signs nobody in any more: its sessions are still open.
  const [newest] = await issuerVersionsOf(services, tenantId, id)
  if (newest === undefined) throw problem('notFound')
  const { settings } = newest
  const ended = await endedBy(services, settings, logoutToken).catch((error: unknown) => {
    if (error instanceof IssuerFailed) throw problem('badInput', { fields: [{ path: 'logout_token', message: error.message }] })
    throw error
  })
  const system = await systemCall(services, tenantId, settings.name)
  await inTransaction(system, async (tx) => {
    const sessions = await endIssuerSessions(tx, tenantId, { issuerId: id, ...ended })
    for (const accountId of new Set(sessions.map((session) => session.accountId))) {
      const detail = { issuer: settings.name, count: sessions.filter((session) => session.accountId === accountId).length }
      await audit(tx, system, { stream: 'office', action: 'endedAtIssuer', subject: accountId, detail })
    }
  })
}

/** Who has not come back is not waited for. */
export async function removeOldJourneys(services: Services): Promise<void> {
  for (const tenantId of await allOffices(services))
    await inTransaction({ services, tenantId }, (tx) => removeOldIssuerAttempts(tx, tenantId, real(Date.now())))
}

/** Where to go so that the session of the issuer ends too, if it offers that. */
export async function leaveIssuer(
  { services, tenantId }: Call,
  { issuerId, idToken }: SessionIssuer,
  ourAddress: string,
): Promise<string | undefined> {
  const [newest] = await issuerVersionsOf(services, tenantId, issuerId)
  if (newest === undefined) return undefined
  const backTo = `${ourAddress}/dang-nhap`
  return leavingAddress(services, newest.settings, { idToken: await unseal(services.keysDir, keyName, idToken), backTo })
}

function failedIssuer(error: unknown): never {
  if (error instanceof IssuerFailed) throw problem('refused', { reason: 'issuerFailed', detail: words.issuerFailed })
  throw error
}

const words = {
  journeyOver: {
    vi: 'Lần đăng nhập này đã quá 10 phút, đã dùng rồi hoặc bắt đầu ở trình duyệt khác; hãy đăng nhập lại từ đầu.',
    en: 'This sign-in took more than 10 minutes, was used, or began in another browser; begin again.',
  },
  issuerRefused: {
    vi: 'Nơi đăng nhập không cho vào, hoặc bạn đã thôi ở đó; hãy thử lại hay chọn cách khác.',
    en: 'The place of sign-in has not let you in, or you have left it; try again or choose another way.',
  },
  issuerFailed: {
    vi: 'Nơi đăng nhập không trả lời đúng; hãy thử lại sau, hay báo quản trị viên nếu vẫn thế.',
    en: 'The place of sign-in does not answer as it should; try again later, or tell the administrator.',
  },
  noAccount: {
    vi: 'Bạn chưa có tài khoản ở cơ quan này; hãy nhờ quản trị viên thêm.',
    en: 'You have no account in this office; ask its administrator to add you.',
  },
  closed: {
    vi: 'Tài khoản của bạn ở cơ quan này đã đóng; hãy nhờ quản trị viên mở lại.',
    en: 'Your account in this office is closed; ask its administrator to open it.',
  },
  claimMissing: {
    vi: 'Nơi đăng nhập không cho biết tên đăng nhập của bạn; hãy báo quản trị viên.',
    en: 'The place of sign-in does not say what your login is; tell the administrator.',
  },
  emailUnverified: {
    vi: 'Nơi đăng nhập chưa xác minh thư điện tử của bạn; hãy xác minh ở đó rồi thử lại.',
    en: 'The place of sign-in has not verified your e-mail; verify it there and try again.',
  },
} as const
