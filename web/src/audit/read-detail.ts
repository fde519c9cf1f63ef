/** One thing that a line tells: a value, or how a value changed. `path` are the names from outside in. */
export type Told =
  | { readonly path: readonly string[]; readonly value: string }
  | { readonly path: readonly string[]; readonly before: string; readonly after: string }

type Leaf = { readonly path: readonly string[]; readonly text: string }

/** What the detail of an audit line says, as rows for reading. Pairs of before and after are told as changes, and only where they differ. */
export function readDetail(detail: unknown, outside: readonly string[] = []): readonly Told[] {
  if (Array.isArray(detail)) return detail.flatMap((item: unknown) => readDetail(item, outside))
  if (!isObject(detail)) return [{ path: outside, value: textOf(detail) }]
  const { before, after, ...rest } = detail
  const isPair = 'before' in detail || 'after' in detail
  // What a change is about comes into its name: the indicator, the heading.
  const about = isPair ? Object.entries(rest).flatMap(([name, value]) => (isAbout(name) && typeof value === 'string' ? [value] : [])) : []
  const others = Object.entries(rest).filter(([name, value]) => !(isPair && isAbout(name) && typeof value === 'string'))
  return [
    ...(isPair ? changesOf(before, after, [...outside, ...about]) : []),
    ...others.flatMap(([name, value]) =>
      isList(value) ? listOf(value, [...outside, name]) : readDetail(value, name === 'changes' ? outside : [...outside, name]),
    ),
  ]
}

const isAbout = (name: string): boolean => name === 'indicatorId' || name === 'heading'

function changesOf(before: unknown, after: unknown, path: readonly string[]): readonly Told[] {
  const [was, is] = [leavesOf(before, []), leavesOf(after, [])]
  const textIn = (leaves: readonly Leaf[], key: string): string => leaves.find((leaf) => leaf.path.join('/') === key)?.text ?? ''
  const keys = [...new Set([...was, ...is].map((leaf) => leaf.path.join('/')))]
  return keys.flatMap((key) => {
    const [old, now] = [textIn(was, key), textIn(is, key)]
    return old === now ? [] : [{ path: [...path, ...key.split('/').filter(Boolean)], before: old, after: now }]
  })
}

function leavesOf(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value))
    return value.every((item) => !isObject(item))
      ? [{ path, text: value.map(textOf).join('\n') }]
      : value.flatMap((item: unknown, index) => leavesOf(item, [...path, String(index + 1)]))
  if (isObject(value)) return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
  return [{ path, text: textOf(value) }]
}

/** A list of plain things in one row; of cells with reasons, one row each. */
function listOf(items: readonly unknown[], path: readonly string[]): readonly Told[] {
  if (items.length === 0) return []
  if (items.some((item) => isObject(item) && ('before' in item || 'after' in item)))
    return items.flatMap((item) => readDetail(item, path.slice(0, -1)))
  if (!items.some(isObject)) return [{ path, value: items.map(textOf).join(', ') }]
  return items.map((item) => ({
    path,
    value: leavesOf(item, [])
      .map(({ text }) => text)
      .join(' · '),
  }))
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
