import type { DraftItem } from '@haidang/api/imports'
import type { ValueOf } from './draft-edit.ts'

const base = {
  state: 'unseen' as const,
  revision: 1,
  updatedAt: '2024-04-18T02:00:00.000Z',
  updatedBy: null,
  original: null,
  rule: null,
  confidence: null,
}

export const units = [
  { id: 'bcd', name: 'Ban Chỉ đạo Chuyển đổi số', shortName: 'Ban Chỉ đạo', group: 'committee' as const },
  { id: 'vhtt', name: 'Phòng Văn hóa và Thông tin', shortName: 'Phòng VH&TT', group: 'department' as const },
  { id: 'tckh', name: 'Phòng Tài chính – Kế hoạch', shortName: 'Phòng TC–KH', group: 'department' as const },
  { id: 'p5', name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' as const },
  { id: 'p7', name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward' as const },
  { id: 'ls', name: 'UBND xã Long Sơn', shortName: 'Xã Long Sơn', group: 'ward' as const },
]

export function indicator(
  id: string,
  position: number,
  value: Partial<ValueOf<'indicator'>> = {},
  rest: Partial<DraftItem> = {},
): DraftItem {
  return {
    ...base,
    id,
    position,
    kind: 'indicator',
    source: { start: position * 100, end: position * 100 + 80 },
    value: {
      pillar: 'chính quyền số',
      name: 'Tỷ lệ hồ sơ trực tuyến',
      kind: 'ratio',
      numeratorLabel: 'số hồ sơ trực tuyến',
      denominatorLabel: 'tổng số hồ sơ',
      unitOfMeasure: '%',
      digits: 2,
      target: { op: '>=', value: '80', unit: '%' },
      rollUp: 'sumRatio',
      unitIds: ['p5', 'p7'],
      text: 'Ít nhất 80% hồ sơ trực tuyến.',
      ...value,
    },
    ...rest,
  } as DraftItem // The rest never changes the kind.
}

export function reporting(
  id: string,
  position: number,
  value: Partial<ValueOf<'reporting'>> = {},
  rest: Partial<DraftItem> = {},
): DraftItem {
  return {
    ...base,
    id,
    position,
    kind: 'reporting',
    source: { start: position * 100, end: position * 100 + 80 },
    value: {
      name: 'Báo cáo định kỳ hằng tháng',
      frequency: 'monthly',
      whoText: 'UBND các phường, xã',
      unitIds: ['p5', 'p7', 'ls'],
      toText: '',
      makesRegime: true,
      windowFrom: { shift: -1, date: 10 },
      windowTo: { shift: 0, date: 10 },
      unitDue: { kind: 'day', shift: 0, date: 12 },
      cityDue: { kind: 'day', shift: 0, date: 25 },
      rounds: [],
      asksFigures: true,
      closingTime: '17:00',
      dayOff: 'next',
      firstPeriod: null,
      lastPeriod: null,
      outline: ['results', 'shortcomings', 'remedies'],
      text: 'Báo cáo ngày 12 hằng tháng.',
      ...value,
    },
    ...rest,
  } as DraftItem // As above.
}
