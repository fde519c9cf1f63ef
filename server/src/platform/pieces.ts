import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { problem } from './problems.ts'

/** What fits in here is sent whole: it has a length, and what goes wrong on the way becomes a problem and no torn answer. */
const wholeLimit = 256 * 1024
/** Each long answer has a connection to the database for as long as it takes. */
const longAtOnce = 3
/** Who takes nothing for so long gives it up for others. */
const stalledMs = 60_000

let longAnswers = 0

/** Sends text that comes in pieces, no faster than it is taken. */
export async function sendPieces(reply: FastifyReply, pieces: AsyncGenerator<string>): Promise<FastifyReply> {
  let text = ''
  while (text.length <= wholeLimit) {
    const next = await pieces.next()
    if (next.done === true) return reply.send(text)
    text += next.value
  }
  if (longAnswers >= longAtOnce) {
    await pieces.return(undefined)
    throw problem('unavailable', { retryAfterSeconds: 10, detail: tooManyAtOnce })
  }
  longAnswers += 1
  let stalled: NodeJS.Timeout | undefined
  const stream = Readable.from(
    resumed(text, pieces, () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => stream.destroy(new Error('Nobody takes the answer.')), stalledMs)
    }),
    { objectMode: false, highWaterMark: wholeLimit },
  )
  stream.on('close', () => {
    clearTimeout(stalled)
    longAnswers -= 1
  })
  return reply.send(stream)
}

async function* resumed(first: string, rest: AsyncGenerator<string>, whenTaken: () => void): AsyncGenerator<string> {
  try {
    whenTaken()
    yield first
    for await (const piece of rest) {
      whenTaken()
      yield piece
    }
  } finally {
    await rest.return(undefined)
  }
}

const tooManyAtOnce = {
  vi: 'Máy chủ đang xuất nhiều bảng số liệu lớn cùng lúc; chờ ít giây rồi thử lại, hoặc hỏi ít tháng hơn.',
  en: 'The server is sending several long tables at once; wait a few seconds and try again, or ask for fewer months.',
}
