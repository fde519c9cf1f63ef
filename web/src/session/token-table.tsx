import type { TokenView } from '@haidang/api/tokens'
import { addDays, dayOf, formatDay } from '@haidang/domain/periods/day'
import type { ReactNode } from 'react'
import { formatInstant } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { tokensWords } from '../words/tokens.ts'
import { areasOf } from './token-scopes.ts'

type Row = { readonly token: TokenView; readonly owner?: ReactNode }

/** Tokens as they are listed wherever they are: what they may, until when, and who came by them last. */
export function TokenTable({
  caption,
  rows,
  onRevoke,
}: {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly onRevoke?: ((token: TokenView) => void) | undefined
}) {
  const words = useWords(tokensWords)
  const hasOwners = rows.some(({ owner }) => owner !== undefined)
  const owner: Column<Row> = { key: 'owner', head: words.programs.person, cardLabel: words.programs.person, cell: (row) => row.owner }
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ token }) => token.id}
      columns={[
        {
          key: 'name',
          head: words.name,
          rowHead: true,
          cell: ({ token }) => (
            <>
              <span lang="vi">{token.name}</span>{' '}
              <StatePill tone={token.state === 'works' ? 'good' : 'plain'}>{words.states[token.state]}</StatePill>
            </>
          ),
        },
        ...(hasOwners ? [owner] : []),
        { key: 'may', head: words.may, cardLabel: words.may, width: 'wide', cell: ({ token }) => <May token={token} /> },
        {
          key: 'made',
          head: words.made,
          cardLabel: words.made,
          cell: ({ token }) => (
            <div>
              <span className="figures">{formatInstant(token.madeAt)}</span>
              <div className="soft small" lang="vi">
                {words.by(token.madeBy)}
              </div>
            </div>
          ),
        },
        {
          key: 'until',
          head: words.until,
          cardLabel: words.until,
          cell: ({ token }) => <span className="figures">{words.endOf(formatDay(addDays(dayOf(token.expiresAt), -1)))}</span>,
        },
        { key: 'used', head: words.used, cardLabel: words.used, cell: ({ token }) => <Used token={token} /> },
        ...(onRevoke === undefined
          ? []
          : [
              {
                key: 'acts',
                head: <span className="visually-hidden">{words.revoke}</span>,
                cell: ({ token }: Row) =>
                  token.state === 'works' ? (
                    <Button small look="danger" onClick={() => onRevoke(token)}>
                      <span className="nowrap">{words.revoke}</span> <span className="visually-hidden">{token.name}</span>
                    </Button>
                  ) : null,
              },
            ]),
      ]}
    />
  )
}

function May({ token }: { readonly token: TokenView }) {
  const words = useWords(tokensWords)
  return (
    <ul className="plain-list">
      {areasOf(token.scopes).map(({ area, acts }) => (
        <li key={area}>
          {words.areas[area]}: {acts.map((act) => words[act]).join(', ')}
        </li>
      ))}
    </ul>
  )
}

function Used({ token: { lastUsedAt, lastAddress } }: { readonly token: TokenView }) {
  const words = useWords(tokensWords)
  if (lastUsedAt === null) return <span className="soft">{words.never}</span>
  return (
    <div>
      <span className="figures">{formatInstant(lastUsedAt)}</span>
      {lastAddress === null ? null : <div className="soft small figures">{words.from(lastAddress)}</div>}
    </div>
  )
}
