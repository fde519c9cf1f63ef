import { brotliCompress, constants } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'

const lasting = new WeakSet<object>()

/** Marks a reply that is sent again as the same object, unchanged: it is checked against its schema, written as JSON and compressed once. */
export function lastingReply<T extends object>(reply: T): T {
  lasting.add(reply)
  return reply
}

type Packed = { bytes?: Buffer }

/** What lasting replies were written as, by those bytes. */
const packed = new WeakMap<Buffer, Packed>()

/** Writes replies by the schema of their route, so that nothing leaves that the schema does not name. */
export const replyWriter: typeof serializerCompiler = (route) => {
  const write = serializerCompiler(route)
  const written = new WeakMap<object, Buffer>()
  return (reply: unknown) => {
    if (typeof reply !== 'object' || reply === null || !lasting.has(reply)) return write(reply)
    const bytes = written.get(reply) ?? Buffer.from(write(reply))
    if (!written.has(reply)) {
      written.set(reply, bytes)
      packed.set(bytes, pack(bytes))
    }
    // fastify sends bytes as well as text; the type of a serializer knows only text.
    return bytes as unknown as string
  }
}

/** Better packed than what is compressed anew for each answer, since it is done once. */
const packing = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

function pack(bytes: Buffer): Packed {
  const one: Packed = {}
  // Until it is done, or where it fails, the reply goes out as any other does.
  brotliCompress(bytes, packing, (_error, result) => (one.bytes = result))
  return one
}

/** Sends a lasting reply as it was packed, to who takes that; comes before the compression of all other replies. */
export function sendPacked(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const bytes = Buffer.isBuffer(payload) ? packed.get(payload)?.bytes : undefined
    if (bytes === undefined || !takesBrotli(request.headers['accept-encoding'])) return done(null, payload)
    reply.headers({ 'content-encoding': 'br', 'content-length': bytes.length, vary: 'accept-encoding' })
    done(null, bytes)
  })
}

const takesBrotli = (accepted: string | undefined): boolean =>
  /(?:^|[\s,])br\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))/u.test(accepted ?? '')
