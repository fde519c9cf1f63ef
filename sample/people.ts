import type { Role } from '@haidang/domain/access/roles'
import { idFor } from './chance.ts'
import { committee, reportingUnits, unitByKey } from './units.ts'
import type { SampleUnit } from './units.ts'

export type SamplePerson = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly post: string
  readonly unit: SampleUnit
  readonly roles: readonly Role[]
}

/** Everybody in the sample city is invented. */
export const administrator = person('ngo.binh.an', 'Ngô Bình An', 'Quản trị hệ thống', unitByKey('van-phong'), ['administrator'])
export const synthesisOfficers = [
  person('le.quang.minh', 'Lê Quang Minh', 'Chuyên viên tổng hợp', unitByKey('van-hoa'), ['synthesis']),
  person('huynh.my.duyen', 'Huỳnh Mỹ Duyên', 'Chuyên viên tổng hợp', unitByKey('van-hoa'), ['synthesis']),
] as const
export const leaders = [
  person('do.thi.thu', 'Đỗ Thị Thu', 'Phó Chủ tịch UBND thành phố', committee, ['leader']),
  person('trinh.gia.hoa', 'Trịnh Gia Hòa', 'Ủy viên Ban Chỉ đạo', committee, ['leader']),
] as const
export const auditor = person('vu.anh.quan', 'Vũ Anh Quân', 'Thanh tra viên', unitByKey('thanh-tra'), ['auditor'])

const focalPointFacts: Readonly<Record<string, readonly [login: string, name: string, post?: string]>> = {
  'van-phong': ['nguyen.tuong.vi', 'Nguyễn Tường Vi'],
  'noi-vu': ['bui.duc.thinh', 'Bùi Đức Thịnh'],
  'tu-phap': ['dang.kim.ngan', 'Đặng Kim Ngân'],
  'tai-chinh': ['hoang.bao.long', 'Hoàng Bảo Long'],
  'tai-nguyen': ['tran.hai.yen', 'Trần Hải Yến'],
  'lao-dong': ['pham.nhu.y', 'Phạm Như Ý'],
  'van-hoa': ['cao.thien.phuc', 'Cao Thiên Phúc'],
  'giao-duc': ['luu.bich.ha', 'Lưu Bích Hà'],
  'y-te': ['mai.xuan.khang', 'Mai Xuân Khang'],
  'thanh-tra': ['ta.phuong.linh', 'Tạ Phương Linh'],
  'kinh-te': ['duong.huu.loc', 'Dương Hữu Lộc'],
  'do-thi': ['kieu.trong.nhan', 'Kiều Trọng Nhân'],
  'cong-an': ['chu.manh.cuong', 'Chu Mạnh Cường', 'Cán bộ tổng hợp'],
  'bao-hiem': ['lam.tuyet.nhung', 'Lâm Tuyết Nhung', 'Viên chức tổng hợp'],
  thue: ['quach.dinh.vu', 'Quách Đình Vũ'],
  'trung-tam-y-te': ['ton.nu.dieu.anh', 'Tôn Nữ Diệu Anh', 'Viên chức kế hoạch – nghiệp vụ'],
  'trung-tam-van-hoa': ['giang.minh.tri', 'Giang Minh Trí', 'Viên chức'],
  'du-an': ['ho.quoc.khai', 'Hồ Quốc Khải', 'Viên chức'],
  'giao-duc-nghe': ['van.thuy.tien', 'Văn Thủy Tiên', 'Viên chức'],
  'thong-ke': ['ly.tam.duc', 'Lý Tâm Đức', 'Thống kê viên'],
  'kho-bac': ['thai.ngoc.bich', 'Thái Ngọc Bích', 'Chuyên viên'],
  'buu-dien': ['vuong.gia.bao', 'Vương Gia Bảo', 'Nhân viên kế hoạch'],
  'dien-luc': ['phan.nhat.huy', 'Phan Nhật Huy', 'Kỹ sư'],
  'phuong-1': ['dinh.thi.mo', 'Đinh Thị Mơ'],
  'phuong-2': ['nguyen.hoai.nam', 'Nguyễn Hoài Nam'],
  'phuong-3': ['truong.khanh.van', 'Trương Khánh Vân'],
  'phuong-4': ['la.van.tam', 'La Văn Tâm'],
  'phuong-5': ['tran.thi.lan', 'Trần Thị Lan'],
  'phuong-7': ['pham.van.hung', 'Phạm Văn Hùng'],
  'phuong-8': ['do.hong.nhung', 'Đỗ Hồng Nhung'],
  'phuong-9': ['vo.thanh.tung', 'Võ Thanh Tùng'],
  'phuong-10': ['le.ngoc.mai', 'Lê Ngọc Mai'],
  'phuong-11': ['ngo.van.sang', 'Ngô Văn Sang'],
  'phuong-12': ['bach.thi.hue', 'Bạch Thị Huệ'],
  'thang-nhat': ['doan.minh.khoa', 'Đoàn Minh Khoa'],
  'thang-nhi': ['tong.my.linh', 'Tống Mỹ Linh'],
  'thang-tam': ['cu.xuan.bach', 'Cù Xuân Bách'],
  'nguyen-an-ninh': ['ha.phuong.thao', 'Hà Phương Thảo'],
  'rach-dua': ['nghiem.quang.vinh', 'Nghiêm Quang Vinh'],
  'long-son': ['danh.thi.sen', 'Danh Thị Sen'],
}

/** One for each reporting unit, in the order of the register. */
export const focalPoints: readonly SamplePerson[] = reportingUnits.map((unit) => {
  const facts = focalPointFacts[unit.key]
  if (!facts) throw new Error(`${unit.name} has no focal point in the sample city.`)
  const [login, name, post = unit.group === 'ward' ? 'Công chức văn phòng – thống kê' : 'Chuyên viên'] = facts
  return person(login, name, post, unit, ['focalPoint'])
})

export const people: readonly SamplePerson[] = [...synthesisOfficers, ...leaders, auditor, administrator, ...focalPoints]

/** Which of the old wards' people does the report of a new one; all of them work there. */
const ofNewWards: Readonly<Record<string, string>> = {
  'vung-tau': 'phuong-5',
  'tam-thang': 'phuong-7',
  'phuong-rach-dua': 'rach-dua',
  'phuoc-thang': 'phuong-12',
}

export function focalPointOf(unit: SampleUnit): SamplePerson {
  const found = focalPoints.find((candidate) => candidate.unit.key === (ofNewWards[unit.key] ?? unit.key))
  if (!found) throw new RangeError(`${unit.name} has no focal point.`)
  return found
}

function person(login: string, name: string, post: string, unit: SampleUnit, roles: readonly Role[]): SamplePerson {
  return { id: idFor('vung-tau', 'person', login), login, name, post, unit, roles }
}
