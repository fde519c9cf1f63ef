import { describe, expect, test } from 'vitest'
import { cityUnits } from '../units/units.test-data.ts'
import { readIndicator } from './reading.test-data.ts'
import { labelsOf, suggestIndicator } from './suggest-indicator.ts'

describe('what a ratio is of', () => {
  test.each([
    [
      '75% lượt giao dịch qua cổng thanh toán trên tổng số lượt giao dịch.',
      undefined,
      'số lượt giao dịch qua cổng thanh toán',
      'tổng số lượt giao dịch',
    ],
    ['Đạt 30% giá trị giao dịch qua mạng trên tổng giá trị giao dịch;', undefined, 'giá trị giao dịch qua mạng', 'tổng giá trị giao dịch'],
    ['Tỷ trọng doanh thu thương mại điện tử trong GRDP đạt 12%', 'GRDP', 'doanh thu thương mại điện tử', 'GRDP'],
    [
      'Bảo đảm tỷ lệ kinh phí chi cho đào tạo đạt tối thiểu 5% trong tổng kinh phí của kế hoạch.',
      undefined,
      'kinh phí chi cho đào tạo',
      'tổng kinh phí của kế hoạch',
    ],
    ['Duy trì trên 90% hộ dân có thùng thư điện tử.', 'hộ dân', 'số hộ dân có thùng thư điện tử', 'tổng số hộ dân'],
    ['100% các trường học được kết nối Internet', undefined, 'số trường học được kết nối Internet', 'tổng số trường học'],
    ['70% dân số từ 15 tuổi có tài khoản', 'dân số từ 15 tuổi', 'dân số từ 15 tuổi có tài khoản', 'tổng dân số từ 15 tuổi'],
    [
      '60% số người cao tuổi dùng thẻ khám bệnh điện tử',
      'số người cao tuổi',
      'số người cao tuổi dùng thẻ khám bệnh điện tử',
      'tổng số người cao tuổi',
    ],
  ])('"%s"', (text, scope, numeratorLabel, denominatorLabel) => {
    expect(labelsOf(text, scope)).toEqual({ numeratorLabel, denominatorLabel })
  })

  test('is left open where the words do not say', () => {
    expect(labelsOf('50% sản phẩm OCOP')).toEqual({ numeratorLabel: 'số sản phẩm OCOP' })
  })
})

describe('a suggestion', () => {
  test('keeps the plan’s words, its operator and its exact value', () => {
    const draft = suggestIndicator(
      readIndicator('Duy trì trên 90,5% hộ dân có thùng thư điện tử.', { op: '>', value: 90.5 }, { scope: 'hộ dân' }),
      cityUnits,
    )
    expect(draft).toMatchObject({
      text: 'Duy trì trên 90,5% hộ dân có thùng thư điện tử.',
      name: 'Tỷ lệ hộ dân có thùng thư điện tử',
      kind: 'ratio',
      op: '>',
      value: '90.5',
      digits: 2,
      rollUp: 'sumRatio',
      assignedTo: { unitIds: [], groups: [] },
    })
  })

  test('counts units where units are what is counted, and addresses the wards when there are as many', () => {
    const target = { value: 4, outOf: 4, unit: 'phường, xã' }
    const draft = suggestIndicator(readIndicator('4/4 phường, xã có điểm cầu.', target, { scope: 'phường, xã' }), cityUnits)
    expect(draft).toMatchObject({
      kind: 'unitCount',
      name: 'Số phường, xã có điểm cầu',
      outOf: '4',
      rollUp: 'unitsReached',
      assignedTo: { groups: ['ward'] },
    })
    const other = suggestIndicator(
      readIndicator('17/17 phường, xã có điểm cầu.', { ...target, value: 17, outOf: 17 }, { scope: 'phường, xã' }),
      cityUnits,
    )
    expect(other.assignedTo).toEqual({ unitIds: [], groups: [] })
  })

  test('reads a share of the wards as units that did, in percent', () => {
    const draft = suggestIndicator(
      readIndicator('60% xã, phường, thị trấn có đài truyền thanh.', { value: 60 }, { scope: 'xã, phường, thị trấn' }),
      cityUnits,
    )
    expect(draft).toMatchObject({
      kind: 'unitCount',
      name: 'Tỷ lệ xã, phường, thị trấn có đài truyền thanh',
      unitOfMeasure: '%',
      value: '60',
    })
  })

  test('reads amounts as amounts and milestones as milestones', () => {
    expect(suggestIndicator(readIndicator('Xây dựng 27 mô hình điểm', { value: 27, unit: 'mô hình' }), cityUnits)).toMatchObject({
      kind: 'count',
      digits: 0,
      rollUp: 'sum',
      unitOfMeasure: 'mô hình',
    })
    const deadline = { raw: 'quý II', iso: '2024-06-30', precision: 'quarter' as const }
    expect(
      suggestIndicator(readIndicator('Hoàn thành cổng dữ liệu trong quý II', { op: 'milestone', unit: null }, { deadline }), cityUnits),
    ).toMatchObject({
      kind: 'milestone',
      name: 'Hoàn thành cổng dữ liệu trong quý II',
      value: null,
      deadline,
    })
  })

  test('assigns to the lead that the plan names', () => {
    const draft = suggestIndicator(
      readIndicator('90% trường học có sổ điện tử', { value: 90 }, { lead: 'Phòng Giáo dục và Đào tạo' }),
      cityUnits,
    )
    expect(draft.assignedTo).toEqual({ unitIds: ['gddt'], groups: [] })
  })
})
