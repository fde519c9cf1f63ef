import type { EntriesSaved, PutEntries } from '@haidang/api/reports'
import type { WorkbookChange } from '@haidang/api/workbooks'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { entriesOf } from '../workbooks/agreed-changes.ts'
import { WorkbookImport } from '../workbooks/workbook-import.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { workbooksWords } from '../words/workbooks.ts'
import { readBlock } from './clipboard-block.ts'
import { PasteSummary } from './paste-preview.tsx'
import { planPaste } from './paste-plan.ts'
import type { PastePlan } from './paste-plan.ts'
import type { SheetRow } from './sheet.ts'
import type { ReportSheet } from './use-report-sheet.ts'

type Way = 'workbook' | 'paste'
type ExcelDialogProps = {
  readonly reportId: string
  readonly sheet: ReportSheet
  /** A form workbook that was dropped on the page. */
  readonly dropped: File | null
  readonly onWrite: (plan: PastePlan) => void
  readonly onSaved: (changes: readonly WorkbookChange[]) => void
  readonly onClose: () => void
}

/** The two ways in from a spreadsheet: the form that was filled in offline, and a block of cells. */
export function ExcelDialog({ reportId, sheet, dropped, onWrite, onSaved, onClose }: ExcelDialogProps) {
  const words = useWords(workbooksWords)
  const [way, setWay] = useState<Way>('workbook')
  const hindrance = async (): Promise<string | undefined> => {
    await sheet.flush()
    return sheet.entries.outbox.state().items.size > 0 ? words.unsent : undefined
  }
  const save = async (changeKey: string, changes: readonly WorkbookChange[]): Promise<void> => {
    const body: PutEntries = { changeKey, entries: entriesOf(changes) }
    sheet.take(await put<EntriesSaved>(`/api/reports/${reportId}/entries`, body))
    onSaved(changes)
  }
  return (
    <Dialog open wide onClose={onClose} title={words.title}>
      <Tabs<Way>
        label={words.tabs.label}
        value={way}
        onChange={setWay}
        tabs={[
          {
            value: 'workbook',
            label: words.tabs.workbook,
            panel: <WorkbookImport path={`/api/reports/${reportId}/workbook`} dropped={dropped} hindrance={hindrance} save={save} />,
          },
          { value: 'paste', label: words.tabs.paste, panel: <PasteBox rows={sheet.rows} onWrite={onWrite} /> },
        ]}
      />
    </Dialog>
  )
}

/** A place to paste for whoever does not paste into the grid: the block starts at the first row, or goes by names. */
function PasteBox({ rows, onWrite }: { readonly rows: readonly SheetRow[]; readonly onWrite: (plan: PastePlan) => void }) {
  const words = useWords(reportsWords).paste
  const [text, setText] = useState('')
  const [html, setHtml] = useState('')
  const form = rows.map(({ line }) => ({ slot: line.id, name: line.name, kind: line.kind }))
  const plan = text.trim() === '' && html === '' ? undefined : planPaste(readBlock({ text, html }), form, { row: 0, field: 'numerator' })
  return (
    <>
      <p className="layer-description">{words.dialogAbout}</p>
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
      <div className="workbook-acts">
        <Button look="primary" disabled={!plan || plan.writes.length === 0} onClick={() => plan && onWrite(plan)}>
          {words.write}
        </Button>
      </div>
    </>
  )
}
