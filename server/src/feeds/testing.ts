import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CreateFeed, Feed, FeedRun } from '@haidang/api/feeds'
import { feedSchema } from '@haidang/api/feeds'
import { expect } from 'vitest'
import type { TestOffice } from '../platform/testing.ts'

/** Another system on this machine, which answers as a test tells it to. */
export async function otherSystem() {
  const asked: IncomingMessage[] = []
  let answer: (request: IncomingMessage, reply: ServerResponse) => void = (_request, reply) => reply.writeHead(503).end()
  const server = createServer((request, reply) => {
    asked.push(request)
    answer(request, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on a port.
  return {
    port,
    url: (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    asked,
    answers: (how: typeof answer) => (answer = how),
    says: (body: unknown) =>
      (answer = (_request, reply) =>
        reply.setHeader('content-type', 'application/json').end(typeof body === 'string' ? body : JSON.stringify(body))),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A feed of the dossiers of a portal; tests say what is other. */
export const dossiersFeed = (indicatorId: string, change: Partial<CreateFeed> = {}): CreateFeed => ({
  name: 'Hồ sơ một cửa',
  system: 'Cổng dịch vụ công của tỉnh',
  source: { kind: 'push' },
  reading: {
    format: 'json',
    recordsAt: 'data',
    layout: { unit: 'donVi', period: 'ky', long: null, numbers: 'machine' },
    month: 'this',
  },
  mapping: { series: [{ indicatorId, numerator: 'trucTuyen', denominator: 'tiepNhan' }], units: { by: 'name', listed: [] } },
  schedule: change.source !== undefined && change.source.kind !== 'push' ? { everyHours: 6 } : null,
  freshnessHours: 48,
  ...change,
})

/** What an administrator does on the feeds page. */
export function administrator(office: Pick<TestOffice, 'app' | 'signedIn' | 'runJobs'>) {
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    office.app.inject({ method, url, headers: office.signedIn('an'), ...(payload === undefined ? {} : { payload }) })
  const feed = async (id: string): Promise<Feed> => feedSchema.parse((await ask('GET', `/api/feeds/${id}`)).json())
  return {
    ask,
    feed,
    make: async (settings: CreateFeed): Promise<string> => {
      const reply = await ask('POST', '/api/feeds', settings)
      if (reply.statusCode !== 201) throw new Error(reply.body)
      return feedSchema.parse(reply.json()).id
    },
    /** Has it asked now, and answers with the run that came of it. */
    run: async (id: string): Promise<FeedRun> => {
      const before = (await feed(id)).runs.length
      expect((await ask('POST', `/api/feeds/${id}/run`)).statusCode).toBe(202)
      await office.runJobs()
      const { runs } = await feed(id)
      expect(runs.length).toBeGreaterThan(before)
      const [newest] = runs
      if (newest === undefined) throw new Error('a feed that was asked has a run')
      return newest
    },
    token: async (id: string): Promise<string> => (await ask('POST', `/api/feeds/${id}/token`)).json<{ token: string }>().token,
    send: (token: string, key: string, payload: string | Buffer) =>
      office.app.inject({
        method: 'POST',
        url: '/api/feeds/deliveries',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/octet-stream' },
        payload,
      }),
  }
}
