import { meetingRooms, onlinePayment, operationsCentre, trainedOfficials } from '../indicators/indicators.test-data.ts'
import { unitTargetOf } from '../indicators/indicator.ts'
import { instantAt } from '../periods/day.ts'
import { monthlyRegime } from '../periods/regimes.test-data.ts'
import type { ReportContent } from '../reports/report.ts'
import { reportingUnits, wardIds } from '../units/units.test-data.ts'
import type { AssignedIndicator, ConsolidationInput, UnitReport } from './consolidate.ts'

export const indicators = [onlinePayment, trainedOfficials, meetingRooms, operationsCentre]

const owed = (unitIds: readonly string[], indicator: (typeof indicators)[number]): readonly AssignedIndicator[] =>
  unitIds.map((unitId) => ({ indicatorId: indicator.id, unitId, target: unitTargetOf(indicator) }))

export const assignments: readonly AssignedIndicator[] = [
  ...owed(wardIds, onlinePayment),
  ...owed(['vhtt', 'gddt'], trainedOfficials),
  ...owed(wardIds, meetingRooms),
  ...owed(['vhtt'], operationsCentre),
]

export const dueAt = instantAt('2024-05-13', '17:00')
const onTime = instantAt('2024-05-12', '15:00')
const late = instantAt('2024-05-14', '08:00')

const content = (figures: ReportContent['figures'], results = ''): ReportContent => ({
  figures,
  narrative: { results },
  missingAccepted: [],
})

const approved = (unitId: string, firstSubmittedAt: string, of: ReportContent): UnitReport => ({
  unitId,
  dueAt,
  firstSubmittedAt,
  approved: { ...of, version: 1, approvedAt: instantAt('2024-05-15', '10:00') },
})

/** May 2024 in the invented city: one ward silent, one waiting for approval, one late. */
export const reports: readonly UnitReport[] = [
  approved('vhtt', onTime, content({ trained: { numerator: '320' }, centre: { numerator: '0' } }, 'Đã mở hai lớp tập huấn.')),
  approved('gddt', onTime, content({ trained: { numerator: '200' } })),
  approved(
    'p1',
    onTime,
    content({ payment: { numerator: '90', denominator: '100' }, rooms: { numerator: '1' } }, '  Điểm cầu đã chạy thử.  '),
  ),
  approved('p10', late, content({ payment: { numerator: '1', denominator: '10' }, rooms: { numerator: '0' } })),
  {
    unitId: 'thangnhi',
    dueAt,
    firstSubmittedAt: onTime,
    submitted: content({ payment: { numerator: '500', denominator: '500' }, rooms: { numerator: '1' } }, 'Chưa duyệt.'),
  },
]

export const input: ConsolidationInput = {
  letterhead: {
    superiorBody: 'UBND tỉnh',
    issuer: 'UBND thành phố Hải Vân',
    place: 'Hải Vân',
    number: null,
    symbol: 'BC-UBND',
    date: null,
  },
  subject: 'chuyển đổi số',
  legalBases: ['Căn cứ Kế hoạch chuyển đổi số năm 2024'],
  regime: monthlyRegime,
  period: '2024-05',
  units: reportingUnits,
  indicators,
  assignments,
  reports,
  tasks: [
    {
      id: 't1',
      order: 1,
      text: 'Tập huấn',
      deadline: instantAt('2024-05-01', '00:00'),
      deadlineText: 'tháng 4',
      leadText: 'Phòng VH-TT',
      cooperatingText: '',
    },
    {
      id: 't2',
      order: 2,
      text: 'Tuyên truyền',
      deadlineText: '',
      leadText: 'Phòng VH-TT',
      cooperatingText: 'các phường',
      doneAt: onTime,
      note: 'Xong',
    },
  ],
  summaries: { results: 'Kết quả chung.' },
  corrections: [],
  signature: { authority: ['TM. ỦY BAN NHÂN DÂN'], role: 'CHỦ TỊCH', name: null },
  recipients: ['Như trên', 'Lưu: VT'],
  asOf: instantAt('2024-05-25', '09:00'),
  digestOf: (source) => JSON.stringify(source),
}
