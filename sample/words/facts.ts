import type { Chance } from '../chance.ts'
import { wards } from '../units.ts'
import type { SampleUnit } from '../units.ts'

/** What a sentence may name; places are invented, each ward has its own. */
export type Facts = {
  readonly ward: 'phường' | 'xã'
  /** How many units it was put together from. */
  readonly parts: string
  readonly market: string
  readonly school: string
  readonly quarter: string
  readonly otherQuarter: string
  readonly day: string
  /** A plausible count, another one each time it is asked. */
  readonly few: (from: number, to: number) => string
}

export type Words = string | ((facts: Facts) => string)

const markets = [
  'chợ Cây Bàng Già',
  'chợ Gò Sim',
  'chợ Xóm Rẫy',
  'chợ Bàu Sen',
  'chợ Giếng Ngói',
  'chợ Đồng Lá',
  'chợ Hàng Phi Lao',
  'chợ Suối Cạn',
  'chợ Ngã Ba Dừa',
  'chợ Mái Lá',
  'chợ Đầu Rạch',
  'chợ Lưới Vàng',
  'chợ Hòn Sỏi',
  'chợ Cầu Ván',
  'chợ Bãi Tranh',
  'chợ Vườn Ớt',
  'chợ Vàm Tôm',
] as const

const schools = ['Hải Âu', 'Sóng Biếc', 'San Hô', 'Ngọn Đèn', 'Gió Nồm', 'Cánh Buồm', 'Bình Minh Xanh', 'Bãi Dương'] as const

const days = ['sáng thứ Ba', 'chiều thứ Tư', 'sáng thứ Năm', 'chiều thứ Sáu', 'sáng thứ Bảy'] as const

export function factsOf(unit: SampleUnit, chance: Chance): Facts {
  const place = Math.max(0, wards.indexOf(unit.parts?.[0] ?? unit))
  const isCommune = unit.name.includes('xã')
  const quarters = chance.some([1, 2, 3, 4, 5, 6, 7, 8], 2).map((number) => `${isCommune ? 'thôn' : 'khu phố'} ${number}`)
  return {
    ward: isCommune ? 'xã' : 'phường',
    parts: String(unit.parts?.length ?? 1).padStart(2, '0'),
    market: markets[place] ?? markets[0],
    school: `Trường THCS ${chance.pick(schools)}`,
    quarter: quarters[0] ?? '',
    otherQuarter: quarters[1] ?? '',
    day: chance.pick(days),
    few: (from, to) => String(chance.whole(from, to)).padStart(2, '0'),
  }
}
