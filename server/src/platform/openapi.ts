import swagger from '@fastify/swagger'
import { problemSchema } from '@haidang/api/problem'
import { scopeNeededAt } from '@haidang/api/route-scopes'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sessionCookieFor } from './sessions.ts'

type ApiDocument = { readonly paths?: Readonly<Record<string, object>>; readonly components?: { readonly schemas?: object } }
type Operation = { readonly responses?: Record<string, unknown>; [key: string]: unknown }

/** Collects the routes as they are registered: /api/openapi.json is made from the schemas that also check what comes in and goes out. */
export async function addOpenApi(
  app: FastifyInstance,
  { version, publicUrl }: { readonly version: string; readonly publicUrl?: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Hải Đăng', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: sessionCookieFor(publicUrl) },
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'A token of a program; each operation names the scope that it wants of it.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  })

  let document: string | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    document ??= JSON.stringify(withProblems(app.swagger() as ApiDocument, publicUrls))
    return reply.type('application/json; charset=utf-8').send(document)
  })

  const publicUrls = new Set<string>()
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.signedIn === false)
      for (const name of [method].flat()) publicUrls.add(`${name.toLowerCase()} ${url.replaceAll(/:(\w+)/gu, '{$1}')}`)
  })
}

/** By a session always; by a token where a program may do it at all. */
function waysIn(method: string, url: string): readonly Readonly<Record<string, readonly string[]>>[] {
  const needed = scopeNeededAt(`${method.toUpperCase()} ${url.replaceAll(/\{(\w+)\}/gu, ':$1')}`)
  return needed === 'session' || needed === 'public' ? [{ session: [] }] : [{ session: [] }, { token: [needed] }]
}

/** Every operation can answer with a problem, and those of people who are signed in need the session. */
function withProblems(document: ApiDocument, publicUrls: ReadonlySet<string>): object {
  const problemReply = {
    description: 'A problem: what was refused and why',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([url, operations]) => [
      url,
      Object.fromEntries(
        Object.entries(operations as Record<string, Operation>).map(([method, operation]) => [
          method,
          {
            ...operation,
            ...(publicUrls.has(`${method} ${url}`) ? {} : { security: waysIn(method, url) }),
            responses: { ...operation.responses, default: problemReply },
          },
        ]),
      ),
    ]),
  )
  const { $schema: _, ...problem } = z.toJSONSchema(problemSchema)
  return { ...document, paths, components: { ...document.components, schemas: { ...document.components?.schemas, Problem: problem } } }
}
