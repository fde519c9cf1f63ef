import fc from 'fast-check'
import type { Figure, Indicator } from './indicator.ts'

export const onlinePayment: Indicator = {
  id: 'payment',
  code: '1.1',
  pillar: 'Chính quyền số',
  name: 'Tỷ lệ hồ sơ thanh toán trực tuyến',
  kind: 'ratio',
  numeratorLabel: 'số hồ sơ thanh toán trực tuyến',
  denominatorLabel: 'tổng số hồ sơ thanh toán',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '=', value: '85', unit: '%' },
  rollUp: 'sumRatio',
}

export const trainedOfficials: Indicator = {
  id: 'trained',
  code: '1.2',
  pillar: 'Chính quyền số',
  name: 'Số lượt cán bộ được tập huấn',
  kind: 'count',
  unitOfMeasure: 'lượt',
  digits: 0,
  target: { op: '>=', value: '500', unit: 'lượt' },
  rollUp: 'sum',
}

export const meetingRooms: Indicator = {
  id: 'rooms',
  code: '2.1',
  pillar: 'Hạ tầng số',
  name: 'Số phường, xã có điểm cầu truyền hình',
  kind: 'unitCount',
  unitOfMeasure: 'phường, xã',
  digits: 0,
  target: { op: '=', value: '4', outOf: '4', unit: 'phường, xã' },
  rollUp: 'unitsReached',
}

export const operationsCentre: Indicator = {
  id: 'centre',
  code: '3.1',
  pillar: 'Đô thị thông minh',
  name: 'Trung tâm điều hành đưa vào sử dụng',
  kind: 'milestone',
  unitOfMeasure: '',
  digits: 0,
  target: { op: 'milestone', value: null, unit: null, deadline: { raw: 'trong quý II/2024', iso: '2024-06-30', precision: 'quarter' } },
  rollUp: 'milestone',
}

/** A ratio's figure as a unit may report it: something out of at least as much. */
export const anyPair = fc
  .tuple(fc.nat(2000), fc.nat(2000))
  .map(([part, rest]): Figure => ({ numerator: String(part), denominator: String(part + rest + 1) }))

/** Not reported, half reported, or whole. */
export const anyFigure = fc.oneof(
  anyPair,
  fc.constant<Figure>({}),
  fc.constant<Figure>({ numerator: '5' }),
  fc.constant<Figure>({ denominator: '5' }),
)

export const systemInUse: Indicator = {
  id: 'system',
  code: '2.2',
  pillar: 'Hạ tầng số',
  name: 'Tên hệ thống một cửa đang dùng',
  kind: 'text',
  unitOfMeasure: '',
  digits: 0,
  target: { op: '=', value: null, unit: null },
  rollUp: 'oneByOne',
}
