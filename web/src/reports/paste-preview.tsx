import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'
import { uiWords } from '../words/ui.ts'
import type { PastePlan } from './paste-plan.ts'

const mostFaultsShown = 5

/** One line before anything is written: how many cells, what stays, what cannot. Enter writes, Esc leaves all as it was. */
export function PastePreview({
  plan,
  onWrite,
  onCancel,
}: {
  readonly plan: PastePlan
  readonly onWrite: () => void
  readonly onCancel: () => void
}) {
  const words = useWords(reportsWords)
  const ui = useWords(uiWords)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [plan])
  const leave = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel()
  }
  return (
    <div className="paste-preview" role="alertdialog" aria-label={words.paste.dialogTitle}>
      <PasteSummary plan={plan} />
      <div className="row">
        <Button ref={button} look="primary" small onClick={onWrite} onKeyDown={leave} disabled={plan.writes.length === 0}>
          {words.paste.write}
        </Button>
        <Button small onClick={onCancel} onKeyDown={leave}>
          {ui.cancel}
        </Button>
      </div>
    </div>
  )
}

export function PasteSummary({ plan }: { readonly plan: PastePlan }) {
  const words = useWords(reportsWords).paste
  const parts = [
    plan.writes.length === 0 ? words.nothing : words.ready(plan.writes.length),
    plan.blanks > 0 ? words.blanks(plan.blanks) : '',
    plan.headLines > 0 ? words.head(plan.headLines) : '',
    plan.byName ? words.names : '',
    plan.resultColumns > 0 ? words.results : '',
    plan.english ? words.english : '',
    plan.faults.length > 0 ? words.faults(plan.faults.length) : '',
  ].filter(Boolean)
  return (
    <div>
      <p className="strong">{capitalised(parts.join(', '))}</p>
      {plan.faults.length > 0 ? (
        <ul className="paste-faults">
          {plan.faults.slice(0, mostFaultsShown).map((fault) => (
            <li key={`${fault.line} ${fault.column}`}>
              {words.fault[fault.why](String(fault.line), String(fault.column), fault.text)}
              {fault.name === null ? '' : ` (${fault.name})`}
            </li>
          ))}
          {plan.faults.length > mostFaultsShown ? <li>{words.more(plan.faults.length - mostFaultsShown)}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
