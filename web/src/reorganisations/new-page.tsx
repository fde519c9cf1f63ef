import './reorganisations.css'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import { dayOf } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { post } from '../app/fetch.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { useKeptDraft } from '../app/kept-draft.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentence } from './sentences.ts'
import { isSendable } from './draft.ts'
import type { Draft } from './draft.ts'
import { HeadFields } from './head-fields.tsx'

/** By which document and from which day; with that it is on the server, and its rows are filled in there. */
export function NewPage() {
  const all = useWords(reorganisationsWords)
  const words = all.form
  const ui = useWords(uiWords)
  const { account } = useSession()
  const today = dayOf(useNow())
  const { draft, keep, drop } = useKeptDraft<Draft>(`haidang.reorganisation/${account.id}`)
  const typed = draft ?? { title: '', documentNumber: '', effectiveOn: today, rows: [], heirs: {} }
  const [tried, setTried] = useState(false)
  const prepare = useMutation((input: Draft) => post<Pick<ReorganisationView, 'id'>>('/api/reorganisations', input))
  const start = async (): Promise<void> => {
    setTried(true)
    if (!isSendable(typed)) return
    const made = await prepare.run(typed)
    if (made === undefined) return
    drop()
    refreshQueries('/api/reorganisations')
    navigate(`/don-vi/sap-xep/${made.id}`, { replace: true })
  }
  return (
    <>
      <PageHead title={words.newTitle} back={{ href: '/don-vi/sap-xep', label: words.back }} facts={<span>{words.startHint}</span>} />
      <form
        className="reorganisation-new"
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        {prepare.error === undefined ? null : <Banner tone="bad">{refusalSentence(prepare.error, all, ui)}</Banner>}
        <HeadFields draft={typed} onChange={(part) => keep({ ...typed, ...part })} isChecked={tried} />
        <Button type="submit" look="primary" busy={prepare.busy}>
          {words.start}
        </Button>
      </form>
    </>
  )
}
