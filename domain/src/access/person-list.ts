import { byColumns, folded } from '../units/table-columns.ts'
import type { TableLine } from '../units/table-columns.ts'
import { roles as allRoles } from './roles.ts'
import type { Role } from './roles.ts'

/** A line of a list of people, its unit still as it is written there. */
export type PersonRow = {
  readonly line: number
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly roles: readonly Role[]
  readonly email: string | null
}

export const personFields = ['login', 'name', 'post', 'unit', 'roles', 'email'] as const
export type PersonField = (typeof personFields)[number]
export const personFaults = ['missing', 'tooLong', 'notALogin', 'notARole', 'notAnEmail', 'twice', 'taken', 'unknown', 'several'] as const
export type PersonFault = {
  readonly line: number
  readonly field: PersonField
  readonly value: string
  readonly fault: (typeof personFaults)[number]
}

/** How long what is said of a person may be. */
export const mostLetters = { name: 200, post: 200 } as const

/** What people type at the door, as it is kept. */
export const loginOf = (text: string): string => text.normalize('NFC').trim().toLowerCase()

/** Letters without diacritics, digits and . _ - @ between them: what every keyboard types. */
export const isLogin = (login: string): boolean => /^[a-z0-9](?:[a-z0-9._@-]{0,78}[a-z0-9])?$/u.test(login)

export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]+$/u.test(text)

/** What the columns of such a list are called, folded; the first is ours. */
const columnNames = {
  login: ['login', 'ten dang nhap', 'tai khoan', 'ten tai khoan'],
  name: ['name', 'ho ten', 'ho va ten', 'ten'],
  post: ['post', 'chuc vu', 'chuc danh'],
  unit: ['unit', 'don vi', 'ten don vi', 'ma don vi', 'don vi cong tac'],
  roles: ['roles', 'role', 'vai tro', 'quyen'],
  email: ['email', 'e-mail', 'thu dien tu', 'hop thu', 'dia chi thu dien tu'],
} satisfies Readonly<Record<PersonField, readonly string[]>>

const needed = ['login', 'name', 'post', 'unit', 'roles'] as const

/** What people call the roles, folded; the first is how we write it. */
const roleNames: Readonly<Record<Role, readonly string[]>> = {
  administrator: ['quan tri', 'quan tri vien', 'quan tri he thong'],
  synthesis: ['tong hop', 'can bo tong hop'],
  focalPoint: ['dau moi', 'can bo dau moi'],
  leader: ['lanh dao'],
  auditor: ['thanh tra', 'kiem tra'],
}

const roleNamed = (text: string): Role | undefined =>
  allRoles.find((role) => role.toLowerCase() === text.trim().toLowerCase() || roleNames[role].includes(folded(text)))

/** The people of a list from its cells, and every cell that is at fault; or which columns it has not. */
export function rowsOfPersonList(
  lines: readonly TableLine[],
): { readonly rows: readonly PersonRow[]; readonly faults: readonly PersonFault[] } | { readonly missing: readonly PersonField[] } {
  const { has, rows } = byColumns<PersonField>(lines, columnNames, 'login')
  const missing = needed.filter((column) => !has(column))
  if (missing.length > 0) return { missing }
  const read = rows.map(readRow)
  const people = read.map(({ row }) => row)
  return { rows: people, faults: [...read.flatMap(({ faults }) => faults), ...twice(people)].toSorted((a, b) => a.line - b.line) }
}

type Cells = { readonly line: number; readonly cell: (column: PersonField) => string }

function readRow({ line, cell }: Cells): { readonly row: PersonRow; readonly faults: readonly PersonFault[] } {
  const [login, email] = [loginOf(cell('login')), cell('email')]
  const wanted = cell('roles')
    .split(/[,;/\n]/u)
    .filter((text) => text.trim() !== '')
  const named = wanted.map(roleNamed)
  const row = {
    line,
    login,
    name: cell('name'),
    post: cell('post'),
    unit: cell('unit'),
    roles: allRoles.filter((role) => named.includes(role)),
    email: email === '' ? null : email,
  }
  const fault = (field: PersonField, said: PersonFault['fault'], value = cell(field)): PersonFault => ({ line, field, value, fault: said })
  const faults = [
    ...needed.filter((field) => cell(field) === '').map((field) => fault(field, 'missing')),
    ...(['name', 'post'] as const).filter((field) => cell(field).length > mostLetters[field]).map((field) => fault(field, 'tooLong')),
    ...(login === '' || isLogin(login) ? [] : [fault('login', 'notALogin')]),
    ...wanted.filter((_, index) => named[index] === undefined).map((text) => fault('roles', 'notARole', text.trim())),
    ...(email === '' || isEmail(email) ? [] : [fault('email', 'notAnEmail')]),
  ]
  return { row, faults }
}

/** Who comes after somebody of the same login. */
function twice(people: readonly PersonRow[]): readonly PersonFault[] {
  const seen = new Set<string>()
  return people.flatMap(({ line, login }) => {
    const isSeen = login !== '' && seen.has(login)
    seen.add(login)
    return isSeen ? [{ line, field: 'login', value: login, fault: 'twice' } as const] : []
  })
}

/** A unit as it stands today, for finding it by what somebody writes. */
export type NamedUnit = { readonly id: string; readonly name: string; readonly shortName: string; readonly code?: string }

/** Finds units by id, code, name or short name, whatever the case. */
export function unitFinder(
  units: readonly NamedUnit[],
): (text: string) => { readonly id: string } | { readonly fault: 'unknown' | 'several' } {
  const byWord = new Map<string, Set<string>>()
  for (const { id, name, shortName, code } of units)
    for (const word of [id, name, shortName, ...(code === undefined ? [] : [code])]) {
      const key = wordOf(word)
      byWord.set(key, (byWord.get(key) ?? new Set()).add(id))
    }
  return (text) => {
    const [id, ...others] = byWord.get(wordOf(text)) ?? []
    if (id === undefined) return { fault: 'unknown' }
    return others.length === 0 ? { id } : { fault: 'several' }
  }
}

const wordOf = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
