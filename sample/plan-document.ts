import { formatDayInWords } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { pillars } from './indicators.ts'
import type { SampleIndicator } from './indicators.ts'
import type { SampleTask } from './tasks.ts'

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

/** A year's plan: what stands in it, and when it came in, was reviewed and issued. */
export type SamplePlan = {
  readonly year: number
  readonly title: string
  readonly number: string
  readonly receivedAt: Instant
  readonly reviewedAt: Instant
  readonly issuedAt: Instant
  readonly issuedOn: Day
  readonly firstPeriod: string
  readonly lastPeriod: string
  /** Which months are reported, in the plan's words. */
  readonly periodsClause: string
  /** What is whose in it: the city's own figures or the sample's. */
  readonly preface: string
  readonly schedule: string
  readonly indicators: readonly SampleIndicator[]
  readonly tasks: readonly SampleTask[]
  readonly citations: readonly SampleCitation[]
}

export type SampleCitation = {
  readonly type: string
  readonly number: string
  readonly date: string
  readonly issuer: string
  readonly relation: 'basis' | 'mentions'
  readonly about: string
}

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

/** A plan of the sample as text, in our own words. */
export function writePlanDocument({
  year,
  title,
  preface,
  schedule,
  periodsClause,
  indicators,
  tasks,
  citations,
}: SamplePlan): PlanDocument {
  let text = ''
  const add = (line: string): Passage => {
    const start = text.length
    text += `${line}\n\n`
    return { start, end: start + line.length }
  }
  const taskPassages = new Map<number, Passage>()
  const addTasks = (section: string): void => {
    if (tasks.every((task) => task.section !== section)) return
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
  add(title)
  add(preface)
  add('I. CƠ SỞ PHÁP LÝ')
  const citationPassages = citations.map((cited, index) => {
    const start = cited.relation === 'basis' ? 'Căn cứ' : 'Tham chiếu'
    const named = `${cited.type.charAt(0).toUpperCase()}${cited.type.slice(1)} số ${cited.number} ${formatDayInWords(cited.date)}`
    const passage = add(`${start} ${named} của ${cited.issuer} về ${cited.about}${index === citations.length - 1 ? '.' : ';'}`)
    return { start: passage.start, end: passage.end - 1 }
  })

  add(`II. CHỈ TIÊU NĂM ${year}`)
  const indicatorPassages = pillars
    .filter((pillar) => indicators.some((indicator) => indicator.pillar === pillar))
    .flatMap((pillar, index) => {
      add(`${index + 1}. ${pillar}`)
      return indicators.filter((indicator) => indicator.pillar === pillar).map(({ clause }) => add(`- ${clause}`))
    })
  addTasks('II.5')
  add('III. GIẢI PHÁP')
  for (const section of Object.keys(solutionHeads).filter((name) => name.startsWith('III.'))) addTasks(section)
  add('IV. TIẾN ĐỘ')
  add(schedule)
  add('V. TỔ CHỨC THỰC HIỆN')
  add('1. Các phòng chuyên môn, đơn vị và UBND các phường, xã')
  const reporting = add(`- ${reportingClause}`)
  add(`- ${periodsClause}`)
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
