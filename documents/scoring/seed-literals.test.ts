import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { goldSets } from './gold-sets.ts'

const reader = resolve(import.meta.dirname, '../src')
const hasSeeds = process.env['HAIDANG_SHARED'] !== undefined

test.skipIf(!hasSeeds)('no number, person or place of a seed stands in the source of the reader', async () => {
  const seeds = (await goldSets()).find(({ name }) => name === 'seeds')?.documents ?? []
  const names = seeds.flatMap(({ gold: { document, citations } }) => [
    ...[document, ...citations].flatMap(({ number }) => (number !== null && /^\d.*[-/]/u.test(number) ? [number] : [])),
    ...[document.place, document.signer, document.meeting?.chair].flatMap((name) => name ?? []),
    ...[document.issuer, document.meeting?.chairRole, ...citations.map(({ issuer }) => issuer)].flatMap((body) => properName(body) ?? []),
  ])
  expect(new Set(names).size).toBeGreaterThan(25)

  const sources = readdirSync(reader, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\.test-data\.ts$|testing-/u.test(file))
    .map((file) => ({
      file,
      text: withoutComments(readFileSync(join(reader, file), 'utf8'))
        .normalize('NFC')
        .toUpperCase(),
    }))
  const found = sources.flatMap(({ file, text }) =>
    [...new Set(names)].filter((name) => standsIn(text, name.toUpperCase())).map((name) => `${file}: ${name}`),
  )
  expect(found).toEqual([])
})

const withoutComments = (source: string): string => source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$|\s\/\/\s.*$/gmu, '')

/** As a whole: "5/KH-UBND" does not stand in "15/KH-UBND". */
function standsIn(text: string, name: string): boolean {
  const at = text.indexOf(name)
  return at >= 0 && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
}

/** What stands after the level in "UBND thành phố …". */
const properName = (body: string | null | undefined): string | undefined =>
  /(?:thành phố|tỉnh|thị xã|huyện|quận|phường|xã)\s+((?:\p{Lu}\p{Ll}+(?:\s+-\s+|\s|$))+)/u.exec(body ?? '')?.[1]?.trim()
