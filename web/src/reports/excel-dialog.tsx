import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import { readBlock } from './clipboard-block.ts'
import { PasteSummary } from './paste-preview.tsx'
import { planPaste } from './paste-plan.ts'
import type { PastePlan } from './paste-plan.ts'
import type { SheetRow } from './sheet.ts'

/** A place to paste for whoever does not paste into the grid: the block starts at the first row, or goes by names. */
export function ExcelDialog({
  rows,
  onWrite,
  onClose,
}: {
  readonly rows: readonly SheetRow[]
  readonly onWrite: (plan: PastePlan) => void
  readonly onClose: () => void
}) {
  const words = useWords(reportsWords).paste
  const ui = useWords(uiWords)
  const [text, setText] = useState('')
  const [html, setHtml] = useState('')
  const form = rows.map(({ line }) => ({ slot: line.id, name: line.name, kind: line.kind }))
  const plan = text.trim() === '' && html === '' ? undefined : planPaste(readBlock({ text, html }), form, { row: 0, field: 'numerator' })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.dialogTitle}
      description={words.dialogAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" disabled={!plan || plan.writes.length === 0} onClick={() => plan && onWrite(plan)}>
            {words.write}
          </Button>
        </>
      }
    >
      <TextArea
        label={words.dialogBox}
        rows={8}
        className="figures"
        value={text}
        onChange={(next) => {
          setText(next)
          setHtml('')
        }}
        onPaste={(event) => {
          event.preventDefault()
          setText(event.clipboardData.getData('text/plain'))
          setHtml(event.clipboardData.getData('text/html'))
        }}
      />
      {plan ? <PasteSummary plan={plan} /> : null}
    </Dialog>
  )
}
