import type { ReportSummary } from '@haidang/api/reports'
import type { MonthSaved, PutMonth, WorkbookChange } from '@haidang/api/workbooks'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { refreshQueries } from '../app/query.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { toast } from '../ui/toast.tsx'
import { byUnit, entriesOf } from '../workbooks/agreed-changes.ts'
import { TableImport } from '../workbooks/table-import.tsx'
import { WorkbookImport } from '../workbooks/workbook-import.tsx'
import { useWords } from '../words/catalogue.ts'
import { ownTablesWords } from '../words/own-tables.ts'
import { workbooksWords } from '../words/workbooks.ts'

type Way = 'workbook' | 'table'
type MonthWorkbookDialogProps = {
  readonly period: string
  readonly reports: readonly ReportSummary[]
  readonly dropped: File | null
  readonly onClose: () => void
}

/** The form of all units of a month, out and in. */
export function MonthWorkbookDialog({ period, reports, dropped, onClose }: MonthWorkbookDialogProps) {
  const words = useWords(workbooksWords)
  const tables = useWords(ownTablesWords)
  const [way, setWay] = useState<Way>('workbook')
  const plans = [...new Map(reports.map(({ planId, planTitle }) => [planId, planTitle]))]
  const [planId, setPlanId] = useState(plans[0]?.[0] ?? '')
  const path = `/api/workbooks/${period}`
  const query = `?planId=${planId}`
  const save = async (changeKey: string, changes: readonly WorkbookChange[]): Promise<void> => {
    const body: PutMonth = {
      changeKey,
      reports: [...byUnit(changes, (change) => change)].map(([reportId, ofUnit]) => ({ reportId, entries: entriesOf(ofUnit) })),
    }
    const saved = await put<MonthSaved>(`${path}/entries${query}`, body)
    toast({ title: words.savedOf(saved.entries, saved.reports), tone: 'good' })
    refreshQueries('/api/reports')
    onClose()
  }
  return (
    <Dialog open wide onClose={onClose} title={words.forMonth(formatPeriod(period))}>
      {plans.length > 1 ? (
        <Select label={words.plan} options={plans.map(([value, label]) => ({ value, label }))} value={planId} onChange={setPlanId} />
      ) : null}
      <Tabs<Way>
        label={words.tabs.label}
        value={way}
        onChange={setWay}
        tabs={[
          {
            value: 'workbook',
            label: words.tabs.workbook,
            panel: <WorkbookImport key={planId} path={path} query={query} isOfAllUnits dropped={dropped} save={save} />,
          },
          { value: 'table', label: tables.tab, panel: <TableImport key={planId} period={period} planId={planId} save={save} /> },
        ]}
      />
    </Dialog>
  )
}
