import type { Import, IssuePlanOrder, PlanIssued } from '@haidang/api/imports'
import { dayOf, formatDay } from '@haidang/domain/periods/day'
import type { IssueRefusal } from '@haidang/domain/plans/issue-plan'
import { useMemo, useState } from 'react'
import { officeNow } from '../app/clock.ts'
import { ProblemError, post } from '../app/fetch.ts'
import { formatMonth } from '../app/format.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { uiWords } from '../words/ui.ts'
import { nameOfItem } from './draft-words.ts'
import { monthsFrom, previewIssue } from './issue-preview.ts'
import type { IssuePreview } from './issue-preview.ts'
import { readWholeDay } from './read-text.ts'
import { Refused } from './review-dialogs.tsx'
import type { Flush } from './review-dialogs.tsx'
import type { ReviewItem } from './review-items.ts'

type IssueDialogProps = {
  readonly source: Import
  readonly items: readonly ReviewItem[]
  readonly openDoubts: number
  readonly flush: Flush
  readonly onClose: () => void
  /** Leads to an item that keeps the plan from being issued. */
  readonly onShow: (itemId: string) => void
}

const byRule = 'rule'

/** Says what will happen before it happens, by the rule that the server decides with. */
export function IssueDialog({ source, items, openDoubts, flush, onClose, onShow }: IssueDialogProps) {
  const words = useWords(plansWords)
  const { issue } = words
  const ui = useWords(uiWords)
  const document = items.find((item) => item.kind === 'document' && item.state !== 'dropped')
  const read = document?.kind === 'document' ? document.value : undefined
  const [number, setNumber] = useState(read === undefined || read.number === '' ? '' : [read.number, read.symbol].filter(Boolean).join('/'))
  const [dayText, setDayText] = useState(() => formatDay(read?.date.length === 10 ? read.date : dayOf(officeNow())))
  const [title, setTitle] = useState(read ? nameOfItem({ kind: 'document', value: read }, words) : (source.title ?? source.fileName))
  const [first, setFirst] = useState<string>(byRule)
  const [last, setLast] = useState<string>(byRule)
  const [tried, setTried] = useState(false)
  const [isUnsaved, setUnsaved] = useState(false)
  const order = useMutation((input: IssuePlanOrder) => post<PlanIssued>(`/api/imports/${source.id}/issue`, input))

  const issuedOn = readWholeDay(dayText)
  const chosen = { first: first === byRule ? null : first, last: last === byRule ? null : last }
  const regime = items.find((item) => item.kind === 'reporting' && item.state === 'accepted' && item.value.frequency === 'monthly')
  const planned = regime?.kind === 'reporting' ? regime.value : undefined
  const preview = useMemo(
    () =>
      issuedOn === undefined
        ? undefined
        : previewIssue(items, source.units, {
            issuedOn,
            first: chosen.first ?? planned?.firstPeriod ?? null,
            last: chosen.last ?? planned?.lastPeriod ?? null,
          }),
    [chosen.first, chosen.last, issuedOn, items, planned?.firstPeriod, planned?.lastPeriod, source.units],
  )
  const hasConflict = items.some(({ theirs }) => theirs !== undefined)
  const titleError = tried && title.trim().length < 5 ? issue.titleNeeded : undefined
  const isReady = issuedOn !== undefined && title.trim().length >= 5 && preview !== undefined && !('refused' in preview) && !hasConflict

  const go = async (): Promise<void> => {
    setTried(true)
    if (!isReady) return
    if (!(await flush())) return setUnsaved(true)
    setUnsaved(false)
    const reply = await order.run({
      issuedOn,
      number: number.trim(),
      title: title.trim(),
      ...(chosen.first === null ? {} : { firstPeriod: chosen.first }),
      ...(chosen.last === null ? {} : { lastPeriod: chosen.last }),
    })
    if (!reply) return
    for (const changed of [
      '/api/imports',
      '/api/plans',
      '/api/my-work',
      '/api/reports',
      '/api/tasks',
      '/api/scoreboard',
      '/api/consolidations',
    ])
      refreshQueries(changed)
    toast({ title: issue.done(title.trim()), tone: 'good' })
    navigate(`/ke-hoach/${reply.planId}`)
  }
  const months = (issuedOn === undefined ? [] : monthsFrom(issuedOn)).map((month) => ({ value: month, label: formatMonth(month) }))
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={issue.title}
      description={issue.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={order.busy} onClick={() => void go()} disabled={preview !== undefined && 'refused' in preview}>
            {order.busy ? issue.going : issue.go}
          </Button>
        </>
      }
    >
      <TextArea label={issue.planTitle} rows={2} value={title} onChange={setTitle} error={titleError} required />
      <div className="form-row">
        <TextField
          label={issue.number}
          hint={issue.numberHint(read?.symbol || 'KH-UBND')}
          value={number}
          onChange={setNumber}
          maxLength={40}
        />
        <TextField
          label={issue.issuedOn}
          value={dayText}
          onChange={setDayText}
          error={issuedOn === undefined ? words.wrong.fullDate : undefined}
          required
        />
      </div>
      <div className="form-row">
        <Select label={issue.first} options={[{ value: byRule, label: issue.byRule }, ...months]} value={first} onChange={setFirst} />
        <Select
          label={issue.last}
          options={[
            { value: byRule, label: issuedOn === undefined ? issue.byRule : issue.endOfYear(formatMonth(`${issuedOn.slice(0, 4)}-12`)) },
            ...months,
          ]}
          value={last}
          onChange={setLast}
        />
      </div>
      {preview === undefined ? null : 'refused' in preview ? (
        <Refusal refusal={preview} items={items} onShow={onShow} />
      ) : (
        <WhatWillHappen preview={preview} openDoubts={openDoubts} onShow={onShow} />
      )}
      {hasConflict ? <Banner tone="warn">{issue.conflicts}</Banner> : null}
      {isUnsaved ? <Banner tone="warn">{issue.unsaved}</Banner> : null}
      <ServerRefusal error={order.error} items={items} onShow={onShow} />
    </Dialog>
  )
}

function WhatWillHappen({
  preview,
  openDoubts,
  onShow,
}: {
  readonly preview: IssuePreview
  readonly openDoubts: number
  readonly onShow: (itemId: string) => void
}) {
  const { issue } = useWords(plansWords)
  const { periods, unseenItems, unassignedIndicators, unassignedTasks } = preview
  const notes = [
    { ids: unseenItems, say: issue.leftOut },
    { ids: unassignedIndicators, say: issue.unassigned },
    { ids: unassignedTasks, say: issue.unassignedTasks },
  ].filter(({ ids }) => ids.length > 0)
  return (
    <section className="issue-will">
      <h3>{issue.will}</h3>
      <ul className="plain-list figures">
        <li>{issue.indicators(String(preview.indicators))}</li>
        <li>{issue.tasks(String(preview.tasks))}</li>
        <li>
          {periods.length === 0
            ? issue.noReports
            : `${issue.obligations(String(preview.obligations), String(preview.units))}, ${issue.periods(formatMonth(periods[0] ?? ''), formatMonth(periods.at(-1) ?? ''))}`}
        </li>
      </ul>
      {notes.length === 0 && openDoubts === 0 ? null : (
        <Banner tone="warn">
          <ul className="plain-list figures">
            {notes.map(({ ids, say }) => (
              <li key={ids[0]}>
                {say(String(ids.length))}{' '}
                <button type="button" className="link-button" onClick={() => onShow(ids[0] ?? '')}>
                  {issue.show}
                </button>
              </li>
            ))}
            {openDoubts > 0 ? <li>{issue.doubts(String(openDoubts))}</li> : null}
          </ul>
        </Banner>
      )}
    </section>
  )
}

type AnyRefusal = IssueRefusal | { readonly refused: 'periodsTurned' }

function Refusal({
  refusal,
  items,
  onShow,
}: {
  readonly refusal: AnyRefusal
  readonly items: readonly ReviewItem[]
  readonly onShow: (itemId: string) => void
}) {
  const words = useWords(plansWords)
  const { issue, review, regime } = words
  const lackWords = new Map<string, string>(Object.entries(review.lack))
  const regimeItem = items.find(({ kind, state }) => kind === 'reporting' && state === 'accepted')
  return (
    <Banner tone="bad" title={issue.notYet}>
      {refusal.refused === 'incomplete' ? (
        <>
          <p>{issue.refused.incomplete}</p>
          <ul className="plain-list">
            {refusal.items.map(({ itemId, lacks }) => {
              const item = items.find(({ id }) => id === itemId)
              return (
                <li key={itemId}>
                  <button type="button" className="link-button" onClick={() => onShow(itemId)}>
                    {item ? nameOfItem(item, words) : itemId}
                  </button>
                  <div className="soft small">{review.lacks(lacks.map((lack) => lackWords.get(lack) ?? lack).join(', '))}</div>
                </li>
              )
            })}
          </ul>
        </>
      ) : refusal.refused === 'regimeIncomplete' ? (
        <p>{issue.refused.regimeIncomplete(refusal.lacks.map((lack) => lackWords.get(lack) ?? lack).join(', '))}</p>
      ) : refusal.refused === 'regimeFaulty' ? (
        <>
          <p>{issue.refused.regimeFaulty}</p>
          <ul className="plain-list">
            {refusal.faults.map((fault) => (
              <li key={fault}>{regime.faults[fault]}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{issue.refused[refusal.refused]}</p>
      )}
      {regimeItem &&
      (refusal.refused === 'regimeIncomplete' || refusal.refused === 'regimeFaulty' || refusal.refused === 'noReportingUnits') ? (
        <button type="button" className="link-button" onClick={() => onShow(regimeItem.id)}>
          {issue.show}
        </button>
      ) : null}
    </Banner>
  )
}

/** The server decides again, with what it knows: its refusal has the same shape as ours. */
function ServerRefusal({
  error,
  items,
  onShow,
}: {
  readonly error: unknown
  readonly items: readonly ReviewItem[]
  readonly onShow: (itemId: string) => void
}) {
  if (
    error instanceof ProblemError &&
    error.problem.reason !== undefined &&
    isRefusal({ refused: error.problem.reason, ...error.problem.help })
  ) {
    return <Refusal refusal={{ refused: error.problem.reason, ...error.problem.help } as AnyRefusal} items={items} onShow={onShow} /> // Checked in the line above.
  }
  return <Refused error={error} />
}

function isRefusal(candidate: {
  readonly refused: string
  readonly items?: unknown
  readonly lacks?: unknown
  readonly faults?: unknown
}): boolean {
  const { refused, items, lacks, faults } = candidate
  if (refused === 'incomplete') return Array.isArray(items)
  if (refused === 'regimeIncomplete') return Array.isArray(lacks)
  if (refused === 'regimeFaulty') return Array.isArray(faults)
  return refused === 'nothingAccepted' || refused === 'noReportingUnits' || refused === 'periodsTurned'
}
