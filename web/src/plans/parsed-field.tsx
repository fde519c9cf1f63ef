import { useState } from 'react'
import { TextField } from '../ui/field.tsx'
import type { Typed } from './draft-edit.ts'

/** How a form hands on what was typed: the value as far as it can be read, and the words of fields that cannot. */
export type Change<Value> = (value: Value, typed?: Typed) => void

type ParsedFieldProps<Content> = {
  readonly label: string
  readonly hint?: string
  /** The field's name among those that cannot be read. */
  readonly name: string
  readonly typed: Typed
  readonly content: Content
  readonly format: (content: Content) => string
  /** `undefined` where the words cannot be read; they are kept as typed and the content stays. */
  readonly parse: (text: string) => Content | undefined
  readonly wrong: string
  readonly onRead: (content: Content, typed: Typed) => void
  readonly onTyped: (typed: Typed) => void
  readonly disabled?: boolean
  readonly isNumber?: boolean
}

/** A text that is read as it is typed; while the cursor is in it, it stays letter by letter as typed. */
export function ParsedField<Content>({
  label,
  hint,
  name,
  typed,
  content,
  format,
  parse,
  wrong,
  onRead,
  onTyped,
  disabled = false,
  isNumber = false,
}: ParsedFieldProps<Content>) {
  const [draft, setDraft] = useState<string | null>(null)
  const unread = typed[name]
  const type = (text: string): void => {
    setDraft(text)
    const read = parse(text)
    const { [name]: _before, ...others } = typed
    if (read === undefined) onTyped({ ...others, [name]: text })
    else onRead(read, others)
  }
  return (
    <TextField
      label={label}
      hint={hint}
      error={unread === undefined ? undefined : wrong}
      value={draft ?? unread ?? format(content)}
      onChange={type}
      onBlur={() => setDraft(null)}
      disabled={disabled}
      autoComplete="off"
      {...(isNumber ? { inputMode: 'decimal' as const, className: 'input-number figures' } : {})}
    />
  )
}
