import type { Report } from '@haidang/api/reports'
import { addDays, dayOf, formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { formatInstant } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { extensionsWords } from '../words/extensions.ts'
import { AnswerDialog, AskDialog } from './extension-dialogs.tsx'

type Asked = Report['extensions']['asked'][number]
type ExtensionPartProps = { readonly report: Report; readonly onChange: (report: Report) => void }

/** A later due: asked for by the unit, answered by the officer; what came of the last asking stands here while the report is not in. */
export function ExtensionPart({ report, onChange }: ExtensionPartProps) {
  const words = useWords(extensionsWords)
  const [open, setOpen] = useState<'ask' | 'answer' | null>(null)
  const { asked, can } = report.extensions
  const last = asked.at(-1)
  const isShown = last !== undefined && (report.firstSubmittedAt === null || can.answer)
  const done = (next: Report): void => {
    setOpen(null)
    onChange(next)
  }
  return (
    <>
      {isShown ? (
        <Banner
          tone={last.answer === 'granted' ? 'good' : 'warn'}
          title={titleOf(last, words)}
          action={
            can.answer ? (
              <Button onClick={() => setOpen('answer')}>{words.answer}</Button>
            ) : can.ask ? (
              <Button onClick={() => setOpen('ask')}>{words.askAgain}</Button>
            ) : undefined
          }
        >
          <p className="report-reason">{last.answer === null ? last.reason : (last.answerReason ?? '')}</p>
        </Banner>
      ) : can.ask ? (
        <p className="screen-only">
          <Button small look="quiet" icon="clock" onClick={() => setOpen('ask')}>
            {words.ask}
          </Button>{' '}
          <span className="soft small">{words.until(formatDay(addDays(dayOf(report.dueAt), -1)))}</span>
        </p>
      ) : null}
      {open === 'ask' ? <AskDialog report={report} onClose={() => setOpen(null)} onDone={done} /> : null}
      {open === 'answer' && last ? <AnswerDialog report={report} asked={last} onClose={() => setOpen(null)} onDone={done} /> : null}
    </>
  )
}

type Words = ReturnType<typeof useWords<(typeof extensionsWords)['vi']>>

function titleOf({ answer, askedBy, wantedDay, dueAfter, answeredBy }: Asked, words: Words): string {
  if (answer === null) return words.waiting(askedBy, formatDay(wantedDay))
  return answer === 'granted' ? words.granted(formatInstant(dueAfter ?? ''), answeredBy ?? '') : words.refused(answeredBy ?? '')
}

/** Every asking with its reason and its answer: part of the record. */
export function ExtensionHistory({ report }: Pick<ExtensionPartProps, 'report'>) {
  const words = useWords(extensionsWords)
  const { asked } = report.extensions
  if (asked.length === 0) return null
  return (
    <section className="drawer-part">
      <h3>{words.title}</h3>
      <ol className="history">
        {asked.flatMap((one) => [
          <li key={one.id}>
            <span className="figures soft">{formatInstant(one.askedAt)}</span>
            <span>
              <strong>{words.askedFor(formatDay(one.wantedDay))}</strong>, {one.askedBy}
              <span className="history-reason">{one.reason}</span>
            </span>
          </li>,
          ...(one.answeredAt === null
            ? []
            : [
                <li key={`${one.id} answer`}>
                  <span className="figures soft">{formatInstant(one.answeredAt)}</span>
                  <span>
                    <strong>
                      {one.dueBefore === null || one.dueAfter === null
                        ? words.refusedShort
                        : words.moved(formatInstant(one.dueBefore), formatInstant(one.dueAfter))}
                    </strong>
                    , {one.answeredBy}
                    {one.answerReason ? <span className="history-reason">{one.answerReason}</span> : null}
                  </span>
                </li>,
              ]),
        ])}
      </ol>
    </section>
  )
}
