import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'
import { uiWords } from '../words/ui.ts'

type RecallDialogProps = { readonly id: string; readonly version: number; readonly onClose: () => void; readonly onDone: () => void }

const leastReason = 3

/** What whoever verifies the paper will be told from now on. */
export function RecallDialog({ id, version, onClose, onDone }: RecallDialogProps) {
  const words = useWords(consolidationWords).issued
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < leastReason
  const recall = useMutation(() => post<{ ok: true }>(`/api/consolidations/${id}/issues/${version}/recall`, { reason }))
  const send = async (): Promise<void> => {
    setTried(true)
    if (isShort || (await recall.run(undefined)) === undefined) return
    toast({ title: words.recallDone(String(version)), tone: 'good' })
    onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.recallTitle(String(version))}
      description={words.recallAbout}
      foot={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" busy={recall.busy} onClick={() => void send()}>
            {words.recall}
          </Button>
        </>
      }
    >
      {recall.error === undefined ? null : (
        <Banner tone="bad" title={words.recallRefused}>
          {uiSentence(recall.error, ui).detail}
        </Banner>
      )}
      <TextArea
        required
        label={words.recallReason}
        hint={words.recallReasonHint}
        value={reason}
        onChange={setReason}
        error={tried && isShort ? words.recallReasonShort : undefined}
      />
    </Dialog>
  )
}
