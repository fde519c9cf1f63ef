import type { Report, SubmitReport } from '@haidang/api/reports'
import type { Finding } from '@haidang/domain/reports/check-entries'
import { saysWhy } from '@haidang/domain/reports/report'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant, formatPeriod } from '../app/format.ts'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import { findingSentence } from './finding-note.tsx'
import { fieldOf } from './sheet.ts'
import type { Readiness } from './sheet.ts'

type SubmitDialogProps = {
  readonly report: Report
  readonly readiness: Readiness
  readonly emptyHeadings: readonly Report['narratives'][number]['heading'][]
  readonly hasUnsaved: boolean
  readonly hasConflicts: boolean
  readonly onGo: (slot: string) => void
  readonly onClose: () => void
  readonly onSubmitted: (report: Report) => void
}

/** Says what will happen, asks for what is missing in the same place, and sends. */
export function SubmitDialog({
  report,
  readiness,
  emptyHeadings,
  hasUnsaved,
  hasConflicts,
  onGo,
  onClose,
  onSubmitted,
}: SubmitDialogProps) {
  const words = useWords(reportsWords)
  const ui = useWords(uiWords)
  const now = useNow()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const submit = useMutation((input: SubmitReport) => post<Report>(`/api/reports/${report.id}/submit`, input))
  const { errors, questions, warnings, missing, halves } = readiness
  const blocking = [
    ...errors,
    ...halves.flatMap((row) => row.checked.findings.filter(({ code }) => code.startsWith('missing')).map((finding) => ({ row, finding }))),
  ]
  const reasonOf = (slot: string, note: string): string => reasons[slot] ?? note
  const unexplained = missing.filter(({ line, text }) => !saysWhy(reasonOf(line.id, text.note)))
  const nameOf = (id: string): string => report.indicators.find((line) => line.id === id)?.name ?? ''
  const answerKey = (finding: Finding): string => `${finding.indicatorId} ${finding.code}`
  const answerOf = ({ row, finding }: (typeof questions)[number]): string => reasons[answerKey(finding)] ?? row.text.note
  const unanswered = questions.filter((one) => !saysWhy(answerOf(one)))
  const first = missing[0]
  const firstReason = first ? reasonOf(first.line.id, first.text.note) : ''
  const due = formatInstant(report.dueAt)
  const isAgain = report.firstSubmittedAt !== null
  const mayGo = blocking.length === 0 && !hasUnsaved && !hasConflicts

  const send = async (): Promise<void> => {
    setTried(true)
    if (unexplained.length > 0 || unanswered.length > 0 || !mayGo) return
    const done = await submit.run({
      missing: missing.map(({ line, text }) => ({ indicatorId: line.id, reason: reasonOf(line.id, text.note).trim().slice(0, 500) })),
      explained: questions.map((one) => ({
        indicatorId: one.finding.indicatorId,
        code: one.finding.code,
        reason: answerOf(one).trim().slice(0, 500),
      })),
    })
    if (done) onSubmitted(done)
  }
  const useForAll = (): void =>
    setReasons((all) => ({
      ...all,
      ...Object.fromEntries(
        missing.map(({ line, text }) => [line.id, saysWhy(reasonOf(line.id, text.note)) ? reasonOf(line.id, text.note) : firstReason]),
      ),
    }))

  return (
    <Dialog
      open
      wide={missing.length + questions.length > 0}
      onClose={onClose}
      title={words.submit.title(formatPeriod(report.period))}
      description={isAgain ? words.submit.again : now <= report.dueAt ? words.submit.onTime(due) : words.submit.late(due)}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={submit.busy} disabled={!mayGo} onClick={() => void send()}>
            {submit.busy ? words.submit.going : words.submit.go}
          </Button>
        </>
      }
    >
      {submit.error === undefined ? null : (
        <Banner tone="bad" title={words.submit.refused}>
          {uiSentence(submit.error, ui).detail}
        </Banner>
      )}
      {hasUnsaved ? <Banner tone="warn">{words.submit.unsaved}</Banner> : null}
      {hasConflicts ? <Banner tone="warn">{words.submit.conflicts}</Banner> : null}
      {blocking.length > 0 ? (
        <Banner tone="bad" title={words.submit.errors}>
          <ul className="submit-list">
            {blocking.map(({ row, finding }) => (
              <li key={`${row.line.id} ${finding.code} ${finding.cell}`}>
                <button type="button" className="foot-link" onClick={() => onGo(row.line.id)}>
                  {row.line.name}
                </button>
                : {findingSentence(finding, row.line, row.text[fieldOf(row.line, finding.cell)] ?? '', words.findings, nameOf)}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {questions.length > 0 ? (
        <section className="submit-missing" aria-label={words.submit.questions(questions.length)}>
          <h3>{words.submit.questions(questions.length)}</h3>
          {questions.map((one) => (
            <TextField
              key={answerKey(one.finding)}
              label={one.row.line.name}
              hint={findingSentence(
                one.finding,
                one.row.line,
                one.row.text[fieldOf(one.row.line, one.finding.cell)] ?? '',
                words.findings,
                nameOf,
              )}
              value={answerOf(one)}
              maxLength={500}
              onChange={(reason) => setReasons((all) => ({ ...all, [answerKey(one.finding)]: reason }))}
              error={tried && !saysWhy(answerOf(one)) ? words.submit.reasonNeeded : undefined}
            />
          ))}
        </section>
      ) : null}
      {missing.length > 0 ? (
        <section className="submit-missing">
          <h3>{words.submit.missing(missing.length)}</h3>
          {missing.map(({ line, text }, index) => (
            <div key={line.id}>
              <TextField
                label={line.name}
                value={reasonOf(line.id, text.note)}
                maxLength={500}
                onChange={(reason) => setReasons((all) => ({ ...all, [line.id]: reason }))}
                error={tried && !saysWhy(reasonOf(line.id, text.note)) ? words.submit.reasonNeeded : undefined}
                placeholder={words.noteHint}
              />
              {index === 0 && missing.length > 1 && saysWhy(firstReason) && unexplained.length > 0 ? (
                <Button small look="quiet" onClick={useForAll}>
                  {words.submit.sameReason}
                </Button>
              ) : null}
            </div>
          ))}
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <Banner tone="warn" title={words.submit.warnings}>
          <ul className="submit-list">
            {warnings.map(({ row, finding }) => (
              <li key={`${row.line.id} ${finding.code}`}>
                {row.line.name}:{' '}
                {findingSentence(finding, row.line, row.text[fieldOf(row.line, finding.cell)] ?? '', words.findings, nameOf)}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {emptyHeadings.length > 0 ? (
        <p>
          {words.submit.emptyNarrative} {emptyHeadings.map((heading) => words.narrative[heading]).join('; ')}.
        </p>
      ) : null}
      <p className="soft">{words.submit.locked}</p>
    </Dialog>
  )
}
