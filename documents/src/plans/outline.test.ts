import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

test('what a chapter of aims wants others to do is no task', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. MỤC TIÊU\n1. Chỉ đạo các sở, ngành hoàn thành các mục tiêu của Chương trình.\nII. NHIỆM VỤ\n1. Chỉ đạo các huyện mở tủ sách.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['các huyện'])
})
