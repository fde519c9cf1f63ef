import fastify, { type FastifyBaseLogger } from 'fastify'

export type Logger = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>

/** A database error carries its whole connection; what helps is its words, its code and where it was raised. */
const told = (error: Error & { readonly code?: unknown }) => ({
  type: error.name,
  message: error.message,
  stack: error.stack ?? '',
  ...(error.code === undefined ? {} : { code: error.code }),
})

/** Lines of JSON on the error stream, each with the request it belongs to. fastify's own logger, made before its server is. */
export const openLog = (level: string): FastifyBaseLogger =>
  fastify({
    logger: {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      stream: process.stderr,
      serializers: { err: told },
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
  }).log
