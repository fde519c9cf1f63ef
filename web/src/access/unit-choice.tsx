import type { UnitsOfDay } from '@haidang/api/units'
import { useQuery } from '../app/query.ts'
import { Combobox } from '../ui/combobox.tsx'

/** One of the units of today. */
export function UnitChoice({
  value,
  onChange,
  ...said
}: {
  readonly label: string
  readonly hint: string
  readonly error?: string | undefined
  readonly required?: boolean
  readonly value: string | null
  readonly onChange: (unitId: string | null) => void
}) {
  const { data } = useQuery<UnitsOfDay>('/api/units')
  return (
    <Combobox
      {...said}
      value={value}
      onChange={onChange}
      options={(data?.units ?? []).map(({ id, name, shortName, code }) => ({
        value: id,
        label: name,
        ...(code === null && shortName === name ? {} : { note: [shortName === name ? null : shortName, code].filter(Boolean).join(', ') }),
      }))}
    />
  )
}
