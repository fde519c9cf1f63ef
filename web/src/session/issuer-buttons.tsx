import type { IssuerAddress, OfficesView } from '@haidang/api/session'
import { post } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { sessionWords } from '../words/session.ts'
import { uiWords } from '../words/ui.ts'
import { keepWanted } from './wanted-page.ts'

type Office = OfficesView[number]

/** Who else signs people in, each by name; one leaves to it and comes back (issuer-return-page.tsx). */
export function IssuerButtons({ office, next }: { readonly office: Office; readonly next: string | null }) {
  const words = useWords(sessionWords).issuer
  const ui = useWords(uiWords)
  const go = useMutation((issuer: string) => post<IssuerAddress>('/api/session/issuer', { office: office.slug, issuer }, { quietly: true }))
  const leave = async (issuer: string): Promise<void> => {
    const answer = await go.run(issuer)
    if (answer === undefined) return
    keepWanted(next)
    location.assign(answer.address)
  }
  if (office.issuers.length === 0) return null
  const isFirst = office.passwordsFor === 'administrators'
  return (
    <div className="issuers">
      {go.error === undefined ? null : <Banner tone="bad">{uiSentence(go.error, ui).detail}</Banner>}
      {office.issuers.map(({ id, name }) => (
        <Button key={id} {...(isFirst ? { look: 'primary' as const } : {})} icon="external" busy={go.busy} onClick={() => void leave(id)}>
          {words.by(name)}
        </Button>
      ))}
    </div>
  )
}
