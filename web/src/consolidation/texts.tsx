import type { Consolidation, ConsolidationEdits } from '@haidang/api/consolidation'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { fold } from '../ui/fold.ts'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { reportsWords } from '../words/reports.ts'
import { isInserted, withContribution } from './edits.ts'

type Section = Consolidation['preview']['narrative'][number]
type TextsProps = {
  readonly report: Consolidation['preview']
  readonly edits: ConsolidationEdits
  readonly onChange: ((edits: ConsolidationEdits) => void) | undefined
}

/** Under each heading: at the left what the city says, at the right what the units wrote. */
export function Texts({ report, edits, onChange }: TextsProps) {
  return (
    <div className="texts">
      {report.narrative.map((section) => (
        <OneHeading key={section.heading} section={section} edits={edits} onChange={onChange} />
      ))}
    </div>
  )
}

function OneHeading({ section: { heading, contributions }, edits, onChange }: Omit<TextsProps, 'report'> & { readonly section: Section }) {
  const words = useWords(consolidationWords).texts
  const reports = useWords(reportsWords)
  const [text, setText] = useState('')
  const summary = edits.summaries[heading]
  const wanted = fold(text)
  const shown = contributions.filter((one) => wanted === '' || fold(`${one.unit} ${one.text}`).includes(wanted))
  const write = (next: string): void => onChange?.({ ...edits, summaries: { ...edits.summaries, [heading]: next } })
  return (
    <section className="texts-heading" aria-labelledby={`texts-${heading}`}>
      <h2 id={`texts-${heading}`}>{reports.narrative[heading]}</h2>
      <div className="texts-sides">
        <div className="texts-summary">
          {onChange ? (
            <TextArea label={words.summary} hint={words.hint} rows={12} maxLength={40_000} value={summary} onChange={write} />
          ) : (
            <p className="texts-words">{summary || <span className="soft">{words.emptySummary}</span>}</p>
          )}
        </div>
        <div className="texts-units">
          <div className="texts-units-head">
            <h3>{words.contributions(contributions.length)}</h3>
            {contributions.length > 6 ? (
              <TextField label={words.find} labelHidden placeholder={words.find} type="search" value={text} onChange={setText} />
            ) : null}
          </div>
          {contributions.length === 0 ? <p className="soft">{words.none}</p> : null}
          {contributions.length > 0 && shown.length === 0 ? <p className="soft">{words.nothingFound}</p> : null}
          <ul className={onChange ? 'texts-list texts-list-beside' : 'texts-list'}>
            {shown.map((one) => (
              <li key={one.unitId}>
                <div className="texts-unit">
                  <strong>{one.unit}</strong>
                  {onChange ? (
                    isInserted(summary, one.text) ? (
                      <span className="soft small">
                        <Icon name="check" size={14} /> {words.inserted}
                      </span>
                    ) : (
                      <Button
                        small
                        icon="fold"
                        aria-label={words.insertOf(one.unit)}
                        onClick={() => {
                          write(withContribution(summary, one))
                          toast({ title: words.insertedToast(one.unit) })
                        }}
                      >
                        {words.insert}
                      </Button>
                    )
                  ) : null}
                </div>
                <p className="texts-words">{one.text}</p>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  )
}
