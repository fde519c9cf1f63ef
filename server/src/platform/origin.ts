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

/**
 * A page elsewhere can point a name of its own at this machine (DNS rebinding) and then counts as "same origin" here. A program that listens
 * to its own machine only, and was told no other address, answers to that machine's names only.
 */
export function checkHost(request: FastifyRequest): void {
  if (loopbackHost.test(request.headers.host ?? '')) return
  throw problem('forbiddenOrigin', {
    detail: {
      vi: 'Máy chủ này chỉ mở tại http://localhost; muốn dùng địa chỉ khác, hãy đặt PUBLIC_URL.',
      en: 'This server is open at http://localhost only; to reach it by another address, set PUBLIC_URL.',
    },
  })
}

const loopbackName = '(?:(?:[\\w-]+\\.)*localhost|\\[?::1\\]?|127(?:\\.\\d{1,3}){3})'
const loopback = new RegExp(`^${loopbackName}$`, 'iu')
const loopbackHost = new RegExp(`^${loopbackName}(?::\\d{1,5})?$`, 'iu')

export const isLoopback = (hostname: string): boolean => loopback.test(hostname)

function comesFromUs(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'

  const { origin } = request.headers
  if (origin === undefined) return false
  if (origin === `${request.protocol}://${request.host}`) return true
  if (!URL.canParse(origin)) return false
  if (publicUrl !== undefined && new URL(publicUrl).origin === new URL(origin).origin) return true
  return new URL(origin).host === request.host
}
