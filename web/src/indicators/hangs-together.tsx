import type { IndicatorPage as Page } from '@haidang/api/indicators'
import type { ReactNode } from 'react'
import { indicatorAddress } from '../scoreboard/lens.ts'
import type { BoardLens } from '../scoreboard/lens.ts'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'

type Named = { readonly id: string; readonly code: string; readonly name: string }

/** With which other indicators it hangs together: by formulas, by checks, by how its target is handed on, and in the plans above. */
export function HangsTogether({ page, lens }: { readonly page: Page; readonly lens: BoardLens }) {
  const all = useWords(indicatorsWords)
  const words = all.together
  const { hangsTogether, definition, units, period } = page
  const { uses, usedBy, checks, above } = hangsTogether
  const link = ({ id, code, name }: Named): ReactNode => (
    <>
      [{code}]{' '}
      <a href={indicatorAddress(id, period, lens)} lang="vi">
        {name}
      </a>
    </>
  )
  const isHandedOn = definition.cascadeRule !== null && units.length > 0
  const isAlone = [uses, usedBy, checks, above].every(({ length }) => length === 0) && !isHandedOn
  return (
    <section aria-labelledby="together">
      <h2 id="together">{words.title}</h2>
      {isAlone ? <p className="soft">{words.alone}</p> : null}
      <List head={words.above} items={above} keyOf={({ id }) => id}>
        {(one) => (
          <>
            {link(one)} · {words.relations[one.relation]}{' '}
            <a href={`/ke-hoach/${one.plan.id}`} lang="vi">
              {one.plan.title}
            </a>{' '}
            · <span className="figures">{words.target(one.targetText)}</span>
          </>
        )}
      </List>
      {isHandedOn && definition.cascadeRule !== null ? (
        <>
          <h3>{words.handedOn}</h3>
          <p>
            <a href="#units">{words.units(units.length)}</a> · {all.cascade.rules[definition.cascadeRule]}
          </p>
        </>
      ) : null}
      <List head={words.uses} items={uses} keyOf={({ id }) => id}>
        {link}
      </List>
      <List head={words.usedBy} items={usedBy} keyOf={({ id }) => id}>
        {link}
      </List>
      <List head={words.checks} items={checks} keyOf={(one) => `${one.id} ${one.cell} ${one.op} ${one.other} ${one.isDeclaredHere}`}>
        {(one) => (
          <>
            {words.stands(words.cells[one.cell], words.ops[one.op], words.cells[one.other])} {link(one)}
            <span className="soft"> · {one.isDeclaredHere ? words.declaredHere : words.declaredThere}</span>
          </>
        )}
      </List>
    </section>
  )
}

function List<Item>({
  head,
  items,
  keyOf,
  children,
}: {
  readonly head: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly children: (item: Item) => ReactNode
}) {
  if (items.length === 0) return null
  return (
    <>
      <h3>{head}</h3>
      <ul className="plain-list">
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
    </>
  )
}
