import { setSecurityRulesSchema } from '@haidang/api/security'
import type { SecurityRulesView, SetSecurityRules } from '@haidang/api/security'
import { canAdminister } from '@haidang/domain/access/roles'
import { isLoosened, loosensRules } from '@haidang/domain/access/second-person'
import { securityRulesFrom, versionInForce } from '@haidang/domain/access/security-rules'
import { dayOf, formatDay } from '@haidang/domain/periods/day'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { demandSecondPerson, doneByTwo, rulesToday } from '../platform/second-person.ts'
import { real } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { openIssuers } from './issuers.ts'
import { holdRules, rulesVersions, saveRules } from './rules-store.ts'

export const readSecurityRules = (call: Call): Promise<SecurityRulesView> => inReading(call, (tx) => view(tx, call))

async function view(tx: Tx, { tenantId, viewer }: Call): Promise<SecurityRulesView> {
  const versions = await rulesVersions(tx, tenantId)
  const inForce = versionInForce(versions, today())
  return {
    inForce: rulesFor(inForce?.rules),
    version: inForce?.version ?? 0,
    versions: versions.map((version) => ({ ...version, rules: rulesFor(version.rules) })),
    can: { change: canAdminister(viewer) },
  }
}

const rulesFor = (kept: Parameters<typeof securityRulesFrom>[0] | undefined) => securityRulesFrom(kept ?? null)

/** Signing in goes by real time, whatever a practice office's clock says. */
const today = () => dayOf(real(Date.now()))

const noIssuer = {
  vi: 'Chưa có nơi đăng nhập nào đang dùng, nên không ai ngoài quản trị viên vào được; hãy thêm nơi đăng nhập trước.',
  en: 'No issuer signs people in, so nobody but administrators could come in; add one first.',
}

/** Records what the office asks from a day on, by the document that says so. */
export const setSecurityRules = (call: Call, order: SetSecurityRules): Promise<SecurityRulesView> =>
  inTransaction(call, (tx) => setIn(tx, call, order))

async function setIn(tx: Tx, call: Call, { rules, source, validFrom, after }: SetSecurityRules): Promise<SecurityRulesView> {
  // Where two persons are asked for, one alone does not switch that off.
  if (isLoosened(await rulesToday(tx, call.tenantId), rules))
    await demandSecondPerson(tx, call, loosensRules, { rules, source, validFrom, after })
  await holdRules(tx, call.tenantId)
  const versions = await rulesVersions(tx, call.tenantId)
  const newest = versions[0]?.version ?? 0
  if (newest !== after) throw problem('changedMeanwhile', { current: newest })

  if (rules.passwordsFor === 'administrators' && (await openIssuers(tx, call.tenantId)).length === 0)
    throw problem('refused', { reason: 'noIssuer', detail: noIssuer })

  await saveRules(tx, call, { version: newest + 1, validFrom, rules, source, recordedAt: real(Date.now()) })
  const before = rulesFor(versionInForce(versions, today())?.rules)
  const detail = { source, validFrom, before, after: rules }
  await audit(tx, call, { stream: 'office', action: 'securityRulesSet', subject: String(call.tenantId), detail })
  return view(tx, call)
}

/** Asking for two persons less than before. */
export const looseningByTwo = doneByTwo({
  input: setSecurityRulesSchema,
  can: canAdminister,
  run: setIn,
  about: async (_tx, _call, { source, validFrom }) => `${source} · từ ${formatDay(validFrom)}`,
})
