import type { Consolidation, IssueStarted } from '@haidang/api/consolidation'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { post, ProblemError } from '../app/fetch.ts'
import { formatPeriod } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'

type IssueDialogProps = {
  readonly consolidation: Consolidation
  readonly preview: Consolidation['preview']
  readonly isSaved: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What is frozen, what it lacks, and that it cannot be taken back. */
export function IssueDialog({ consolidation, preview, isSaved, onClose, onDone }: IssueDialogProps) {
  const words = useWords(consolidationWords).issue
  const reports = useWords(reportsWords)
  const ui = useWords(uiWords)
  const issue = useMutation(() =>
    post<IssueStarted>(`/api/consolidations/${consolidation.id}/issue`, { baseRevision: consolidation.revision }),
  )
  const version = String((consolidation.issues[0]?.version ?? 0) + 1)
  const { expected, approved } = preview.reported
  const shortNames = (ids: readonly string[]): string =>
    ids.map((id) => preview.units.find((unit) => unit.id === id)?.shortName ?? id).join(', ')
  const silent = preview.narrative
    .filter(({ summary }) => summary.trim() === '')
    .map(({ heading }) => reports.narrative[heading].toLowerCase())
  const send = async (): Promise<void> => {
    const started = await issue.run(undefined)
    if (!started) return
    toast({ title: words.started(String(started.version)), tone: 'good' })
    onDone()
  }
  const lacks = [
    ...(preview.missingUnits.length > 0 ? [words.missing(shortNames(preview.missingUnits))] : []),
    ...(consolidation.submittedNotApproved.length > 0
      ? [words.waiting(consolidation.submittedNotApproved.map(({ shortName }) => shortName).join(', '))]
      : []),
    ...(silent.length > 0 ? [words.noSummary(silent.join('; '))] : []),
    ...(preview.letterhead.number === null ? [words.noNumber] : []),
    ...(preview.letterhead.date === null ? [words.noDate] : []),
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(formatPeriod(consolidation.period), version)}
      description={words.freezes(formatDecimal(String(preview.indicators.length)), String(approved), String(expected))}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" icon="lock" busy={issue.busy} aria-disabled={!isSaved} onClick={() => (isSaved ? void send() : undefined)}>
            {words.confirm}
          </Button>
        </>
      }
    >
      {issue.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {issue.error instanceof ProblemError && issue.error.problem.code === 'changedMeanwhile'
            ? words.changed
            : uiSentence(issue.error, ui).detail}
        </Banner>
      )}
      {isSaved ? null : <Banner tone="warn">{words.notSaved}</Banner>}
      {lacks.length > 0 ? (
        <ul className="issue-lacks">
          {lacks.map((lack) => (
            <li key={lack}>{lack}</li>
          ))}
        </ul>
      ) : null}
      <p>{words.later}</p>
    </Dialog>
  )
}
