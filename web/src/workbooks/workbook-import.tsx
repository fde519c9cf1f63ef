import './workbooks.css'
import { cellFaultSentence } from '@haidang/api/workbook-sentences'
import type { WorkbookChange, WorkbookFault, WorkbookReading } from '@haidang/api/workbooks'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { upload, uploadForFile } from '../app/fetch.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/field.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Banner, Progress } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { useLanguage } from '../words/language.ts'
import { ownTablesWords } from '../words/own-tables.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import { workbooksWords } from '../words/workbooks.ts'
import { agreedChanges, byUnit, cellsOf } from './agreed-changes.ts'
import { Changes } from './changes-table.tsx'
import { refusalOf } from './sentences.ts'

type WorkbookImportProps = {
  /** Where the workbook is taken, checked and, with `/marked`, marked. */
  readonly path: string
  readonly query?: string
  readonly isOfAllUnits?: boolean
  /** What was dropped on the page already. */
  readonly dropped?: File | null
  /** Why it cannot be looked at now. */
  readonly hindrance?: () => Promise<string | undefined>
  readonly save: (changeKey: string, changes: readonly WorkbookChange[]) => Promise<void>
}

type Changed = Extract<WorkbookReading, { kind: 'changes' }>
type Step =
  | { readonly at: 'start' }
  | { readonly at: 'reading'; readonly file: File }
  | { readonly at: 'refused'; readonly sentence: string; readonly list: readonly string[] }
  | { readonly at: 'faults'; readonly file: File; readonly faults: readonly WorkbookFault[]; readonly count: number }
  | { readonly at: 'changes'; readonly reading: Changed }

/** Take the form, fill it in elsewhere, bring it back, see what would change, and only then save. */
export function WorkbookImport({ path, query = '', isOfAllUnits = false, dropped = null, hindrance, save }: WorkbookImportProps) {
  const words = useWords(workbooksWords)
  const tables = useWords(ownTablesWords)
  const reports = useWords(reportsWords)
  const ui = useWords(uiWords)
  const [step, setStep] = useState<Step>({ at: 'start' })
  const refuse = (error: unknown, name: string): void =>
    setStep({ at: 'refused', ...refusalOf(error, name, { workbooks: words, tables, reports, ui }) })

  const look = async (chosen: File): Promise<void> => {
    setStep({ at: 'reading', file: chosen })
    try {
      const why = await hindrance?.()
      if (why !== undefined) return setStep({ at: 'refused', sentence: why, list: [] })
      // Held here: what is marked later is what was read now, whatever happens to the file meanwhile.
      const file = new File([await chosen.arrayBuffer()], chosen.name, { type: chosen.type })
      const reading = await upload<WorkbookReading>(path + query, file)
      setStep(
        reading.kind === 'faults' ? { at: 'faults', file, faults: reading.faults, count: reading.faultCount } : { at: 'changes', reading },
      )
    } catch (error) {
      refuse(error, chosen.name)
    }
  }
  const begun = useRef<File | null>(null)
  useEffect(() => {
    if (dropped === null || begun.current === dropped) return
    begun.current = dropped
    void look(dropped)
  })
  const again = <Again onFile={(file) => void look(file)} />

  switch (step.at) {
    case 'start':
      return <Start href={path + query} isOfAllUnits={isOfAllUnits} onFile={(file) => void look(file)} />
    case 'reading':
      return <Progress label={words.reading(step.file.name)} value={null} />
    case 'refused':
      return (
        <div className="workbook-result">
          <Banner tone="bad" title={words.refusedTitle}>
            <p>{step.sentence}</p>
            {step.list.length === 0 ? null : (
              <ul className="workbook-list">
                {step.list.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </Banner>
          <div className="workbook-acts">
            <LinkButton href={path + query} icon="download" download>
              {words.download}
            </LinkButton>
            {again}
          </div>
        </div>
      )
    case 'faults':
      return (
        <Faults faults={step.faults} count={step.count} about={words.faultsAbout}>
          {again}
          <MarkedFile file={step.file} path={`${path}/marked${query}`} onFailed={refuse} />
        </Faults>
      )
    case 'changes':
      return (
        <Agreement
          reading={step.reading}
          isOfAllUnits={isOfAllUnits}
          again={again}
          save={async (changes) => {
            try {
              await save(step.reading.changeKey, changes)
            } catch (error) {
              refuse(error, '')
            }
          }}
        />
      )
  }
}

function Start({
  href,
  isOfAllUnits,
  onFile,
}: {
  readonly href: string
  readonly isOfAllUnits: boolean
  readonly onFile: (file: File) => void
}) {
  const words = useWords(workbooksWords)
  const bring = isOfAllUnits ? words.bringForMonth : words.bring
  return (
    <div className="workbook-steps">
      <div className="workbook-step">
        <h3>1. {words.take}</h3>
        <p className="soft small">{isOfAllUnits ? words.takeForMonth : words.takeAbout}</p>
        <LinkButton href={href} icon="download" download>
          {words.download}
        </LinkButton>
      </div>
      <div className="workbook-step">
        <h3>2. {bring}</h3>
        <FileDrop label={bring} accept=".xlsx" choose={words.choose} hint={words.drop} onFile={onFile} />
        <p className="soft small">{words.safe}</p>
      </div>
    </div>
  )
}

function Again({ onFile }: { readonly onFile: (file: File) => void }) {
  const words = useWords(workbooksWords)
  return <FileDrop label={words.another} accept=".xlsx" choose={words.another} hint={words.drop} onFile={onFile} />
}

/** Every bad cell with what is wrong with it. */
export function Faults({
  faults,
  count,
  about,
  children,
}: {
  readonly faults: readonly WorkbookFault[]
  readonly count: number
  readonly about: string
  readonly children: ReactNode
}) {
  const words = useWords(workbooksWords)
  const language = useLanguage()
  const hasUnits = new Set(faults.map(({ unit }) => unit)).size > 1
  return (
    <div className="workbook-result">
      <Banner tone="bad" title={words.faultsTitle(count)}>
        {about}
      </Banner>
      <Table
        caption={words.faultsTitle(count)}
        rows={faults}
        rowKey={({ cell, code }) => `${cell} ${code}`}
        columns={[
          { key: 'cell', head: words.columns.cell, rowHead: true, width: 'narrow', cell: ({ cell }) => cell },
          ...(hasUnits ? [{ key: 'unit', head: words.columns.unit, cell: ({ unit }: WorkbookFault) => unit }] : []),
          { key: 'indicator', head: words.columns.indicator, cell: ({ indicator }) => indicator },
          { key: 'typed', head: words.columns.typed, cell: ({ text }) => text },
          { key: 'sentence', head: words.columns.sentence, cell: (fault) => cellFaultSentence(codeOf(fault), language) },
        ]}
      />
      {count > faults.length ? <p className="soft">{words.more(count - faults.length)}</p> : null}
      <div className="workbook-acts">{children}</div>
    </div>
  )
}

/** The workbook that was read, with its faults written at their cells. */
function MarkedFile({
  file,
  path,
  onFailed,
}: {
  readonly file: File
  readonly path: string
  readonly onFailed: (error: unknown, name: string) => void
}) {
  const words = useWords(workbooksWords)
  const [busy, setBusy] = useState(false)
  const take = async (): Promise<void> => {
    setBusy(true)
    try {
      saveAs(await uploadForFile(path, file), words.markedName(file.name.replace(/\.xlsx$/iu, '')))
      setBusy(false)
    } catch (error) {
      onFailed(error, file.name)
    }
  }
  return (
    <Button look="primary" icon="download" busy={busy} onClick={() => void take()}>
      {words.marked}
    </Button>
  )
}

/** The wire says a code as text; one that this page does not know yet is said in general. */
const codeOf = ({ code, ...fault }: WorkbookFault): Parameters<typeof cellFaultSentence>[0] => ({
  ...fault,
  code: code as Parameters<typeof cellFaultSentence>[0]['code'],
})

function saveAs(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

/** What would change, cell by cell, and the press that saves it. */
export function Agreement({
  reading,
  isOfAllUnits,
  again,
  save,
}: {
  readonly reading: Pick<Changed, 'changes' | 'unchanged' | 'missingRows'>
  readonly isOfAllUnits: boolean
  readonly again: ReactNode
  readonly save: (changes: readonly WorkbookChange[]) => Promise<void>
}) {
  const words = useWords(workbooksWords)
  const [clears, setClears] = useState(false)
  const [busy, setBusy] = useState(false)
  const { changes, unchanged, missingRows } = reading
  const cells = cellsOf(changes)
  const cleared = cells.filter(({ isCleared }) => isCleared).length
  const agreed = agreedChanges(changes, clears)
  const agreedCells = cellsOf(agreed).length
  const units = byUnit(changes, (change) => change).size
  const aside = [unchanged > 0 ? words.unchanged(unchanged) : '', missingRows > 0 ? words.missingRows(missingRows) : ''].filter(Boolean)
  if (cells.length === 0) {
    return (
      <div className="workbook-result">
        <Banner tone="good" title={words.sameTitle}>
          {words.same(unchanged)}
        </Banner>
        <div className="workbook-acts">{again}</div>
      </div>
    )
  }
  return (
    <div className="workbook-result">
      <p className="strong" role="status">
        {units > 1 ? words.changesOf(cells.length, units) : words.changesTitle(cells.length)}
        {aside.length === 0 ? null : <span className="soft"> · {aside.join(' · ')}</span>}
      </p>
      {cleared === 0 ? null : (
        <div>
          <Checkbox label={words.clears(cleared)} checked={clears} onChange={setClears} />
          <p className="soft small">{words.clearsHint}</p>
        </div>
      )}
      <Changes cells={cells} isOfAllUnits={isOfAllUnits} />
      <div className="workbook-acts">
        {again}
        <Button
          look="primary"
          busy={busy}
          disabled={agreedCells === 0}
          onClick={() => {
            setBusy(true)
            void save(agreed).finally(() => setBusy(false))
          }}
        >
          {words.save(agreedCells)}
        </Button>
      </div>
    </div>
  )
}
