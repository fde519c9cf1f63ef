import { expect, test } from 'vitest'
import { mendMarks } from './mend-marks.ts'

test.each([
  ['Chi thị số 05/CT-TTg', 'Chỉ thị số 05/CT-TTg'],
  ['Nghi quyết, Kê hoạch, QUYẾT ĐINH', 'Nghị quyết, Kế hoạch, QUYẾT ĐỊNH'],
  ['chuyên đổi sô', 'chuyển đổi số'],
  ['Khan trương phôi hợp, thưc hiện', 'Khẩn trương phối hợp, thực hiện'],
  ['Cân cứ Luật Đường sắt', 'Căn cứ Luật Đường sắt'],
  ['Ban Chỉ đạo chuyên đổi số', 'Ban Chỉ đạo chuyển đổi số'],
  ['Uy ban nhân dân; Hội đông nhân dân; UỶ BAN NHAN DÂN', 'Ủy ban nhân dân; Hội đồng nhân dân; UỶ BAN NHÂN DÂN'],
])('%s', (typed, right) => {
  expect(mendMarks(typed)).toBe(right)
  expect(mendMarks(typed)).toHaveLength(typed.length)
})

test.each([
  'chi tiêu',
  'dự báo cao hơn',
  'cần cù',
  'nơi nhân dân sinh sống',
  'hệ thống bao gồm',
  'ke hoach',
  'Uỷ ban nhân dân',
  'kê hoạch toán',
  'nghi thức',
  'theo hướng dần dần',
  'để xuất khẩu',
  'có quan tâm',
  'Chỉ thi hành án',
  'KẾ HOẠCH',
])('%s stays', (text) => {
  expect(mendMarks(text)).toBe(text)
})
