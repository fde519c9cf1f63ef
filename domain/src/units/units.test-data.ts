import type { ReportingUnit, Unit, UnitGroup } from './unit.ts'

/** A small invented city: a steering committee, three departments, two agencies and four wards. */
const unit = (id: string, group: UnitGroup, name: string, shortName: string): Unit => ({
  id,
  group,
  name,
  shortName,
  validFrom: '2020-01-01',
})

export const committee = unit('bcd', 'committee', 'Ban Chỉ đạo Chuyển đổi số thành phố', 'BCĐ')

export const reportingUnits = [
  unit('vhtt', 'department', 'Phòng Văn hóa và Thông tin', 'Phòng VH-TT'),
  unit('tckh', 'department', 'Phòng Tài chính - Kế hoạch', 'Phòng TC-KH'),
  unit('gddt', 'department', 'Phòng Giáo dục và Đào tạo', 'Phòng GD-ĐT'),
  unit('ca', 'agency', 'Công an thành phố', 'Công an'),
  unit('bhxh', 'agency', 'Bảo hiểm xã hội thành phố', 'BHXH'),
  unit('p1', 'ward', 'Ủy ban nhân dân Phường 1', 'Phường 1'),
  unit('p10', 'ward', 'Ủy ban nhân dân Phường 10', 'Phường 10'),
  unit('thangnhi', 'ward', 'Ủy ban nhân dân Phường Thắng Nhì', 'Phường Thắng Nhì'),
  unit('longson', 'ward', 'Ủy ban nhân dân xã Long Sơn', 'Xã Long Sơn'),
] as readonly ReportingUnit[] // All but the committee report.

export const cityUnits: readonly Unit[] = [committee, ...reportingUnits]

export const wardIds = ['p1', 'p10', 'thangnhi', 'longson'] as const
