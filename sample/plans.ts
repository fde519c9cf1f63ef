import { instantAt } from '@haidang/domain/periods/day'
import { periodsOf2024 } from './figures.ts'
import { indicatorsOf2024, indicatorsOf2025 } from './indicators.ts'
import type { SampleCitation, SamplePlan } from './plan-document.ts'
import { tasksOf2024 } from './tasks.ts'
import { tasksOf2025 } from './tasks-of-2025.ts'

const province = 'UBND tỉnh Bà Rịa – Vũng Tàu'
const city = 'UBND thành phố Vũng Tàu'

const citationsOf2024: readonly SampleCitation[] = [
  {
    type: 'quyết định',
    number: '2207/QĐ-UBND',
    date: '2021-08-06',
    issuer: province,
    relation: 'basis',
    about: 'chương trình hành động về chuyển đổi số, đô thị thông minh',
  },
  {
    type: 'quyết định',
    number: '3769/QĐ-UBND',
    date: '2021-11-09',
    issuer: province,
    relation: 'basis',
    about: 'kiến trúc chính quyền điện tử của tỉnh, phiên bản 2.0',
  },
  {
    type: 'quyết định',
    number: '4167/QĐ-UBND',
    date: '2021-11-27',
    issuer: `Chủ tịch ${province}`,
    relation: 'basis',
    about: 'ứng dụng công nghệ thông tin giai đoạn 2021–2025',
  },
  {
    type: 'quyết định',
    number: '588/QĐ-UBND',
    date: '2022-02-22',
    issuer: province,
    relation: 'basis',
    about: 'thanh toán không dùng tiền mặt giai đoạn 2021–2025',
  },
  {
    type: 'kế hoạch',
    number: '91/KH-UBND',
    date: '2022-05-20',
    issuer: province,
    relation: 'basis',
    about: 'phổ cập kỹ năng và nguồn nhân lực chuyển đổi số',
  },
  {
    type: 'quyết định',
    number: '2704/QĐ-UBND',
    date: '2023-10-25',
    issuer: province,
    relation: 'basis',
    about: 'chiến lược chính quyền số giai đoạn 2023–2025',
  },
  {
    type: 'kế hoạch',
    number: '228/KH-UBND',
    date: '2023-10-27',
    issuer: province,
    relation: 'basis',
    about: 'kinh tế số và xã hội số của tỉnh',
  },
  {
    type: 'quyết định',
    number: '968/QĐ-UBND',
    date: '2024-04-10',
    issuer: province,
    relation: 'basis',
    about: 'kế hoạch chuyển đổi số của tỉnh năm 2024',
  },
  {
    type: 'chương trình hành động',
    number: '17-CTr/TU',
    date: '2021-08-30',
    issuer: 'Thành ủy Vũng Tàu',
    relation: 'basis',
    about: 'thực hiện nghị quyết của Tỉnh ủy về chuyển đổi số',
  },
  {
    type: 'kế hoạch',
    number: '8966/KH-UBND',
    date: '2021-11-10',
    issuer: city,
    relation: 'basis',
    about: 'chuyển đổi số, đô thị thông minh của thành phố',
  },
  {
    type: 'kế hoạch',
    number: '9124/KH-UBND',
    date: '2023-10-27',
    issuer: city,
    relation: 'basis',
    about: 'chính quyền số của thành phố giai đoạn 2023–2025',
  },
  {
    type: 'quyết định',
    number: '942/QĐ-TTg',
    date: '2021-06-15',
    issuer: 'Thủ tướng Chính phủ',
    relation: 'mentions',
    about: 'chiến lược phát triển chính quyền số',
  },
]

const citationsOf2025: readonly SampleCitation[] = [
  {
    type: 'nghị quyết',
    number: '57-NQ/TW',
    date: '2024-12-22',
    issuer: 'Bộ Chính trị',
    relation: 'basis',
    about: 'đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
  },
  {
    type: 'nghị quyết',
    number: '03/NQ-CP',
    date: '2025-01-09',
    issuer: 'Chính phủ',
    relation: 'basis',
    about: 'chương trình hành động thực hiện nghị quyết của Bộ Chính trị về chuyển đổi số',
  },
  {
    type: 'quyết định',
    number: '2207/QĐ-UBND',
    date: '2021-08-06',
    issuer: province,
    relation: 'basis',
    about: 'chương trình hành động về chuyển đổi số, đô thị thông minh',
  },
  {
    type: 'kế hoạch',
    number: '2153/KH-UBND',
    date: '2024-04-20',
    issuer: city,
    relation: 'mentions',
    about: 'các nhiệm vụ trọng tâm về chuyển đổi số năm 2024',
  },
]

/** Issued on a Saturday, as the city's own plan was. */
export const planOf2024: SamplePlan = {
  year: 2024,
  title: 'Triển khai các nhiệm vụ trọng tâm về chuyển đổi số năm 2024 trên địa bàn thành phố Vũng Tàu',
  number: '2153/KH-UBND',
  receivedAt: instantAt('2024-04-19', '14:05'),
  reviewedAt: instantAt('2024-04-20', '08:15'),
  issuedAt: instantAt('2024-04-20', '09:30'),
  issuedOn: '2024-04-20',
  firstPeriod: periodsOf2024[0],
  lastPeriod: periodsOf2024[4],
  periodsClause: 'Báo cáo tháng từ kỳ tháng 5 đến kỳ tháng 9 năm 2024; kết quả quý IV ghi trong báo cáo năm.',
  preface: 'Văn bản này do thành phố mẫu của Hải Đăng soạn lại để thực hành; số liệu mục tiêu lấy theo kế hoạch năm 2024 của thành phố.',
  schedule: 'Thời hạn của từng việc ghi ngay sau việc đó; trừ mốc quý II/2024 của Trung tâm điều hành, các thời hạn do thành phố mẫu đặt.',
  indicators: indicatorsOf2024,
  tasks: tasksOf2024,
  citations: citationsOf2024,
}

/** Wholly of the sample: the city's own plan of that year is not at hand. */
export const planOf2025: SamplePlan = {
  year: 2025,
  title: 'Triển khai các nhiệm vụ trọng tâm về chuyển đổi số năm 2025 trên địa bàn thành phố Vũng Tàu',
  number: '1187/KH-UBND',
  receivedAt: instantAt('2025-03-20', '14:20'),
  reviewedAt: instantAt('2025-03-21', '08:10'),
  issuedAt: instantAt('2025-03-21', '09:40'),
  issuedOn: '2025-03-21',
  firstPeriod: '2025-05',
  lastPeriod: '2025-12',
  periodsClause: 'Báo cáo tháng từ kỳ tháng 5 đến kỳ tháng 12 năm 2025.',
  preface: 'Văn bản này do thành phố mẫu của Hải Đăng soạn để thực hành; mọi mục tiêu, thời hạn do thành phố mẫu đặt.',
  schedule: 'Thời hạn của từng việc ghi ngay sau việc đó, do thành phố mẫu đặt.',
  indicators: indicatorsOf2025,
  tasks: tasksOf2025,
  citations: citationsOf2025,
}

export const plans = [planOf2024, planOf2025] as const
