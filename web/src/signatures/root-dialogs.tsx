import type { TrustedRoots } from '@haidang/api/signatures'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post, uploadAfterProof } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { FileField } from '../ui/file-drop.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { signaturesWords } from '../words/signatures.ts'
import { uiWords } from '../words/ui.ts'

type Props = { readonly onClose: () => void; readonly onDone: (next: TrustedRoots) => void }
const isSaid = (text: string): boolean => text.trim().length >= 3

export function AddRootDialog({ onClose, onDone }: Props) {
  const words = useWords(signaturesWords).roots
  const ui = useWords(uiWords)
  const [file, setFile] = useState<File>()
  const [from, setFrom] = useState(dayOf(useNow()))
  const [source, setSource] = useState('')
  const [tried, setTried] = useState(false)
  const add = useMutation((certificate: File) =>
    uploadAfterProof<TrustedRoots>(`/api/trusted-roots?${new URLSearchParams({ from, source }).toString()}`, certificate),
  )
  const send = async (): Promise<void> => {
    setTried(true)
    if (file === undefined || !isDay(from) || !isSaid(source)) return
    const next = await add.run(file)
    if (next === undefined) return
    toast({ title: words.added, tone: 'good' })
    onDone(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.add}
      description={words.addAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="primary" busy={add.busy} onClick={() => void send()}>
            {words.add}
          </Button>
        </>
      }
    >
      <Refused error={add.error} />
      <FileField
        label={words.file}
        hint={words.fileHint}
        accept=".cer,.crt,.der,.pem"
        file={file}
        onFile={setFile}
        error={tried && file === undefined ? words.fileNeeded : undefined}
      />
      <TextField
        type="date"
        required
        label={words.from}
        hint={words.fromHint}
        value={from}
        onChange={setFrom}
        error={tried && !isDay(from) ? words.fromNeeded : undefined}
      />
      <TextField
        required
        label={words.source}
        hint={words.sourceHint}
        value={source}
        onChange={setSource}
        error={tried && !isSaid(source) ? words.sourceNeeded : undefined}
      />
    </Dialog>
  )
}

export function EndRootDialog({ root: { id, name }, onClose, onDone }: Props & { readonly root: TrustedRoots['roots'][number] }) {
  const words = useWords(signaturesWords).roots
  const ui = useWords(uiWords)
  const [until, setUntil] = useState(dayOf(useNow()))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const end = useMutation(() => post<TrustedRoots>(`/api/trusted-roots/${id}/end`, { until, reason }))
  const send = async (): Promise<void> => {
    setTried(true)
    if (!isDay(until) || !isSaid(reason)) return
    const next = await end.run(undefined)
    if (next === undefined) return
    toast({ title: words.endDone, tone: 'good' })
    onDone(next)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.endOf(name)}
      description={words.endAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={end.busy} onClick={() => void send()}>
            {words.end}
          </Button>
        </>
      }
    >
      <Refused error={end.error} />
      <TextField
        type="date"
        required
        label={words.endFrom}
        value={until}
        onChange={setUntil}
        error={tried && !isDay(until) ? words.fromNeeded : undefined}
      />
      <TextArea
        required
        label={words.reason}
        value={reason}
        onChange={setReason}
        error={tried && !isSaid(reason) ? words.reasonNeeded : undefined}
      />
    </Dialog>
  )
}

function Refused({ error }: { readonly error: unknown }) {
  const words = useWords(signaturesWords).roots
  const ui = useWords(uiWords)
  return error === undefined ? null : (
    <Banner tone="bad" title={words.refused}>
      {uiSentence(error, ui).detail}
    </Banner>
  )
}
