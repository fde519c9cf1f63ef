import { Select as Base } from '@base-ui/react/select'
import { useWords } from '../words/catalogue.ts'
import { uiWords } from '../words/ui.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

export type Option<Value extends string = string> = {
  readonly value: Value
  readonly label: string
  readonly note?: string
  readonly disabled?: boolean
}

type SelectProps<Value extends string> = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly options: readonly Option<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
}

/** A choice of a few; above a dozen use `Combobox`. */
export function Select<Value extends string>({
  label,
  labelHidden = false,
  hint,
  error,
  required = false,
  disabled = false,
  options,
  value,
  onChange,
}: SelectProps<Value>) {
  const words = useWords(uiWords)
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} required={required}>
      {(wiring) => (
        <Base.Root
          items={options.map((option) => ({ value: option.value, label: option.label }))}
          value={value}
          disabled={disabled}
          onValueChange={(next) => next !== null && onChange(next)}
        >
          <Base.Trigger {...wiring} className="input picker">
            <Base.Value className="picker-value">
              {(chosen: Value | null) => options.find((option) => option.value === chosen)?.label ?? words.choose}
            </Base.Value>
            <Base.Icon>
              <Icon name="down" size={16} />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner className="layer" sideOffset={4} alignItemWithTrigger={false}>
              <Base.Popup className="listbox">
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} disabled={option.disabled ?? false} className="option">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.note ? <span className="option-note">{option.note}</span> : null}
                    <Base.ItemIndicator className="option-mark">
                      <Icon name="check" size={16} />
                    </Base.ItemIndicator>
                  </Base.Item>
                ))}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  )
}
