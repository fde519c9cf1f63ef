import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { Report } from '@haidang/api/reports'
import { formatPeriod, formatQuantity, formatTarget } from '../app/format.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Said } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { hasTarget } from './sheet.ts'
import type { SheetRow } from './sheet.ts'

type PreviewDialogProps = {
  readonly report: Report
  readonly rows: readonly SheetRow[]
  readonly textOf: (narrative: Report['narratives'][number]) => string
  readonly onClose: () => void
}

/** The report as its reader will have it. */
export function PreviewDialog({ report, rows, textOf, onClose }: PreviewDialogProps) {
  const words = useWords(reportsWords)
  const names = words.columns
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title(formatPeriod(report.period), report.unit.name)}
      description={words.preview.about}
    >
      {report.narratives.map((narrative) => (
        <section key={narrative.heading}>
          <h3>{words.narrative[narrative.heading]}</h3>
          <p className="narrative-text">{textOf(narrative) || <span className="soft">{words.narrative.empty}</span>}</p>
        </section>
      ))}
      <Table
        caption={words.sections.figures}
        rows={rows}
        rowKey={({ line }) => line.id}
        groupOf={({ line }) => line.pillar}
        columns={[
          { key: 'name', head: names.indicator, rowHead: true, width: 'wide', cell: ({ line }) => line.name },
          {
            key: 'numerator',
            head: names.numerator,
            number: true,
            cell: ({ line, text }) =>
              isYesOrNo(line.kind) || isInWords(line.kind) ? '' : text.numerator || <NoValue why={words.notEntered} />,
          },
          {
            key: 'denominator',
            head: names.denominator,
            number: true,
            cell: ({ line, text }) => (line.kind === 'ratio' ? text.denominator || <NoValue why={words.notEntered} /> : ''),
          },
          {
            key: 'result',
            head: names.result,
            number: true,
            cell: ({ line, checked }) =>
              isInWords(line.kind) ? (
                <Said words={checked.figure.words} why={words.notEntered} />
              ) : checked.result === undefined ? (
                <NoValue />
              ) : isYesOrNo(line.kind) ? (
                checked.result === '1' ? (
                  words.yes
                ) : (
                  words.no
                )
              ) : (
                formatQuantity(checked.result, line.digits, line.kind === 'ratio' ? '%' : null)
              ),
          },
          {
            key: 'target',
            head: names.target,
            cell: ({ line, checked }) =>
              hasTarget(line) ? (
                <>
                  {isYesOrNo(line.kind) && !line.target.deadline ? words.yes : formatTarget(line.target)}{' '}
                  <AttainmentPill attainment={checked.attainment} />
                </>
              ) : isInWords(line.kind) ? null : (
                words.noTarget
              ),
          },
          { key: 'note', head: names.note, cell: ({ text }) => text.note },
        ]}
      />
    </Dialog>
  )
}
