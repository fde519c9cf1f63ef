import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { answerProblem } from './errors.ts'
import { problem } from './problems.ts'

/** The built pages. Any other address a person opens is the application's own (/viec-cua-toi), so it gets the page. */
export async function addWebFiles(app: FastifyInstance, webDist: string): Promise<void> {
  if (existsSync(webDist)) {
    await app.register(fastifyStatic, {
      root: webDist,
      cacheControl: false,
      index: ['index.html'],
      setHeaders: (reply, path) => {
        // Names under assets carry the hash of what is in them; everything else is asked for again.
        reply.header('cache-control', path.startsWith(join(webDist, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const isPage = request.method === 'GET' && !/^\/(api|open311|assets)(\/|$)/u.test(path) && !/\.\w+$/u.test(path)
    if (!isPage) return answerProblem(problem('notFound'), request, reply)
    if (existsSync(join(webDist, 'index.html'))) return reply.sendFile('index.html')
    return answerProblem(
      problem('unavailable', {
        detail: { vi: 'Giao diện chưa được dựng; hãy chạy npm run build.', en: 'The pages have not been built; run npm run build.' },
      }),
      request,
      reply,
    )
  })
}
