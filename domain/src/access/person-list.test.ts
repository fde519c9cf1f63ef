import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmail, isLogin, loginOf, rowsOfPersonList, unitFinder } from './person-list.ts'

const list = (...lines: readonly string[]) => rowsOfPersonList(lines.map((text, index) => ({ line: index + 1, cells: text.split('|') })))
const head = 'Tên đăng nhập|Họ và tên|Chức vụ|Đơn vị|Vai trò|Thư điện tử'

test('a list is read by what its columns are called, below whatever stands above them', () => {
  expect(
    list('DANH SÁCH NGƯỜI DÙNG', head, 'Mai.TT|Trần Thị Mai|Công chức|Phường 5|Đầu mối; TỔNG HỢP|mai@vungtau.gov.vn', '|||||'),
  ).toEqual({
    rows: [
      {
        line: 3,
        login: 'mai.tt',
        name: 'Trần Thị Mai',
        post: 'Công chức',
        unit: 'Phường 5',
        roles: ['synthesis', 'focalPoint'],
        email: 'mai@vungtau.gov.vn',
      },
    ],
    faults: [],
  })
})

test('which columns it lacks is said, and that of e-mail it need not have', () => {
  expect(list('Họ tên|Chức vụ')).toEqual({ missing: ['login', 'name', 'post', 'unit', 'roles'] })
  expect(list('login|name|unit', 'mai|Mai|P5')).toEqual({ missing: ['post', 'roles'] })
  expect(list('login|name|post|unit|roles', 'mai|Mai|Công chức|P5|focalPoint')).toMatchObject({ rows: [{ email: null }], faults: [] })
})

test('every cell that is at fault is named by line and column', () => {
  expect(
    list(head, 'mai|Mai|Công chức|P5|đầu mối, thủ kho|mai', 'trần mai||Công chức|P5||', `MAI|Mai|${'x'.repeat(201)}|P5|lãnh đạo|`),
  ).toMatchObject({
    faults: [
      { line: 2, field: 'roles', value: 'thủ kho', fault: 'notARole' },
      { line: 2, field: 'email', value: 'mai', fault: 'notAnEmail' },
      { line: 3, field: 'name', value: '', fault: 'missing' },
      { line: 3, field: 'roles', value: '', fault: 'missing' },
      { line: 3, field: 'login', value: 'trần mai', fault: 'notALogin' },
      { line: 4, field: 'post', fault: 'tooLong' },
      { line: 4, field: 'login', value: 'mai', fault: 'twice' },
    ],
  })
})

test('whatever stands in a table, each of its lines is somebody or at fault', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('mai', 'đầu mối', 'a@b.vn', ''))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 8 }), (table) => {
      const read = rowsOfPersonList([{ line: 1, cells: head.split('|') }, ...table.map((cells, index) => ({ line: index + 2, cells }))])
      if ('missing' in read) throw new Error('The head has every column')
      const faulty = new Set(read.faults.map(({ line }) => line))
      for (const { line, login, name, roles, email } of read.rows)
        expect(faulty.has(line) || (isLogin(login) && name !== '' && roles.length > 0 && (email === null || isEmail(email)))).toBe(true)
      const sound = read.rows.filter(({ line }) => !faulty.has(line)).map(({ login }) => login)
      expect(new Set(sound).size).toBe(sound.length)
    }),
  )
})

test('a login is kept as it is typed at the door', () => {
  expect(loginOf(' Mai.TT ')).toBe('mai.tt')
  expect(['mai', 'p5-dau.moi', 'mai@vungtau', 'a', '5'].every(isLogin)).toBe(true)
  expect(['', '.mai', 'mai-', 'trần', 'mai tt', 'Mai', 'x'.repeat(81)].some(isLogin)).toBe(false)
})

test('a unit is found by id, code or either name, and never where two could be meant', () => {
  const find = unitFinder([
    { id: 'u1', name: 'UBND Phường 5', shortName: 'Phường 5', code: '26512' },
    { id: 'u2', name: 'UBND Phường 7', shortName: 'Phường 7' },
    { id: 'u3', name: 'Phường 7', shortName: 'P7' },
  ])
  expect([' ubnd  phường 5', 'PHƯỜNG 5', '26512', 'u1'].map(find)).toEqual(Array(4).fill({ id: 'u1' }))
  expect(find('Phường 7')).toEqual({ fault: 'several' })
  expect(find('Phường 9')).toEqual({ fault: 'unknown' })
})
