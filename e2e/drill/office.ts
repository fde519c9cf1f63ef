import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { DraftItem, Import, ImportSummary } from '@haidang/api/imports'
import type { Report, ReportList } from '@haidang/api/reports'
import { signInByLink } from '../support/person.ts'
import type { Person } from '../support/person.ts'
import { haidang } from '../support/program.ts'
import type { RunningProgram } from '../support/program.ts'

export type Ward = {
  readonly person: Person
  readonly unit: string
  readonly unitId: string
  readonly reportId: string
  readonly indicatorIds: readonly string[]
}
export type DrillOffice = { readonly officer: Person; readonly auditor: Person; readonly wards: readonly Ward[] }

const period = '2024-05'
const ownPlan = resolve(import.meta.dirname, '../../documents/cases/ke-hoach-thanh-pho/input.txt')

export type FoundingOptions = {
  /** Wards that somebody signs in for; all of them where nothing is said. Only these are answered. */
  readonly people?: number
  /** The text of the directive to issue; a plan of our own where nothing is said. */
  readonly directive?: Uint8Array
}

/** An office of `size` wards with an issued plan and an open month, made the way an office makes it: by commands, an upload and a review. */
export async function foundOffice(
  program: RunningProgram,
  dataDir: string,
  size: number,
  { people: peopleCount = size, directive }: FoundingOptions = {},
): Promise<DrillOffice> {
  const port = Number(new URL(program.address).port)
  const run = (...words: string[]) => haidang(dataDir, port, ...words)
  const names = Array.from({ length: size }, (_, index) => `UBND Phường ${index + 1}`)
  await run(
    'office',
    'create',
    '--slug',
    'dien-tap',
    '--name',
    'UBND thành phố Diễn Tập',
    '--issuer',
    'Ủy ban nhân dân thành phố Diễn Tập',
    '--place',
    'Diễn Tập',
    '--practice',
    '--now',
    '2024-04-20T01:00:00Z',
  )
  const register = join(dataDir, 'units.csv')
  const lines = [
    'name,short_name,group,code',
    'Phòng Văn hóa và Thông tin,P. VHTT,department,',
    ...names.map((name, index) => `${name},Phường ${index + 1},ward,`),
  ]
  await writeFile(register, lines.join('\n'))
  await run('units', 'import', register, '--office', 'dien-tap', '--since', '2020-01-01')

  const add = async (login: string, name: string, unit: string, role: string) =>
    signInByLink(
      program.address,
      name,
      await run(
        'person',
        'add',
        '--office',
        'dien-tap',
        '--login',
        login,
        '--name',
        name,
        '--post',
        'Chuyên viên',
        '--unit',
        unit,
        '--role',
        role,
      ),
    )
  const officer = await add('tong.hop', 'Lê Quang Minh', 'Phòng Văn hóa và Thông tin', 'synthesis')
  const auditor = await add('thanh.tra', 'Vũ Anh Quân', 'Phòng Văn hóa và Thông tin', 'auditor')
  const people: Person[] = []
  // Some at a time: each is a command of its own, which mostly waits for itself to start.
  for (let first = 0; first < peopleCount; first += 4) {
    const some = names.slice(first, Math.min(first + 4, peopleCount))
    people.push(
      ...(await Promise.all(
        some.map((name, index) => add(`phuong.${first + index + 1}`, `Đầu mối Phường ${first + index + 1}`, name, 'focalPoint')),
      )),
    )
  }

  await issueDirective(officer, directive ?? (await readFile(ownPlan)))
  const { reports } = await officer.get<ReportList>(`/api/reports?period=${period}`)
  const wards = await Promise.all(
    people.map(async (person, index): Promise<Ward> => {
      const report = reports.find(({ unit }) => unit.name === names[index])
      if (report === undefined) throw new Error(`${names[index]} owes no report of ${period}.`)
      const page = await person.get<Report>(`/api/reports/${report.id}`)
      return {
        person,
        unit: report.unit.name,
        unitId: report.unit.id,
        reportId: report.id,
        indicatorIds: page.indicators.filter(({ kind }) => kind === 'ratio').map(({ id }) => id),
      }
    }),
  )
  return { officer, auditor, wards }
}

async function issueDirective(officer: Person, directive: Uint8Array): Promise<void> {
  const { id } = await officer.upload<ImportSummary>('/api/imports', 'ke-hoach.txt', directive)
  let draft = await officer.get<Import>(`/api/imports/${id}`)
  for (const deadline = Date.now() + 60_000; draft.state !== 'read'; draft = await officer.get<Import>(`/api/imports/${id}`)) {
    if (draft.state === 'failed' || Date.now() > deadline)
      throw new Error(`The directive was not read: ${draft.state} ${draft.failure?.message ?? ''}`)
    await new Promise((done) => setTimeout(done, 200))
  }
  const wardIds = draft.units.filter(({ group }) => group === 'ward').map((unit) => unit.id)
  for (const item of draft.items) {
    const { kind, revision } = item
    await officer.ask('PUT', `/api/imports/${id}/items/${item.id}`, {
      changeKey: crypto.randomUUID(),
      baseRevision: revision,
      kind,
      ...decided(item, wardIds),
    })
  }
  await officer.ask('POST', `/api/imports/${id}/issue`, { issuedOn: '2024-04-20', number: '12', title: 'Kế hoạch chuyển đổi số năm 2024' })
}

/** Ratios go to every ward; what else the directive holds is not needed here, except its regime. */
function decided(item: DraftItem, wardIds: readonly string[]): { readonly state: 'accepted' | 'dropped'; readonly value: unknown } {
  if (item.kind !== 'indicator') return { state: item.kind === 'task' ? 'dropped' : 'accepted', value: item.value }
  if (item.value.kind !== 'ratio') return { state: 'dropped', value: item.value }
  const named = { numeratorLabel: item.value.numeratorLabel || 'số đã làm', denominatorLabel: item.value.denominatorLabel || 'tổng số' }
  return { state: 'accepted', value: { ...item.value, ...named, unitIds: wardIds } }
}
