import type { MadeToken, MakeToken } from '@haidang/api/tokens'
import { scopes as allScopes, type Scope } from '@haidang/domain/access/scopes'
import { addDays, daysBetween, formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { personSentence } from '../access/person-sentence.ts'
import { post } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { tokensWords } from '../words/tokens.ts'
import { uiWords } from '../words/ui.ts'
import { copyText } from './recovery-codes.tsx'
import { areasOf } from './token-scopes.ts'

const usualDays = 90

/** Chooses what a token may and until when; then shows it, this once. `path`: whose it will be. */
export function TokenDialog({
  path,
  owner,
  days: { today, latestExpiry },
  onClose,
  onMade,
}: {
  readonly path: string
  readonly owner?: string
  readonly days: { readonly today: string; readonly latestExpiry: string }
  readonly onClose: () => void
  readonly onMade: () => void
}) {
  const words = useWords(tokensWords)
  const ui = useWords(uiWords)
  const [name, setName] = useState('')
  const [held, setHeld] = useState<readonly Scope[]>([])
  const [expiresOn, setExpiresOn] = useState(() => {
    const usual = addDays(today, usualDays)
    return daysBetween(usual, latestExpiry) < 0 ? latestExpiry : usual
  })
  const [tried, setTried] = useState(false)
  const make = useMutation((body: MakeToken) => post<MadeToken>(path, body))
  const [given, setGiven] = useState<string | null>(null)
  if (given !== null) return <GivenToken token={given} onClose={onClose} />

  const isShort = name.trim().length < 2
  const run = async (): Promise<void> => {
    setTried(true)
    if (isShort || held.length === 0 || expiresOn === '') return
    const made = await make.run({ name: name.trim(), scopes: [...held], expiresOn })
    if (made === undefined) return
    setGiven(made.token)
    onMade()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={owner === undefined ? words.form.title : words.form.titleOf(owner)}
      description={words.form.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={make.busy} onClick={() => void run()}>
            {words.form.go}
          </Button>
        </>
      }
    >
      {make.error === undefined ? null : <Banner tone="bad">{personSentence(make.error, words.refusals, ui)}</Banner>}
      <TextField
        label={words.form.name}
        hint={words.form.nameHint}
        required
        maxLength={80}
        value={name}
        onChange={setName}
        error={tried && isShort ? words.form.nameNeeded : undefined}
      />
      <TextField
        type="date"
        label={words.form.expiresOn}
        hint={words.form.expiresHint(formatDay(latestExpiry))}
        required
        min={today}
        max={latestExpiry}
        value={expiresOn}
        onChange={setExpiresOn}
        error={tried && expiresOn === '' ? words.refusals.expiresTooEarly : undefined}
      />
      <ScopeChoice held={held} onChange={setHeld} error={tried && held.length === 0 ? words.form.scopeNeeded : undefined} />
    </Dialog>
  )
}

function ScopeChoice({
  held,
  onChange,
  error,
}: {
  readonly held: readonly Scope[]
  readonly onChange: (held: readonly Scope[]) => void
  readonly error: string | undefined
}) {
  const words = useWords(tokensWords)
  const set = (scope: Scope, wanted: boolean): void => onChange(allScopes.filter((one) => (one === scope ? wanted : held.includes(one))))
  return (
    <fieldset className="token-scopes">
      <legend className="field-label">{words.form.scopes}</legend>
      {areasOf(allScopes).map(({ area, acts }) => (
        <div key={area} role="group" aria-label={words.areas[area]} className="token-scope">
          <span>{words.areas[area]}</span>
          {acts.map((act) => {
            const scope = `${area}:${act}` as Scope // Made of a scope that it was taken from.
            return <Checkbox key={act} label={words[act]} checked={held.includes(scope)} onChange={(wanted) => set(scope, wanted)} />
          })}
        </div>
      ))}
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

function GivenToken({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const words = useWords(tokensWords).given
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button icon="clip" onClick={() => void copyText(token, words.copied)}>
            {words.copy}
          </Button>
          <Button look="primary" onClick={onClose}>
            {words.done}
          </Button>
        </>
      }
    >
      <p className="token-given">{token}</p>
      <p className="soft small">{words.use}</p>
      <p className="token-given small">Authorization: Bearer {token.slice(0, 8)}…</p>
    </Dialog>
  )
}
