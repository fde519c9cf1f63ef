import { describe, expect, test } from 'vitest'
import { readUnits } from './units.ts'

const work = [
  'chủ trì, phối hợp với các đơn vị',
  'rà soát các quy định',
  'tổ chức kiểm tra việc thực hiện',
  'không được để xảy ra sai sót',
  'vừa ban hành văn bản',
  'giải tỏa hành lang',
  'tổng hợp, báo cáo UBND tỉnh',
]

describe('a name is whole before whatever its body does', () => {
  test.each([
    'Cục Trợ giúp pháp lý',
    'Cục Kiểm soát thủ tục hành chính',
    'Ban An toàn giao thông tỉnh',
    'Chi cục An toàn vệ sinh thực phẩm',
    'Vụ Tổ chức cán bộ',
    'Trung tâm Phục vụ hành chính công',
    'Trung tâm Hỗ trợ doanh nghiệp nhỏ và vừa',
    'Chi cục Trồng trọt và Bảo vệ thực vật',
    'Ban Quản lý dự án đầu tư xây dựng công trình giao thông',
    'Báo và Đài phát thanh, truyền hình tỉnh',
    'Tổng Công ty Điện lực miền Nam',
    'Thống kê tỉnh',
    'Thuế tỉnh',
    'Lực lượng quản lý thị trường',
    'UBND các xã, phường, đặc khu',
    'Các cơ sở đào tạo',
    'các cơ quan quản lý trực tiếp cơ sở giáo dục đại học',
  ])('%s', (name) => {
    for (const does of work) {
      const span = readUnits(`${name} ${does} trong tháng 5.`, 0)
      expect([does, span?.units, span?.endedBy]).toEqual([does, [name], 'action'])
    }
  })

  test('all levels are told at once', () => {
    expect(readUnits('các cấp, các ngành, các địa phương không được chủ quan', 0)?.units).toEqual([
      'các cấp',
      'các ngành',
      'các địa phương',
    ])
  })
})

test.each([
  'nạo vét kênh mương',
  'khuyến cáo người dân',
  'gia cố đê điều',
  'phân luồng giao thông',
  'cưỡng chế các công trình',
  'chú trọng công tác tuyên truyền',
  'hoãn các lễ hội',
  'thông tin kịp thời đến người dân',
  'mua vắc xin',
])('an office may %s', (does) => {
  expect(readUnits(`Công an tỉnh ${does} trên địa bàn, bảo đảm an toàn.`, 0)).toMatchObject({ units: ['Công an tỉnh'], endedBy: 'action' })
})
