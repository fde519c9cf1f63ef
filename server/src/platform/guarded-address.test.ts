import { expect, test } from 'vitest'
import { AddressFailed, guardedAddress, isInner } from './guarded-address.ts'

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%lo',
  'ff02::1',
])('%s is inside', (address) => {
  expect(isInner(address)).toBe(true)
})

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '203.162.0.1', '2606:4700::1', '::ffff:1.1.1.1', '64:ff9b::101:101', '2002:101:101::'])(
  '%s is outside',
  (address) => {
    expect(isInner(address)).toBe(false)
  },
)

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof AddressFailed) return { because: error.because, host: error.host }
      throw error
    },
  )

test('a name of this machine is refused, in whatever way it is written', async () => {
  for (const host of ['localhost', '127.0.0.1', '127.1', '0x7f.0.0.1', '2130706433', '[::1]'])
    expect(await failureOf(guardedAddress(host, 80, [])), `asked: ${host}`).toMatchObject({ because: 'addressRefused' })
})

test('who runs the machine may allow a host, or one door of it', async () => {
  expect(await guardedAddress('localhost', 80, ['LOCALHOST'])).toMatchObject({ family: expect.any(Number) })
  expect(await guardedAddress('127.0.0.1', 8080, ['127.0.0.1:8080'])).toEqual({ address: '127.0.0.1', family: 4 })
  expect(await failureOf(guardedAddress('127.0.0.1', 5432, ['127.0.0.1:8080']))).toMatchObject({ because: 'addressRefused' })
})

test('a name that nobody has is not reached', async () => {
  expect(await failureOf(guardedAddress('khong-co.invalid', 80, []))).toEqual({ because: 'unreachable', host: 'khong-co.invalid' })
})
