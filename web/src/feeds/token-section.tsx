import type { Feed } from '@haidang/api/feeds'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { refreshQueries, useMutation } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { uiWords } from '../words/ui.ts'
import { refusalSentence } from './refusal-sentence.ts'

/** How the other system sends to us; its token is shown when it is made and never again. */
export function TokenSection({ feed }: { readonly feed: Feed }) {
  const all = useWords(feedsWords)
  const words = all.token
  const ui = useWords(uiWords)
  const [isAsking, setAsking] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const make = useMutation(() => post<{ readonly token: string }>(`/api/feeds/${feed.id}/token`))
  const run = async (): Promise<void> => {
    const made = await make.run(undefined)
    if (made === undefined) return
    setAsking(false)
    setToken(made.token)
    refreshQueries('/api/feeds')
  }
  return (
    <section aria-labelledby="token" className="feed-token">
      <h2 id="token">{words.title}</h2>
      <p>{words.about}</p>
      <dl className="facts">
        <div>
          <dt>{words.address}</dt>
          <dd className="feed-code">{`${location.origin}/api/feeds/deliveries`}</dd>
        </div>
        <div>
          <dt>{words.headers}</dt>
          <dd className="feed-code">
            Authorization: Bearer …
            <br />
            Idempotency-Key: {words.yourKey}
          </dd>
        </div>
      </dl>
      <p>{feed.hasToken ? words.has : words.none}</p>
      {make.error === undefined ? null : <Banner tone="bad">{refusalSentence(make.error, all, ui)}</Banner>}
      <div>
        <Button icon="lock" busy={make.busy} onClick={() => (feed.hasToken ? setAsking(true) : void run())}>
          {feed.hasToken ? words.renew : words.make}
        </Button>
      </div>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={words.renew}
        description={words.renewAbout}
        foot={
          <>
            <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
            <Button look="danger" busy={make.busy} onClick={() => void run()}>
              {words.renew}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
      <Dialog
        open={token !== null}
        onClose={() => setToken(null)}
        title={words.shown}
        description={words.shownAbout}
        foot={
          <>
            <Button
              icon="clip"
              onClick={() => void navigator.clipboard.writeText(token ?? '').then(() => toast({ title: words.copied, tone: 'good' }))}
            >
              {words.copy}
            </Button>
            <Button look="primary" onClick={() => setToken(null)}>
              {words.done}
            </Button>
          </>
        }
      >
        <TextField label={words.title} labelHidden readOnly className="feed-code" value={token ?? ''} onChange={() => undefined} />
      </Dialog>
    </section>
  )
}
