import type { Consolidation } from '@haidang/api/consolidation'
import { useRef, useState } from 'react'
import { upload } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { uiWords } from '../words/ui.ts'
import { RecallDialog } from './recall-dialog.tsx'

type Issue = Consolidation['issues'][number]
type Props = { readonly id: string; readonly issue: Issue; readonly mayIssue: boolean; readonly onReload: () => Promise<void> }

/** How outsiders verify an issued version, its signed copies, and the act that takes it back. */
export function IssuedVerification({ id, issue, mayIssue, onReload }: Props) {
  const words = useWords(consolidationWords).issued
  const { version, address, recalled, signedCopies } = issue
  return (
    <>
      {recalled === null ? null : (
        <p className="issued-recalled">
          <strong>{words.recalled(formatInstant(recalled.at), recalled.by)}</strong> {recalled.reason}
        </p>
      )}
      <div className="issued-files">
        {address === null ? (
          <span className="soft small">{words.noCode}</span>
        ) : (
          <LinkButton small look="quiet" icon="external" href={new URL(address).pathname}>
            {words.verify}
          </LinkButton>
        )}
        {signedCopies.map(({ sha256, fileName }) => (
          <LinkButton
            key={sha256}
            small
            icon="download"
            download
            href={`/api/consolidations/${id}/issues/${version}/signed-copies/${sha256}`}
          >
            {words.signedCopy(fileName)}
          </LinkButton>
        ))}
        {mayIssue ? <Acts id={id} issue={issue} onReload={onReload} /> : null}
      </div>
    </>
  )
}

function Acts({ id, issue: { version, recalled }, onReload }: Omit<Props, 'mayIssue'>) {
  const words = useWords(consolidationWords).issued
  const ui = useWords(uiWords)
  const input = useRef<HTMLInputElement>(null)
  const [isRecalling, setRecalling] = useState(false)
  const attach = useMutation((file: File) => upload<{ sha256: string }>(`/api/consolidations/${id}/issues/${version}/signed-copies`, file))
  const send = async (file: File): Promise<void> => {
    if ((await attach.run(file)) === undefined) return
    toast({ title: words.attached(file.name), tone: 'good' })
    await onReload()
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".pdf,.docx"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (input.current) input.current.value = ''
          if (file) void send(file)
        }}
      />
      <Button small look="quiet" icon="upload" busy={attach.busy} onClick={() => input.current?.click()}>
        {words.attach}
      </Button>
      {recalled === null ? (
        <Button small look="quiet" icon="return" onClick={() => setRecalling(true)}>
          {words.recall}
        </Button>
      ) : null}
      {attach.error === undefined ? null : (
        <span className="field-error" role="alert">
          {words.notAttached}: {uiSentence(attach.error, ui).detail}
        </span>
      )}
      {isRecalling ? (
        <RecallDialog
          id={id}
          version={version}
          onClose={() => setRecalling(false)}
          onDone={() => {
            setRecalling(false)
            void onReload()
          }}
        />
      ) : null}
    </>
  )
}
