import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { testTimestampAuthority } from './testing-timestamps.ts'
import { readTimestampAnswer, timestampOf, timestampRequest } from './timestamps.ts'

const tsa = testTimestampAuthority('TSA thử')
const other = testTimestampAuthority('TSA khác')
afterAll(() => {
  tsa.authority.remove()
  other.authority.remove()
})

const text = Buffer.from('mốc niêm phong 7')
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const roots = [tsa.authority.root.der]

describe('a timestamp of RFC 3161', () => {
  test('says when the authority saw these very bytes, and stands by itself afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { bytes, nonce } = timestampRequest(digest(text))
      const answer = await readTimestampAnswer(tsa.answer(bytes), { text, nonce, roots })
      if ('refused' in answer) throw new Error(answer.refused)
      expect(Math.abs(answer.at.getTime() - Date.now())).toBeLessThan(600_000)
      expect(await timestampOf(answer.token, { text, roots })).toEqual(answer.at)
      expect(await timestampOf(answer.token, { text: Buffer.from('mốc khác'), roots })).toBeUndefined()
      expect(await timestampOf(answer.token, { text, roots: [other.authority.root.der] })).toBeUndefined()
    }
  })

  test.each<readonly [string, () => Promise<object>]>([
    [
      'of other bytes',
      () => {
        const { bytes, nonce } = timestampRequest(digest(Buffer.from('khác')))
        return readTimestampAnswer(tsa.answer(bytes), { text, nonce, roots })
      },
    ],
    [
      'that answers another request',
      () =>
        readTimestampAnswer(tsa.answer(timestampRequest(digest(text)).bytes), { text, nonce: timestampRequest(digest(text)).nonce, roots }),
    ],
    [
      'by an authority that nobody vouches for',
      () => {
        const { bytes, nonce } = timestampRequest(digest(text))
        return readTimestampAnswer(other.answer(bytes), { text, nonce, roots })
      },
    ],
    [
      'that was changed on its way',
      () => {
        const { bytes, nonce } = timestampRequest(digest(text))
        const answer = tsa.answer(bytes)
        answer[answer.length - 3] = (answer[answer.length - 3] ?? 0) ^ 1
        return readTimestampAnswer(answer, { text, nonce, roots })
      },
    ],
    ['that is a page of errors', () => readTimestampAnswer(Buffer.from('<html>502'), { text, nonce: new Uint8Array(16), roots })],
  ])('is refused where it is one %s', async (_what, ask) => {
    expect(await ask()).toHaveProperty('refused')
  })
})
