import './access.css'
import '../session/tokens.css'
import type { ServiceAccount, ServiceAccounts } from '@haidang/api/tokens'
import { useState } from 'react'
import { remove } from '../app/fetch.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { uiSentence } from '../app/problem-sentence.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { TokenDialog } from '../session/token-dialog.tsx'
import { TokenTable } from '../session/token-table.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { accessWords } from '../words/access.ts'
import { useWords } from '../words/catalogue.ts'
import { tokensWords } from '../words/tokens.ts'
import { uiWords } from '../words/ui.ts'
import { ProgramDialog } from './program-dialog.tsx'
import { SecurityParts } from './security-parts.tsx'

/** Accounts of programs with their tokens, and the tokens that people have made. */
export function ProgramsPage() {
  const all = useWords(tokensWords)
  const words = all.programs
  const ui = useWords(uiWords)
  const { data, error, loading, reload, setData } = useQuery<ServiceAccounts>('/api/service-accounts')
  const [adds, setAdds] = useState(false)
  const [makesFor, setMakesFor] = useState<ServiceAccount | null>(null)
  const end = useMutation((id: string) => remove<ServiceAccounts>(`/api/service-accounts/tokens/${id}`))
  const revoke = async (id: string): Promise<void> => {
    const after = await end.run(id)
    if (after === undefined) return
    setData(() => after)
    toast({ title: all.revoked, tone: 'good' })
  }
  const onRevoke = data?.can.change ? ({ id }: { readonly id: string }) => void revoke(id) : undefined
  const addButton = data?.can.change ? (
    <Button look="primary" icon="plus" onClick={() => setAdds(true)}>
      {words.add}
    </Button>
  ) : undefined
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} actions={data && data.accounts.length > 0 ? addButton : undefined} />
      <SecurityParts />
      {end.error === undefined ? null : <Banner tone="bad">{uiSentence(end.error, ui).detail}</Banner>}
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={5} /> : null}
      {data ? (
        <div className="access">
          {data.accounts.length === 0 ? <EmptyState title={words.none} action={addButton} /> : null}
          {data.accounts.map((account) => (
            <Program key={account.id} account={account} onRevoke={onRevoke} onMake={data.can.change ? setMakesFor : undefined} />
          ))}
          <section aria-labelledby="tokens-of-people">
            <h2 id="tokens-of-people">{words.ofPeople}</h2>
            {data.people.length === 0 ? (
              <p className="soft">{words.ofPeopleNone}</p>
            ) : (
              <TokenTable
                caption={words.ofPeople}
                rows={data.people.map(({ name, token }) => ({ token, owner: <span lang="vi">{name}</span> }))}
                onRevoke={onRevoke}
              />
            )}
          </section>
        </div>
      ) : null}
      {adds ? (
        <ProgramDialog
          onClose={() => setAdds(false)}
          onDone={(after) => {
            setData(() => after)
            setAdds(false)
            toast({ title: words.added, tone: 'good' })
          }}
        />
      ) : null}
      {makesFor !== null && data ? (
        <TokenDialog
          path={`/api/service-accounts/${makesFor.id}/tokens`}
          owner={makesFor.name}
          days={data}
          onClose={() => setMakesFor(null)}
          onMade={() => void reload()}
        />
      ) : null}
    </>
  )
}

function Program({
  account,
  onRevoke,
  onMake,
}: {
  readonly account: ServiceAccount
  readonly onRevoke: ((token: { readonly id: string }) => void) | undefined
  readonly onMake: ((account: ServiceAccount) => void) | undefined
}) {
  const all = useWords(tokensWords)
  const words = all.programs
  const roleNames = useWords(accessWords).rules.roles
  const { id, name, login, purpose, unit, roles, closedBecause, tokens } = account
  return (
    <section aria-labelledby={`program-${id}`}>
      <h2 id={`program-${id}`}>
        <span lang="vi">{name}</span> <span className="soft">({login})</span>{' '}
        {closedBecause === null ? null : <StatePill tone="plain">{words.closed}</StatePill>}
      </h2>
      <p className="soft">
        <span lang="vi">{purpose}</span>
        <br />
        {words.facts(unit.name, roles.map((role) => roleNames[role]).join(', '))}
      </p>
      {tokens.length === 0 ? (
        <p className="soft">{words.noTokens}</p>
      ) : (
        <TokenTable caption={words.tokensOf(name)} rows={tokens.map((token) => ({ token }))} onRevoke={onRevoke} />
      )}
      {onMake === undefined || closedBecause !== null ? null : (
        <div className="screen-only">
          <Button icon="plus" onClick={() => onMake(account)}>
            {all.make} <span className="visually-hidden">{name}</span>
          </Button>
        </div>
      )}
    </section>
  )
}
