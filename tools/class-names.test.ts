import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const styles = globSync('web/src/*/*.css').map((path) => ({ feature: path.split('/')[2] ?? '', text: readFileSync(path, 'utf8') }))
const shared = new Set(['ui', 'app'])

/** The classes that a sheet's rules begin with: `.review .page-head` speaks of what is in `.review`. */
function namesIn(text: string): readonly string[] {
  const rules = text.replaceAll(/\/\*[\s\S]*?\*\//gu, '')
  return [...rules.matchAll(/(?:^|[,{}])\s*\.([a-z][\w-]*)/gu)].map(([, name = '']) => name)
}

// A sheet that was loaded once stays: two features with one name dress each other's pages as soon as somebody has been to both.
test('no two features style the same class', () => {
  const features = new Map<string, Set<string>>()
  for (const { feature, text } of styles)
    for (const name of namesIn(text)) features.set(name, new Set([...(features.get(name) ?? []), feature]))
  const shareds = [...features].filter(([, where]) => [...where].some((feature) => shared.has(feature))).map(([name]) => name)
  const clashes = [...features].filter(([name, where]) => where.size > 1 && !shareds.includes(name))
  expect(features.size).toBeGreaterThan(200)
  expect(clashes.map(([name, where]) => `.${name}: ${[...where].join(', ')}`)).toEqual([])
})
