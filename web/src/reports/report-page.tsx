import './report.css'
import type { DropTyped, Report, TaskLine } from '@haidang/api/reports'
import type { WorkbookChange } from '@haidang/api/workbooks'
import { useEffect, useState } from 'react'
import { ProblemError } from '../app/fetch.ts'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { openQuery, setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { TaskCard } from '../tasks/task-card.tsx'
import { byUrgency } from '../tasks/task-order.ts'
import { Button } from '../ui/button.tsx'
import { DropVeil, useFileDrop } from '../ui/file-drop.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { cellsOf } from '../workbooks/agreed-changes.ts'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import type { uiVi } from '../words/ui.vi.ts'
import { workbooksWords } from '../words/workbooks.ts'
import { CorrectDialog } from './correct-dialog.tsx'
import { ExcelDialog } from './excel-dialog.tsx'
import { fillable } from './feed-figures.ts'
import { FootBar } from './foot-bar.tsx'
import { Grid } from './grid.tsx'
import { GridKeys } from './grid-keys.tsx'
import { Narratives } from './narratives.tsx'
import { rowTextOf } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'
import type { Field, PastePlan } from './paste-plan.ts'
import { PastePreview } from './paste-preview.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { ReportBanners } from './report-banners.tsx'
import { ReportEvidence } from './report-evidence.tsx'
import { ReportHead } from './report-head.tsx'
import { ReportHistory } from './report-history.tsx'
import { RowDrawer } from './row-drawer.tsx'
import { SavedState } from './saved-state.tsx'
import { fieldOf, readinessOf } from './sheet.ts'
import { SubmitDialog } from './submit-dialog.tsx'
import { useReportSheet } from './use-report-sheet.ts'

export function ReportPage({ id, openRow }: { readonly id: string; readonly openRow: string | null }) {
  const query = useQuery<Report>(`/api/reports/${id}`)
  if (!query.data)
    return query.error === undefined ? <Skeleton rows={14} /> : <ProblemState error={query.error} onRetry={() => void query.reload()} />
  return <LoadedReport report={query.data} openRow={openRow} change={query.setData} reload={query.reload} />
}

type LoadedReportProps = {
  readonly report: Report
  readonly openRow: string | null
  readonly change: (next: (report: Report) => Report) => void
  readonly reload: () => Promise<void>
}
type Open = 'submit' | 'excel' | 'correct' | 'preview' | null

/** The unit's month: most hours are spent here. */
function LoadedReport({ report, openRow, change, reload }: LoadedReportProps) {
  const words = useWords(reportsWords)
  const excel = useWords(workbooksWords)
  const ui = useWords(uiWords)
  const { account } = useSession()
  const sheet = useReportSheet(report, account.id, change)
  const [open, setOpen] = useState<Open>(null)
  const [plan, setPlan] = useState<PastePlan | null>(null)
  const [dropped, setDropped] = useState<File | null>(null)
  const drop = useFileDrop((file) => {
    setDropped(file)
    setOpen('excel')
  })
  const { rows } = sheet
  const isEditable = report.can.edit
  // The period was locked while somebody typed: the page says so, and what was typed stays.
  const isLockedMeanwhile = isEditable && sheet.states.some(({ problem }) => problem?.reason === 'locked')
  useEffect(() => {
    if (isLockedMeanwhile) void reload()
  }, [isLockedMeanwhile, reload])
  const readiness = readinessOf(rows)
  const blanks = isEditable ? fillable(rows) : []
  const lastSaved = rows.map(({ line }) => line.entry.updatedAt).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null)

  const writePlan = (pasted: PastePlan): void => {
    const step = pasted.writes.map(({ slot, field, text }) => ({
      slot,
      field,
      before: rows.find(({ line }) => line.id === slot)?.text[field] ?? '',
      after: text,
    }))
    sheet.write(pasted.writes)
    sheet.done(step)
    setPlan(null)
    setOpen(null)
    toast({ title: words.paste.written(pasted.writes.length), tone: 'good', action: { label: words.paste.undo, onClick: sheet.undo } })
    const first = pasted.writes[0]
    if (first)
      goTo(
        rows.findIndex(({ line }) => line.id === first.slot),
        first.field,
      )
  }
  const workbookSaved = (changes: readonly WorkbookChange[]): void => {
    const cells = cellsOf(changes)
    sheet.done(
      cells.map(({ change: { kind, indicatorId, before, after }, field }) => {
        const cell = field === 'note' ? field : fieldOf({ kind }, field)
        return { slot: indicatorId, field: cell, before: rowTextOf(before)[cell] ?? '', after: rowTextOf(after)[cell] ?? '' }
      }),
    )
    setOpen(null)
    refreshQueries('/api/my-work')
    refreshQueries('/api/my-reports')
    toast({ title: excel.saved(cells.length), tone: 'good' })
  }
  /** What was typed here and is given up goes into the history before it goes from this machine. */
  const resolve = async (slot: string, value: RowText, isSomethingOfMineDropped: boolean): Promise<void> => {
    const pending = sheet.entries.outbox.state().items.get(slot)
    if (!pending?.theirs) return
    try {
      if (isSomethingOfMineDropped)
        await post(`/api/reports/${report.id}/dropped`, {
          indicatorId: slot,
          typed: pending.value,
          revision: pending.theirs.revision,
        } satisfies DropTyped)
      sheet.entries.outbox.resolveTo(slot, value)
    } catch (error) {
      toast({ title: uiSentence(error, ui).detail, tone: 'bad' })
    }
  }
  const cancelPaste = (): void => {
    const first = plan?.writes[0]
    setPlan(null)
    if (first)
      goTo(
        rows.findIndex(({ line }) => line.id === first.slot),
        first.field,
      )
  }
  /** As a step of the sheet: undone as what is typed. */
  const takeFigures = async (cells: readonly { readonly slot: string; readonly runId: string }[]): Promise<void> => {
    const taken = await sheet.takeFromFeeds(cells)
    if (taken.done)
      toast({ title: words.feeds.filled(String(cells.length)), tone: 'good', action: { label: words.paste.undo, onClick: sheet.undo } })
    else
      toast({
        title: words.feeds.notTaken,
        detail: taken.isUnsaved ? words.feeds.unsaved : takeSentence(taken.error, words.feeds.saidOtherwise, ui),
        tone: 'bad',
      })
  }
  const openSubmit = (): void => {
    void sheet.flush()
    setOpen('submit')
  }
  const replaced = (next: Report): void => {
    change(() => next)
    setOpen(null)
    refreshQueries('/api/my-work')
    refreshQueries('/api/my-reports')
    window.scrollTo(0, 0)
  }
  const taskSaved = (task: TaskLine): void =>
    change((now) => ({ ...now, tasks: now.tasks.map((one) => (one.taskId === task.taskId && one.unit.id === task.unit.id ? task : one)) }))

  return (
    <div className="report">
      <ReportHead
        report={report}
        saved={
          isEditable || sheet.hasUnsaved ? (
            <SavedState
              states={sheet.states}
              lastSaved={lastSaved}
              unreadable={sheet.unreadable}
              onDrop={() => {
                sheet.discard()
                toast({ title: words.saved.dropped })
              }}
            />
          ) : null
        }
      />
      <ReportBanners report={report} hasUnsent={sheet.hasUnsaved} onChange={(next) => change(() => next)} onLockChanged={reload} />
      <nav className="report-sections screen-only" aria-label={words.sections.label}>
        {(['figures', 'narrative', 'tasks', 'evidence', 'history'] as const).map((section) => (
          <a key={section} href={`#${section}`}>
            {words.sections[section]}
          </a>
        ))}
        {isEditable ? <GridKeys /> : null}
      </nav>
      <section id="figures" className="drop-target" aria-label={words.sections.figures} {...(isEditable ? drop.handlers : {})}>
        {isEditable && drop.isOver ? <DropVeil>{excel.dropHere}</DropVeil> : null}
        {blanks.length < 2 ? null : (
          <Banner
            action={
              <Button onClick={() => void takeFigures(blanks.map(({ line, said }) => ({ slot: line.id, runId: said.runId })))}>
                {words.feeds.fill(String(blanks.length))}
              </Button>
            }
          >
            {words.feeds.canFill(String(blanks.length))}
          </Banner>
        )}
        <Grid
          rows={rows}
          isEditable={isEditable}
          marked={new Set((plan?.writes ?? []).map(({ slot, field }) => `${slot}:${field}`))}
          acts={{
            write: sheet.write,
            done: sheet.done,
            undo: sheet.undo,
            redo: sheet.redo,
            openRow: (slot) => openQuery('chi-tieu', slot),
            paste: setPlan,
          }}
          onResolve={(slot, value, isDropped) => void resolve(slot, value, isDropped)}
          onTake={(slot, runId) => void takeFigures([{ slot, runId }])}
        />
      </section>
      <section id="narrative" className="report-part">
        <h2>{words.sections.narrative}</h2>
        <Narratives
          narratives={report.narratives}
          isEditable={isEditable}
          outbox={sheet.narratives.outbox}
          state={sheet.narratives.state}
        />
      </section>
      <section id="tasks" className="report-part">
        <h2>{words.tasks.title}</h2>
        {report.tasks.length === 0 ? <p className="soft">{words.tasks.none}</p> : null}
        <div className="task-list">
          {report.tasks.toSorted(byUrgency).map((task) => (
            <TaskCard key={task.taskId} task={task} withUnit={false} onSaved={taskSaved} />
          ))}
        </div>
      </section>
      <section id="evidence" className="report-part">
        <h2>{words.evidence.title}</h2>
        <p className="soft small">{words.evidence.forReport}</p>
        <ReportEvidence report={report} indicatorId={null} label={words.evidence.forReport} onChange={change} />
      </section>
      <section id="history" className="report-part">
        <h2>{words.sections.history}</h2>
        <ReportHistory report={report} />
      </section>

      {isEditable ? (
        <div className="foot-dock">
          {plan ? <PastePreview plan={plan} onWrite={() => writePlan(plan)} onCancel={cancelPaste} /> : null}
          <FootBar
            readiness={readiness}
            conflicts={sheet.conflicts}
            onGo={(slot, field) =>
              goTo(
                rows.findIndex(({ line }) => line.id === slot),
                field,
              )
            }
          >
            <Button
              className="foot-excel"
              onClick={() => {
                setDropped(null)
                setOpen('excel')
              }}
            >
              {words.foot.fromExcel}
            </Button>
            <Button onClick={() => setOpen('preview')}>{words.foot.preview}</Button>
            {report.can.submit ? (
              <Button look="primary" onClick={openSubmit}>
                {words.foot.submit}
              </Button>
            ) : null}
          </FootBar>
        </div>
      ) : report.can.correct ? (
        <div className="report-correct screen-only">
          <Button onClick={() => setOpen('correct')}>{words.foot.correct}</Button>
        </div>
      ) : null}

      <RowDrawer
        report={report}
        row={rows.find(({ line }) => line.id === openRow)}
        onClose={() => setQuery('chi-tieu', null)}
        onChange={change}
      />
      {open === 'excel' ? (
        <ExcelDialog
          reportId={report.id}
          sheet={sheet}
          dropped={dropped}
          onWrite={writePlan}
          onSaved={workbookSaved}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'correct' ? <CorrectDialog report={report} onClose={() => setOpen(null)} onOpened={replaced} /> : null}
      {open === 'preview' ? (
        <PreviewDialog
          report={report}
          rows={rows}
          textOf={({ heading, text }) => sheet.narratives.state.items.get(heading)?.value ?? text}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'submit' ? (
        <SubmitDialog
          report={report}
          readiness={readiness}
          emptyHeadings={report.narratives
            .filter(({ heading, text }) => (sheet.narratives.state.items.get(heading)?.value ?? text).trim() === '')
            .map(({ heading }) => heading)}
          hasUnsaved={sheet.hasUnsaved}
          hasConflicts={sheet.conflicts.length > 0}
          onGo={(slot) => {
            setOpen(null)
            goTo(
              rows.findIndex(({ line }) => line.id === slot),
              'words',
            )
          }}
          onClose={() => setOpen(null)}
          onSubmitted={replaced}
        />
      ) : null}
    </div>
  )
}

function takeSentence(error: unknown, saidOtherwise: string, ui: Translated<typeof uiVi>): string {
  return error instanceof ProblemError && error.problem.reason === 'feedSaidOtherwise' ? saidOtherwise : uiSentence(error, ui).detail
}

/** To a cell of the grid, in the middle of the screen; after the layer that was over it has gone. */
function goTo(row: number, field: Field): void {
  requestAnimationFrame(() => {
    const place =
      document.querySelector<HTMLElement>(`[data-cell="${row}:${field}"]`) ??
      document.querySelector<HTMLElement>(`[data-cell="${row}:numerator"], [data-cell="${row}:words"]`)
    const cell = place?.querySelector<HTMLElement>('[data-stop]') ?? place
    cell?.scrollIntoView({ block: 'center' })
    cell?.focus()
  })
}
