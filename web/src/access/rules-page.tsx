import './access.css'
import type { SecurityRulesView } from '@haidang/api/security'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { TrustedRootsPart } from '../signatures/trusted-roots.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { secondPersonWords } from '../words/second-person.ts'
import { RulesDialog } from './rules-dialog.tsx'
import { SecurityParts } from './security-parts.tsx'

type Rules = SecurityRulesView['inForce']
type Version = SecurityRulesView['versions'][number]

/** What the office asks of everybody who signs in, and where that is written. */
export function RulesPage() {
  const all = useWords(accessWords)
  const words = all.rules
  const { data, error, loading, reload, setData } = useQuery<SecurityRulesView>('/api/security-rules')
  const [changes, setChanges] = useState(false)
  return (
    <>
      <PageHead
        title={words.title}
        facts={<span>{words.about}</span>}
        actions={
          data?.can.change ? (
            <Button look="primary" icon="edit" onClick={() => setChanges(true)}>
              {words.change}
            </Button>
          ) : undefined
        }
      />
      <SecurityParts />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={6} /> : null}
      {data ? (
        <div className="access">
          <InForce view={data} />
          <Versions view={data} />
          <TrustedRootsPart />
        </div>
      ) : null}
      {changes && data ? (
        <RulesDialog
          view={data}
          onClose={() => setChanges(false)}
          onDone={(view) => {
            setData(() => view)
            setChanges(false)
            toast({ title: all.form.saved, tone: 'good' })
          }}
        />
      ) : null}
    </>
  )
}

function InForce({ view: { inForce, version, versions } }: { readonly view: SecurityRulesView }) {
  const words = useWords(accessWords).rules
  const told = useTold()
  const now = versions.find((one) => one.version === version)
  return (
    <section aria-labelledby="in-force">
      <h2 id="in-force">{words.inForce}</h2>
      <p className="soft">
        {now === undefined ? words.byDefault : `${words.source}: ${now.source}. ${words.from}: ${formatDay(now.validFrom)}.`}
      </p>
      <Table
        caption={words.inForce}
        rows={told(inForce)}
        rowKey={({ name }) => name}
        columns={[
          { key: 'rule', head: words.rule, rowHead: true, width: 'wide', cell: ({ name }) => name },
          { key: 'value', head: words.value, cell: ({ value }) => <span className="figures">{value}</span> },
        ]}
      />
    </section>
  )
}

function Versions({ view: { version: current, versions } }: { readonly view: SecurityRulesView }) {
  const words = useWords(accessWords).rules
  const told = useTold()
  const begun = versions.find((one) => one.version === current)
  const stateOf = ({ version, validFrom }: Version): 'now' | 'ahead' | 'past' => {
    if (version === current) return 'now'
    return begun === undefined || validFrom > begun.validFrom ? 'ahead' : 'past'
  }
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      {versions.length === 0 ? (
        <p className="soft">{words.noVersions}</p>
      ) : (
        <Table
          caption={words.versions}
          rows={versions}
          rowKey={({ version }) => String(version)}
          columns={[
            {
              key: 'from',
              head: words.from,
              rowHead: true,
              cell: (version) => (
                <>
                  {formatDay(version.validFrom)}{' '}
                  <StatePill tone={stateOf(version) === 'now' ? 'good' : 'plain'}>{words[stateOf(version)]}</StatePill>
                </>
              ),
            },
            {
              key: 'rules',
              head: words.rule,
              width: 'wide',
              cell: ({ rules }) => (
                <ul className="plain-list">
                  {told(rules).map(({ name, value }) => (
                    <li key={name}>
                      {name}: <span className="figures">{value}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
            { key: 'source', head: words.source, cell: ({ source }) => <span lang="vi">{source}</span> },
            {
              key: 'recorded',
              head: words.recorded,
              cell: ({ recordedBy, recordedAt }) => (
                <>
                  {recordedBy}
                  <div className="soft small figures">{formatInstant(recordedAt)}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

/** Each rule by its name, with its limit as one says it. */
function useTold(): (rules: Rules) => readonly { readonly name: string; readonly value: string }[] {
  const words = useWords(accessWords).rules
  const { acts } = useWords(secondPersonWords)
  return ({
    leastPasswordLength,
    idleDays,
    factorRoles,
    proofMinutes,
    secondPersonActs: declared,
    secondPersonHours,
    tokenDays,
    passwordsFor,
  }) => [
    { name: words.names.leastPasswordLength, value: words.characters(leastPasswordLength) },
    { name: words.names.idleDays, value: idleDays === null ? words.never : words.days(idleDays) },
    {
      name: words.names.factorRoles,
      value: factorRoles.length === 0 ? words.nobody : factorRoles.map((role) => words.roles[role]).join(', '),
    },
    { name: words.names.proofMinutes, value: words.minutes(proofMinutes) },
    {
      name: words.names.secondPersonActs,
      value: declared.length === 0 ? words.none : `${declared.map((act) => acts[act]).join('; ')} (${words.hours(secondPersonHours)})`,
    },
    { name: words.names.tokenDays, value: words.days(tokenDays) },
    { name: words.names.passwordsFor, value: words.passwords[passwordsFor] },
  ]
}
