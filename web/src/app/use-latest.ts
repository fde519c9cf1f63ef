import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function for as long as the component lives, which does what the latest drawing would do. */
export function useLatest<Given extends readonly unknown[], Reply>(act: (...given: Given) => Reply): (...given: Given) => Reply {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...given: Given) => latest.current(...given), [])
}
