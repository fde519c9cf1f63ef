import './filter-chips.css'

export type FilterChip<Value extends string> = { readonly value: Value; readonly label: string; readonly count?: number }

/** One of a few views on the same list, each with how many it shows. */
export function FilterChips<Value extends string>({
  label,
  chips,
  value,
  onChange,
}: {
  readonly label: string
  readonly chips: readonly FilterChip<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  return (
    <div className="filter-chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button
          key={chip.value}
          type="button"
          className="filter-chip"
          aria-pressed={chip.value === value}
          onClick={() => onChange(chip.value)}
        >
          {chip.label}
          {chip.count === undefined ? null : <span className="filter-count figures">{chip.count}</span>}
        </button>
      ))}
    </div>
  )
}
