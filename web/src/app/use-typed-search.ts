import { useEffect, useState } from 'react'

/** Long enough that a word is not searched letter by letter, short enough not to be waited for. */
const pauseMs = 250

/** What is typed into a search field that the address follows after a pause; another address (Back, a link) brings its own words into it. */
export function useTypedSearch(inAddress: string, go: (typed: string) => void): readonly [string, (typed: string) => void] {
  const [typed, setTyped] = useState(inAddress)
  const [asked, setAsked] = useState(inAddress)
  if (asked !== inAddress) {
    setAsked(inAddress)
    setTyped(inAddress)
  }
  useEffect(() => {
    if (typed === inAddress) return undefined
    const timer = setTimeout(() => {
      setAsked(typed.trim() === '' ? '' : typed)
      go(typed)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [go, inAddress, typed])
  return [typed, setTyped]
}
