import { describe, expect, test } from 'vitest'
import { rowsOfUnitList } from './unit-list.ts'

const list = (...lines: readonly string[]) => rowsOfUnitList(lines.map((text, index) => ({ line: index + 1, cells: text.split(';') })))

describe('a list of units', () => {
  test('is read by what its columns are called, in either language, below whatever stands above its head', () => {
    const english = list('name;kind;code;parent_code', 'Phường An Hòa;phường;101;747')
    expect(english).toEqual({
      faults: [],
      rows: [
        {
          line: 2,
          name: 'Phường An Hòa',
          shortName: 'Phường An Hòa',
          group: 'ward',
          kind: 'phường',
          code: '101',
          parentCode: '747',
          identifier: '',
          head: '',
          headPost: '',
        },
      ],
    })
    const vietnamese = list('DANH SÁCH ĐƠN VỊ', '', 'STT;Mã;TÊN ĐƠN VỊ;Tên ngắn;Nhóm', '1;;Phòng Tư pháp;P. TP;Phòng, ban', ';;;;')
    expect(vietnamese).toMatchObject({
      faults: [],
      rows: [{ line: 4, name: 'Phòng Tư pháp', shortName: 'P. TP', group: 'department', code: '' }],
    })
  })

  test('names the lines without a name, and those of which nobody knows the group', () => {
    expect(list('name;group;kind', ';ward;', 'Đội 3;đội;', 'Đội 4;;đội', 'Đội 5;;', 'Xã Một;;xã')).toMatchObject({
      rows: [{ line: 6 }],
      faults: [
        { line: 2, field: 'name', value: '', fault: 'missing' },
        { line: 3, field: 'group', value: 'đội', fault: 'noGroup' },
        { line: 4, field: 'group', value: 'đội', fault: 'noGroup' },
        { line: 5, field: 'group', value: '', fault: 'missing' },
      ],
    })
    expect(list('code;kind', '1;xã')).toEqual({ missing: ['name'] })
    expect(list()).toEqual({ missing: ['name'] })
  })
})
