import type { GivenLink, PersonView } from '@haidang/api/people'
import type { Role } from '@haidang/domain/access/roles'
import { useState } from 'react'
import { post, put, remove } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { uiWords } from '../words/ui.ts'
import { GivenLinkFoot, LinkText } from './given-link.tsx'
import { personSentence } from './person-sentence.ts'
import { RolesField } from './roles-field.tsx'

type Props = { readonly person: PersonView; readonly onClose: () => void; readonly onDone: (person: PersonView) => void }

export function RolesDialog({ person, onClose, onDone }: Props) {
  const words = useWords(accessWords).people
  const ui = useWords(uiWords)
  const [held, setHeld] = useState<readonly Role[]>(person.roles)
  const [tried, setTried] = useState(false)
  const save = useMutation((roles: readonly Role[]) => put<PersonView>(`/api/people/${person.id}/roles`, { roles, before: person.roles }))
  const run = async (): Promise<void> => {
    setTried(true)
    if (held.length === 0) return
    const after = await save.run(held)
    if (after !== undefined) onDone(after)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.rolesTitle(person.name)}
      description={words.rolesAbout}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      {save.error === undefined ? null : <Banner tone="bad">{personSentence(save.error, words.refusals, ui)}</Banner>}
      <RolesField held={held} onChange={setHeld} {...(tried && held.length === 0 ? { error: words.rolesNeeded } : {})} />
    </Dialog>
  )
}

export function CloseDialog(props: Props) {
  const words = useWords(accessWords).people
  return (
    <ActDialog
      {...props}
      title={words.closeTitle(props.person.name)}
      about={words.closeAbout}
      go={words.close}
      act={() => post<PersonView>(`/api/people/${props.person.id}/close`)}
    />
  )
}

export function ResetDialog(props: Props) {
  const words = useWords(accessWords).people
  return (
    <ActDialog
      {...props}
      title={words.resetTitle(props.person.name)}
      about={words.resetAbout}
      go={words.resetFactor}
      act={() => remove<PersonView>(`/api/people/${props.person.id}/factor`)}
    />
  )
}

export function UnlinkDialog(props: Props) {
  const words = useWords(accessWords).people
  return (
    <ActDialog
      {...props}
      title={words.unlinkTitle(props.person.name)}
      about={words.unlinkAbout}
      go={words.unlink}
      act={() => remove<PersonView>(`/api/people/${props.person.id}/identities`)}
    />
  )
}

/** Says what will happen to whom, before it does. */
function ActDialog({
  title,
  about,
  go,
  act,
  onClose,
  onDone,
}: Props & { readonly title: string; readonly about: string; readonly go: string; readonly act: () => Promise<PersonView> }) {
  const words = useWords(accessWords).people
  const ui = useWords(uiWords)
  const send = useMutation(act)
  const run = async (): Promise<void> => {
    const after = await send.run(undefined)
    if (after !== undefined) onDone(after)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={send.busy} onClick={() => void run()}>
            {go}
          </Button>
        </>
      }
    >
      {send.error === undefined ? null : <Banner tone="bad">{personSentence(send.error, words.refusals, ui)}</Banner>}
    </Dialog>
  )
}

/** The link is made when it is asked for, and shown this once. */
export function LinkDialog({ person, onClose }: Omit<Props, 'onDone'>) {
  const words = useWords(accessWords).people
  const ui = useWords(uiWords)
  const [given, setGiven] = useState<GivenLink | null>(null)
  const make = useMutation(() => post<GivenLink>(`/api/people/${person.id}/link`))
  const run = async (): Promise<void> => setGiven((await make.run(undefined)) ?? null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.linkTitle(person.name)}
      description={words.linkAbout(given?.hours ?? 24)}
      foot={
        given === null ? (
          <>
            <Button onClick={onClose}>{ui.cancel}</Button>
            <Button look="primary" icon="link" busy={make.busy} onClick={() => void run()}>
              {words.link}
            </Button>
          </>
        ) : (
          <GivenLinkFoot token={given.token} onClose={onClose} />
        )
      }
    >
      {make.error === undefined ? null : <Banner tone="bad">{personSentence(make.error, words.refusals, ui)}</Banner>}
      {given === null ? null : <LinkText token={given.token} />}
    </Dialog>
  )
}
