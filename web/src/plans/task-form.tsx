import type { Import } from '@haidang/api/imports'
import { TextArea, TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import { DeadlineFields } from './deadline-fields.tsx'
import type { Typed, ValueOf } from './draft-edit.ts'
import type { Change } from './parsed-field.tsx'
import { UnitPicker } from './unit-picker.tsx'

type Task = ValueOf<'task'>

export function TaskForm({
  value,
  typed,
  units,
  onChange,
}: {
  readonly value: Task
  readonly typed: Typed
  readonly units: Import['units']
  readonly onChange: Change<Task>
}) {
  const { fields } = useWords(plansWords)
  const change = (part: Partial<Task>, typedNow?: Typed): void => onChange({ ...value, ...part }, typedNow)
  return (
    <>
      <TextArea label={fields.taskText} value={value.text} onChange={(text) => change({ text })} />
      <TextField label={fields.leadText} value={value.leadText} onChange={(leadText) => change({ leadText })} />
      <UnitPicker
        label={fields.leadUnitIds}
        units={units}
        unitIds={value.leadUnitIds}
        onChange={(leadUnitIds) => change({ leadUnitIds })}
      />
      <TextField label={fields.cooperatingText} value={value.cooperatingText} onChange={(cooperatingText) => change({ cooperatingText })} />
      <UnitPicker
        label={fields.cooperatingUnitIds}
        units={units}
        unitIds={value.cooperatingUnitIds}
        onChange={(cooperatingUnitIds) => change({ cooperatingUnitIds })}
      />
      <DeadlineFields
        label={fields.deadline}
        deadline={value.deadline}
        typed={typed}
        onChange={(deadline, typedNow) => change({ deadline }, typedNow)}
      />
      <TextField label={fields.section} value={value.section} onChange={(section) => change({ section })} />
    </>
  )
}
