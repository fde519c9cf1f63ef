import type { PeopleImported } from '@haidang/api/people'
import type { PersonFault, PersonField } from '@haidang/domain/access/person-list'
import { personFields } from '@haidang/domain/access/person-list'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { download } from '../app/download.ts'
import { ProblemError, upload } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FileField } from '../ui/file-drop.tsx'
import { Banner } from '../ui/states.tsx'
import { Lines } from '../units/import-lines.tsx'
import { useWords } from '../words/catalogue.ts'
import type { Translated } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import type { accessVi } from '../words/access.vi.ts'
import { uiWords } from '../words/ui.ts'
import { linkOf } from './given-link.tsx'

/** People from a list: looked through first, and entered when the administrator has seen who would come. */
export function ImportPeople({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const words = useWords(accessWords).importPeople
  const ui = useWords(uiWords)
  const [file, setFile] = useState<File | undefined>()
  const [tried, setTried] = useState(false)
  const [found, setFound] = useState<PeopleImported | undefined>()
  const send = useMutation(({ sent, preview }: { readonly sent: File; readonly preview: boolean }) =>
    upload<PeopleImported>(`/api/people/import${preview ? '?preview=true' : ''}`, sent),
  )
  const run = async (): Promise<void> => {
    setTried(true)
    if (file === undefined) return
    const reply = await send.run({ sent: file, preview: found === undefined })
    if (reply === undefined) return
    setFound(reply)
    if (!reply.isPreview) onDone()
  }
  if (found?.isPreview === false) return <Done imported={found} onClose={onClose} />
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      description={words.about}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={send.busy} disabled={found?.added.length === 0} onClick={() => void run()}>
            {found === undefined ? words.check : words.save(formatDecimal(String(found.added.length)))}
          </Button>
        </>
      }
    >
      <div className="access-form">
        <div>
          <LinkButton href="/api/people/template" icon="download" small download>
            {words.template}
          </LinkButton>
        </div>
        <FileField
          label={words.file}
          hint={words.fileHint}
          accept=".csv,.xlsx"
          file={file}
          onFile={(next) => {
            setFile(next)
            setFound(undefined)
            send.reset()
          }}
          error={tried && file === undefined ? words.fileMissing : undefined}
        />
        <p className="field-hint">{words.columns}</p>
        {send.error === undefined ? null : <Refused error={send.error} />}
        {found === undefined ? null : <Found imported={found} />}
      </div>
    </Dialog>
  )
}

function Found({ imported: { came, added } }: { readonly imported: PeopleImported }) {
  const { importPeople: words, rules } = useWords(accessWords)
  return (
    <Banner
      tone={added.length === 0 ? 'plain' : 'good'}
      title={came === 0 ? words.empty : words.found(formatDecimal(String(came)), formatDecimal(String(added.length)))}
    >
      <Lines
        lines={added.map(({ name, login, unit, roles }) =>
          words.person(name, login, unit, roles.map((role) => rules.roles[role]).join(', ')),
        )}
      />
    </Banner>
  )
}

function Done({ imported: { added, hours }, onClose }: { readonly imported: PeopleImported; readonly onClose: () => void }) {
  const words = useWords(accessWords).importPeople
  const ui = useWords(uiWords)
  const lines = [words.linkHeads, ...added.map(({ login, name, unit, token }) => [login, name, unit, token === null ? '' : linkOf(token)])]
  // The mark at the head tells a spreadsheet that the letters are UTF-8.
  const text = `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.done(formatDecimal(String(added.length)))}
      description={words.linksAbout(hours)}
      foot={
        <>
          <Button look="primary" icon="download" onClick={() => download(new Blob([text], { type: 'text/csv' }), words.linksFile)}>
            {words.links}
          </Button>
          <Button onClick={onClose}>{ui.close}</Button>
        </>
      }
    >
      <Lines lines={added.map(({ name, login }) => `${name} (${login})`)} />
    </Dialog>
  )
}

// What a spreadsheet would reckon is text.
const quoted = (cell: string): string => `"${(/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`

function Refused({ error }: { readonly error: unknown }) {
  const words = useWords(accessWords).importPeople
  const ui = useWords(uiWords)
  const { reason, help = {} } = error instanceof ProblemError ? error.problem : {}
  // As the server tells them.
  const faults = Array.isArray(help['faults']) ? (help['faults'] as readonly PersonFault[]) : []
  const said = faults.length > 0 ? words.faultsFound(formatDecimal(String(help['total']))) : reasonOf(reason, help, words)
  return (
    <Banner tone="bad" title={words.refused}>
      <p>{said ?? uiSentence(error, ui).detail}</p>
      <Lines
        lines={faults.map(({ line, field, value, fault }) => words.fault(String(line), words.fields[field], value, words.faults[fault]))}
        total={Number(help['total'] ?? 0)}
      />
    </Banner>
  )
}

function reasonOf(
  reason: string | undefined,
  help: Readonly<Record<string, unknown>>,
  { reasons, fields }: Translated<typeof accessVi>['importPeople'],
): string | undefined {
  if (reason === 'quotationOpen') return reasons.quotationOpen(String(help['line']))
  if (reason === 'columnsMissing')
    return reasons.columnsMissing(
      fieldsOf(help['columns'])
        .map((field) => fields[field])
        .join(', '),
    )
  return reason === 'tableUnreadable' || reason === 'tooManyRows' || reason === 'loginTaken' ? reasons[reason] : undefined
}

const fieldsOf = (told: unknown): readonly PersonField[] => personFields.filter((field) => Array.isArray(told) && told.includes(field))
