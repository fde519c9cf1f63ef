import type { DocumentList } from '@haidang/api/documents'
import { navigate } from '../app/router.tsx'
import { useLatest } from '../app/use-latest.ts'
import { useTypedSearch } from '../app/use-typed-search.ts'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { capitalised } from './document-name.ts'
import { addressOf } from './question.ts'
import type { Question } from './question.ts'

const everything = ''
/** Words or a number, kind and year; the address follows what is typed, so that it can be sent and Back leads here again. */
export function SearchBar({ question, list }: { readonly question: Question; readonly list: DocumentList | undefined }) {
  const words = useWords(documentsWords).register
  const go = useLatest((typed: string) => navigate(addressOf(question, { q: typed }), { replace: true }))
  const [typed, setTyped] = useTypedSearch(question.q, go)

  const kinds = list?.kinds.filter(({ kind }) => kind !== '') ?? []
  const years = list?.years ?? []
  return (
    <search className="register-search">
      <TextField
        type="search"
        label={words.search}
        hint={words.searchHint}
        value={typed}
        onChange={setTyped}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <div className="register-filters">
        <Select
          label={words.kind}
          value={question.kind ?? everything}
          options={[
            { value: everything, label: words.allKinds },
            ...withChosen(
              kinds.map(({ kind, count }) => ({ value: kind, label: words.withCount(capitalised(kind), String(count)) })),
              question.kind,
              capitalised,
            ),
          ]}
          onChange={(kind) => navigate(addressOf(question, { kind: kind === everything ? null : kind }), { replace: true })}
        />
        <Select
          label={words.year}
          value={question.year ?? everything}
          options={[
            { value: everything, label: words.allYears },
            ...withChosen(
              years.map(({ year, count }) => ({ value: year, label: words.withCount(year, String(count)) })),
              question.year,
              (year) => year,
            ),
          ]}
          onChange={(year) => navigate(addressOf(question, { year: year === everything ? null : year }), { replace: true })}
        />
      </div>
    </search>
  )
}

type Choice = { readonly value: string; readonly label: string }

/** What is chosen stays among the choices where nothing of it is found. */
function withChosen(choices: readonly Choice[], chosen: string | null, nameOf: (value: string) => string): readonly Choice[] {
  if (chosen === null || choices.some(({ value }) => value === chosen)) return choices
  return [...choices, { value: chosen, label: nameOf(chosen) }]
}
