import type { Issuers, SetIssuer } from '@haidang/api/issuers'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { Checkbox, TextArea, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { issuersWords } from '../words/issuers.ts'
import { uiWords } from '../words/ui.ts'
import { NewcomerFields } from './newcomer-fields.tsx'
import { personSentence } from './person-sentence.ts'
import type { IssuerFaults, TypedIssuer } from './typed-issuer.ts'

type Settings = SetIssuer['settings']

const typedOf = ({ provision, ...settings }: Settings): Omit<TypedIssuer, 'validFrom' | 'source'> => ({
  ...settings,
  makesAccounts: provision !== null,
  unitId: provision?.unitId ?? null,
  post: provision?.post ?? '',
  roles: provision?.roles ?? [],
})
const nothing: Settings = {
  name: '',
  issuer: '',
  clientId: '',
  scope: 'openid profile email',
  claim: 'preferred_username',
  isOn: true,
  standsForFactor: false,
  provision: null,
}

/** One place of sign-in, from a day on, by a document. */
export function IssuerDialog({
  issuer,
  today,
  onClose,
  onDone,
}: {
  readonly issuer: Issuers['issuers'][number] | undefined
  readonly today: string
  readonly onClose: () => void
  readonly onDone: (after: Issuers) => void
}) {
  const all = useWords(issuersWords)
  const words = all.form
  const ui = useWords(uiWords)
  const before = issuer?.versions[0]
  const [typed, setTyped] = useState<TypedIssuer>(() => ({ ...typedOf(before?.settings ?? nothing), validFrom: today, source: '' }))
  const [tried, setTried] = useState(false)
  const save = useMutation((body: SetIssuer) => post<Issuers>('/api/issuers', body))
  const type = (part: Partial<TypedIssuer>): void => setTyped({ ...typed, ...part })
  const faults = useFaults(typed)
  const errorAt = (field: keyof TypedIssuer) => ({ error: tried ? faults[field] : undefined })
  const run = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const after = await save.run({
      id: issuer?.id ?? null,
      after: before?.version ?? 0,
      settings: settingsOf(typed),
      source: typed.source.trim(),
      validFrom: typed.validFrom,
    })
    if (after !== undefined) onDone(after)
  }
  const text = (field: 'name' | 'issuer' | 'clientId' | 'claim' | 'scope', hint?: string) => (
    <TextField
      label={words[field]}
      {...(hint === undefined ? {} : { hint })}
      required
      spellCheck={false}
      value={typed[field]}
      onChange={(value) => type({ [field]: value })}
      {...errorAt(field)}
    />
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={before === undefined ? words.addTitle : words.changeTitle(before.settings.name)}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      {save.error === undefined ? null : (
        <div ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
          <Banner tone="bad">{personSentence(save.error, all.refusals, ui)}</Banner>
        </div>
      )}
      {text('name', words.nameHint)}
      {text('issuer', words.issuerHint)}
      {text('clientId')}
      {text('claim', words.claimHint)}
      {text('scope')}
      <Checkbox label={words.isOn} checked={typed.isOn} onChange={(isOn) => type({ isOn })} />
      <Checkbox label={words.standsForFactor} checked={typed.standsForFactor} onChange={(standsForFactor) => type({ standsForFactor })} />
      <NewcomerFields typed={typed} faults={tried ? faults : {}} onType={type} />
      <TextField
        type="date"
        label={words.validFrom}
        required
        value={typed.validFrom}
        onChange={(validFrom) => type({ validFrom })}
        {...errorAt('validFrom')}
      />
      <TextArea
        label={words.source}
        hint={words.sourceHint}
        required
        rows={2}
        maxLength={300}
        value={typed.source}
        onChange={(source) => type({ source })}
        {...errorAt('source')}
      />
    </Dialog>
  )
}

const settingsOf = ({ makesAccounts, unitId, post: held, roles, validFrom: _from, source: _source, ...typed }: TypedIssuer): Settings => ({
  ...typed,
  name: typed.name.trim(),
  issuer: typed.issuer.trim(),
  clientId: typed.clientId.trim(),
  claim: typed.claim.trim(),
  scope: typed.scope.trim(),
  provision: makesAccounts && unitId !== null ? { unitId, post: held.trim(), roles: [...roles] } : null,
})

function useFaults(typed: TypedIssuer): IssuerFaults {
  const words = useWords(issuersWords).form
  return {
    ...(typed.name.trim().length < 2 ? { name: words.nameNeeded } : {}),
    ...(/^https?:\/\/.+/u.test(typed.issuer.trim()) && URL.canParse(typed.issuer.trim()) ? {} : { issuer: words.issuerNeeded }),
    ...(typed.clientId.trim() === '' ? { clientId: words.clientNeeded } : {}),
    ...(typed.claim.trim() === '' ? { claim: words.claimNeeded } : {}),
    ...(typed.scope.split(/\s+/u).includes('openid') ? {} : { scope: words.scopeNeeded }),
    ...(typed.makesAccounts && typed.unitId === null ? { unitId: words.unitNeeded } : {}),
    ...(typed.makesAccounts && typed.post.trim().length < 2 ? { post: words.postNeeded } : {}),
    ...(typed.makesAccounts && typed.roles.length === 0 ? { roles: words.rolesNeeded } : {}),
    ...(typed.validFrom === '' ? { validFrom: words.validFrom } : {}),
    ...(typed.source.trim().length < 3 ? { source: words.sourceNeeded } : {}),
  }
}
