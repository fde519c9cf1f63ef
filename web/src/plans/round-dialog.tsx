import type { Plan } from '@haidang/api/imports'
import { closingTimeSchema } from '@haidang/api/regimes'
import type { AskRound, RoundMade } from '@haidang/api/regimes'
import type { UnitsOfDay } from '@haidang/api/units'
import { addDays, formatDay, isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { ProblemError, post } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { useKeptDraft } from '../app/kept-draft.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { refreshQueries, useMutation, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { MultiCombobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { regimesWords } from '../words/regimes.ts'
import type { regimesVi } from '../words/regimes.vi.ts'
import { uiWords } from '../words/ui.ts'

type Words = Translated<typeof regimesVi>['askRound']
type Typed = {
  readonly name: string
  readonly quote: string
  readonly unitDue: string
  readonly cityDue: string
  readonly closingTime: string
  readonly from: string
  readonly to: string
  readonly unitIds: readonly string[]
  readonly indicatorIds: readonly string[]
}

const nothing: Typed = {
  name: '',
  quote: '',
  unitDue: '',
  cityDue: '',
  closingTime: '17:00',
  from: '',
  to: '',
  unitIds: [],
  indicatorIds: [],
}

/** Asks units for a report outside the plan's regimes: by which day, about which indicators or in words. */
export function RoundDialog({ planId, plan, onClose }: { readonly planId: string; readonly plan: Plan; readonly onClose: () => void }) {
  const words = useWords(regimesWords).askRound
  const ui = useWords(uiWords)
  const { account } = useSession()
  const { draft, keep, drop } = useKeptDraft<Typed>(`haidang.round/${account.id}/${planId}`)
  const typed = draft ?? nothing
  const [tried, setTried] = useState(false)
  const ask = useMutation((input: AskRound) => post<RoundMade>(`/api/plans/${planId}/rounds`, input))
  // A plan may be older than a reorganisation: who can be asked stands today.
  const register = useQuery<UnitsOfDay>('/api/units')
  const units = (register.data?.units ?? []).filter(({ group }) => group !== 'committee' && group !== 'area')
  const faults = faultsOf(typed, words)
  const shown = tried ? faults : {}
  const type = (part: Partial<Typed>): void => {
    ask.reset()
    keep({ ...typed, ...part })
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const { from, to, unitIds, indicatorIds, ...said } = typed
    const made = await ask.run({
      ...said,
      // A window is half open; people say its last day.
      window: from === '' ? null : { from, to: addDays(to, 1) },
      dayOff: 'next',
      outline: ['results'],
      unitIds: [...unitIds],
      indicatorIds: [...indicatorIds],
    })
    if (made === undefined) return
    drop()
    toast({ title: words.done(String(made.reports), formatInstant(made.dueAt)), tone: 'good' })
    refreshQueries('/api/reports')
    navigate(`/bao-cao?ky=${made.period}`)
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button
            onClick={() => {
              drop()
              onClose()
            }}
          >
            {ui.cancel}
          </Button>
          <Button look="primary" icon="check" busy={ask.busy} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      {ask.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {refusalSentence(ask.error, { words, units }) ?? uiSentence(ask.error, ui).detail}
        </Banner>
      )}
      <TextField label={words.name} required maxLength={500} value={typed.name} onChange={(name) => type({ name })} error={shown.name} />
      <TextArea label={words.quote} hint={words.quoteHint} value={typed.quote} onChange={(quote) => type({ quote })} />
      <div className="round-days">
        <TextField
          type="date"
          label={words.unitDue}
          required
          value={typed.unitDue}
          onChange={(unitDue) => type({ unitDue })}
          error={shown.unitDue}
        />
        <TextField
          label={words.closingTime}
          required
          maxLength={5}
          value={typed.closingTime}
          onChange={(closingTime) => type({ closingTime })}
          error={shown.closingTime}
        />
        <TextField
          type="date"
          label={words.cityDue}
          required
          value={typed.cityDue}
          onChange={(cityDue) => type({ cityDue })}
          error={shown.cityDue}
        />
      </div>
      <div className="round-days">
        <TextField type="date" label={words.from} value={typed.from} onChange={(from) => type({ from })} error={shown.from} />
        <TextField type="date" label={words.to} value={typed.to} onChange={(to) => type({ to })} error={shown.to} />
      </div>
      <MultiCombobox
        label={words.units}
        required
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        values={typed.unitIds}
        onChange={(unitIds) => type({ unitIds })}
        error={shown.unitIds === undefined ? undefined : words.unitsMissing}
      />
      <div>
        <Button small onClick={() => type({ unitIds: units.map(({ id }) => id) })}>
          {words.allUnits(String(units.length))}
        </Button>
      </div>
      <MultiCombobox
        label={words.indicators}
        hint={words.indicatorsHint}
        options={plan.indicators
          .filter(({ kind }) => kind !== 'formula')
          .map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        values={typed.indicatorIds}
        onChange={(indicatorIds) => type({ indicatorIds })}
      />
    </Dialog>
  )
}

function faultsOf(typed: Typed, words: Words): Partial<Record<keyof Typed, string>> {
  const { name, unitDue, cityDue, closingTime, from, to, unitIds } = typed
  return {
    ...(name.trim().length < 3 ? { name: words.nameMissing } : {}),
    ...(isDay(unitDue) ? {} : { unitDue: words.dayMissing }),
    ...(isDay(cityDue) ? (cityDue < unitDue ? { cityDue: words.cityDueWrong } : {}) : { cityDue: words.dayMissing }),
    ...(closingTimeSchema.safeParse(closingTime).success ? {} : { closingTime: words.timeWrong }),
    ...((from === '') === (to === '') ? {} : { [from === '' ? 'from' : 'to']: words.windowHalf }),
    ...(from !== '' && to !== '' && to < from ? { to: words.windowTurned } : {}),
    ...(unitIds.length === 0 ? { unitIds: words.unitsMissing } : {}),
  }
}

/** Why nobody may be asked so, with what helps. */
function refusalSentence(
  error: unknown,
  { words, units }: { readonly words: Words; readonly units: UnitsOfDay['units'] },
): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { reason, help = {} } = error.problem
  const ids = help['unitIds']
  const named = units.filter(({ id }) => Array.isArray(ids) && ids.includes(id)).map(({ name }) => name)
  const { reasons } = words
  if (reason === 'duePast') return reasons.duePast(formatInstant(String(help['dueAt'])))
  if (reason === 'periodTaken') return reasons.periodTaken(formatDay(String(help['period'])))
  if (reason === 'unitsNotReporting' || reason === 'unitsWithoutIndicators') return reasons[reason](named.join(', '))
  return reason === 'roundFaulty' ? reasons.roundFaulty : undefined
}
