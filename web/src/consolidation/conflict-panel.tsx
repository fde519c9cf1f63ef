import type { ConsolidationEdits } from '@haidang/api/consolidation'
import { useState } from 'react'
import type { Pending, Theirs } from '../app/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { mergeEdits, partsOf, withPart } from './edits.ts'
import type { EditField } from './edits.ts'

type ConflictPanelProps = {
  readonly pending: Pending<ConsolidationEdits>
  readonly theirs: Theirs<ConsolidationEdits>
  readonly onPut: (edits: ConsolidationEdits) => void
  readonly onResolve: (whose: 'mine' | 'theirs') => void
}

/** Both versions of every field that two people changed stand side by side until each is chosen. */
export function ConflictPanel({ pending, theirs, onPut, onResolve }: ConflictPanelProps) {
  const words = useWords(consolidationWords).conflict
  const [chosen, setChosen] = useState<Readonly<Partial<Record<EditField, 'mine' | 'theirs'>>>>({})
  const { edits, conflicts } = mergeEdits(pending.value, pending.base.value, theirs.value)
  const choose = (field: EditField, whose: 'mine' | 'theirs'): void => {
    const next = { ...chosen, [field]: whose }
    setChosen(next)
    if (!conflicts.every((one) => next[one] !== undefined)) return
    onPut(conflicts.filter((one) => next[one] === 'theirs').reduce((merged, one) => withPart(merged, one, theirs.value), edits))
    onResolve('mine')
  }
  return (
    <Banner tone="warn" title={words.title}>
      <p>{words.about}</p>
      {conflicts.map((field) => (
        <section key={field} className="edit-conflict" aria-label={words.fields[field]}>
          <h2>{words.fields[field]}</h2>
          {(['mine', 'theirs'] as const).map((whose) => (
            <div key={whose} className="edit-conflict-side">
              <span className="soft small">{words[whose]}</span>
              <p className="edit-conflict-text">{shown(partsOf(whose === 'mine' ? pending.value : theirs.value)[field]) || words.empty}</p>
              <Button small aria-pressed={chosen[field] === whose} onClick={() => choose(field, whose)}>
                {whose === 'mine' ? words.keepMine : words.keepTheirs}
              </Button>
            </div>
          ))}
        </section>
      ))}
    </Banner>
  )
}

const shown = (value: string | null | readonly string[]): string => (typeof value === 'string' ? value : (value ?? []).join('\n'))
