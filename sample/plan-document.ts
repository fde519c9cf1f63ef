import { formatDayInWords } from '@haidang/domain/periods/day'
import { indicators, pillars } from './indicators.ts'
import { tasks } from './tasks.ts'

export type Passage = { readonly start: number; readonly end: number }

/** Where each item of the plan stands in the text, in the order of `indicators`, `tasks` and `citations`. */
export type PlanDocument = {
  readonly text: string
  readonly head: Passage
  readonly indicators: readonly Passage[]
  readonly tasks: readonly Passage[]
  readonly citations: readonly Passage[]
  readonly reporting: Passage
}

/** The one sentence kept in the plan's own words: our reading of the window stands beside it. */
export const reportingClause =
  'Báo cáo kết quả thực hiện về UBND thành phố Vũng Tàu thông qua Phòng Văn hóa và Thông tin định kỳ hàng tháng vào ngày 12 của tháng, thời điểm chốt số liệu báo cáo từ 10 tháng trước đến ngày 10 tháng tiếp theo.'

export const planTitle = 'Triển khai các nhiệm vụ trọng tâm về chuyển đổi số năm 2024 trên địa bàn thành phố Vũng Tàu'

export type SampleCitation = {
  readonly type: string
  readonly number: string
  readonly date: string
  readonly issuer: string
  readonly relation: 'basis' | 'mentions'
  readonly about: string
}

const province = 'UBND tỉnh Bà Rịa – Vũng Tàu'
const city = 'UBND thành phố Vũng Tàu'

export const citations: readonly SampleCitation[] = [
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

const solutionHeads: Readonly<Record<string, string>> = {
  'III.1': '1. Nhận thức số',
  'III.2': '2. Thể chế số',
  'III.3': '3. Hạ tầng số',
  'III.4': '4. Nhân lực số',
  'III.5': '5. An toàn, an ninh thông tin',
  'III.6': '6. Chính quyền số',
  'III.7': '7. Kinh tế số',
  'III.8': '8. Xã hội số',
  'V.2': '2. Phòng Văn hóa và Thông tin',
  'V.3': '3. Phòng Tài chính – Kế hoạch',
}

/** The sample's plan as text: a document of our own words with the figures of the city's plan of 2024. */
export function writePlanDocument(): PlanDocument {
  let text = ''
  const add = (line: string): Passage => {
    const start = text.length
    text += `${line}\n\n`
    return { start, end: start + line.length }
  }
  const taskPassages = new Map<number, Passage>()
  const addTasks = (section: string): void => {
    if (solutionHeads[section]) add(solutionHeads[section])
    for (const [index, task] of tasks.entries()) {
      if (task.section !== section) continue
      const cooperating = task.cooperatingText ? `; phối hợp: ${task.cooperatingText}` : ''
      const deadline = task.deadline ? `; thời hạn: ${task.deadline.raw}` : ''
      taskPassages.set(index, add(`- ${task.text} Chủ trì: ${task.leadText}${cooperating}${deadline}.`))
    }
  }

  const head = add('ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VŨNG TÀU\n\nSố:        /KH-UBND')
  add('KẾ HOẠCH')
  add(planTitle)
  add('Văn bản này do thành phố mẫu của Hải Đăng soạn lại để thực hành; số liệu mục tiêu lấy theo kế hoạch năm 2024 của thành phố.')
  add('I. CƠ SỞ PHÁP LÝ')
  const citationPassages = citations.map((cited, index) => {
    const start = cited.relation === 'basis' ? 'Căn cứ' : 'Tham chiếu'
    const named = `${cited.type.charAt(0).toUpperCase()}${cited.type.slice(1)} số ${cited.number} ${formatDayInWords(cited.date)}`
    const passage = add(`${start} ${named} của ${cited.issuer} về ${cited.about}${index === citations.length - 1 ? '.' : ';'}`)
    return { start: passage.start, end: passage.end - 1 }
  })

  add('II. CHỈ TIÊU NĂM 2024')
  const indicatorPassages = pillars.flatMap((pillar, index) => {
    add(`${index + 1}. ${pillar}`)
    return indicators.filter((indicator) => indicator.pillar === pillar).map(({ clause }) => add(`- ${clause}`))
  })
  addTasks('II.5')
  add('III. GIẢI PHÁP')
  for (const section of Object.keys(solutionHeads).filter((name) => name.startsWith('III.'))) addTasks(section)
  add('IV. TIẾN ĐỘ')
  add('Thời hạn của từng việc ghi ngay sau việc đó; trừ mốc quý II/2024 của Trung tâm điều hành, các thời hạn do thành phố mẫu đặt.')
  add('V. TỔ CHỨC THỰC HIỆN')
  add('1. Các phòng chuyên môn, đơn vị và UBND các phường, xã')
  const reporting = add(`- ${reportingClause}`)
  addTasks('V.2')
  add('- Tổng hợp báo cáo của các đơn vị và trình UBND thành phố vào ngày 25 hằng tháng.')
  addTasks('V.3')
  add(
    'Nơi nhận:\n- UBND tỉnh (báo cáo);\n- Ban Chỉ đạo Chuyển đổi số thành phố;\n- Các phòng, ban, đơn vị; UBND các phường, xã (thực hiện);\n- Lưu: VT.',
  )
  add('TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH')

  const passages = tasks.map((task, index) => {
    const passage = taskPassages.get(index)
    if (!passage) throw new Error(`Task "${task.text}" of section ${task.section} has no place in the sample's plan.`)
    return passage
  })
  return {
    text: text.normalize('NFC').trimEnd(),
    head,
    indicators: indicatorPassages,
    tasks: passages,
    citations: citationPassages,
    reporting,
  }
}
