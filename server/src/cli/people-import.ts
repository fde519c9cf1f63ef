import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { PersonFault } from '@haidang/domain/access/person-list'
import { importPeople } from '../access/add-people.ts'
import { systemCall } from '../platform/call.ts'
import type { TableRefusal } from '../platform/table-lines.ts'
import { mistake, officeOf, type CommandContext } from './command.ts'
import { linkAddress } from './person.ts'

export async function run(args: readonly string[], { settings, print, withServices }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { office: { type: 'string' }, preview: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw mistake(
      'Cách dùng: haidang people import FILE [--preview] [--office SLUG].',
      'Usage: haidang people import FILE [--preview] [--office SLUG].',
    )
  await access(file).catch((error: unknown) => {
    throw mistake(`Không mở được tệp "${file}" (${String(error)}).`, `Cannot open file "${file}" (${String(error)}).`)
  })
  return withServices(async (services) => {
    const { tenantId } = await officeOf(services, values.office)
    const call = await systemCall(services, tenantId, 'haidang people import')
    const outcome = await importPeople(call, { path: file, fileName: basename(file) }, { isPreview: values.preview })
    if ('refused' in outcome) {
      if (outcome.refused !== 'rowsAtFault') throw unreadable(file, outcome)
      print(
        ...outcome.faults.map(faultLine),
        `${outcome.faults.length} chỗ chưa đúng; chưa có gì được ghi / ${outcome.faults.length} places at fault; nothing was written.`,
      )
      return 1
    }
    const { added, there, isPreview } = outcome
    print(
      ...added.map(({ name, login, token }) => `${name} (${login})${token === null ? '' : `: ${linkAddress(settings)}#${token}`}`),
      isPreview
        ? `Sẽ thêm ${added.length} người, ${there} người đã có; chưa có gì được ghi / Would add ${added.length} people, ${there} are there; nothing was written.`
        : `Đã thêm ${added.length} người, ${there} người đã có / Added ${added.length} people, ${there} were there.`,
    )
    return 0
  })
}

function unreadable(file: string, refused: TableRefusal) {
  if (refused.refused === 'columnsMissing')
    return mistake(`${file}: thiếu cột ${refused.columns.join(', ')}.`, `${file} lacks the columns ${refused.columns.join(', ')}.`)
  if (refused.refused === 'quotationOpen')
    return mistake(
      `${file}: dòng ${refused.line} mở ngoặc kép mà không đóng.`,
      `${file}: line ${refused.line} opens a quotation and does not close it.`,
    )
  return refused.refused === 'tooManyRows'
    ? mistake(`${file}: quá nhiều dòng; hãy chia tệp.`, `${file} has too many lines; divide it.`)
    : mistake(
        `${file}: không đọc được bảng; hãy lưu thành .xlsx hoặc .csv (UTF-8).`,
        `${file} holds no table; save it as .xlsx or .csv (UTF-8).`,
      )
}

const fieldNames: Readonly<Record<PersonFault['field'], readonly [vi: string, en: string]>> = {
  login: ['Tên đăng nhập', 'login'],
  name: ['Họ và tên', 'name'],
  post: ['Chức vụ', 'post'],
  unit: ['Đơn vị', 'unit'],
  roles: ['Vai trò', 'roles'],
  email: ['Thư điện tử', 'email'],
}
const faultNames: Readonly<Record<PersonFault['fault'], readonly [vi: string, en: string]>> = {
  missing: ['còn thiếu', 'is missing'],
  tooLong: ['quá dài', 'is too long'],
  notALogin: ['chưa đúng: chữ không dấu, chữ số và . _ - @', 'is no login: plain letters, digits and . _ - @'],
  notARole: ['không phải một vai trò', 'is no role'],
  notAnEmail: ['chưa phải địa chỉ thư điện tử', 'is no e-mail address'],
  twice: ['đã có ở dòng trên', 'stands on a line above'],
  taken: ['đã là của người khác', 'is somebody else’s'],
  unknown: ['không có trong sổ đơn vị', 'is not in the register of units'],
  several: ['là tên của nhiều đơn vị; hãy ghi mã', 'is the name of several units; write the code'],
}

function faultLine({ line, field, value, fault }: PersonFault): string {
  const [vi, en] = fieldNames[field]
  const [saidVi, saidEn] = faultNames[fault]
  const quoted = value === '' ? '' : ` “${value}”`
  return `Dòng ${line}, cột ${vi}:${quoted} ${saidVi}. / Line ${line}, column ${en}:${quoted} ${saidEn}.`
}
