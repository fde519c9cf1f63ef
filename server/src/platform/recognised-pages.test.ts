import { expect, test } from 'vitest'
import { recognisedPages, withRecognisedPages } from './recognised-pages.ts'

test('how far a document is being recognised is told while that lasts, and not after, however it ends', async () => {
  expect([recognisedPages('one'), recognisedPages(null)]).toEqual([null, null])
  await withRecognisedPages('one', async (onProgress) => {
    expect(recognisedPages('one')).toBeNull()
    onProgress({ done: 2, of: 14 })
    expect([recognisedPages('one'), recognisedPages('two')]).toEqual([{ done: 2, of: 14 }, null])
  })
  expect(recognisedPages('one')).toBeNull()
  const failed = withRecognisedPages('one', async (onProgress) => {
    onProgress({ done: 0, of: 3 })
    throw new Error('unreadable')
  })
  await expect(failed).rejects.toThrow('unreadable')
  expect(recognisedPages('one')).toBeNull()
})
