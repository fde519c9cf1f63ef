import { useEffect, useState } from 'react'

let ahead = 0

/** A practice office has its own time that runs on: kept as the distance from this machine's clock. */
export function setOfficeClock(now: string): void {
  ahead = Date.parse(now) - Date.now()
}

export function officeNow(): string {
  return new Date(Date.now() + ahead).toISOString()
}

/** The office's time, anew every half minute. */
export function useNow(): string {
  const [now, setNow] = useState(officeNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(officeNow()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
