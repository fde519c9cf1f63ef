import { useEffect, useState } from 'react'

/**
 * How many of a long list to draw: the first at once, then some more after each frame until all stand. Each step stays, so that whoever
 * walks on meanwhile loses none of them.
 */
export function useDrawnCount(total: number, { first, step }: { readonly first: number; readonly step: number }): number {
  const [count, setCount] = useState(first)
  const isWhole = count >= total
  useEffect(() => {
    if (isWhole) return undefined
    const timer = setTimeout(() => setCount((now) => now + step), 30)
    return () => clearTimeout(timer)
  }, [isWhole, count, step])
  return Math.min(count, total)
}
