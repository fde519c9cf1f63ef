import type { SecurityRulesView, SetSecurityRules } from '@haidang/api/security'
import { roles, type Role } from '@haidang/domain/access/roles'
import { secondPersonActs, type SecondPersonAct } from '@haidang/domain/access/second-person'
import { reportedSecurityRules, securityLimits, type SecurityRules } from '@haidang/domain/access/security-rules'
import { dayOf } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { Checkbox, TextArea, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { uiWords } from '../words/ui.ts'

type Typed = {
  readonly leastPasswordLength: string
  readonly idleDays: string
  readonly proofMinutes: string
  readonly tokenDays: string
  readonly passwordsFor: SecurityRules['passwordsFor']
  readonly factorRoles: readonly Role[]
  readonly secondPersonActs: readonly SecondPersonAct[]
  readonly secondPersonHours: string
  readonly validFrom: string
  readonly source: string
}
type Numeric = keyof typeof securityLimits

const typedOf = ({
  leastPasswordLength,
  idleDays,
  factorRoles,
  proofMinutes,
  secondPersonActs: acts,
  secondPersonHours,
  tokenDays,
  passwordsFor,
}: SecurityRules) => ({
  passwordsFor,
  tokenDays: String(tokenDays),
  secondPersonActs: acts,
  secondPersonHours: String(secondPersonHours),
  proofMinutes: String(proofMinutes),
  factorRoles,
  leastPasswordLength: String(leastPasswordLength),
  idleDays: idleDays === null ? '' : String(idleDays),
})

/** The rules of signing in, with the document that they stand on. */
export function RulesDialog({
  view,
  onClose,
  onDone,
}: {
  readonly view: SecurityRulesView
  readonly onClose: () => void
  readonly onDone: (view: SecurityRulesView) => void
}) {
  const words = useWords(accessWords).form
  const names = useWords(accessWords).rules.roles
  const { acts } = useWords(secondPersonWords)
  const ui = useWords(uiWords)
  // Real days, whatever a practice office's clock says: so the server reckons here.
  const [typed, setTyped] = useState<Typed>(() => ({
    ...typedOf(view.inForce),
    validFrom: dayOf(new Date().toISOString()),
    source: '',
  }))
  const [tried, setTried] = useState(false)
  const save = useMutation((body: SetSecurityRules) => put<SecurityRulesView>('/api/security-rules', body))
  const type = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const wrong: Partial<Record<keyof Typed, string>> = {
    ...wrongNumber('leastPasswordLength', typed.leastPasswordLength, words.between),
    ...wrongNumber('proofMinutes', typed.proofMinutes, words.between),
    ...wrongNumber('secondPersonHours', typed.secondPersonHours, words.between),
    ...wrongNumber('tokenDays', typed.tokenDays, words.between),
    ...(typed.idleDays.trim() === '' ? {} : wrongNumber('idleDays', typed.idleDays, words.between)),
    ...(typed.validFrom === '' ? { validFrom: words.dayNeeded } : {}),
    ...(typed.source.trim().length < 3 ? { source: words.sourceNeeded } : {}),
  }
  const errorAt = (field: keyof Typed) => ({ error: tried ? wrong[field] : undefined })
  const run = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(wrong).length > 0) return
    const rules = {
      leastPasswordLength: Number(typed.leastPasswordLength),
      idleDays: typed.idleDays.trim() === '' ? null : Number(typed.idleDays),
      factorRoles: typed.factorRoles,
      proofMinutes: Number(typed.proofMinutes),
      secondPersonActs: typed.secondPersonActs,
      secondPersonHours: Number(typed.secondPersonHours),
      tokenDays: Number(typed.tokenDays),
      passwordsFor: typed.passwordsFor,
    }
    const { validFrom, source } = typed
    const saved = await save.run({ rules, validFrom, source: source.trim(), after: view.versions[0]?.version ?? 0 })
    if (saved !== undefined) onDone(saved)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      {save.error === undefined ? null : (
        <Banner tone="bad" title={uiSentence(save.error, ui).title}>
          {uiSentence(save.error, ui).detail}
        </Banner>
      )}
      <div className="access-offer">
        <Button
          small
          onClick={() =>
            type({
              ...typedOf({ ...reportedSecurityRules, secondPersonActs: typed.secondPersonActs }),
              secondPersonHours: typed.secondPersonHours,
              source: words.reportedSource,
            })
          }
        >
          {words.reported}
        </Button>
        <p className="soft small">{words.reportedHint}</p>
      </div>
      <TextField
        label={words.leastPasswordLength}
        inputMode="numeric"
        required
        value={typed.leastPasswordLength}
        onChange={(leastPasswordLength) => type({ leastPasswordLength })}
        {...errorAt('leastPasswordLength')}
      />
      <TextField
        label={words.idleDays}
        hint={words.idleHint}
        inputMode="numeric"
        value={typed.idleDays}
        onChange={(idleDays) => type({ idleDays })}
        {...errorAt('idleDays')}
      />
      <TextField
        label={words.proofMinutes}
        hint={words.proofHint}
        inputMode="numeric"
        required
        value={typed.proofMinutes}
        onChange={(proofMinutes) => type({ proofMinutes })}
        {...errorAt('proofMinutes')}
      />
      <TextField
        label={words.tokenDays}
        hint={words.tokenHint}
        inputMode="numeric"
        required
        value={typed.tokenDays}
        onChange={(tokenDays) => type({ tokenDays })}
        {...errorAt('tokenDays')}
      />
      <fieldset className="access-roles">
        <legend className="field-label">{words.factorRoles}</legend>
        <p className="field-hint">{words.factorHint}</p>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={names[role]}
            checked={typed.factorRoles.includes(role)}
            onChange={(wanted) => type({ factorRoles: roles.filter((one) => (one === role ? wanted : typed.factorRoles.includes(one))) })}
          />
        ))}
      </fieldset>
      <fieldset className="access-roles">
        <legend className="field-label">{words.secondPersonActs}</legend>
        <p className="field-hint">{words.secondPersonHint}</p>
        {secondPersonActs.map((act) => (
          <Checkbox
            key={act}
            label={acts[act]}
            checked={typed.secondPersonActs.includes(act)}
            onChange={(wanted) =>
              type({ secondPersonActs: secondPersonActs.filter((one) => (one === act ? wanted : typed.secondPersonActs.includes(one))) })
            }
          />
        ))}
      </fieldset>
      <TextField
        label={words.secondPersonHours}
        inputMode="numeric"
        required
        value={typed.secondPersonHours}
        onChange={(secondPersonHours) => type({ secondPersonHours })}
        {...errorAt('secondPersonHours')}
      />
      <div>
        <Checkbox
          label={words.passwordsFor}
          checked={typed.passwordsFor === 'administrators'}
          onChange={(isForFew) => type({ passwordsFor: isForFew ? 'administrators' : 'everybody' })}
        />
        <p className="field-hint">{words.passwordsHint}</p>
      </div>
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

function wrongNumber(field: Numeric, text: string, between: (least: number, most: number) => string): Partial<Record<Numeric, string>> {
  const { least, most } = securityLimits[field]
  const number = Number(text)
  return /^\d+$/u.test(text.trim()) && number >= least && number <= most ? {} : { [field]: between(least, most) }
}
