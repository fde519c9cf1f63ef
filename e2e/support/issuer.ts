import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export type Issuer = { readonly address: string; readonly close: () => Promise<void> }

/** A real OpenID provider beside the program: whoever comes to it is `login`, and agrees. */
export async function openIssuer(program: string, { login, name }: { readonly login: string; readonly name: string }): Promise<Issuer> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.2', done))
  // It was told an address, so it has one.
  const { port } = server.address() as AddressInfo
  const address = `http://127.0.0.2:${port}`
  const provider = new Provider(address, {
    clients: [
      {
        client_id: 'hai-dang',
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${program}/dang-nhap/noi-khac`],
        post_logout_redirect_uris: [`${program}/dang-nhap`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email'] },
    findAccount: async (_context, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, preferred_username: login, name }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['thu'] },
    loadExistingGrant: async (context) => {
      const { client, session, provider: own } = context.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: `sub-${login}` } })
  })
  return { address, close: () => new Promise((done) => server.close(() => done())) }
}
