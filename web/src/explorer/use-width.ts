import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** How wide an element is, so that what is drawn in it has letters of one size on any screen. */
export function useWidth<Of extends HTMLElement>(usual: number): readonly [RefObject<Of | null>, number] {
  const place = useRef<Of>(null)
  const [width, setWidth] = useState(usual)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(Math.max(280, Math.floor(element.clientWidth))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width]
}
