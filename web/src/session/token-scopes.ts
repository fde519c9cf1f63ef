import { scopes, type Scope } from '@haidang/domain/access/scopes'
import type { tokensVi } from '../words/tokens.vi.ts'

export type ScopeArea = keyof typeof tokensVi.areas
export type ScopeAct = 'read' | 'write'
export type AreaScopes = { readonly area: ScopeArea; readonly acts: readonly ScopeAct[] }

/** Scopes by what they are about, in the order in which they are offered. */
export function areasOf(held: readonly Scope[]): readonly AreaScopes[] {
  const acts = new Map<ScopeArea, ScopeAct[]>()
  for (const scope of scopes) {
    if (!held.includes(scope)) continue
    const [area, act] = scope.split(':') as [ScopeArea, ScopeAct] // What every scope is made of; words.areas has a name for each.
    acts.set(area, [...(acts.get(area) ?? []), act])
  }
  return [...acts].map(([area, allowed]) => ({ area, acts: allowed }))
}
