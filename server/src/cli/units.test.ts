import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { readCsv } from './read-csv.ts'
import { commandOn } from './testing.ts'
import { run as at } from './units-at.ts'
import { run as importUnits } from './units-import.ts'
import { run as population } from './units-population.ts'
import { run as reorganise } from './units-reorganise.ts'

let office: TestOffice
let folder: string
beforeAll(async () => {
  office = await testOffice()
  folder = await mkdtemp(join(tmpdir(), 'haidang-units-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await office.close()
})

type Command = Parameters<typeof commandOn>[1]
const ran = (command: Command, ...args: readonly string[]) => commandOn(office.services, command, args)
async function listOf(name: string, ...lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}
const unitsOn = async (day: string) => (await ran(at, day)).said + (await ran(at, day, '--json')).said

test('a province of two levels is entered, reorganised by the table of a resolution and taken back', async () => {
  const areas = await listOf('dia-ban.csv', 'code,name,kind,parent_code', '77,Tỉnh Cửa Biển,tỉnh,', '747,Thành phố Bến Thử,thành phố,77')
  const wards = await listOf(
    'phuong.csv',
    'name;kind;code;parent_code',
    'Phường An Hòa;phường;101;747',
    'Phường Bến Cát;phường;102;747',
    'Xã Cồn Xanh;xã;103;747',
  )
  expect(await ran(importUnits, areas, wards, '--since', '2024-01-01')).toEqual({
    code: 0,
    said: 'Đã thêm 5 đơn vị, 0 đơn vị đã có / Added 5 units, 0 were there.',
  })
  expect((await ran(importUnits, areas, wards, '--since', '2024-01-01')).said).toContain('Added 0 units, 5 were there')
  const before = await unitsOn('2025-07-01')
  expect(before).toContain('77 Tỉnh Cửa Biển\n  747 Thành phố Bến Thử\n    101 Phường An Hòa\n    102 Phường Bến Cát\n    103 Xã Cồn Xanh')

  const table = await listOf(
    'nghi-quyet.csv',
    'old_code,old_name,new_code,new_name,new_kind,new_parent_code,extent',
    '101,Phường An Hoà,101,Phường Bến Thử,phường,77,',
    '102,Phường Bến Cát,101,Phường Bến Thử,phường,77,',
    '103,Xã Cồn Xanh,103,Xã Cồn Xanh,xã,77,',
    '747,Thành phố Bến Thử,,,,,',
  )
  const lines = await office.countAuditLines()
  const preview = await ran(reorganise, table, '--on', '2025-07-01', '--preview')
  expect(preview.code).toBe(0)
  expect(preview.said).toContain(
    'Mã 101 đến nay là của Phường An Hòa (101), từ ngày sắp xếp là của Phường Bến Thử (101). / The code 101 was that of Phường An Hòa (101)',
  )
  expect(preview.said).toContain(
    'Thành phố Bến Thử (747) chấm dứt mà không có đơn vị tiếp nhận. / Thành phố Bến Thử (747) ends without a successor.',
  )
  expect(preview.said).toContain('Preview: 2 units from 2025-07-01, 3 end, 2 edges; nothing was written.')
  expect([await unitsOn('2025-07-01'), await office.countAuditLines()]).toEqual([before, lines])

  const done = await ran(reorganise, table, '--on', '2025-07-01', '--document', '99/NQ-UBTVQH')
  expect(done.said).toContain('Reorganised: 1 founded, 1 changed, 3 ended; 2 edges')
  expect(await unitsOn('2025-06-30')).toBe(before)
  expect(await unitsOn('2025-07-01')).toContain('77 Tỉnh Cửa Biển\n  103 Xã Cồn Xanh\n  101 Phường Bến Thử')

  const id = /id (\S+)\.$/u.exec(done.said)?.[1] ?? ''
  expect((await ran(reorganise, '--undo', id)).said).toContain('nothing was deleted')
  expect(await unitsOn('2025-07-01')).toBe(before)
  await expect(ran(reorganise, '--undo', id)).rejects.toThrow('was undone before')
})

test('a table with an unknown unit, shares of 0.9 or a wrong name is refused with its lines, and nothing is written', async () => {
  const head = 'old_code,old_name,new_code,new_name,extent,share_population'
  const count = async () => [await office.countAuditLines(), await unitsOn('2025-07-01')]
  const before = await count()
  const faulty = await listOf('sai.csv', head, '999,,1,Xã Một,,', '101,Phường Bến Cát,2,Xã Hai,,')
  expect(await ran(reorganise, faulty, '--on', '2025-07-01', '--document', '1/NQ')).toEqual({
    code: 1,
    said:
      'Dòng 2: mã cũ “999” không có trong sổ đơn vị ngày 30/6/2025. / Line 2: old code “999” is not in the register of 30/6/2025.\n' +
      'Dòng 3: tên cũ “Phường Bến Cát” không phải tên của đơn vị mang mã này. / Line 3: old name “Phường Bến Cát” is not that of the unit with this code.\n' +
      '2 chỗ chưa đúng; chưa có gì được ghi / 2 faults; nothing was written.',
  })
  const short = await listOf('thieu.csv', head, '101,,2,Xã Hai,part,0.4', '101,,3,Xã Ba,part,0.5')
  expect((await ran(reorganise, short, '--on', '2025-07-01', '--document', '1/NQ')).said).toBe(
    'Dòng 3: Phường An Hòa (101): các tỷ lệ dân số cộng lại là 90%, phải là 100%. / Line 3: Phường An Hòa (101): its shares of population are 90% together and must be 100%.\n1 chỗ chưa đúng; chưa có gì được ghi / 1 faults; nothing was written.',
  )
  const twice = await listOf('hai-lan.csv', 'name,kind,code', 'Phường Một,phường,500', 'Phường Hai,phường,500')
  expect((await ran(importUnits, twice)).said).toContain(
    'Dòng 3: mã “500” đã là của đơn vị khác. / Line 3: code “500” is borne by another unit.',
  )
  const headless = await listOf(
    'thieu-thu-truong.csv',
    'name,kind,e_identifier,head',
    'Phường Một,phường,H06,',
    'Phường Hai,phường,500,Lê Văn Nam',
  )
  expect(await ran(importUnits, headless)).toEqual({
    code: 1,
    said:
      'Dòng 3: mã định danh “500” chưa đúng: mã gồm chữ A–Z, chữ số và dấu chấm. / Line 3: e-identifier “500” is none: letters A–Z, digits and points.\n' +
      'Dòng 3: chức vụ thủ trưởng còn thiếu: thủ trưởng cần cả họ tên và chức vụ. / Line 3: post of the head is missing: a head has a name and a post.\n' +
      '2 dòng chưa đúng; chưa có gì được ghi / 2 rows at fault; nothing was written.',
  })
  const circle = await listOf(
    'vong.csv',
    'name,kind,code,parent_code',
    'Tỉnh Một,tỉnh,91,92',
    'Xã Hai,xã,92,91',
    'Xã Ba,xã,93,91',
    'Xã Tự,xã,94,94',
  )
  expect((await ran(importUnits, circle)).said).toBe(
    'Dòng 2: mã cấp trên “92” làm cho đơn vị nằm dưới chính nó. / Line 2: code above “92” puts the unit below itself.\n' +
      'Dòng 3: mã cấp trên “91” làm cho đơn vị nằm dưới chính nó. / Line 3: code above “91” puts the unit below itself.\n' +
      'Dòng 5: mã cấp trên “94” làm cho đơn vị nằm dưới chính nó. / Line 5: code above “94” puts the unit below itself.\n' +
      '3 dòng chưa đúng; chưa có gì được ghi / 3 rows at fault; nothing was written.',
  )
  expect(await count()).toEqual(before)
})

test('heads and identifiers come with a list and with the table of a resolution, hold from its day, and are of one unit', async () => {
  const list = await listOf(
    'thu-truong.csv',
    'name,kind,code,e_identifier,head,head_post',
    'Xã Gò Đồi,xã,601,h06.61,Lê Văn Nam,Chủ tịch UBND xã',
    'Xã Vàm Cỏ,xã,602,H06.62,,',
  )
  expect((await ran(importUnits, list, '--since', '2024-01-01')).said).toContain('Added 2 units')
  const twice = await listOf('trung.csv', 'name,kind,e_identifier', 'Xã Khác,xã,H06.61')
  expect((await ran(importUnits, twice, '--since', '2024-01-01')).said).toContain('Dòng 2: mã định danh “H06.61” đã là của đơn vị khác.')

  const head = 'Đơn vị cũ,Đơn vị mới,Mã mới,Mã định danh điện tử,Thủ trưởng,Chức vụ'
  const taken = await listOf('bang-trung.csv', head, 'Xã Vàm Cỏ,Xã Vàm Cỏ,602,H06.61,,')
  expect((await ran(reorganise, taken, '--on', '2025-09-01', '--preview')).said).toContain(
    'Dòng 2: Xã Vàm Cỏ (602): mã định danh H06.61 đang là của Xã Gò Đồi (601).',
  )
  const table = await listOf('bang.csv', head, 'Xã Vàm Cỏ,Xã Vàm Cỏ,602,,Đỗ Thị Mai,Chủ tịch UBND xã')
  expect((await ran(reorganise, table, '--on', '2025-09-01', '--document', '7/QĐ-UBND')).code).toBe(0)
  const before = await unitsOn('2025-08-31')
  expect(before).toContain('601 Xã Gò Đồi · H06.61 · Lê Văn Nam, Chủ tịch UBND xã\n602 Xã Vàm Cỏ · H06.62\n')
  const after = await unitsOn('2025-09-01')
  expect(after).toContain('602 Xã Vàm Cỏ · H06.62 · Đỗ Thị Mai, Chủ tịch UBND xã')
  expect(after).toContain('"identifier": "H06.62"')
})

test('the people of units are recorded from a list of a day, all or none, and the same again changes nothing', async () => {
  const units = await listOf('don-vi-dan-so.csv', 'name,kind,code', 'Xã Đông,xã,701', 'Xã Tây,xã,702', 'Xã Trùng,xã,703', 'Xã Trùng,xã,704')
  expect((await ran(importUnits, units, '--since', '2024-01-01')).code).toBe(0)
  const ask = ['--on', '2024-12-31', '--source', 'Cục Thống kê']
  const lines = await office.countAuditLines()
  const faulty = await listOf(
    'dan-so-sai.csv',
    'people,code,name',
    '12.345,701,',
    '900,799,',
    '12,702,',
    '1.5,,Xã Tây',
    '7,,Xã Trùng',
    '3,701,',
  )
  expect((await ran(population, faulty, ...ask)).said).toBe(
    'Dòng 3: “799” không phải đơn vị của ngày này. / Line 3: “799” is no unit of this day.\n' +
      'Dòng 5: “1.5” không phải số người. / Line 5: “1.5” is no number of people.\n' +
      'Dòng 6: “Xã Trùng” là tên của nhiều đơn vị; hãy ghi mã. / Line 6: “Xã Trùng” is the name of several units; give the code.\n' +
      'Dòng 7: “701” đã có ở dòng khác. / Line 7: “701” is in another line.\n' +
      '4 dòng chưa đúng; chưa có gì được ghi / 4 rows at fault; nothing was written.',
  )
  expect(await office.countAuditLines()).toBe(lines)
  const list = await listOf('dan-so.csv', 'people,code,name', '12.345,701,', '9876,,Xã Tây')
  expect(await ran(population, list, ...ask)).toEqual({ code: 0, said: 'Đã ghi dân số của 2 đơn vị / Recorded the people of 2 units.' })
  expect(await office.countAuditLines()).toBe(lines + 1)
  const nothingNew = { code: 0, said: 'Đã ghi dân số của 0 đơn vị / Recorded the people of 0 units.' }
  expect(await ran(population, list, ...ask)).toEqual(nothingNew)
  expect(await ran(population, await listOf('khong-ai.csv', 'people,code,name'), ...ask)).toEqual(nothingNew)
  expect(await office.countAuditLines()).toBe(lines + 1)
})

const shared = process.env['HAIDANG_SHARED']
test.runIf(shared)(
  '[shared] the whole country of 2025 is loaded and reorganised, and every unit is accounted for',
  async () => {
    const read = async (name: string, ...columns: readonly string[]) =>
      [...readCsv(await readFile(join(shared ?? '', 'admin-units', name), 'utf8'), columns)].map(({ cells }) => cells)
    const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',')
    const provinces = await read('provinces_pre2025.csv', 'code', 'name', 'kind')
    const districts = await read('districts_pre2025.csv', 'code', 'name', 'kind', 'province_code')
    const communes = await read('communes_pre2025.csv', 'code', 'name', 'kind', 'district_code')
    const old = await listOf(
      'ca-nuoc.csv',
      'code,name,kind,parent_code',
      ...[...provinces.map((cells) => [...cells, '']), ...districts, ...communes].map(quoted),
    )
    const newProvinces = new Map((await read('provinces_2025-07-01.csv', 'code', 'name', 'kind')).map((cells) => [cells[0], cells]))
    const newCommunes = new Map(
      (await read('communes_2025-07-01.csv', 'code', 'name', 'kind', 'province_code')).map((cells) => [cells[0], cells]),
    )
    const moved = await read('commune_mapping_2025-07-01.csv', 'old_code', 'old_district_code', 'new_code', 'extent')
    const districtsMoved = new Set(moved.flatMap(([code, district]) => (code === '' ? [district] : [])))
    // The land of one commune went whole to one heir and its people to two others, which the list says as a whole and two parts.
    const landAlone = '18796'
    const table = await listOf(
      'sap-xep.csv',
      'old_code,new_code,new_name,new_kind,new_parent_code,extent,share_area',
      ...(await read('province_mapping_2025-07-01.csv', 'old_code', 'new_code')).map(([from = '', to = '']) =>
        quoted([from, to, newProvinces.get(to)?.[1] ?? '', newProvinces.get(to)?.[2] ?? '', '', 'whole', '']),
      ),
      ...moved.map(([code = '', district = '', to = '', extent = '']) => {
        const [, name = '', kind = '', province = ''] = newCommunes.get(to) ?? []
        const isLand = code === landAlone
        return quoted([
          code || district,
          to,
          name,
          kind,
          province,
          isLand ? 'part' : extent,
          isLand ? (extent === 'whole' ? '1' : '0') : '',
        ])
      }),
      ...districts.filter(([code]) => !districtsMoved.has(code)).map(([code = '']) => quoted([code, '', '', '', '', '', ''])),
    )
    const country = await office.neighbour()
    const inCountry: readonly string[] = ['--office', country.slug]
    const began = performance.now()
    expect((await ran(importUnits, old, '--since', '2024-01-01', ...inCountry)).said).toContain('Added 10794 units')
    expect((await ran(reorganise, table, '--on', '2025-07-01', '--document', '202/2025/QH15', ...inCountry)).said).toContain('Reorganised:')
    expect((performance.now() - began) / 1000).toBeLessThan(60)
    // The four units of the test's own office stand beside them.
    const own = 4
    expect((await ran(at, '2025-06-30', ...inCountry)).said).toContain(`\n${63 + 696 + 10_035 + own} đơn vị`)
    expect((await ran(at, '2025-07-01', ...inCountry)).said).toContain(`\n${34 + 3321 + own} đơn vị`)
  },
  120_000,
)
