import { roles as allRoles } from '@haidang/domain/access/roles'
import type { Role } from '@haidang/domain/access/roles'
import { Checkbox } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'

/** Which of the roles somebody holds; at least one. */
export function RolesField({
  held,
  offered = allRoles,
  onChange,
  error,
  legendShown = false,
}: {
  readonly held: readonly Role[]
  readonly offered?: readonly Role[]
  readonly onChange: (held: readonly Role[]) => void
  readonly error?: string | undefined
  readonly legendShown?: boolean
}) {
  const words = useWords(accessWords)
  return (
    <fieldset className="access-roles">
      <legend className={legendShown ? 'field-label' : 'visually-hidden'}>{words.people.roles}</legend>
      {offered.map((role) => (
        <Checkbox
          key={role}
          label={words.rules.roles[role]}
          checked={held.includes(role)}
          onChange={(wanted) => onChange(offered.filter((one) => (one === role ? wanted : held.includes(one))))}
        />
      ))}
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
