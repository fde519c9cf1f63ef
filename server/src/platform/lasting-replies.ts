import { serializerCompiler } from 'fastify-type-provider-zod'

const lasting = new WeakSet<object>()

/** Marks a reply that is sent again as the same object, unchanged: it is checked against its schema and written as JSON once. */
export function lastingReply<T extends object>(reply: T): T {
  lasting.add(reply)
  return reply
}

/** Writes replies by the schema of their route, so that nothing leaves that the schema does not name. */
export const replyWriter: typeof serializerCompiler = (route) => {
  const write = serializerCompiler(route)
  const written = new WeakMap<object, Buffer>()
  return (reply: unknown) => {
    if (typeof reply !== 'object' || reply === null || !lasting.has(reply)) return write(reply)
    const bytes = written.get(reply) ?? Buffer.from(write(reply))
    written.set(reply, bytes)
    // fastify sends bytes as well as text; the type of a serializer knows only text.
    return bytes as unknown as string
  }
}
