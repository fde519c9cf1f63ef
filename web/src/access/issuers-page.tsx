import './access.css'
import type { Issuers } from '@haidang/api/issuers'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { accessWords } from '../words/access.ts'
import { useWords } from '../words/catalogue.ts'
import { issuersWords } from '../words/issuers.ts'
import { IssuerDialog } from './issuer-dialog.tsx'
import { SecurityParts } from './security-parts.tsx'

type Issuer = Issuers['issuers'][number]

/** Who else signs people in, and by which document. */
export function IssuersPage() {
  const words = useWords(issuersWords)
  const { data, error, loading, reload, setData } = useQuery<Issuers>('/api/issuers')
  const [edited, setEdited] = useState<Issuer | 'new' | null>(null)
  const addButton = data?.can.change ? (
    <Button look="primary" icon="plus" onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  ) : undefined
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} actions={data && data.issuers.length > 0 ? addButton : undefined} />
      <SecurityParts />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={5} /> : null}
      {data ? (
        <div className="access">
          {data.issuers.length === 0 ? (
            <EmptyState title={words.none} action={addButton}>
              {words.noneDetail}
            </EmptyState>
          ) : null}
          {data.can.change ? (
            <p className="access-address">
              <span className="soft">{words.returnTo}</span> <code>{data.returnAddress}</code>
            </p>
          ) : null}
          {data.issuers.map((issuer) => (
            <IssuerCard key={issuer.id} issuer={issuer} onChange={data.can.change ? () => setEdited(issuer) : undefined} />
          ))}
        </div>
      ) : null}
      {edited !== null && data ? (
        <IssuerDialog
          issuer={edited === 'new' ? undefined : edited}
          today={data.today}
          onClose={() => setEdited(null)}
          onDone={(after) => {
            setData(() => after)
            setEdited(null)
            toast({ title: words.form.saved, tone: 'good' })
          }}
        />
      ) : null}
    </>
  )
}

function IssuerCard({ issuer, onChange }: { readonly issuer: Issuer; readonly onChange: (() => void) | undefined }) {
  const words = useWords(issuersWords)
  const roleNames = useWords(accessWords).rules.roles
  const newest = issuer.versions[0]
  const shown = issuer.versions.find(({ version }) => version === issuer.inForce) ?? newest
  if (newest === undefined || shown === undefined) return null
  const { settings } = shown
  const facts: readonly (readonly [string, string])[] = [
    [words.issuer, settings.issuer],
    [words.clientId, settings.clientId],
    [words.secret, issuer.hasSecret ? words.hasSecret : words.noSecret],
    [words.claim, settings.claim],
    [words.scope, settings.scope],
    [words.factor, settings.standsForFactor ? words.factorThere : words.factorHere],
    [
      words.newcomers,
      settings.provision === null ? words.turnedAway : words.made(settings.provision.roles.map((role) => roleNames[role]).join(', ')),
    ],
    [words.people, String(issuer.people)],
    [words.logoutTo, issuer.logoutAddress],
  ]
  return (
    <section aria-labelledby={`issuer-${issuer.id}`}>
      <h2 id={`issuer-${issuer.id}`}>
        <span lang="vi">{settings.name}</span>{' '}
        <StatePill tone={settings.isOn ? 'good' : 'plain'}>{settings.isOn ? words.on : words.off}</StatePill>{' '}
        {issuer.inForce === newest.version ? null : <StatePill tone="plain">{words.ahead(formatDay(newest.validFrom))}</StatePill>}
      </h2>
      <dl className="access-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{words.changes}</dt>
          <dd>
            <ul className="plain-list" lang="vi">
              {issuer.versions.map(({ version, validFrom, source }) => (
                <li key={version}>{words.version(version, formatDay(validFrom), source)}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      {onChange === undefined ? null : (
        <div className="screen-only">
          <Button icon="edit" onClick={onChange}>
            {words.change} <span className="visually-hidden">{settings.name}</span>
          </Button>
        </div>
      )}
    </section>
  )
}
