import type { Evidence } from '@haidang/api/common'
import type { Report } from '@haidang/api/reports'
import { remove, upload } from '../app/fetch.ts'
import { formatInstant, formatSize } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { Files } from '../ui/files.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'

type ReportEvidenceProps = {
  readonly report: Report
  readonly indicatorId: string | null
  readonly label: string
  readonly onChange: (change: (report: Report) => Report) => void
}

/** Files of one row, or of the report as a whole. */
export function ReportEvidence({ report, indicatorId, label, onChange }: ReportEvidenceProps) {
  const words = useWords(reportsWords).evidence
  const ui = useWords(uiWords)
  const own = report.evidence.filter((one) => one.indicatorId === indicatorId && one.taskId === null)
  const add = async (file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<void> => {
    const query = indicatorId === null ? '' : `?indicatorId=${indicatorId}`
    const added = await upload<Evidence>(`/api/reports/${report.id}/evidence${query}`, file, onProgress, signal)
    onChange((now) => ({ ...now, evidence: [...now.evidence, added] }))
  }
  const drop = (id: string, name: string): void => {
    remove(`/api/reports/${report.id}/evidence/${id}`).then(
      () => {
        onChange((now) => ({ ...now, evidence: now.evidence.filter((one) => one.id !== id) }))
        toast({ title: words.removed(name) })
      },
      (error: unknown) => toast({ title: uiSentence(error, ui).title, detail: uiSentence(error, ui).detail, tone: 'bad' }),
    )
  }
  return (
    <Files
      label={label}
      files={own.map((one) => ({
        id: one.id,
        name: one.fileName,
        href: `/api/evidence/${one.id}/file`,
        canRemove: report.can.edit,
        detail: words.addedBy(formatSize(one.size), one.addedBy, formatInstant(one.addedAt)),
      }))}
      onAdd={report.can.edit ? add : undefined}
      onRemove={report.can.edit ? ({ id, name }) => drop(id, name) : undefined}
      sentenceOf={(error) => uiSentence(error, ui).detail}
    />
  )
}
