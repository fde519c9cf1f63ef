import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export type TestIssuer = {
  readonly issuer: string
  /** Who signs in there next, and what the issuer says of them. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** As a browser: goes to the address, signs in there as somebody, and answers what stands behind our address where it is sent back. */
  readonly signIn: (address: string, subject: string, jar?: Map<string, string>) => Promise<string>
  /** Signs out there with the browser's cookies: the issuer tells everybody whom it knows. */
  readonly signOut: (address: string, jar: Map<string, string>) => Promise<void>
  readonly close: () => Promise<void>
}

export const testClient = { clientId: 'hai-dang', secret: 'bi-mat-cua-chuong-trinh' }

/** A real OpenID provider on a port of this machine, where one signs in by being named. */
export async function openTestIssuer({
  redirectUri,
  backTo,
  logoutAt,
}: {
  readonly redirectUri: string
  readonly backTo: string
  readonly logoutAt: () => string | undefined
}): Promise<TestIssuer> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // It was told an address, so it has one.
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const people = new Map<string, Readonly<Record<string, unknown>>>()
  let next = ''

  const provider = new Provider(issuer, settings({ redirectUri, backTo, logoutAt: logoutAt() }, people))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: next } }, { mergeWithLastSubmission: false })
  })

  const go = async (address: string, jar: Map<string, string>, stopAt: string): Promise<string> => {
    let at = new URL(address)
    for (let hops = 0; hops < 12; hops += 1) {
      if (at.href.startsWith(stopAt)) return at.search.slice(1)
      const reply = await fetch(at, { redirect: 'manual', headers: { cookie: cookiesOf(jar) } })
      keep(jar, reply)
      const location = reply.headers.get('location')
      if (location === null) throw new Error(`The issuer shows a page at ${at.href}: ${reply.status} ${(await reply.text()).slice(0, 300)}`)
      at = new URL(location, at)
    }
    throw new Error('The issuer sends in circles')
  }
  return {
    issuer,
    people,
    signIn: async (address, subject, jar = new Map()) => {
      next = subject
      return go(address, jar, redirectUri)
    },
    signOut: async (address, jar) => {
      const page = await fetch(address, { headers: { cookie: cookiesOf(jar) } })
      keep(jar, page)
      const form = await page.text()
      const xsrf = /name="xsrf" value="(\w+)"/u.exec(form)?.[1] ?? ''
      const confirmed = await fetch(`${issuer}/session/end/confirm`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookiesOf(jar), 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ xsrf, logout: 'yes' }),
      })
      if (confirmed.headers.get('location')?.startsWith(backTo) !== true)
        throw new Error(`The issuer does not send back: ${confirmed.status} ${(await confirmed.text()).slice(0, 300)}`)
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}

const cookiesOf = (jar: ReadonlyMap<string, string>): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

function keep(jar: Map<string, string>, reply: Response): void {
  for (const cookie of reply.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
}

function settings(
  { redirectUri, backTo, logoutAt }: { readonly redirectUri: string; readonly backTo: string; readonly logoutAt: string | undefined },
  people: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Configuration {
  return {
    clients: [
      {
        client_id: testClient.clientId,
        client_secret: testClient.secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [backTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...(logoutAt === undefined ? {} : { backchannel_logout_uri: logoutAt, backchannel_logout_session_required: true }),
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    findAccount: async (_context, subject) => ({ accountId: subject, claims: async () => ({ sub: subject, ...people.get(subject) }) }),
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['thu'] },
    // Its own guard of addresses would keep it from this machine, on which the one that it tells of signing out is here.
    fetch: (url, { method, headers, body } = {}) =>
      fetch(url, { ...(method ? { method } : {}), ...(headers ? { headers } : {}), ...(body ? { body } : {}) }),
    // Whoever signs in agrees.
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc
      if (client === undefined || session === undefined) return undefined
      const { accountId } = session
      const grant = new provider.Grant({ clientId: client.clientId, ...(accountId === undefined ? {} : { accountId }) })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  }
}
