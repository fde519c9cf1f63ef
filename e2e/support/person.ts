import { randomUUID } from 'node:crypto'
import type { Session } from '@haidang/api/session'

/** Somebody signed in, by HTTP as a page would ask. */
export type Person = {
  readonly name: string
  /** "hd_session=…": what a browser would send. */
  readonly cookie: string
  readonly get: <T>(path: string) => Promise<T>
  readonly send: (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<Response>
  /** As `send`, for what must work: another answer than 2xx is an error that says it. */
  readonly ask: <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<T>
  readonly upload: <T>(path: string, fileName: string, bytes: Uint8Array) => Promise<T>
}

/** Signs in by a one-time link as `haidang person add` prints it ("…/lien-ket#TOKEN"). */
export async function signInByLink(address: string, name: string, printed: string): Promise<Person> {
  const token = /#(\S+)/u.exec(printed)?.[1]
  if (token === undefined) throw new Error(`No link was printed for ${name}: ${printed}`)
  const standing = { origin: address, 'x-haidang': '1', 'accept-language': 'vi' }
  const reply = await fetch(`${address}/api/session/link`, {
    method: 'POST',
    headers: { ...standing, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const cookie = reply.headers.get('set-cookie')?.split(';')[0]
  if (!reply.ok || cookie === undefined) throw new Error(`${name} could not sign in: ${reply.status} ${await reply.text()}`)

  const { account } = (await reply.json()) as Session
  const headers = { ...standing, cookie }
  const send: Person['send'] = (method, path, body) =>
    fetch(address + path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  // In an office that is no practice one everybody begins with a password of one's own.
  if (account.mustChangePassword) {
    const set = await send('PUT', '/api/session/password', { next: randomUUID() })
    if (!set.ok) throw new Error(`${name} could not set a password: ${set.status} ${await set.text()}`)
  }
  return {
    name,
    cookie,
    send,
    get: async <T>(path: string) => parsed<T>(await fetch(address + path, { headers }), path),
    ask: async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => parsed<T>(await send(method, path, body), path),
    upload: async <T>(path: string, fileName: string, bytes: Uint8Array) => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(bytes)]), fileName)
      return parsed<T>(await fetch(address + path, { method: 'POST', headers, body: form }), path)
    },
  }
}

async function parsed<T>(reply: Response, path: string): Promise<T> {
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${text}`)
  // The server checks its replies against the schema whose type the caller names.
  return (text === '' ? undefined : JSON.parse(text)) as T
}
