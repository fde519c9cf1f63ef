/**
 * One text per value: keys sorted by UTF-16 unit, `undefined` members left out, no spaces. What cannot be told apart after a round trip
 * through JSON (NaN, dates, functions) is refused instead of being hashed as something else.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (isPlainObject(value)) return `{${members(value)}}`
  throw new TypeError(`A value of type ${typeof value} has no canonical JSON; write it as text first.`)
}

function members(value: Readonly<Record<string, unknown>>): string {
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
    .join(',')
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
