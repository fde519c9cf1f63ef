import { expect, test } from 'vitest'
import { sharedLooks } from './shared-looks.ts'

/** Looks that end when they are told to, in the order they began. */
function eye() {
  const begun: { readonly name: string; readonly end: (seen: string) => void; readonly fail: (error: Error) => void }[] = []
  const look = (name: string) => () => new Promise<string>((end, fail) => void begun.push({ name, end, fail }))
  return { begun, look }
}
const pool = {}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who comes while a look is under way shares the next one, made as the last of them asked', async () => {
  const looks = sharedLooks<string>()
  const { begun, look } = eye()
  const first = looks(pool, 'may', look('first'))
  const [second, third] = [looks(pool, 'may', look('second')), looks(pool, 'may', look('third'))]
  await turn()
  expect(begun.map(({ name }) => name)).toEqual(['first'])
  begun[0]?.end('before')
  expect(await first).toBe('before')
  await turn()
  expect(begun.map(({ name }) => name)).toEqual(['first', 'third'])
  const fourth = looks(pool, 'may', look('fourth'))
  begun[1]?.end('after')
  expect(await Promise.all([second, third])).toEqual(['after', 'after'])
  await turn()
  begun[2]?.end('later')
  expect(await fourth).toBe('later')
  await turn()
  void looks(pool, 'may', look('fifth'))
  expect(begun.map(({ name }) => name)).toEqual(['first', 'third', 'fourth', 'fifth'])
})

test('another key and another pool wait for nobody', async () => {
  const looks = sharedLooks<string>()
  const { begun, look } = eye()
  void looks(pool, 'may', look('may'))
  void looks(pool, 'june', look('june'))
  void looks({}, 'may', look('neighbour'))
  await turn()
  expect(begun.map(({ name }) => name)).toEqual(['may', 'june', 'neighbour'])
})

test('a look that fails fails for those who shared it, and the next one is made', async () => {
  const looks = sharedLooks<string>()
  const { begun, look } = eye()
  const first = looks(pool, 'may', look('first'))
  const second = looks(pool, 'may', look('second'))
  begun[0]?.fail(new Error('no database'))
  await expect(first).rejects.toThrow('no database')
  await turn()
  begun[1]?.end('seen')
  expect(await second).toBe('seen')
})
