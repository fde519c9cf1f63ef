import type { RecordPopulation, UnitLife, UnitVersion } from '@haidang/api/units'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { isWhole, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { unitsWords } from '../words/units.ts'
import type { unitsVi } from '../words/units.vi.ts'

type Typed = { readonly countedOn: string; readonly people: string; readonly source: string }

/** How many people lived in a unit on a day; counted again for the same day it takes the place of what was said before. */
export function PopulationDialog({
  unit,
  onClose,
  onDone,
}: {
  readonly unit: UnitVersion
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const words = useWords(unitsWords).population
  const ui = useWords(uiWords)
  const today = dayOf(useNow())
  const [typed, setTyped] = useState<Typed>({ countedOn: '', people: '', source: '' })
  const [tried, setTried] = useState(false)
  const change = useMutation((input: RecordPopulation) => put<UnitLife>(`/api/units/${unit.id}/population`, input))
  const people = countIn(typed.people)
  const faults = faultsOf(typed, today, words)
  const shown = tried ? faults : {}
  const save = async (): Promise<void> => {
    setTried(true)
    if (people === undefined || Object.keys(faults).length > 0) return
    if ((await change.run({ countedOn: typed.countedOn, people, source: typed.source.trim() })) === undefined) return
    toast({ title: words.done, tone: 'good' })
    onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(unit.name)}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={change.busy} onClose={onClose} onSave={() => void save()} />}
    >
      {change.error === undefined ? null : <Banner tone="bad">{uiSentence(change.error, ui).detail}</Banner>}
      <div className="particulars-decision">
        <TextField
          label={words.people}
          required
          inputMode="numeric"
          maxLength={12}
          autoComplete="off"
          value={typed.people}
          onChange={(next) => setTyped({ ...typed, people: next })}
          error={shown.people}
        />
        <TextField
          type="date"
          label={words.day}
          required
          max={today}
          value={typed.countedOn}
          onChange={(countedOn) => setTyped({ ...typed, countedOn })}
          error={shown.countedOn}
        />
      </div>
      <TextField
        label={words.source}
        hint={words.sourceHint}
        required
        maxLength={300}
        value={typed.source}
        onChange={(source) => setTyped({ ...typed, source })}
        error={shown.source}
      />
    </Dialog>
  )
}

function countIn(text: string): number | undefined {
  const count = parseVietnameseNumber(text)
  return count !== undefined && isWhole(count) && Number(count) > 0 ? Number(count) : undefined
}

function faultsOf({ countedOn, people, source }: Typed, today: Day, words: Translated<typeof unitsVi>['population']): Partial<Typed> {
  return {
    ...(isDay(countedOn) && countedOn <= today ? {} : { countedOn: words.dayWrong }),
    ...(countIn(people) === undefined ? { people: words.peopleWrong } : {}),
    ...(source.trim() === '' ? { source: words.sourceMissing } : {}),
  }
}
