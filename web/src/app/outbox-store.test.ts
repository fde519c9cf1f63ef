import { expect, test } from 'vitest'
import { browserStore } from './outbox-store.ts'

/** As a browser's: its keys are its own properties. */
function storageOf(room: number) {
  const storage = Object.create({
    getItem: (key: string): string | null => storage[key] ?? null,
    setItem: (key: string, value: string): void => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError')
      storage[key] = value
    },
    removeItem: (key: string): void => {
      delete storage[key]
    },
  }) as Record<string, string> & Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  return storage
}

test('what the machine has no room for is not lost while the tab is open, and never stands in its older form', () => {
  const store = browserStore(storageOf(10))
  expect(store.set('bang', 'ngắn')).toBe(true)
  expect(store.set('bang', 'một bảng rất dài')).toBe(false)
  expect([store.get('bang'), store.keys()]).toEqual(['một bảng rất dài', ['bang']])
  expect(store.set('bang', 'lại ngắn')).toBe(true)
  expect(store.get('bang')).toBe('lại ngắn')
  store.remove('bang')
  expect([store.get('bang'), store.keys()]).toEqual([null, []])
})
