import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Passage, Reading } from '@haidang/domain/plans/reading'
import { readDocument } from '../read-document.ts'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const cases = fileURLToPath(new URL('../../cases/', import.meta.url))
const read = (text: string): Reading => readPlan(readableFromText(text.normalize('NFC')))
const codes = (reading: Reading) => reading.doubts.map((doubt) => doubt.code)

describe('documents of our own wording', () => {
  for (const name of readdirSync(cases)) {
    test(`${name} is read as expected`, async () => {
      const input = readdirSync(`${cases}${name}`).find((file) => file.startsWith('input.')) ?? ''
      const expected: unknown = JSON.parse(readFileSync(`${cases}${name}/expected.json`, 'utf8'))
      const reading = readPlan(await readDocument(readFileSync(`${cases}${name}/${input}`), input))
      // How sure a fact is comes from a table of its own, which follows what is measured (confidence.ts).
      expect(JSON.parse(JSON.stringify(reading, (name, value: unknown) => (name === 'confidence' ? undefined : value)))).toEqual(expected)
    })
  }

  const plan = () => read(readFileSync(`${cases}ke-hoach-thanh-pho/input.txt`, 'utf8'))

  test('the plan of a city has sixteen targets with a figure and one milestone, in five pillars', () => {
    const { indicators } = plan()
    expect(indicators.filter((indicator) => indicator.target.value !== null)).toHaveLength(16)
    expect(indicators.filter((indicator) => indicator.target.op === 'milestone')).toHaveLength(1)
    expect(new Set(indicators.map((indicator) => indicator.pillar))).toEqual(
      new Set(['chính quyền số', 'kinh tế số', 'xã hội số', 'an toàn, an ninh mạng', 'đô thị thông minh']),
    )
  })

  test('results of last year are no targets', () => {
    expect(plan().indicators.some((indicator) => [71.4, 64, 12].includes(indicator.target.value ?? 0))).toBe(false)
  })

  test('its five faults, its missing annex and what it leaves open are doubted', () => {
    expect(codes(plan()).toSorted()).toEqual([
      'contradictingTargets',
      'indicatorWithoutUnit',
      'missingAnnex',
      'missingDate',
      'missingNumber',
      'overlappingWindow',
      'repeatedChapter',
      'taskWithoutDeadline',
    ])
  })

  test('a regime of reports names who, to whom, by whom, the day and the window', () => {
    const [first, second] = plan().reporting
    expect(first).toMatchObject({
      who: ['Các phòng, ban chuyên môn', 'UBND các phường, xã'],
      to: 'UBND thành phố Bình Hải',
      via: 'Phòng Văn hóa và Thông tin',
      frequency: 'monthly',
      due: { day: 12 },
      cutoff: { fromDay: 10, toDay: 10 },
    })
    expect(second).toMatchObject({
      who: 'Phòng Văn hóa và Thông tin',
      to: ['UBND thành phố', 'Thường trực Thành ủy'],
      frequency: 'monthly',
      due: { day: 25 },
    })
  })

  test('a document without faults is doubted for nothing but tasks without deadline; a letter whose list leaves out c) is', async () => {
    for (const [name, doubts] of [
      ['quyet-dinh/input.txt', ['taskWithoutDeadline']],
      ['thong-bao-ket-luan/input.md', ['taskWithoutDeadline']],
      ['cong-van/input.txt', ['skippedNumber', 'taskWithoutDeadline']],
    ] as const)
      expect(codes(readPlan(await readDocument(readFileSync(`${cases}${name}`), name))).toSorted()).toEqual(doubts)
  })
})

describe('rules of the outline', () => {
  test('a sentence on the deadline belongs to the numbered item above, not to the last bullet', () => {
    const { tasks } = read(
      'THÔNG BÁO\n\nVề họp giao ban\n\n1. Giao Phòng Y tế chủ trì rà soát trạm y tế, trong đó:\n\n- Nêu rõ số giường của từng trạm;\n\n- Nêu rõ số máy tính.\n\nThời gian hoàn thành trước ngày 09/10/2025.\n',
    )
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({ lead: 'Phòng Y tế', deadline: { iso: '2025-10-09', precision: 'day' }, section: '1' })
  })

  test('a heading that names bodies owns the bullets below it', () => {
    const { tasks } = read(
      'KẾ HOẠCH\n\nNăm 2025\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Nội vụ, UBND các phường, xã\n\n- Cử đầu mối theo dõi cải cách hành chính.\n\n2. Giao Công an thành phố\n\n- Phối hợp với Phòng Nội vụ rà soát dữ liệu dân cư.\n',
    )
    expect(tasks.map((task) => [task.lead, task.cooperating])).toEqual([
      [['Phòng Nội vụ', 'UBND các phường, xã'], []],
      ['Công an thành phố', ['Phòng Nội vụ']],
    ])
  })

  test('lead, cooperation and time in lines below an item belong to it', () => {
    const { tasks } = read(
      'KẾ HOẠCH\n\nSố hóa hồ sơ năm 2025\n\nI. NHIỆM VỤ\n\n1. Dữ liệu\n\n- Số hóa sổ hộ tịch của toàn huyện.\n\n+ Đơn vị chủ trì: Phòng Tư pháp.\n\n+ Đơn vị phối hợp: Công an huyện; UBND các xã.\n\n+ Thời gian hoàn thành: Quý III/2025.\n',
    )
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({
      lead: 'Phòng Tư pháp',
      cooperating: ['Công an huyện', 'UBND các xã'],
      deadline: { iso: '2025-09-30', precision: 'quarter' },
    })
  })

  test('a table with named columns gives tasks', () => {
    const { tasks } = read(
      'KẾ HOẠCH\n\nNăm 2025\n\nI. NHIỆM VỤ\n\n| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n|---|---|---|---|---|\n| 1 | Xây dựng kho dữ liệu dùng chung | Sở Khoa học và Công nghệ | Các sở, ngành | Quý II/2025 |\n| 2 | Số hóa sổ hộ tịch | Sở Tư pháp | UBND các xã | 31/10/2025 |\n',
    )
    expect(tasks.map((task) => [task.text, task.lead, task.cooperating, task.deadline?.iso])).toEqual([
      ['Xây dựng kho dữ liệu dùng chung', 'Sở Khoa học và Công nghệ', ['Các sở, ngành'], '2025-06-30'],
      ['Số hóa sổ hộ tịch', 'Sở Tư pháp', ['UBND các xã'], '2025-10-31'],
    ])
  })

  test('a passage torn apart by a page break is one item', () => {
    const { indicators } = read(
      'KẾ HOẠCH\n\nNăm 2025\n\nI. CHỈ TIÊU\n\n- 70% hộ kinh doanh cá thể nộp thuế qua ứng\n\ndụng di động.\n\n12\n\n- 80% hóa đơn tiền nước được\n\nthanh toán trực tuyến.\n',
    )
    expect(indicators.map((indicator) => indicator.text)).toEqual([
      '70% hộ kinh doanh cá thể nộp thuế qua ứng dụng di động.',
      '80% hóa đơn tiền nước được thanh toán trực tuyến.',
    ])
  })

  test('operators are read from the words around the figure', () => {
    const targets = [
      'Tối thiểu 40% xã',
      'Trên 95% hộ',
      'Không quá 2% hồ sơ',
      'Dưới 5% hồ sơ',
      'Tỷ lệ hài lòng đạt 90% trở lên',
      'Từ 20% đến 30% xã',
      '9/9 xã',
    ].map((words) => read(`KẾ HOẠCH\n\nNăm 2025\n\nI. CHỈ TIÊU\n\n- ${words} có hồ sơ điện tử.\n`).indicators[0]?.target)
    expect(targets.map((target) => [target?.op, target?.value, target?.value2 ?? target?.outOf])).toEqual([
      ['>=', 40, undefined],
      ['>', 95, undefined],
      ['<=', 2, undefined],
      ['<', 5, undefined],
      ['>=', 90, undefined],
      ['range', 20, 30],
      ['=', 9, 9],
    ])
  })

  test('emphasis changes no meaning and offsets stay true to what was read', () => {
    const text =
      '## **THÔNG BÁO**\n\n### **Về công tác thư viện**\n\n**1. Giao Phòng *Giáo dục và Đào tạo* chủ trì kiểm kê sách, xong trước ngày 05/6/2025.**\n'
    const [task] = read(text).tasks
    expect(task?.lead).toBe('Phòng Giáo dục và Đào tạo')
    expect(text.slice(task?.start, task?.end)).toBe('1. Giao Phòng *Giáo dục và Đào tạo* chủ trì kiểm kê sách, xong trước ngày 05/6/2025.')
  })
})

const passagesOf = (reading: Reading): readonly Passage[] => [
  ...reading.citations,
  ...reading.indicators,
  ...reading.tasks,
  ...reading.reporting,
  ...reading.doubts,
  ...Object.values(reading.documentPassages),
]

describe('any text', () => {
  const words = fc.constantFrom(
    'KẾ HOẠCH',
    'Số: /KH-UBND',
    'Phần I',
    'II. CHỈ TIÊU',
    '1. ',
    '2.1. ',
    'a) ',
    'đ) ',
    '- ',
    '+ ',
    'Giao Phòng Nội vụ',
    ' chủ trì, phối hợp với ',
    'UBND các xã',
    ' 95% ',
    ' 17/17 phường ',
    '\n',
    '\n\n',
    '; ',
    '. ',
    ':',
    ' báo cáo ',
    ' hằng tháng ',
    'Quyết định số 12/QĐ-UBND ngày 31/02/2024 của UBND tỉnh',
    'trước ngày 03/8/2024',
    ' quý II/2024',
    'Nơi nhận:',
    'KT. CHỦ TỊCH',
    '**',
    '| a | b |',
    '(',
    ')',
    '“',
    'Nguyễn Văn A',
    ' từ 10 tháng trước đến ngày 10 ',
  )
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) }), { maxLength: 80 })
      .map((parts) => parts.join('')),
  )

  test('is read without failing, and every passage lies in the text and says something', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = raw.normalize('NFC')
        const reading = readPlan(readableFromText(text))
        for (const { start, end } of passagesOf(reading)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(text.slice(start, end).trim()).not.toBe('')
        }
      }),
      { numRuns: 400 },
    )
  })

  test('a hundred times the length takes about a hundred times as long', () => {
    const body = readFileSync(`${cases}ke-hoach-thanh-pho/input.txt`, 'utf8').split('IV. TIẾN ĐỘ')[0] ?? ''
    // Processor time: what else runs on the machine does not count.
    const time = (text: string) => {
      const begin = process.cpuUsage()
      read(text)
      const { user, system } = process.cpuUsage(begin)
      return user + system
    }
    time(body.repeat(20))
    const once = Math.min(...Array.from({ length: 5 }, () => time(body.repeat(2))))
    expect(time(body.repeat(200)) / once).toBeLessThan(180)
  }, 60_000)

  test('a line of a million letters without an end does not stall the reader', () => {
    for (const piece of [
      'a',
      '1.',
      '- ',
      'Phòng ',
      '17/',
      '**',
      'UBND các xã, ',
      '(',
      'ngày 1',
      '95% ',
      'Quyết định số 1/QĐ-UBND ngày 1/2/2024, ',
    ]) {
      const begin = Date.now()
      read(`KẾ HOẠCH\n\nI. CHỈ TIÊU\n\n- ${piece.repeat(Math.ceil(200_000 / piece.length))}`)
      expect([piece, Date.now() - begin < 6000]).toEqual([piece, true])
    }
  }, 90_000)
})

describe('names of bodies', () => {
  test('the words of a name are told from what the body shall do', () => {
    const leadOf = (sentence: string) => read(`KẾ HOẠCH\n\nNăm 2025\n\nI. NHIỆM VỤ\n\n1. ${sentence}\n\n2. Khác\n`).tasks[0]?.lead
    expect(leadOf('Sở Giáo dục và Đào tạo tổ chức tập huấn cho giáo viên.')).toBe('Sở Giáo dục và Đào tạo')
    expect(leadOf('Ban Quản lý dự án đầu tư xây dựng chủ trì nghiệm thu phần mềm.')).toBe('Ban Quản lý dự án đầu tư xây dựng')
    expect(leadOf('Giao Sở Kế hoạch và Đầu tư xây dựng đề án phát triển doanh nghiệp.')).toBe('Sở Kế hoạch và Đầu tư')
    expect(leadOf('Trung tâm Dịch vụ việc làm rà soát danh sách lao động.')).toBe('Trung tâm Dịch vụ việc làm')
    expect(leadOf('Văn phòng HĐND và UBND huyện theo dõi việc thực hiện Kế hoạch.')).toBe('Văn phòng HĐND và UBND huyện')
    expect(leadOf('Công an xã, Trạm Y tế và UBND các phường cử cán bộ trực.')).toEqual(['Công an xã', 'Trạm Y tế', 'UBND các phường'])
    expect(leadOf('Ban hành quy chế phối hợp giữa các ngành.')).toBe(null)
    expect(leadOf('Tổ chức hội nghị chuyên đề về dữ liệu.')).toBe(null)
  })
})

const shared = process.env.HAIDANG_SHARED ?? ''

/** The gold files give a figure for every field; each is looked up here in what was read. */
describe.skipIf(shared === '')('[shared] the documents of the sample city', () => {
  type Gold = {
    readonly document: Record<string, unknown> & { readonly recipients: readonly string[] }
    readonly citations: readonly {
      readonly number: string | null
      readonly date: string | null
      readonly relation: string
      readonly relationAlt?: readonly string[]
    }[]
    readonly indicators: readonly {
      readonly optional?: boolean
      readonly start: number
      readonly end: number
      readonly target: { readonly op: string; readonly value: number | null; readonly unit: string | null }
    }[]
    readonly tasks: readonly {
      readonly optional?: boolean
      readonly start: number
      readonly end: number
      readonly deadline: { readonly iso: string; readonly time?: string } | null
    }[]
  }
  const names = { '001': '001_9f770966d2d2f270', '000': '000_3349c6bb85b50bfb', '003': '003_6f48f83a3707801f' }
  const seed = (name: string) => read(readFileSync(`${shared}/seeds/${name}.txt`, 'utf8'))
  const gold = (name: string) => JSON.parse(readFileSync(`${shared}/tools/gold/${name}.gold.json`, 'utf8')) as Gold
  const overlaps = (a: Passage, b: Passage) => Math.min(a.end, b.end) - Math.max(a.start, b.start) > (b.end - b.start) / 2

  for (const [short, name] of Object.entries(names)) {
    test(`${short}: every citation with number, date and relation`, () => {
      const found = new Map(seed(name).citations.map((citation) => [citation.number, citation]))
      expect(new Set(found.keys())).toEqual(new Set(gold(name).citations.map((citation) => citation.number)))
      expect(found.size).toBe(gold(name).citations.length)
      for (const wanted of gold(name).citations) {
        expect(found.get(wanted.number)).toMatchObject({ date: wanted.date })
        expect([wanted.relation, ...(wanted.relationAlt ?? [])]).toContain(found.get(wanted.number)?.relation)
      }
    })

    test(`${short}: every target with operator and value`, () => {
      const { indicators } = seed(name)
      for (const wanted of gold(name).indicators.filter((indicator) => !indicator.optional)) {
        const found = indicators.find((indicator) => overlaps(indicator, wanted))
        expect(found?.target).toMatchObject({ op: wanted.target.op, value: wanted.target.value, unit: wanted.target.unit })
      }
    })

    test(`${short}: every task, and its deadline where one is printed`, () => {
      const { tasks } = seed(name)
      for (const wanted of gold(name).tasks.filter((task) => !task.optional)) {
        const found = tasks.find((task) => overlaps(task, wanted))
        expect([wanted.start, found !== undefined]).toEqual([wanted.start, true])
        if (wanted.deadline?.time || wanted.deadline?.iso.endsWith('-03'))
          expect(found?.deadline).toMatchObject({ iso: wanted.deadline.iso })
      }
    })

    test(`${short}: signer and recipients`, () => {
      const { document } = seed(name)
      const wanted = gold(name).document
      expect(document).toMatchObject({
        type: wanted['type'],
        number: null,
        symbol: wanted['symbol'],
        signer: wanted['signer'],
        signerRole: wanted['signerRole'],
        signerAuthority: wanted['signerAuthority'],
      })
      expect(document.recipients).toEqual(wanted.recipients)
    })
  }

  test('001: forty figures and one milestone in five pillars in its second chapter II', () => {
    const { indicators } = seed(names['001'])
    const chapter = indicators.filter((indicator) => indicator.start < 12_413)
    expect(chapter.filter((indicator) => indicator.target.op !== 'milestone')).toHaveLength(40)
    expect(chapter.filter((indicator) => indicator.target.op === 'milestone')).toHaveLength(1)
    expect(new Set(chapter.map((indicator) => indicator.pillar)).size).toBe(5)
  })

  test('001: the blank number, the second chapter II, 55 % against 30 % and the overlapping window are doubted', () => {
    const { doubts } = seed(names['001'])
    expect(doubts.map((doubt) => doubt.code)).toEqual(
      expect.arrayContaining(['missingNumber', 'repeatedChapter', 'contradictingTargets', 'overlappingWindow', 'missingAnnex']),
    )
    expect(doubts.find((doubt) => doubt.code === 'contradictingTargets')?.message).toMatch(/55%.*30%/u)
    expect(doubts.filter((doubt) => doubt.code === 'contradictingTargets')).toHaveLength(1)
  })

  test('001: units report on the 12th over the 10th to the 10th, the city on the 25th', () => {
    const { reporting } = seed(names['001'])
    expect(reporting.filter((report) => report.frequency === 'monthly')).toMatchObject([
      {
        who: ['Các phòng chuyên môn', 'UBND các phường, xã'],
        via: 'Phòng Văn hóa và Thông tin',
        due: { day: 12 },
        cutoff: { fromDay: 10, toDay: 10 },
      },
      { who: 'Phòng Văn hóa và Thông tin Thành phố', due: { day: 25 } },
    ])
  })

  test('002: five plans cited, the meeting of 12 April 2024, eight who attended, eleven tasks', () => {
    const { citations, document, tasks } = seed('002_3a4777c10706b630')
    expect(citations.map((citation) => [citation.number, citation.date])).toEqual([
      ['14/KH-UBND', '2024-01-25'],
      ['16/KH-UBND', '2024-01-25'],
      ['19/KH-UBND', '2024-02-01'],
      ['27/KH-UBND', '2024-02-22'],
      ['68/KH-UBND', '2024-04-02'],
    ])
    expect(document).toMatchObject({
      type: 'thông báo',
      date: '2024-04',
      issuer: 'UBND thị xã Đức Phổ',
      signerRole: 'Chánh Văn phòng',
      meeting: { date: '2024-04-12', chairRole: 'Chủ tịch UBND thị xã' },
    })
    expect(document.meeting?.attendees).toHaveLength(8)
    expect(tasks).toHaveLength(11)
    expect(tasks[5]?.lead).toEqual(['Phòng Văn hóa và Thông tin', 'Trung tâm Truyền thông – Văn hóa – Thể thao'])
  })

  test('004: a page of news gives three resolutions, one of them to be amended, and what the department shall do', () => {
    const { citations, document, tasks, doubts } = seed('004_99eb991d72739e6c')
    expect(citations.map((citation) => [citation.number, citation.relation])).toEqual([
      ['112/NQ-HĐND', 'amends'],
      ['17/NQ-CP', 'mentions'],
      ['02-NQ/TU', 'mentions'],
    ])
    expect(document.type).toBe(null)
    expect(new Set(tasks.map((task) => task.lead))).toEqual(new Set(['Sở Thông tin và Truyền thông']))
    expect(doubts.map((doubt) => doubt.code)).toEqual(['unknownKind'])
  })
})
