import type { Indicator } from '@haidang/domain/indicators/indicator'
import { onlinePayment, meetingRooms, operationsCentre, trainedOfficials } from '@haidang/domain/indicators/indicators.test-data'
import type { FormWorkbook, FormWorkbookLine } from './form-workbook.ts'

const blank = { previous: undefined, numerator: null, denominator: null, note: '' }
const budget: Indicator = {
  ...onlinePayment,
  id: 'budget',
  code: '4.1',
  pillar: 'Nguồn lực',
  name: 'Kinh phí cho chuyển đổi số trên tổng chi ngân sách của đơn vị',
  numeratorLabel: 'kinh phí đã chi (tỷ đồng)',
  denominatorLabel: 'tổng chi (tỷ đồng)',
}

export const linesOfWard: readonly FormWorkbookLine[] = [
  {
    ...blank,
    indicator: onlinePayment,
    previous: { numerator: '23391', denominator: '23802' },
    numerator: '412',
    denominator: '655',
  },
  { ...blank, indicator: trainedOfficials, previous: { numerator: '1234' } },
  { ...blank, indicator: { ...meetingRooms, target: { op: '=', value: '1', unit: null } }, previous: { numerator: '0' }, numerator: '1' },
  { ...blank, indicator: operationsCentre, note: 'đang lắp thiết bị' },
  { ...blank, indicator: budget, previous: { numerator: '12.5', denominator: '130' } },
]

/** Ward 7's form of May, with some figures in it already. */
export const formOfWard7: FormWorkbook = {
  stamp: {
    office: 'tp-bien',
    officeName: 'UBND thành phố Biển',
    planId: '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a01',
    planTitle: 'Kế hoạch chuyển đổi số năm 2024',
    planVersion: 1,
    period: '2024-05',
    writtenAt: '2024-05-10T02:00:00.000Z',
    writtenBy: 'Phạm Văn Hùng',
    reports: [{ reportId: '0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a07', unit: 'UBND Phường 7', form: 'abc123', revisions: [2, 0, 1, 1, 0] }],
  },
  periodText: 'tháng 5 năm 2024',
  windowText: 'số liệu từ 10/4/2024 đến hết 09/5/2024',
  dueText: 'hạn nộp 17:00 ngày 13/5/2024',
  units: [{ name: 'UBND Phường 7', state: 'Đang nhập', lines: linesOfWard }],
  isOfAllUnits: false,
}

/** The same month of three units, one of which has handed in. */
export const formOfAllUnits: FormWorkbook = {
  ...formOfWard7,
  stamp: {
    ...formOfWard7.stamp,
    reports: ['5', '7'].map((ward) => ({
      reportId: `0d1f6c1e-5a44-4f2c-8a7d-7d9c3f8f0a0${ward}`,
      unit: `UBND Phường ${ward}`,
      form: 'abc123',
      revisions: [2, 0, 1, 1, 0],
    })),
  },
  units: [
    { name: 'UBND Phường 5', state: 'Đang nhập', lines: linesOfWard },
    { name: 'UBND Phường 6', state: 'Đã nộp', lines: [] },
    { name: 'UBND Phường 7', state: 'Bị trả lại', lines: linesOfWard },
  ],
  isOfAllUnits: true,
}
