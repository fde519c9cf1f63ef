import { useState } from 'react'
import type { Import } from '@haidang/api/imports'
import { Checkbox, TextField } from '../ui/field.tsx'
import { fold } from '../ui/fold.ts'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { unitsInWords } from './draft-words.ts'
import { reportingGroups } from './new-item.ts'

type UnitPickerProps = {
  readonly label: string
  readonly units: Import['units']
  readonly unitIds: readonly string[]
  readonly onChange: (unitIds: string[]) => void
  readonly disabled?: boolean
}

/** Whole groups in one press, single units beneath; the order is always the register's. */
export function UnitPicker({ label, units, unitIds, onChange, disabled = false }: UnitPickerProps) {
  const words = useWords(plansWords)
  const [wanted, setWanted] = useState('')
  const [isOpen, setOpen] = useState(false)
  const chosen = new Set(unitIds)
  const set = (ids: readonly string[], isChosen: boolean): void => {
    const next = new Set(unitIds)
    for (const id of ids)
      if (isChosen) next.add(id)
      else next.delete(id)
    onChange(units.filter(({ id }) => next.has(id)).map(({ id }) => id))
  }
  const groups = reportingGroups(units)
  const found = (name: string): boolean => fold(name).includes(fold(wanted))
  return (
    <fieldset className="unit-picker" disabled={disabled}>
      <legend className="field-label">{label}</legend>
      <p className="unit-picker-now">{unitsInWords(unitIds, units, words)}</p>
      <div className="unit-picker-groups">
        {groups.map(({ group, units: members }) => {
          const count = members.filter(({ id }) => chosen.has(id)).length
          return (
            <Checkbox
              key={group}
              label={words.units.groups[group](String(members.length))}
              checked={count === members.length}
              indeterminate={count > 0 && count < members.length}
              disabled={disabled}
              onChange={() =>
                set(
                  members.map(({ id }) => id),
                  count < members.length,
                )
              }
            />
          )
        })}
      </div>
      <details className="unit-picker-each" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.units.each}</summary>
        {isOpen ? (
          <>
            <TextField label={words.units.find} labelHidden placeholder={words.units.find} value={wanted} onChange={setWanted} />
            {groups.map(({ group, units: members }) => (
              <div key={group} className="unit-picker-list">
                {members
                  .filter(({ name, shortName }) => found(name) || found(shortName))
                  .map(({ id, shortName }) => (
                    <Checkbox
                      key={id}
                      label={shortName}
                      checked={chosen.has(id)}
                      disabled={disabled}
                      onChange={(isChosen) => set([id], isChosen)}
                    />
                  ))}
              </div>
            ))}
          </>
        ) : null}
      </details>
    </fieldset>
  )
}
