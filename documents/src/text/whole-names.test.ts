import { expect, test } from 'vitest'
import { readableFromText } from './read-text.ts'

const paragraphs = (text: string) => {
  const { text: whole, blocks } = readableFromText(text.normalize('NFC'))
  return blocks.map(({ start, end }) => whole.slice(start, end))
}

test.for(['1. Văn phòng Sở', '2. Thanh tra Bộ', '- Đảng ủy Cục', '3. Các đơn vị thuộc Sở'])('"%s" is a whole name', (name) => {
  expect(paragraphs(`${name}\n\nLà đầu mối tổng hợp kết quả.\n`)).toHaveLength(2)
})

test('a page broke behind "… giao Sở", and the name goes on', () => {
  expect(paragraphs('1. UBND tỉnh giao Sở\n\nY tế mở thêm bàn khám.\n')).toHaveLength(1)
})
