import { describe, expect, test } from 'vitest'
import { readRecords } from './read-records.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown, at = '') =>
  readRecords(bytes(typeof value === 'string' ? value : JSON.stringify(value)), { format: 'json', at })
const csv = (text: string) => readRecords(bytes(text), { format: 'csv', at: '' })
const plain = (records: ReturnType<typeof readRecords>) =>
  'unreadable' in records ? records : records.map(({ line, fields }) => ({ line, ...Object.fromEntries(fields) }))

describe('JSON', () => {
  test('a list where it is said to be, objects in it opened', () => {
    const text = '{"data":{"items":[{"donVi":{"ma":"26506"},"so":655,"ghiChu":null,"dung":true,"mang":[1]}]}}'
    expect(plain(json(text, 'data.items'))).toEqual([{ line: 1, 'donVi.ma': '26506', so: { literal: '655' }, ghiChu: '', dung: 'true' }])
  })

  test('numbers keep their digits', () => {
    expect(plain(json('[{"tien":12345678901234567890.10}]'))).toEqual([{ line: 1, tien: { literal: '12345678901234567890.10' } }])
  })

  test.each([
    ['an empty list', '{"data":[]}', 'data', { unreadable: 'noRecords' }],
    ['no list', '{"data":{}}', 'data', { unreadable: 'notAList', at: 'data' }],
    ['nothing there', '{"data":[]}', '__proto__', { unreadable: 'notAList', at: '__proto__' }],
    ['a page', '<html>', '', { unreadable: 'notJson' }],
    ['half a text', '[{"a":1}', '', { unreadable: 'notJson' }],
    ['what is too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '', { unreadable: 'notJson' }],
  ])('%s cannot be read', (_name, text, at, reason) => {
    expect(json(text, at)).toEqual(reason)
  })

  test('names that mean something to JavaScript are names', () => {
    expect(plain(json('[{"__proto__":"a","constructor":"b"}]'))).toEqual([expect.objectContaining({ line: 1, constructor: 'b' })])
  })
})

describe('CSV', () => {
  test('with a head, in any separator, empty rows left out', () => {
    expect(plain(csv('\uFEFFma;so lieu\r\n26506;"1.234,5"\r\n;\r\n26509;\r\n'))).toEqual([
      { line: 2, ma: '26506', 'so lieu': '1.234,5' },
      { line: 4, ma: '26509', 'so lieu': '' },
    ])
  })

  test('as Excel saves Unicode text', () => {
    const text = '\uFEFFđơn vị\tsố\nPhường 1\t5\n'
    const utf16 = Buffer.from(text, 'utf16le')
    expect(plain(readRecords(utf16, { format: 'csv', at: '' }))).toEqual([{ line: 2, 'đơn vị': 'Phường 1', số: '5' }])
  })

  test.each([
    ['an open quotation', bytes('a,b\n1,"2\n'), { unreadable: 'unclosedQuotation', line: 2 }],
    ['a head alone', bytes('a,b\n'), { unreadable: 'noRecords' }],
    ['nothing', bytes(''), { unreadable: 'noRecords' }],
    ['an older encoding', new Uint8Array([0x61, 0xe0, 0x0a]), { unreadable: 'notText' }],
    ['too many rows', bytes(`a\n${'1\n'.repeat(50_001)}`), { unreadable: 'tooManyRecords' }],
  ])('%s cannot be read', (_name, given, reason) => {
    expect(readRecords(given, { format: 'csv', at: '' })).toEqual(reason)
  })
})
