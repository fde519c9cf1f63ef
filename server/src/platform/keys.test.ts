import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyNamed, seal, unseal } from './keys.ts'
import { readSettings } from './settings.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'haidang-keys-'))
})
afterAll(() => rm(home, { recursive: true }))

test('of many who need a key first, one makes it and all get the same; nobody else on the machine reads it', async () => {
  const keysDir = join(home, 'together')
  const keys = await Promise.all(Array.from({ length: 8 }, () => keyNamed(keysDir, 'access')))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await readdir(keysDir)).toEqual(['access.key'])
  expect((await stat(join(keysDir, 'access.key'))).mode & 0o777).toBe(0o600)
  expect((await stat(keysDir)).mode & 0o777).toBe(0o700)
})

test('what is sealed opens with its own key alone, and not where a bit of it was changed', async () => {
  const keysDir = join(home, 'sealed')
  const sealed = await seal(keysDir, 'access', 'JBSWY3DPEHPK3PXP')
  expect(sealed.toString('latin1')).not.toContain('JBSWY3DP')
  expect(await unseal(keysDir, 'access', sealed)).toBe('JBSWY3DPEHPK3PXP')
  await expect(unseal(keysDir, 'feeds', sealed)).rejects.toThrow(/unable to authenticate/u)
  await expect(unseal(join(home, 'elsewhere'), 'access', sealed)).rejects.toThrow(/unable to authenticate/u)
  sealed.writeUInt8(sealed.readUInt8(30) ^ 1, 30)
  await expect(unseal(keysDir, 'access', sealed)).rejects.toThrow(/unable to authenticate/u)
})

test('the keys lie in the data directory, or where KEYS_DIR says', () => {
  expect(readSettings({ DATA_DIR: '/var/lib/haidang' }, false).keysDir).toBe('/var/lib/haidang/keys')
  expect(readSettings({ DATA_DIR: '/var/lib/haidang', KEYS_DIR: '/etc/haidang/keys' }, false).keysDir).toBe('/etc/haidang/keys')
})
