import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from './call.ts'
import { problem } from './problems.ts'

/** What the program tells about itself at /metrics; no figure of it names a person. */
export function addMetrics(app: FastifyInstance, services: Services, { ofProcess }: { readonly ofProcess: boolean }): void {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry, prefix: 'haidang_' })

  const seconds = new Histogram({
    name: 'haidang_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
    done()
  })

  new Gauge({
    name: 'haidang_database_connections',
    help: 'Connections of the web pool, and who waits for one',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = services.pool
      this.set({ state: 'used' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waiting' }, waitingCount)
    },
  })

  new Gauge({
    name: 'haidang_jobs',
    help: 'Jobs that wait or run, by name',
    labelNames: ['name'],
    registers,
    async collect() {
      this.reset()
      // Without the database there is no depth to tell, and the other figures matter all the more.
      const depth = await services.queue.depth().catch(() => new Map<string, number>())
      for (const [name, jobs] of depth) this.set({ name }, jobs)
    },
  })

  app.get('/metrics', { schema: { hide: true } }, async ({ headers }, reply) => {
    // For who watches over the program on its own network: what a proxy hands on comes from the outside.
    if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) throw problem('notFound')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
