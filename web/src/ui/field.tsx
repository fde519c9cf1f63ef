import './field.css'
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/catalogue.ts'
import { Icon } from './icon.tsx'

type FieldProps = {
  readonly label: ReactNode
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
  readonly required?: boolean
  readonly labelHidden?: boolean
  readonly children: (wiring: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': true | undefined
    readonly 'aria-required': true | undefined
  }) => ReactNode
}

/** Label, hint and error around any control; the error is announced and stands at the field. */
export function Field({ label, hint, error, required = false, labelHidden = false, children }: FieldProps) {
  const id = useId()
  const words = useWords(uiWords)
  const describedBy = [hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
        {required ? <span className="field-required"> ({words.required})</span> : null}
      </label>
      {hint ? (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      ) : null}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {error ? (
        <div id={`${id}-error`} className="field-error" role="alert">
          <Icon name="warning" size={16} />
          {error}
        </div>
      ) : null}
    </div>
  )
}

type Labelled = Pick<FieldProps, 'label' | 'hint' | 'error' | 'required' | 'labelHidden'>
type TextFieldProps = Labelled &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'required'> & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly ref?: Ref<HTMLInputElement>
  }

export function TextField({ label, hint, error, required, labelHidden, value, onChange, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} {...given({ required, labelHidden })}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          className={`input ${className ?? ''}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

type TextAreaProps = Labelled &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'required'> & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly ref?: Ref<HTMLTextAreaElement>
  }

export function TextArea({ label, hint, error, required, labelHidden, value, onChange, className, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} {...given({ required, labelHidden })}>
      {(wiring) => (
        <textarea
          rows={4}
          {...rest}
          {...wiring}
          className={`input input-area ${className ?? ''}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** What was typed stays as typed; reading it as a number is the caller's (domain `parseVietnameseNumber`). */
export function NumberField({ unit, ...rest }: Omit<TextFieldProps, 'inputMode' | 'type'> & { readonly unit?: string }) {
  return (
    <TextField
      {...rest}
      label={
        unit ? (
          <>
            {rest.label} <span className="soft">({unit})</span>
          </>
        ) : (
          rest.label
        )
      }
      inputMode="decimal"
      autoComplete="off"
      className="input-number figures"
    />
  )
}

type CheckboxProps = {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly indeterminate?: boolean
}

export function Checkbox({ label, checked, onChange, disabled = false, indeterminate = false }: CheckboxProps) {
  return (
    <label className="checkbox">
      <BaseCheckbox.Root
        className="checkbox-box"
        checked={checked}
        indeterminate={indeterminate}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseCheckbox.Indicator className="checkbox-mark">
          <Icon name={indeterminate ? 'dash' : 'check'} size={14} />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span>{label}</span>
    </label>
  )
}

function given({ required, labelHidden }: { required: boolean | undefined; labelHidden: boolean | undefined }) {
  return { ...(required === undefined ? {} : { required }), ...(labelHidden === undefined ? {} : { labelHidden }) }
}
