import { useEffect } from 'react'
import { useLatest } from '../app/use-latest.ts'

export type ReviewKey =
  | 'next'
  | 'previous'
  | 'accept'
  | 'edit'
  | 'drop'
  | 'split'
  | 'merge'
  | 'add'
  | 'tick'
  | 'many'
  | 'undoMany'
  | 'doubts'
  | 'leave'
  | 'acceptAndLeave'

const keys: Readonly<Record<string, ReviewKey>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'accept',
  e: 'edit',
  x: 'drop',
  s: 'split',
  m: 'merge',
  a: 'add',
  ' ': 'tick',
  n: 'many',
  u: 'undoMany',
  d: 'doubts',
}

/** Single keys while nothing is being typed; in a form only Escape (done) and Ctrl Enter (accept). */
export function useReviewKeys(act: (key: ReviewKey) => void): void {
  const latest = useLatest(act)
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return
      if (target?.closest('input, textarea, select, [contenteditable], [role="combobox"]')) {
        if (event.key === 'Escape' && target.closest('.item-form')) latest('leave')
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && target.closest('.item-form')) latest('acceptAndLeave')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key === 'Escape' ? 'leave' : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (key === undefined) return
      // A button, link, tab or check box under the cursor takes these keys itself; so does the document when it scrolls.
      const isOwnKey = key === 'accept' || key === 'tick' || event.key.startsWith('Arrow')
      if (isOwnKey && target?.closest('button, a, summary, [role="tab"], [role="checkbox"], .review-document')) return
      event.preventDefault()
      latest(key)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [latest])
}
