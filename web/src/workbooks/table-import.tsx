import './workbooks.css'
import type { PutMapping, SavedMapping, TableLook, TableReading, TableSheet } from '@haidang/api/own-tables'
import type { WorkbookChange } from '@haidang/api/workbooks'
import { useEffect, useRef, useState } from 'react'
import { put, upload } from '../app/fetch.ts'
import { Button } from '../ui/button.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Banner, Progress } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { ownTablesWords } from '../words/own-tables.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import { workbooksWords } from '../words/workbooks.ts'
import { Agreement, Faults } from './workbook-import.tsx'
import { refusalOf } from './sentences.ts'
import { MappingForm } from './mapping-form.tsx'
import { NamesForm } from './names-form.tsx'

const accepted = '.xlsx,.csv,.tsv'

type Known = { readonly file: File; readonly look: TableLook; readonly sheet: TableSheet }
type Step =
  | { readonly at: 'start' }
  | { readonly at: 'reading'; readonly file: File }
  | { readonly at: 'refused'; readonly sentence: string; readonly list: readonly string[] }
  | ({ readonly at: 'mapping' } & Known)
  | ({ readonly at: 'read'; readonly mapping: SavedMapping; readonly reading: TableReading } & Known)

type TableImportProps = {
  readonly period: string
  readonly planId: string
  readonly dropped?: File | null
  readonly save: (changeKey: string, changes: readonly WorkbookChange[]) => Promise<void>
}

/** Any table of an office: what its columns are is said once, and known again by their heads. */
export function TableImport({ period, planId, dropped = null, save }: TableImportProps) {
  const words = useWords(ownTablesWords)
  const workbooks = useWords(workbooksWords)
  const reports = useWords(reportsWords)
  const ui = useWords(uiWords)
  const [step, setStep] = useState<Step>({ at: 'start' })
  const path = `/api/workbooks/${period}/table`

  const attempt = async (file: File, work: () => Promise<void>): Promise<void> => {
    setStep({ at: 'reading', file })
    try {
      await work()
    } catch (error) {
      setStep({ at: 'refused', ...refusalOf(error, file.name, { workbooks, tables: words, reports, ui }) })
    }
  }
  const readBy = async (known: Known, mapping: SavedMapping): Promise<void> => {
    const query = new URLSearchParams({ planId, mappingId: mapping.id, sheet: known.sheet.name })
    const reading = await upload<TableReading>(`${path}/changes?${query}`, known.file)
    setStep({ ...known, mapping, reading, at: 'read' })
  }
  const look = (chosen: File): Promise<void> =>
    attempt(chosen, async () => {
      const file = new File([await chosen.arrayBuffer()], chosen.name, { type: chosen.type })
      const found = await upload<TableLook>(`${path}?planId=${planId}`, file)
      const sheet = found.sheets.find(({ saved }) => saved !== null) ?? found.sheets[0]
      if (sheet === undefined) return
      const known = { file, look: found, sheet }
      await (sheet.saved === null ? setStep({ ...known, at: 'mapping' }) : readBy(known, sheet.saved))
    })
  const keep = (known: Known, id: string, body: PutMapping): Promise<void> =>
    attempt(known.file, async () => readBy(known, await put<SavedMapping>(`/api/table-mappings/${id}?planId=${planId}`, body)))

  const begun = useRef<File | null>(null)
  useEffect(() => {
    if (dropped === null || begun.current === dropped) return
    begun.current = dropped
    void look(dropped)
  })
  const again = (
    <FileDrop label={workbooks.another} accept={accepted} choose={workbooks.another} hint={words.drop} onFile={(file) => void look(file)} />
  )

  switch (step.at) {
    case 'start':
      return (
        <div className="workbook-result">
          <p className="soft">{words.about}</p>
          <FileDrop label={words.bring} accept={accepted} choose={workbooks.choose} hint={words.drop} onFile={(file) => void look(file)} />
          <p className="soft small">{workbooks.safe}</p>
        </div>
      )
    case 'reading':
      return <Progress label={workbooks.reading(step.file.name)} value={null} />
    case 'refused':
      return (
        <div className="workbook-result">
          <Banner tone="bad" title={workbooks.refusedTitle}>
            {step.sentence}
          </Banner>
          <div className="workbook-acts">{again}</div>
        </div>
      )
    case 'mapping':
      return (
        <MappingForm
          key={step.sheet.name}
          look={step.look}
          sheet={step.sheet}
          fileName={step.file.name}
          again={again}
          onSheet={(sheet) => setStep({ ...step, sheet })}
          onSave={(id, body) => void keep(step, id, body)}
        />
      )
    case 'read': {
      const { mapping, reading } = step
      const known = { file: step.file, look: step.look, sheet: { ...step.sheet, saved: mapping } }
      const readBefore = (
        <p className="workbook-read-by">
          {words.readBy(mapping.name)}{' '}
          <Button look="quiet" small onClick={() => setStep({ ...known, at: 'mapping' })}>
            {words.change}
          </Button>
        </p>
      )
      if (reading.kind === 'names') {
        return (
          <>
            {readBefore}
            <NamesForm
              reading={reading}
              look={step.look}
              again={again}
              onSave={(units, indicators) =>
                void keep(known, mapping.id, {
                  name: mapping.name,
                  heads: mapping.heads,
                  mapping: {
                    ...mapping.mapping,
                    units: { ...mapping.mapping.units, ...units },
                    indicators: { ...mapping.mapping.indicators, ...indicators },
                  },
                })
              }
            />
          </>
        )
      }
      return (
        <>
          {readBefore}
          {reading.kind === 'faults' ? (
            <Faults faults={reading.faults} count={reading.faultCount} about={words.faultsAbout}>
              {again}
            </Faults>
          ) : (
            <Agreement
              reading={{ ...reading, missingRows: 0 }}
              isOfAllUnits
              again={again}
              save={(changes) =>
                save(reading.changeKey, changes).catch((error: unknown) =>
                  setStep({ at: 'refused', ...refusalOf(error, step.file.name, { workbooks, tables: words, reports, ui }) }),
                )
              }
            />
          )}
        </>
      )
    }
  }
}
