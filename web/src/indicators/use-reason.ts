import { useState } from 'react'

/** Why something is recorded: asked for when one tries without it. */
export function useReason(needed: string) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const saysWhy = reason.trim().length >= 3
  return {
    /** The reason, or undefined where there is none yet; then the field says so. */
    ask: (): string | undefined => {
      setTried(true)
      return saysWhy ? reason.trim() : undefined
    },
    field: {
      required: true,
      rows: 2,
      maxLength: 1000,
      value: reason,
      onChange: setReason,
      ...(tried && !saysWhy ? { error: needed } : {}),
    },
  }
}
