import type { Colleagues, Delegation, Delegations } from '@haidang/api/delegations'
import type { People } from '@haidang/api/people'
import { delegableRoles, mostDays } from '@haidang/domain/access/delegation'
import type { Role } from '@haidang/domain/access/roles'
import { addDays, dayOf, isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { officeNow } from '../app/clock.ts'
import { post } from '../app/fetch.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { useSession } from '../session/session.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { delegationsWords } from '../words/delegations.ts'
import { uiWords } from '../words/ui.ts'
import { personSentence } from './person-sentence.ts'
import { RolesField } from './roles-field.tsx'
import { UnitChoice } from './unit-choice.tsx'

type Typed = {
  readonly kind: 'holder' | 'head'
  readonly holderId: string | null
  readonly unitId: string | null
  readonly receiverId: string | null
  readonly roles: readonly Role[]
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly document: string
}

/** What is not there yet, field by field. */
const lacks = (typed: Typed) => ({
  holder: typed.kind === 'holder' && typed.holderId === null,
  unit: typed.kind === 'head' && typed.unitId === null,
  receiver: typed.receiverId === null,
  roles: typed.roles.length === 0,
  from: !isDay(typed.from) || typed.from < dayOf(officeNow()),
  until: !isDay(typed.until) || typed.until < typed.from || (isDay(typed.from) && typed.until >= addDays(typed.from, mostDays)),
  reason: typed.reason.trim().length < 3,
})

export function GiveRights({
  can,
  onClose,
  onDone,
}: {
  readonly can: Delegations['can']
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const all = useWords(delegationsWords)
  const words = all.form
  const ui = useWords(uiWords)
  const { account } = useSession()
  const today = dayOf(officeNow())
  const [typed, setTyped] = useState<Typed>({
    kind: 'holder',
    holderId: can.giveOthers ? null : account.id,
    unitId: null,
    receiverId: null,
    roles: can.giveOthers ? [] : can.give,
    from: today,
    until: addDays(today, 6),
    reason: '',
    document: '',
  })
  const [tried, setTried] = useState(false)
  const save = useMutation(({ kind, holderId, unitId, ...sent }: Typed) =>
    post<Delegation>('/api/delegations', {
      ...sent,
      holderId: kind === 'holder' ? holderId : null,
      unitId: kind === 'head' ? unitId : null,
    }),
  )
  const run = async (): Promise<void> => {
    setTried(true)
    if (Object.values(lacks(typed)).includes(true)) return
    if ((await save.run(typed)) !== undefined) onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      <div className="access-form">
        {save.error === undefined ? null : <Banner tone="bad">{personSentence(save.error, all.refusals, ui)}</Banner>}
        <RightsFields typed={typed} tried={tried} can={can} onChange={(change) => setTyped({ ...typed, ...change })} />
      </div>
    </Dialog>
  )
}

function RightsFields({
  typed,
  tried,
  can,
  onChange,
}: {
  readonly typed: Typed
  readonly tried: boolean
  readonly can: Delegations['can']
  readonly onChange: (change: Partial<Typed>) => void
}) {
  const words = useWords(delegationsWords).form
  const { data } = useQuery<Colleagues>('/api/colleagues')
  const lacking = lacks(typed)
  const unless = (field: keyof typeof lacking, sentence: string) => (tried && lacking[field] ? { error: sentence } : {})
  return (
    <>
      {can.giveOthers ? <WhoseRights typed={typed} tried={tried} onChange={onChange} /> : null}
      <Combobox
        label={words.receiver}
        hint={words.receiverHint}
        required
        value={typed.receiverId}
        onChange={(receiverId) => onChange({ receiverId })}
        options={(data?.colleagues ?? [])
          .filter(({ id }) => id !== typed.holderId)
          .map(({ id, name, post: held, unit }) => ({ value: id, label: name, note: `${held}, ${unit.name}` }))}
        {...unless('receiver', words.receiverNeeded)}
      />
      <RolesField
        legendShown
        offered={can.giveOthers ? delegableRoles : can.give}
        held={typed.roles}
        onChange={(roles) => onChange({ roles })}
        {...unless('roles', words.rolesNeeded)}
      />
      <div className="access-days">
        <TextField
          type="date"
          label={words.from}
          required
          value={typed.from}
          onChange={(from) => onChange({ from })}
          {...unless('from', words.fromNeeded)}
        />
        <TextField
          type="date"
          label={words.until}
          required
          value={typed.until}
          onChange={(until) => onChange({ until })}
          {...unless('until', words.untilNeeded)}
        />
      </div>
      <TextField
        label={words.reason}
        required
        autoComplete="off"
        maxLength={300}
        value={typed.reason}
        onChange={(reason) => onChange({ reason })}
        {...unless('reason', words.reasonNeeded)}
      />
      <TextField
        label={words.document}
        hint={words.documentHint}
        autoComplete="off"
        maxLength={200}
        value={typed.document}
        onChange={(document) => onChange({ document })}
      />
    </>
  )
}

/** For who administers: what somebody holds, or the heading of a unit. */
function WhoseRights({
  typed,
  tried,
  onChange,
}: {
  readonly typed: Typed
  readonly tried: boolean
  readonly onChange: (change: Partial<Typed>) => void
}) {
  const words = useWords(delegationsWords).form
  const { data } = useQuery<People>('/api/people')
  const people = (data?.people ?? []).filter(({ closedBecause }) => closedBecause === null)
  const choose = (holderId: string | null): void => {
    const held = people.find(({ id }) => id === holderId)?.roles ?? []
    onChange({ holderId, roles: delegableRoles.filter((role) => held.includes(role)) })
  }
  return (
    <>
      <Select
        label={words.kind}
        options={[
          { value: 'holder', label: words.ofHolder },
          { value: 'head', label: words.ofHead },
        ]}
        value={typed.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {typed.kind === 'holder' ? (
        <Combobox
          label={words.holder}
          hint={words.receiverHint}
          required
          value={typed.holderId}
          onChange={choose}
          options={people.map(({ id, name, post: held, unit }) => ({ value: id, label: name, note: `${held}, ${unit.name}` }))}
          {...(tried && typed.holderId === null ? { error: words.holderNeeded } : {})}
        />
      ) : (
        <UnitChoice
          label={words.unit}
          hint={words.unitHint}
          required
          value={typed.unitId}
          onChange={(unitId) => onChange({ unitId })}
          {...(tried && typed.unitId === null ? { error: words.unitNeeded } : {})}
        />
      )}
    </>
  )
}
