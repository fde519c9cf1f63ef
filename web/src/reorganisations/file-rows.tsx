import type { WireReorganisationRow } from '@haidang/api/reorganisations'
import { useId, useRef, useState } from 'react'
import { upload } from '../app/fetch.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentence } from './sentences.ts'

type Row = WireReorganisationRow

/** The rows of a .csv or .xlsx, or of the resolution itself: beside those that are here only as somebody says. */
export function FileRows({ rows, onRows }: { readonly rows: readonly Row[]; readonly onRows: (rows: readonly Row[]) => void }) {
  const all = useWords(reorganisationsWords)
  const words = all.rows
  const ui = useWords(uiWords)
  const hint = useId()
  const input = useRef<HTMLInputElement>(null)
  const [read, setRead] = useState<readonly Row[] | undefined>()
  const send = useMutation((file: File) => upload<{ readonly rows: readonly Row[] }>('/api/reorganisations/table', file))
  const take = (next: readonly Row[], count: number): void => {
    setRead(undefined)
    onRows(next)
    toast({ title: words.read(String(count)), tone: 'good' })
  }
  const receive = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const reply = await send.run(file)
    if (input.current) input.current.value = ''
    if (reply === undefined) return
    if (rows.length === 0) take(reply.rows, reply.rows.length)
    else setRead(reply.rows)
  }
  const last = rows.reduce((line, row) => Math.max(line, row.line), 0)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,.docx,.pdf,.txt,.doc,.odt,.rtf,.html,.md"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={words.fromFile}
        onChange={(event) => void receive(event.target.files?.[0])}
      />
      <Button icon="upload" busy={send.busy} aria-describedby={hint} onClick={() => input.current?.click()}>
        {words.fromFile}
      </Button>
      <p id={hint} className="field-hint reorganisation-file-hint">
        {words.fromFileHint}
      </p>
      {send.error === undefined ? null : (
        <Banner tone="bad" action={<Button onClick={send.reset}>{ui.close}</Button>}>
          {refusalSentence(send.error, all, ui)}
        </Banner>
      )}
      {read === undefined ? null : (
        <Dialog
          open
          onClose={() => setRead(undefined)}
          title={words.replaceTitle}
          description={words.replaceAbout(String(rows.length), String(read.length))}
          foot={
            <>
              <Button onClick={() => setRead(undefined)}>{ui.cancel}</Button>
              <Button onClick={() => take([...rows, ...read.map((row, index) => ({ ...row, line: last + index + 1 }))], read.length)}>
                {words.append}
              </Button>
              <Button look="primary" onClick={() => take(read, read.length)}>
                {words.replace}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </>
  )
}
