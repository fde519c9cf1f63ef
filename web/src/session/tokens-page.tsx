import './tokens.css'
import type { Tokens } from '@haidang/api/tokens'
import { useState } from 'react'
import { remove } from '../app/fetch.ts'
import { uiSentence } from '../app/problem-sentence.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { tokensWords } from '../words/tokens.ts'
import { uiWords } from '../words/ui.ts'
import { TokenDialog } from './token-dialog.tsx'
import { TokenTable } from './token-table.tsx'

/** By what programs come in in one's own name. */
export function TokensPage() {
  const words = useWords(tokensWords)
  const ui = useWords(uiWords)
  const { data, error, loading, reload, setData } = useQuery<Tokens>('/api/tokens')
  const [makes, setMakes] = useState(false)
  const end = useMutation((id: string) => remove<Tokens>(`/api/tokens/${id}`))
  const revoke = async (id: string): Promise<void> => {
    const after = await end.run(id)
    if (after === undefined) return
    setData(() => after)
    toast({ title: words.revoked, tone: 'good' })
  }
  const makeButton = (
    <Button look="primary" icon="plus" onClick={() => setMakes(true)}>
      {words.make}
    </Button>
  )
  const hasSome = data !== undefined && data.tokens.length > 0
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} actions={hasSome ? makeButton : undefined} />
      {end.error === undefined ? null : <Banner tone="bad">{uiSentence(end.error, ui).detail}</Banner>}
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={3} /> : null}
      {hasSome ? (
        <TokenTable caption={words.title} rows={data.tokens.map((token) => ({ token }))} onRevoke={({ id }) => void revoke(id)} />
      ) : null}
      {data && !hasSome ? (
        <EmptyState title={words.noneTitle} action={makeButton}>
          {words.noneDetail}
        </EmptyState>
      ) : null}
      {makes && data ? <TokenDialog path="/api/tokens" days={data} onClose={() => setMakes(false)} onMade={() => void reload()} /> : null}
    </>
  )
}
