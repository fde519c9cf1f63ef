import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from './platform/testing.ts'
import type { TestOffice } from './platform/testing.ts'
import { signInLines } from './welcome.ts'

let office: TestOffice

beforeAll(async () => {
  office = await testOffice()
  await addFocalPoint('cao.thien.phuc', 'Cao Thiên Phúc', office.units.culture)
})
afterAll(() => office.close())

async function addFocalPoint(login: string, name: string, unitId: string): Promise<void> {
  const { services, tenantId } = office
  const id = newId()
  await services.db
    .insertInto('accounts')
    .values({
      tenant_id: tenantId,
      id,
      login,
      full_name: name,
      post: 'Chuyên viên',
      unit_id: unitId,
      password_hash: null,
      disabled_at: null,
      disabled_because: null,
      created_at: '2023-12-01T00:00:00.000Z',
    })
    .execute()
  await services.db.insertInto('account_roles').values({ tenant_id: tenantId, account_id: id, role: 'focalPoint' }).execute()
}

test('a newcomer is given a department’s and a ward’s focal point, and one of every other role', async () => {
  const lines = await signInLines(office.services, 'http://localhost:8080')
  expect(lines.filter((line) => line.includes('→')).map((line) => line.trim())).toEqual([
    'Lê Quang Minh, Chuyên viên tổng hợp – Phòng Văn hóa và Thông tin → Việc của tôi / My work',
    'Cao Thiên Phúc, Chuyên viên – Phòng Văn hóa và Thông tin → Việc của tôi / My work',
    'Trần Thị Lan, Công chức văn hóa – xã hội – UBND Phường 5 → Việc của tôi / My work',
    'Đỗ Thị Thu, Phó Chủ tịch – UBND thành phố → Bảng điều hành / Board',
    'Ngô Bình An, Quản trị hệ thống – UBND thành phố → Việc của tôi / My work',
    'Vũ Anh Quân, Thanh tra viên – UBND thành phố → Việc của tôi / My work',
  ])
})

test('each stands under what the role does, in both languages, and has a link that works once', async () => {
  const lines = await signInLines(office.services, 'http://localhost:8080')
  const above = (name: string): string | undefined =>
    lines
      .slice(
        0,
        lines.findIndex((line) => line.includes(name)),
      )
      .findLast((line) => /^ {2}\S/u.test(line))
  expect(above('Trần Thị Lan')).toMatch(/Đầu mối đơn vị: .* \/ Focal point: /u)
  expect(above('Đỗ Thị Thu')).toMatch(/Lãnh đạo: .* \/ Leader: /u)
  expect(above('Vũ Anh Quân')).toMatch(/Thanh tra: .* \/ Auditor: /u)
  const links = lines.flatMap((line) => /^ {6}http:\/\/localhost:8080\/dang-nhap\/lien-ket#(\S{20,})$/u.exec(line)?.[1] ?? [])
  expect(new Set(links).size).toBe(6)
})

test('who is left over is reached by a command that can be typed as it stands', async () => {
  expect((await signInLines(office.services, 'http://localhost:8080')).slice(-2)).toEqual([
    '  Còn 1 người nữa, mỗi người một lệnh / and 1 more, a command each:',
    '    npx haidang person link hung --office vung-tau-test',
  ])
})

test('once somebody has chosen a password, nothing is printed', async () => {
  const { services, people } = office
  await services.db.updateTable('accounts').set({ password_hash: 'x' }).where('id', '=', people.an.id).execute()
  expect(await signInLines(services, 'http://localhost:8080')).toEqual([])
})
