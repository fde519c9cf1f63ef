import { Combobox as Base } from '@base-ui/react/combobox'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Field } from './field.tsx'
import { fold } from './fold.ts'
import { Icon } from './icon.tsx'
import type { Option } from './select.tsx'

type Shared<Value extends string> = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly placeholder?: string
  readonly options: readonly Option<Value>[]
}

/** A choice among many, found by typing with or without diacritics. */
export function Combobox<Value extends string>({
  value,
  onChange,
  ...shared
}: Shared<Value> & { readonly value: Value | null; readonly onChange: (value: Value | null) => void }) {
  const words = useWords(uiWords)
  return (
    <Field {...fieldProps(shared)}>
      {(wiring) => (
        <Base.Root
          items={shared.options}
          value={shared.options.find((option) => option.value === value) ?? null}
          disabled={shared.disabled ?? false}
          filter={matches}
          limit={mostShown}
          itemToStringLabel={(option: Option<Value>) => option.label}
          isItemEqualToValue={(a: Option<Value>, b: Option<Value>) => a.value === b.value}
          onValueChange={(next: Option<Value> | null) => onChange(next?.value ?? null)}
        >
          <div className="picker-group">
            <Base.Input {...wiring} className="input" placeholder={shared.placeholder ?? words.search} />
            <Base.Trigger className="picker-open" aria-label={words.open}>
              <Icon name="down" size={16} />
            </Base.Trigger>
          </div>
          <Options />
        </Base.Root>
      )}
    </Field>
  )
}

/** Several of many; the chosen ones stand before the cursor and go with Backspace. */
export function MultiCombobox<Value extends string>({
  values,
  onChange,
  ...shared
}: Shared<Value> & { readonly values: readonly Value[]; readonly onChange: (values: Value[]) => void }) {
  const words = useWords(uiWords)
  const chosen = values.flatMap((value) => shared.options.find((option) => option.value === value) ?? [])
  return (
    <Field {...fieldProps(shared)}>
      {(wiring) => (
        <Base.Root
          multiple
          items={shared.options}
          value={chosen}
          disabled={shared.disabled ?? false}
          filter={matches}
          limit={mostShown}
          itemToStringLabel={(option: Option<Value>) => option.label}
          isItemEqualToValue={(a: Option<Value>, b: Option<Value>) => a.value === b.value}
          onValueChange={(next: readonly Option<Value>[]) => onChange(next.map((option) => option.value))}
        >
          <Base.Chips className="picker-group picker-group-multiple">
            {chosen.map((option) => (
              <Base.Chip key={option.value} className="chip" aria-label={option.label}>
                {option.label}
                <Base.ChipRemove className="chip-remove" aria-label={words.removeItem(option.label)}>
                  <Icon name="close" size={14} />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
            <Base.Input {...wiring} className="input" placeholder={chosen.length === 0 ? (shared.placeholder ?? words.search) : ''} />
          </Base.Chips>
          <Options />
        </Base.Root>
      )}
    </Field>
  )
}

function Options() {
  const words = useWords(uiWords)
  return (
    <Base.Portal>
      <Base.Positioner className="layer" sideOffset={4}>
        <Base.Popup className="listbox">
          <Base.Empty className="option-none">{words.nothingFound}</Base.Empty>
          <Base.List>
            {(option: Option) => (
              <Base.Item key={option.value} value={option} disabled={option.disabled ?? false} className="option">
                <span>{option.label}</span>
                {option.note ? <span className="option-note">{option.note}</span> : null}
                <Base.ItemIndicator className="option-mark">
                  <Icon name="check" size={16} />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

/** Of a register of thousands one types a letter more. */
const mostShown = 200

function matches(option: Option, query: string): boolean {
  const wanted = fold(query)
  return fold(option.label).includes(wanted) || (option.note !== undefined && fold(option.note).includes(wanted))
}

function fieldProps<Value extends string>({ label, labelHidden = false, hint, error, required = false }: Shared<Value>) {
  return { label, labelHidden, hint, error, required }
}
