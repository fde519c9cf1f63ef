import type { FastifyRequest } from 'fastify'
import { problem } from './problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Another site cannot make a person's browser change anything here: what changes must say that it comes from our own page (the browser's
 * word, or an Origin of this host where the browser does not give one, as over plain HTTP), and carry a header no form can send.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (safeMethods.has(request.method)) return
  if (request.headers['x-haidang'] !== '1' || !comesFromUs(request, publicUrl)) throw problem('forbiddenOrigin')
}

function comesFromUs(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'

  const { origin } = request.headers
  if (origin === undefined || !URL.canParse(origin)) return false
  if (publicUrl !== undefined && new URL(publicUrl).origin === new URL(origin).origin) return true
  return new URL(origin).host === request.host
}
