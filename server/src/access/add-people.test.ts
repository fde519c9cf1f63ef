import { readSheet } from '@haidang/documents/xlsx/read-sheet'
import { peopleImportedSchema, peopleSchema, personAddedSchema } from '@haidang/api/people'
import { problemSchema } from '@haidang/api/problem'
import { sessionSchema } from '@haidang/api/session'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { upload } from '../plans/testing.ts'
import { testOffice, type PersonName, type TestOffice } from '../platform/testing.ts'
import { registerAccessRoutes } from './routes.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ register: [registerAccessRoutes] })
})
afterAll(() => office.close())

const ownPage = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
const mai = () => ({
  login: ' Mai.TT ',
  name: 'Trần Thị Mai',
  post: 'Công chức văn phòng',
  unitId: office.units.ward7,
  roles: ['focalPoint'],
  email: 'mai@vungtau.gov.vn',
})
const add = (body: object, person: PersonName = 'an') =>
  office.app.inject({ method: 'POST', url: '/api/people', headers: office.signedIn(person), payload: body })
const send = (text: string | Buffer, query = '', person: PersonName = 'an') => {
  const { payload, headers } = upload('nguoi-dung.csv', text)
  return office.app.inject({
    method: 'POST',
    url: `/api/people/import${query}`,
    headers: { ...office.signedIn(person), ...headers },
    payload,
  })
}
type Reply = Awaited<ReturnType<typeof add>>
const told = (reply: Reply) => problemSchema.parse(reply.json())
const people = async () =>
  peopleSchema.parse((await office.app.inject({ url: '/api/people', headers: office.signedIn('an') })).json()).people
const come = async (token: string) => {
  const reply = await office.app.inject({ method: 'POST', url: '/api/session/link', headers: ownPage, payload: { token } })
  return sessionSchema.parse(reply.json())
}
const list = (...lines: readonly string[]) => ['Tên đăng nhập,Họ và tên,Chức vụ,Đơn vị,Vai trò,Thư điện tử', ...lines].join('\n')

test('whoever is added comes in by the link of the answer, in their unit and with their roles', async () => {
  const lines = await office.countAuditLines()
  const { person, token, hours } = personAddedSchema.parse((await add(mai())).json())
  expect(person).toMatchObject({ login: 'mai.tt', name: 'Trần Thị Mai', email: 'mai@vungtau.gov.vn', roles: ['focalPoint'] })
  expect(hours).toBe(72)
  expect(await office.countAuditLines()).toBe(lines + 1)
  expect(await come(token)).toMatchObject({ account: { name: 'Trần Thị Mai' }, unit: { shortName: 'Phường 7' }, roles: ['focalPoint'] })
})

test('nobody is added twice, to no unit, or by who does not administer, and nothing is written then', async () => {
  const before = [await office.countAuditLines(), (await people()).length]
  expect(told(await add({ ...mai(), login: 'LAN' })).reason).toBe('loginTaken')
  expect(told(await add({ ...mai(), login: 'mới', unitId: office.units.ward5 })).fields).toMatchObject([{ path: 'login' }])
  expect(told(await add({ ...mai(), login: 'moi', unitId: office.people.lan.id })).reason).toBe('unitUnknown')
  expect((await add({ ...mai(), login: 'moi', roles: [] })).statusCode).toBe(400)
  expect((await add({ ...mai(), login: 'moi', email: 'mai' })).statusCode).toBe(400)
  for (const person of ['lan', 'quan'] as const) expect((await add({ ...mai(), login: 'moi' }, person)).statusCode).toBe(403)
  expect([await office.countAuditLines(), (await people()).length]).toEqual(before)
})

test('a list is looked through first, then all of it comes in, each by a link; once more it adds nobody', async () => {
  const text = list(
    'hoa,Đỗ Thị Hoa,Công chức,phường 5,đầu mối,',
    'binh,Lý Văn Bình,Chuyên viên,P. VHTT,"tổng hợp, lãnh đạo",binh@vungtau.gov.vn',
  )
  const before = [await office.countAuditLines(), (await people()).length]
  const looked = peopleImportedSchema.parse((await send(text, '?preview=true')).json())
  expect(looked).toMatchObject({
    isPreview: true,
    came: 2,
    there: 0,
    added: [
      { login: 'hoa', unit: 'UBND Phường 5', roles: ['focalPoint'], token: null },
      { login: 'binh', unit: 'Phòng Văn hóa và Thông tin', roles: ['synthesis', 'leader'], token: null },
    ],
  })
  expect([await office.countAuditLines(), (await people()).length]).toEqual(before)

  const { added } = peopleImportedSchema.parse((await send(text)).json())
  expect(await office.countAuditLines()).toBe((before[0] ?? 0) + 2)
  expect(await come(added[1]?.token ?? '')).toMatchObject({ account: { login: 'binh' }, roles: ['leader', 'synthesis'] })
  const again = peopleImportedSchema.parse((await send(`${text}\nyen,Bùi Yên,Công chức,Phường 7,đầu mối,`)).json())
  expect(again).toMatchObject({ came: 3, there: 2, added: [{ login: 'yen' }] })
})

test('one faulty line keeps all of a list out, and each fault is named by its line and column', async () => {
  const before = [await office.countAuditLines(), (await people()).length]
  const text = list(
    'son,Sơn,Công chức,Phường 9,đầu mối,',
    'hung,Người Khác,Công chức,Phường 7,thủ kho,',
    'tot,Tốt,Công chức,Phường 7,đầu mối,',
  )
  for (const query of ['', '?preview=true']) {
    const { reason, help } = told(await send(text, query))
    expect({ reason, help }).toEqual({
      reason: 'rowsAtFault',
      help: {
        total: 3,
        faults: [
          { line: 2, field: 'unit', value: 'Phường 9', fault: 'unknown' },
          { line: 3, field: 'roles', value: 'thủ kho', fault: 'notARole' },
          { line: 3, field: 'login', value: 'hung', fault: 'taken' },
        ],
      },
    })
  }
  expect(told(await send('login,name\nmai,Mai'))).toMatchObject({ reason: 'columnsMissing', help: { columns: ['post', 'unit', 'roles'] } })
  expect(told(await send('login,name\n"mai')).reason).toBe('quotationOpen')
  expect((await send(list('son,Sơn,Công chức,Phường 5,đầu mối,'), '', 'quan')).statusCode).toBe(403)
  expect([await office.countAuditLines(), (await people()).length]).toEqual(before)
})

test('the list to be filled in has our columns, the units of the day, and says so itself when it comes back empty', async () => {
  const reply = await office.app.inject({ url: '/api/people/template', headers: office.signedIn('an') })
  expect(reply.headers['content-type']).toContain('spreadsheetml')
  const sheet = await readSheet(reply.rawPayload)
  if ('refused' in sheet) throw new Error(sheet.refused)
  expect(sheet.rows[4]).toEqual(['Tên đăng nhập', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Vai trò', 'Thư điện tử'])
  expect(peopleImportedSchema.parse((await send(reply.rawPayload, '?preview=true')).json())).toMatchObject({ came: 0, added: [] })
  expect((await office.app.inject({ url: '/api/people/template', headers: office.signedIn('quan') })).statusCode).toBe(403)
})
