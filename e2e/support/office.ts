import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DraftItem, Import, ImportSummary } from '@haidang/api/imports'
import type { City } from './city.ts'
import type { Person } from './person.ts'

export type OfficeFacts = { readonly slug: string; readonly name: string; readonly place: string; readonly now: string }
export type UnitRow = {
  readonly name: string
  readonly shortName: string
  readonly group: 'committee' | 'department' | 'agency' | 'ward'
  readonly code?: string
}
export type Newcomer = {
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly role: 'synthesis' | 'focalPoint' | 'leader' | 'auditor' | 'administrator'
}

/** A second office beside the sample city, with a clock of its own and nothing in it but its units. */
export async function foundOffice(city: City, { slug, name, place, now }: OfficeFacts, units: readonly UnitRow[]): Promise<void> {
  const issuer = `Ủy ban nhân dân ${name.replace(/^UBND /u, '')}`
  await city.run('office', 'create', '--slug', slug, '--name', name, '--issuer', issuer, '--place', place, '--practice', '--now', now)
  const register = join(city.dataDir, `${slug}.csv`)
  await writeFile(
    register,
    [
      'name,short_name,group,code',
      ...units.map((unit) => [unit.name, unit.shortName, unit.group, unit.code ?? ''].map(quoted).join(',')),
    ].join('\n'),
  )
  await city.run('units', 'import', register, '--office', slug, '--since', '2020-01-01')
}

const quoted = (cell: string): string => (/[",]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Adds somebody and answers with what was printed: their one-time link. */
export const addPerson = (city: City, slug: string, { login, name, post, unit, role }: Newcomer): Promise<string> =>
  city.run('person', 'add', '--office', slug, '--login', login, '--name', name, '--post', post, '--unit', unit, '--role', role)

/** A fresh link for somebody who has come in before: for the eyes of a journey beside the browser's. */
export const linkFor = (city: City, slug: string, login: string): Promise<string> => city.run('person', 'link', login, '--office', slug)

/** Uploads a directive, has every indicator measured by every ward and issues it, by HTTP: for journeys that begin where this ends. */
export async function issueDirective(
  officer: Person,
  text: string,
  order = { issuedOn: '2024-04-20', number: '12', title: 'Kế hoạch chuyển đổi số năm 2024' },
): Promise<void> {
  const id = await uploadDirective(officer, text)
  await untilRead(officer, id)
  await issueDraft(officer, id, order)
}

/** Uploads a directive by HTTP; answers the id under which it is read. */
export const uploadDirective = async (officer: Person, text: string): Promise<string> =>
  (await officer.upload<ImportSummary>('/api/imports', 'ke-hoach.txt', new TextEncoder().encode(text))).id

/** Accepts all of a draft as it stands, every indicator for every ward, and issues it. */
export async function issueDraft(officer: Person, id: string, order: { issuedOn: string; number: string; title: string }): Promise<void> {
  const draft = await officer.get<Import>(`/api/imports/${id}`)
  const wards = draft.units.filter(({ group }) => group === 'ward').map((unit) => unit.id)
  for (const item of draft.items) {
    const { kind, revision } = item
    await officer.ask('PUT', `/api/imports/${id}/items/${item.id}`, {
      changeKey: crypto.randomUUID(),
      baseRevision: revision,
      kind,
      state: 'accepted',
      value: settled(item, wards),
    })
  }
  await officer.ask('POST', `/api/imports/${id}/issue`, order)
}

export async function untilRead(officer: Person, id: string): Promise<Import> {
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await new Promise((done) => setTimeout(done, 150))) {
    const draft = await officer.get<Import>(`/api/imports/${id}`)
    if (draft.state === 'read') return draft
    if (draft.state === 'failed') throw new Error(`The directive was not read: ${draft.failure?.message ?? ''}`)
  }
  throw new Error('The directive was not read within three minutes.')
}

function settled(item: DraftItem, wards: readonly string[]): unknown {
  if (item.kind !== 'indicator') return item.value
  const { numeratorLabel, denominatorLabel } = item.value
  const labels =
    item.value.kind === 'ratio' ? { numeratorLabel: numeratorLabel || 'số đã làm', denominatorLabel: denominatorLabel || 'tổng số' } : {}
  return { ...item.value, ...labels, unitIds: wards }
}
