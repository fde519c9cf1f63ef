import { useState } from 'react'
import { TextArea } from '../ui/field.tsx'
import { linesOfText } from './edits.ts'

type LinesFieldProps = {
  readonly label: string
  readonly hint: string
  readonly rows: number
  readonly lines: readonly string[]
  readonly most: number
  readonly longest: number
  readonly onChange: (lines: string[]) => void
}

/** One thing a line. A line just begun stays as it is typed, though nothing of it is saved yet. */
export function LinesField({ label, hint, rows, lines, most, longest, onChange }: LinesFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const isSame = typed !== null && linesOfText(typed, most, longest).join('\n') === lines.join('\n')
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={rows}
      value={isSame ? typed : lines.join('\n')}
      onChange={(text) => {
        setTyped(text)
        onChange(linesOfText(text, most, longest))
      }}
    />
  )
}
