import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const storageKey = 'haidang.theme'
const listeners = new Set<() => void>()
const prefersDark = matchMedia('(prefers-color-scheme: dark)')
let current: Theme = remembered()

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current)
}

export function setTheme(theme: Theme): void {
  current = theme
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  apply()
  for (const listener of listeners) listener()
}

export function startTheme(): void {
  apply()
  prefersDark.addEventListener('change', apply)
}

function apply(): void {
  const dark = current === 'dark' || (current === 'system' && prefersDark.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
