import type { Passkeys } from '@haidang/api/passkeys'
import { useState } from 'react'
import { personSentence } from '../access/person-sentence.ts'
import { post, put, remove } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { keysWords } from '../words/keys.ts'
import { uiWords } from '../words/ui.ts'
import { attestationFor, KeyLeft, knowsKeys } from './keys.ts'

type Key = Passkeys['keys'][number]
type Named = { readonly what: 'add' } | { readonly what: 'rename'; readonly key: Key }

/** One's own keys; `onAdded` where setting one up is what comes first. */
export function PasskeysSection({ onAdded }: { readonly onAdded?: () => void }) {
  const words = useWords(keysWords)
  const ui = useWords(uiWords)
  const { data, error, loading, reload, setData } = useQuery<Passkeys>('/api/passkeys')
  const [named, setNamed] = useState<Named | null>(null)
  const take = useMutation((id: string) => remove<Passkeys>(`/api/passkeys/${id}`))
  const drop = async ({ id }: Key): Promise<void> => {
    const after = await take.run(id)
    if (after === undefined) return
    setData(() => after)
    toast({ title: words.removed, tone: 'good' })
  }
  const done = (after: Passkeys): void => {
    setData(() => after)
    setNamed(null)
    toast({ title: named?.what === 'add' ? words.added : words.renamed, tone: 'good' })
    if (named?.what === 'add') onAdded?.()
  }
  return (
    <section className="factor passkeys" aria-labelledby="passkeys">
      <h2 id="passkeys">{words.title}</h2>
      <p>{words.about}</p>
      {take.error === undefined ? null : <Banner tone="bad">{personSentence(take.error, words.refusals, ui)}</Banner>}
      {loading ? <Skeleton rows={2} /> : null}
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {data && data.keys.length > 0 ? (
        <KeyTable keys={data.keys} onRename={(key) => setNamed({ what: 'rename', key })} onRemove={(key) => void drop(key)} />
      ) : null}
      {data?.keys.length === 1 ? <p className="soft">{words.onlyOne}</p> : null}
      {knowsKeys() ? (
        <Button icon="plus" onClick={() => setNamed({ what: 'add' })}>
          {words.add}
        </Button>
      ) : (
        <p className="soft">{words.unknown}</p>
      )}
      {named === null ? null : <NameDialog named={named} onClose={() => setNamed(null)} onDone={done} />}
    </section>
  )
}

function KeyTable({
  keys,
  onRename,
  onRemove,
}: {
  readonly keys: readonly Key[]
  readonly onRename: (key: Key) => void
  readonly onRemove: (key: Key) => void
}) {
  const words = useWords(keysWords)
  return (
    <Table
      caption={words.title}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: words.name, rowHead: true, width: 'wide', cell: ({ name }) => <span lang="vi">{name}</span> },
        {
          key: 'added',
          head: words.addedAt,
          cardLabel: words.addedAt,
          cell: ({ addedAt }) => <span className="figures">{formatInstant(addedAt)}</span>,
        },
        {
          key: 'used',
          head: words.used,
          cardLabel: words.used,
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? words.never : <span className="figures">{formatInstant(lastUsedAt)}</span>),
        },
        {
          key: 'acts',
          head: <span className="visually-hidden">{words.acts}</span>,
          cell: (key) => (
            <Menu trigger={<IconButton icon="menu" small label={words.actsOf(key.name)} />}>
              <MenuItem icon="edit" onSelect={() => onRename(key)}>
                {words.rename}
              </MenuItem>
              <MenuItem icon="trash" danger onSelect={() => onRemove(key)}>
                {words.remove}
              </MenuItem>
            </Menu>
          ),
        },
      ]}
    />
  )
}

/** A name first, then the device asks for a finger, a face or a PIN. */
function NameDialog({
  named,
  onClose,
  onDone,
}: {
  readonly named: Named
  readonly onClose: () => void
  readonly onDone: (after: Passkeys) => void
}) {
  const words = useWords(keysWords)
  const ui = useWords(uiWords)
  const isNew = named.what === 'add'
  const [name, setName] = useState(isNew ? '' : named.key.name)
  const [tried, setTried] = useState(false)
  const save = useMutation(async (called: string) => {
    if (!isNew) return put<Passkeys>(`/api/passkeys/${named.key.id}`, { name: called })
    const answer = await attestationFor('/api/passkeys/challenge')
    return post<Passkeys>('/api/passkeys', { name: called, answer })
  })
  const isShort = name.trim().length < 2
  const run = async (): Promise<void> => {
    setTried(true)
    if (isShort) return
    const after = await save.run(name.trim())
    if (after !== undefined) onDone(after)
  }
  const fault =
    save.error instanceof KeyLeft ? words.left : save.error === undefined ? undefined : personSentence(save.error, words.refusals, ui)
  return (
    <Dialog
      open
      onClose={onClose}
      title={isNew ? words.add : words.rename}
      description={isNew ? words.addAbout : undefined}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={save.busy} onClick={() => void run()}>
            {isNew ? words.go : words.save}
          </Button>
        </>
      }
    >
      {fault === undefined ? null : <Banner tone="bad">{fault}</Banner>}
      <TextField
        label={words.name}
        hint={words.nameHint}
        required
        maxLength={60}
        value={name}
        onChange={setName}
        error={tried && isShort ? words.nameNeeded : undefined}
      />
    </Dialog>
  )
}
