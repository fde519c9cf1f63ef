import { useEffect } from 'react'
import { useLatest } from '../app/use-latest.ts'

/** Single keys of a page; not while somebody types, nor under a dialog or menu. A handler that answers false has not used the key. */
export function useKeys(keys: Readonly<Record<string, () => boolean | void>>): void {
  const press = useLatest((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    // By class: a toast has the role of a dialog too, and must not silence the page.
    if (document.querySelector('.dialog, .drawer, .listbox')) return
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role="combobox"]')) return
    const act = keys[event.key.toLowerCase()]
    if (act && act() !== false) event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [press])
}

/** With nothing chosen yet, J and K start at the first or last row of a list; from then on the rows move themselves. */
export function startAtRow(at: 'first' | 'last'): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('main tr[tabindex="0"]')]
  if (rows.some((row) => row === document.activeElement)) return false
  const row = at === 'first' ? rows[0] : rows.at(-1)
  row?.focus()
  return row !== undefined
}
