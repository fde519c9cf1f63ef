/** One issued version of a paper, as far as its standing goes. */
export type IssuedVersion = { readonly version: number; readonly isRecalled: boolean }

export type IssuedState =
  | { readonly state: 'genuine' }
  | { readonly state: 'recalled' }
  | { readonly state: 'superseded'; readonly by: number }

/**
 * How an issued version stands. A recall says more than a successor, so it is said first. A later version that was itself recalled
 * replaces nothing: what was issued in error and taken back does not void what stood before it.
 */
export function issuedState(version: number, all: readonly IssuedVersion[]): IssuedState | undefined {
  const own = all.find((one) => one.version === version)
  if (own === undefined) return undefined
  if (own.isRecalled) return { state: 'recalled' }

  const later = all.filter((one) => one.version > version && !one.isRecalled).map((one) => one.version)
  return later.length === 0 ? { state: 'genuine' } : { state: 'superseded', by: Math.max(...later) }
}
