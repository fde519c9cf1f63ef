import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Words } from '@haidang/api/problem-words'
import type { Services } from '../platform/call.ts'
import type { Settings } from '../platform/settings.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { inNoOffice } from '../platform/transaction.ts'

/** What a command is run with; it prints its answer and returns the exit code. */
export type CommandContext = {
  readonly settings: Settings
  readonly print: (...lines: readonly string[]) => void
  /** Opens the database (of the running program, if one runs), and closes it after. */
  readonly withServices: <T>(
    work: (services: Services, migrated: readonly string[]) => Promise<T>,
    /** For commands that make offices. */
    options?: { readonly asOwner: boolean },
  ) => Promise<T>
}

export type Command = {
  /** As typed: "audit verify". */
  readonly words: string
  readonly usage: string
  readonly about: Words
  readonly load: () => Promise<{ readonly run: (args: readonly string[], context: CommandContext) => Promise<number> }>
}

/** A command that was typed wrong, or names what is not there: two sentences and exit code 1. */
export const mistake = (vi: string, en: string): StartProblem => new StartProblem({ vi, en })

/** The text of a file that a command was given. */
export const readTextFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw mistake(`Không mở được tệp "${file}" (${String(error)}).`, `Cannot open file "${file}" (${String(error)}).`)
  })

export const missingOption = (...names: readonly string[]): StartProblem =>
  mistake(`Thiếu ${names.map((name) => `--${name}`).join(', ')}.`, `Missing ${names.map((name) => `--${name}`).join(', ')}.`)

/** Commands about one person: LOGIN [--office SLUG]. */
export function readLogin(args: readonly string[], words: string): { readonly login: string; readonly office: string | undefined } {
  const { values, positionals } = parseArgs({ args: [...args], options: { office: { type: 'string' } }, allowPositionals: true })
  const [login] = positionals
  if (login === undefined || positionals.length > 1)
    throw mistake(`Cách dùng: haidang ${words} LOGIN [--office SLUG].`, `Usage: haidang ${words} LOGIN [--office SLUG].`)
  return { login, office: values.office }
}

export type NamedOffice = { readonly tenantId: number; readonly slug: string; readonly name: string; readonly practice: boolean }

export const officesOf = (services: Services): Promise<readonly NamedOffice[]> =>
  inNoOffice({ services }, (tx) =>
    tx.q.selectFrom('tenants').select(['tenant_id as tenantId', 'slug', 'name', 'practice']).orderBy('tenant_id').execute(),
  )

/** The office that --office names; without it, the only one there is. */
export async function officeOf(services: Services, slug: string | undefined): Promise<NamedOffice> {
  const offices = await officesOf(services)
  const known = offices.map((office) => office.slug).join(', ')
  const found = slug === undefined && offices.length === 1 ? offices[0] : offices.find((office) => office.slug === slug)
  if (found !== undefined) return found
  if (offices.length === 0)
    throw mistake(
      'Chưa có cơ quan nào; hãy tạo bằng: haidang office create.',
      'There is no office yet; make one with: haidang office create.',
    )
  if (slug === undefined)
    throw mistake(`Có nhiều cơ quan; hãy chọn bằng --office: ${known}.`, `There are several offices; choose with --office: ${known}.`)
  throw mistake(`Không có cơ quan "${slug}"; đang có: ${known}.`, `There is no office "${slug}"; there are: ${known}.`)
}
