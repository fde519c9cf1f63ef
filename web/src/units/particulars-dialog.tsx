import type { ReorganisationView } from '@haidang/api/reorganisations'
import type { ChangeParticulars, UnitVersion } from '@haidang/api/units'
import { dayOf, formatDay, isDay } from '@haidang/domain/periods/day'
import { parseIdentifier } from '@haidang/domain/units/unit'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post, ProblemError } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { useKeptDraft } from '../app/kept-draft.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { unitsWords } from '../words/units.ts'
import type { unitsVi } from '../words/units.vi.ts'

type Typed = {
  readonly effectiveOn: string
  readonly documentNumber: string
  readonly name: string
  readonly post: string
  readonly identifier: string
}
type Words = Translated<typeof unitsVi>['particulars']

/** Another head or e-identifier of a unit from a day on, by a decision; only what is typed otherwise is changed. */
export function ParticularsDialog({
  unit,
  onClose,
  onDone,
}: {
  /** As it stands, or will stand last. */
  readonly unit: UnitVersion
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const words = useWords(unitsWords).particulars
  const ui = useWords(uiWords)
  const { account } = useSession()
  const today = dayOf(useNow())
  const had = { name: unit.head?.name ?? '', post: unit.head?.post ?? '', identifier: unit.identifier ?? '' }
  const { draft, keep, drop } = useKeptDraft<Typed>(`haidang.particulars/${account.id}/${unit.id}`)
  const typed = draft ?? { ...had, effectiveOn: today, documentNumber: '' }
  const [tried, setTried] = useState(false)
  const change = useMutation((input: ChangeParticulars) => post<ReorganisationView>(`/api/units/${unit.id}/particulars`, input))
  const faults = faultsOf(typed, words)
  const changed = changedIn(typed, had)
  const isChanged = changed.head !== undefined || changed.identifier !== undefined
  const type = (part: Partial<Typed>): void => {
    change.reset()
    keep({ ...typed, ...part })
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !isChanged) return
    const about = changed.head === undefined ? 'identifier' : changed.identifier === undefined ? 'head' : 'both'
    const { effectiveOn, documentNumber } = typed
    const made = await change.run({ ...changed, effectiveOn, documentNumber, title: words.titles[about](unit.name) })
    if (made === undefined) return
    drop()
    toast({ title: made.state === 'waiting' ? words.waits(formatDay(effectiveOn)) : words.done, tone: 'good' })
    refreshQueries('/api/reorganisations')
    onDone()
  }
  const shown = tried ? faults : {}
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(unit.name)}
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
          <Button look="primary" icon="check" busy={change.busy} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      {change.error === undefined ? null : (
        <Banner tone="bad" title={words.refused}>
          {refusalSentence(change.error, typed.effectiveOn, words) ?? uiSentence(change.error, ui).detail}
        </Banner>
      )}
      {tried && !isChanged && Object.keys(faults).length === 0 ? <Banner tone="warn">{words.nothingChanged}</Banner> : null}
      <div className="particulars-decision">
        <TextField
          label={words.number}
          hint={words.numberHint}
          required
          maxLength={100}
          autoComplete="off"
          value={typed.documentNumber}
          onChange={(documentNumber) => type({ documentNumber })}
          error={shown.documentNumber}
        />
        <TextField
          type="date"
          label={words.day}
          hint={words.dayHint}
          required
          value={typed.effectiveOn}
          onChange={(effectiveOn) => type({ effectiveOn })}
          error={shown.effectiveOn}
        />
      </div>
      <fieldset className="particulars-head">
        <legend className="field-label">{words.head}</legend>
        <p className="field-hint">{words.headHint}</p>
        <TextField
          label={words.name}
          hint={words.nameHint}
          maxLength={200}
          autoComplete="off"
          value={typed.name}
          onChange={(name) => type({ name })}
          error={shown.name}
        />
        <TextField
          label={words.post}
          hint={words.postHint}
          maxLength={200}
          autoComplete="off"
          value={typed.post}
          onChange={(next) => type({ post: next })}
          error={shown.post}
        />
      </fieldset>
      <TextField
        label={words.identifier}
        hint={words.identifierHint}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={typed.identifier}
        onChange={(identifier) => type({ identifier })}
        error={shown.identifier}
      />
    </Dialog>
  )
}

function faultsOf(
  { effectiveOn, documentNumber, name, post: typedPost, identifier }: Typed,
  words: Words,
): Partial<Record<keyof Typed, string>> {
  const [isNamed, hasPost] = [name.trim() !== '', typedPost.trim() !== '']
  return {
    ...(isDay(effectiveOn) ? {} : { effectiveOn: words.dayMissing }),
    ...(documentNumber.trim() === '' ? { documentNumber: words.numberMissing } : {}),
    ...(hasPost && !isNamed ? { name: words.nameMissing } : {}),
    ...(isNamed && !hasPost ? { post: words.postMissing } : {}),
    ...(identifier.trim() === '' || parseIdentifier(identifier) ? {} : { identifier: words.identifierWrong }),
  }
}

function changedIn(typed: Typed, had: Pick<Typed, 'name' | 'post' | 'identifier'>): Pick<ChangeParticulars, 'head' | 'identifier'> {
  const [name, hold, identifier] = [typed.name.trim(), typed.post.trim(), parseIdentifier(typed.identifier) ?? '']
  return {
    ...(name === had.name && hold === had.post ? {} : { head: name === '' ? null : { name, post: hold } }),
    ...(identifier === had.identifier ? {} : { identifier: identifier === '' ? null : identifier }),
  }
}

/** Why the register does not allow it, with the name that helps. */
function refusalSentence(error: unknown, day: string, { reasons, nothingChanged }: Words): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { reason, help = {} } = error.problem
  const unitName = String(help['unitName'])
  if (reason === 'nothingChanged') return nothingChanged
  if (reason === 'notStanding' || reason === 'changedLater') return reasons[reason](unitName, formatDay(day))
  return reason === 'identifierTaken' ? reasons.identifierTaken(unitName, String(help['identifier'])) : undefined
}
