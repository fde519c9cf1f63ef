import type { AddServiceAccount, ServiceAccounts } from '@haidang/api/tokens'
import type { UnitsOfDay } from '@haidang/api/units'
import { roles as allRoles, type Role } from '@haidang/domain/access/roles'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { accessWords } from '../words/access.ts'
import { useWords } from '../words/catalogue.ts'
import { tokensWords } from '../words/tokens.ts'
import { uiWords } from '../words/ui.ts'
import { personSentence } from './person-sentence.ts'

const nothing = { login: '', name: '', purpose: '', unitId: null as string | null, roles: [] as readonly Role[] }
type Typed = typeof nothing

/** A new account that only a program comes in by. */
export function ProgramDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (after: ServiceAccounts) => void }) {
  const all = useWords(tokensWords)
  const words = all.programs.form
  const roleNames = useWords(accessWords).rules.roles
  const ui = useWords(uiWords)
  const units = useQuery<UnitsOfDay>('/api/units')
  const [typed, setTyped] = useState<Typed>(nothing)
  const [tried, setTried] = useState(false)
  const add = useMutation((body: AddServiceAccount) => post<ServiceAccounts>('/api/service-accounts', body))
  const type = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const faults: Partial<Record<keyof Typed, string>> = {
    ...(typed.name.trim().length < 2 ? { name: words.nameNeeded } : {}),
    ...(/^[a-z0-9][a-z0-9._-]{1,39}$/u.test(typed.login.trim()) ? {} : { login: words.loginNeeded }),
    ...(typed.purpose.trim().length < 3 ? { purpose: words.purposeNeeded } : {}),
    ...(typed.unitId === null ? { unitId: words.unitNeeded } : {}),
    ...(typed.roles.length === 0 ? { roles: words.rolesNeeded } : {}),
  }
  const errorAt = (field: keyof Typed) => ({ error: tried ? faults[field] : undefined })
  const run = async (): Promise<void> => {
    setTried(true)
    const { login, name, purpose, unitId, roles } = typed
    if (Object.keys(faults).length > 0 || unitId === null) return
    const after = await add.run({ login: login.trim(), name: name.trim(), purpose: purpose.trim(), unitId, roles: [...roles] })
    if (after !== undefined) onDone(after)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={add.busy} onClick={() => void run()}>
            {words.go}
          </Button>
        </>
      }
    >
      {add.error === undefined ? null : <Banner tone="bad">{personSentence(add.error, all.refusals, ui)}</Banner>}
      <TextField label={words.name} required maxLength={80} value={typed.name} onChange={(name) => type({ name })} {...errorAt('name')} />
      <TextField
        label={words.login}
        hint={words.loginHint}
        required
        autoCapitalize="none"
        spellCheck={false}
        value={typed.login}
        onChange={(login) => type({ login })}
        {...errorAt('login')}
      />
      <TextField
        label={words.purpose}
        required
        maxLength={200}
        value={typed.purpose}
        onChange={(purpose) => type({ purpose })}
        {...errorAt('purpose')}
      />
      <Combobox
        label={words.unit}
        required
        options={(units.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={typed.unitId}
        onChange={(unitId) => type({ unitId })}
        {...errorAt('unitId')}
      />
      <fieldset className="access-roles">
        <legend className="field-label">{words.roles}</legend>
        {allRoles.map((role) => (
          <Checkbox
            key={role}
            label={roleNames[role]}
            checked={typed.roles.includes(role)}
            onChange={(wanted) => type({ roles: allRoles.filter((one) => (one === role ? wanted : typed.roles.includes(one))) })}
          />
        ))}
        {tried && faults.roles !== undefined ? (
          <p className="field-error" role="alert">
            {faults.roles}
          </p>
        ) : null}
      </fieldset>
    </Dialog>
  )
}
