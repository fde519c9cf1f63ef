import type { Session } from '@haidang/api/session'
import { put } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { keysWords } from '../words/keys.ts'
import { uiWords } from '../words/ui.ts'
import { assertionFor, KeyLeft, knowsKeys } from './keys.ts'

/** Signs in by a key of this device or of a telephone beside it. */
export function SignInByKey({ office, onEnter }: { readonly office: string; readonly onEnter: (session: Session) => void }) {
  const words = useWords(keysWords)
  const signIn = useMutation(async () => {
    const answer = await assertionFor('/api/session/passkey', { office })
    return put<Session>('/api/session/passkey', { office, answer }, { quietly: true })
  })
  const run = async (): Promise<void> => {
    const session = await signIn.run(undefined)
    if (session !== undefined) onEnter(session)
  }
  if (!knowsKeys()) return null
  return (
    <>
      <KeyFault error={signIn.error} />
      <Button icon="lock" busy={signIn.busy} onClick={() => void run()}>
        {words.signIn}
      </Button>
    </>
  )
}

/** What came of asking a key, where nothing did. */
export function KeyFault({ error }: { readonly error: unknown }) {
  const words = useWords(keysWords)
  const ui = useWords(uiWords)
  if (error === undefined) return null
  return <Banner tone="bad">{error instanceof KeyLeft ? words.left : uiSentence(error, ui).detail}</Banner>
}
