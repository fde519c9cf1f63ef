import type { UnitHead } from '@haidang/domain/units/unit'
import { idFor, idWithin } from './chance.ts'

export type SampleUnit = {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly group: 'committee' | 'department' | 'agency' | 'ward'
  readonly officialCode?: string
  /** Invented, as everybody in the sample city; of some units nobody has entered it yet. */
  readonly head?: UnitHead
  /** Invented, of a plausible size; every figure of a ward is drawn from it. */
  readonly population: number
  /** Officials, public employees and contract staff; invented. */
  readonly staff: number
  /** The units that it was put together from. */
  readonly parts?: readonly SampleUnit[]
}

const city = 'thành phố Vũng Tàu'

const heads: Readonly<Record<string, UnitHead>> = {
  'noi-vu': { name: 'Đào Hữu Nghĩa', post: 'Trưởng phòng' },
  'van-hoa': { name: 'Lưu Thị Thanh', post: 'Trưởng phòng' },
  'phuong-5': { name: 'Nguyễn Bá Lộc', post: 'Chủ tịch UBND phường' },
  'phuong-7': { name: 'Trần Thục Quyên', post: 'Chủ tịch UBND phường' },
  'thang-tam': { name: 'Bùi Thế Vinh', post: 'Chủ tịch UBND phường' },
  'long-son': { name: 'Phùng Thị Ánh', post: 'Chủ tịch UBND xã' },
  'vung-tau': { name: 'Hà Trung Kiên', post: 'Chủ tịch UBND phường' },
  'tam-thang': { name: 'Trần Thục Quyên', post: 'Chủ tịch UBND phường' },
  'phuong-rach-dua': { name: 'Nghiêm Đức Toàn', post: 'Chủ tịch UBND phường' },
  'phuoc-thang': { name: 'Tăng Mỹ Lệ', post: 'Chủ tịch UBND phường' },
}
const headOf = (key: string): Pick<SampleUnit, 'head'> => (heads[key] === undefined ? {} : { head: heads[key] })

export const committee: SampleUnit = unit('ban-chi-dao', `Ban Chỉ đạo Chuyển đổi số ${city}`, 'Ban Chỉ đạo CĐS', 'committee', 0)

/** The specialised departments of the city's People's Committee. */
export const departments: readonly SampleUnit[] = [
  unit('van-phong', `Văn phòng HĐND và UBND ${city}`, 'Văn phòng HĐND–UBND', 'department', 34),
  unit('noi-vu', `Phòng Nội vụ ${city}`, 'Phòng Nội vụ', 'department', 15),
  unit('tu-phap', `Phòng Tư pháp ${city}`, 'Phòng Tư pháp', 'department', 9),
  unit('tai-chinh', `Phòng Tài chính – Kế hoạch ${city}`, 'Phòng TC–KH', 'department', 18),
  unit('tai-nguyen', `Phòng Tài nguyên và Môi trường ${city}`, 'Phòng TN&MT', 'department', 22),
  unit('lao-dong', `Phòng Lao động – Thương binh và Xã hội ${city}`, 'Phòng LĐTB&XH', 'department', 14),
  unit('van-hoa', `Phòng Văn hóa và Thông tin ${city}`, 'Phòng VH&TT', 'department', 12),
  unit('giao-duc', `Phòng Giáo dục và Đào tạo ${city}`, 'Phòng GD&ĐT', 'department', 17),
  unit('y-te', `Phòng Y tế ${city}`, 'Phòng Y tế', 'department', 7),
  unit('thanh-tra', `Thanh tra ${city}`, 'Thanh tra', 'department', 10),
  unit('kinh-te', `Phòng Kinh tế ${city}`, 'Phòng Kinh tế', 'department', 16),
  unit('do-thi', `Phòng Quản lý đô thị ${city}`, 'Phòng QLĐT', 'department', 26),
]

/** Bodies that report besides the departments. */
export const agencies: readonly SampleUnit[] = [
  unit('cong-an', `Công an ${city}`, 'Công an', 'agency', 310),
  unit('bao-hiem', `Bảo hiểm xã hội ${city}`, 'BHXH', 'agency', 41),
  unit('thue', `Chi cục Thuế ${city}`, 'Chi cục Thuế', 'agency', 88),
  unit('trung-tam-y-te', `Trung tâm Y tế ${city}`, 'TT Y tế', 'agency', 264),
  unit('trung-tam-van-hoa', `Trung tâm Văn hóa – Thông tin – Thể thao ${city}`, 'TT VH–TT–TT', 'agency', 47),
  unit('du-an', `Ban Quản lý dự án đầu tư xây dựng ${city}`, 'Ban QLDA', 'agency', 38),
  unit('giao-duc-nghe', `Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên ${city}`, 'TT GDNN–GDTX', 'agency', 52),
  unit('thong-ke', `Chi cục Thống kê ${city}`, 'Chi cục Thống kê', 'agency', 13),
  unit('kho-bac', `Kho bạc Nhà nước ${city}`, 'Kho bạc', 'agency', 24),
  unit('buu-dien', `Bưu điện ${city}`, 'Bưu điện', 'agency', 73),
  unit('dien-luc', `Điện lực ${city}`, 'Điện lực', 'agency', 156),
]

/** The 17 wards and communes until June 2025 with the official codes of that time. */
export const wards: readonly SampleUnit[] = [
  ward('phuong-1', 'Phường 1', '26506', 12_350),
  ward('phuong-2', 'Phường 2', '26509', 20_840),
  ward('phuong-3', 'Phường 3', '26512', 14_970),
  ward('phuong-4', 'Phường 4', '26515', 15_620),
  ward('phuong-5', 'Phường 5', '26518', 13_980),
  ward('phuong-7', 'Phường 7', '26524', 24_110),
  ward('phuong-8', 'Phường 8', '26527', 25_260),
  ward('phuong-9', 'Phường 9', '26530', 18_730),
  ward('phuong-10', 'Phường 10', '26536', 26_040),
  ward('phuong-11', 'Phường 11', '26539', 20_390),
  ward('phuong-12', 'Phường 12', '26542', 27_180),
  ward('thang-nhat', 'Phường Thắng Nhất', '26533', 33_720),
  ward('thang-nhi', 'Phường Thắng Nhì', '26521', 21_550),
  ward('thang-tam', 'Phường Thắng Tam', '26508', 17_640),
  ward('nguyen-an-ninh', 'Phường Nguyễn An Ninh', '26526', 26_890),
  ward('rach-dua', 'Phường Rạch Dừa', '26535', 30_960),
  ward('long-son', 'Xã Long Sơn', '26545', 15_210),
]

export const reportingUnits: readonly SampleUnit[] = [...departments, ...agencies, ...wards]

/** The day from which the 17 are five. */
export const reorganisedOn = '2025-07-01'
export const reorganisationId = idFor('vung-tau', 'reorganisation', reorganisedOn)

/** Long Sơn stays as it is; the others go whole into four new wards, each of which has the code of one of them. */
export const newWards: readonly SampleUnit[] = [
  merged('vung-tau', 'Phường Vũng Tàu', '26506', ['phuong-1', 'thang-tam', 'phuong-2', 'phuong-3', 'phuong-4', 'phuong-5', 'thang-nhi']),
  merged('tam-thang', 'Phường Tam Thắng', '26526', ['phuong-7', 'nguyen-an-ninh', 'phuong-8', 'phuong-9']),
  merged('phuong-rach-dua', 'Phường Rạch Dừa', '26536', ['thang-nhat', 'rach-dua', 'phuong-10']),
  merged('phuoc-thang', 'Phường Phước Thắng', '26542', ['phuong-11', 'phuong-12']),
]

/** Who reports once the 17 are five. */
export const reportingUnitsSince: readonly SampleUnit[] = [...reportingUnits.filter((unit) => heirOf(unit) === unit), ...newWards]

/** The units of the register when the office begins. */
export const allUnits: readonly SampleUnit[] = [committee, ...reportingUnits]

/** The unit that goes on for another; itself where it goes on. */
export function heirOf(unit: SampleUnit): SampleUnit {
  return newWards.find(({ parts }) => parts?.includes(unit)) ?? unit
}

/** Whether a task or an indicator of units named by key or group is one of this unit, or of one that it was put together from. */
export const isNamedIn = (names: readonly string[], { key, group, parts = [] }: SampleUnit): boolean =>
  names.includes(key) || names.includes(group) || parts.some((part) => names.includes(part.key))

export function unitByKey(key: string): SampleUnit {
  const found = [...allUnits, ...newWards].find((candidate) => candidate.key === key)
  if (!found) throw new RangeError(`The sample city has no unit "${key}".`)
  return found
}

function unit(key: string, name: string, shortName: string, group: SampleUnit['group'], staff: number): SampleUnit {
  return { key, id: idFor('vung-tau', 'unit', key), name, shortName, group, ...headOf(key), population: 0, staff }
}

function ward(key: string, place: string, officialCode: string, population: number): SampleUnit {
  const staff = 22 + Math.round(population / 4_000)
  return {
    key,
    id: idFor('vung-tau', 'unit', key),
    name: `UBND ${/\d/u.test(place) ? place : place.charAt(0).toLowerCase() + place.slice(1)}`,
    shortName: place,
    group: 'ward',
    officialCode,
    ...headOf(key),
    population,
    staff,
  }
}

/** As the server founds it: the identity of a new unit comes from its code and the reorganisation. */
function merged(key: string, place: string, officialCode: string, partKeys: readonly string[]): SampleUnit {
  const parts = wards.filter((one) => partKeys.includes(one.key))
  const sum = (of: (part: SampleUnit) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return {
    ...ward(
      key,
      place,
      officialCode,
      sum(({ population }) => population),
    ),
    id: idWithin(reorganisationId, officialCode),
    staff: sum(({ staff }) => staff),
    parts,
  }
}
