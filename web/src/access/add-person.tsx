import type { PersonAdded } from '@haidang/api/people'
import { isEmail, isLogin, loginOf } from '@haidang/domain/access/person-list'
import type { Role } from '@haidang/domain/access/roles'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { uiWords } from '../words/ui.ts'
import { GivenLinkFoot, LinkText } from './given-link.tsx'
import { personSentence } from './person-sentence.ts'
import { RolesField } from './roles-field.tsx'
import { UnitChoice } from './unit-choice.tsx'

type Typed = {
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unitId: string | null
  readonly roles: readonly Role[]
  readonly email: string
}
const nothing: Typed = { login: '', name: '', post: '', unitId: null, roles: ['focalPoint'], email: '' }

const isWhole = ({ login, name, post: held, unitId, roles, email }: Typed): boolean =>
  isLogin(loginOf(login)) &&
  name.trim() !== '' &&
  held.trim() !== '' &&
  unitId !== null &&
  roles.length > 0 &&
  (email.trim() === '' || isEmail(email.trim()))

/** Somebody new; the link by which they come in first is shown this once. */
export function AddPerson({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (added: PersonAdded) => void }) {
  const { add: words, people } = useWords(accessWords)
  const ui = useWords(uiWords)
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const [added, setAdded] = useState<PersonAdded | null>(null)
  const save = useMutation((sent: Typed) =>
    post<PersonAdded>('/api/people', { ...sent, email: sent.email.trim() === '' ? null : sent.email.trim() }),
  )
  const run = async (): Promise<void> => {
    setTried(true)
    if (!isWhole(typed)) return
    const reply = await save.run(typed)
    if (reply === undefined) return
    setAdded(reply)
    onDone(reply)
  }
  if (added !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title={words.doneTitle(added.person.name)}
        description={people.linkAbout(added.hours)}
        foot={<GivenLinkFoot token={added.token} onClose={onClose} />}
      >
        <LinkText token={added.token} />
      </Dialog>
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      <div className="access-form">
        {save.error === undefined ? null : <Banner tone="bad">{personSentence(save.error, words.refusals, ui)}</Banner>}
        <PersonFields typed={typed} tried={tried} onChange={(change) => setTyped({ ...typed, ...change })} />
      </div>
    </Dialog>
  )
}

function PersonFields({
  typed,
  tried,
  onChange,
}: {
  readonly typed: Typed
  readonly tried: boolean
  readonly onChange: (change: Partial<Typed>) => void
}) {
  const { add: words, people } = useWords(accessWords)
  const unless = (isRight: boolean, sentence: string) => (tried && !isRight ? { error: sentence } : {})
  return (
    <>
      <TextField
        label={words.name}
        required
        autoComplete="off"
        maxLength={200}
        value={typed.name}
        onChange={(name) => onChange({ name })}
        {...unless(typed.name.trim() !== '', words.nameNeeded)}
      />
      <TextField
        label={words.login}
        hint={words.loginHint}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={80}
        value={typed.login}
        onChange={(login) => onChange({ login })}
        {...unless(isLogin(loginOf(typed.login)), words.loginWrong)}
      />
      <TextField
        label={words.post}
        required
        autoComplete="off"
        maxLength={200}
        value={typed.post}
        onChange={(held) => onChange({ post: held })}
        {...unless(typed.post.trim() !== '', words.postNeeded)}
      />
      <UnitChoice
        label={words.unit}
        hint={words.unitHint}
        required
        value={typed.unitId}
        onChange={(unitId) => onChange({ unitId })}
        {...unless(typed.unitId !== null, words.unitNeeded)}
      />
      <TextField
        label={words.email}
        hint={words.emailHint}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={typed.email}
        onChange={(email) => onChange({ email })}
        {...unless(typed.email.trim() === '' || isEmail(typed.email.trim()), words.emailWrong)}
      />
      <RolesField
        legendShown
        held={typed.roles}
        onChange={(roles) => onChange({ roles })}
        {...unless(typed.roles.length > 0, people.rolesNeeded)}
      />
    </>
  )
}
