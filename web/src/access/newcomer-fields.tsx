import type { UnitsOfDay } from '@haidang/api/units'
import { roles as allRoles } from '@haidang/domain/access/roles'
import { useQuery } from '../app/query.ts'
import { Combobox } from '../ui/combobox.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import { accessWords } from '../words/access.ts'
import { useWords } from '../words/catalogue.ts'
import { issuersWords } from '../words/issuers.ts'
import type { IssuerFaults, TypedIssuer } from './typed-issuer.ts'

/** Which account whoever is new gets, if any. */
export function NewcomerFields({
  typed,
  faults,
  onType,
}: {
  readonly typed: TypedIssuer
  readonly faults: IssuerFaults
  readonly onType: (part: Partial<TypedIssuer>) => void
}) {
  const words = useWords(issuersWords).form
  const roleNames = useWords(accessWords).rules.roles
  const units = useQuery<UnitsOfDay>(typed.makesAccounts ? '/api/units' : null)
  return (
    <>
      <div>
        <Checkbox label={words.provision} checked={typed.makesAccounts} onChange={(makesAccounts) => onType({ makesAccounts })} />
        <p className="field-hint">{words.provisionHint}</p>
      </div>
      {typed.makesAccounts ? (
        <>
          <Combobox
            label={words.unit}
            required
            options={(units.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={typed.unitId}
            onChange={(unitId) => onType({ unitId })}
            error={faults.unitId}
          />
          <TextField label={words.post} required value={typed.post} onChange={(post) => onType({ post })} error={faults.post} />
          <fieldset className="access-roles">
            <legend className="field-label">{words.roles}</legend>
            {allRoles.map((role) => (
              <Checkbox
                key={role}
                label={roleNames[role]}
                checked={typed.roles.includes(role)}
                onChange={(wanted) => onType({ roles: allRoles.filter((one) => (one === role ? wanted : typed.roles.includes(one))) })}
              />
            ))}
            {faults.roles === undefined ? null : (
              <p className="field-error" role="alert">
                {faults.roles}
              </p>
            )}
          </fieldset>
        </>
      ) : null}
    </>
  )
}
