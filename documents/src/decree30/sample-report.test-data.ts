import type {
  Attainment,
  ConsolidatedReport,
  IndicatorResult,
  Quantity,
  TaskResult,
  UnitResult,
} from '@haidang/domain/consolidation/consolidated-report'
import { compareDecimals, divideDecimals } from '@haidang/domain/quantities/decimal'

/** A whole report with invented people and figures, of any size, the same on every run. */

type Unit = ConsolidatedReport['units'][number]

const departments = [
  'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
  'Phòng Văn hóa và Thông tin',
  'Phòng Nội vụ',
  'Phòng Tư pháp',
  'Phòng Tài chính - Kế hoạch',
  'Phòng Tài nguyên và Môi trường',
  'Phòng Lao động - Thương binh và Xã hội',
  'Phòng Giáo dục và Đào tạo',
  'Phòng Y tế',
  'Phòng Kinh tế',
  'Phòng Quản lý đô thị',
  'Thanh tra Thành phố',
]
const agencies = [
  'Công an Thành phố',
  'Bảo hiểm xã hội Thành phố',
  'Chi cục Thuế Thành phố',
  'Trung tâm Y tế',
  'Trung tâm Văn hóa - Thông tin và Thể thao',
  'Chi nhánh Văn phòng Đăng ký đất đai',
  'Trung tâm Phát triển quỹ đất',
  'Ban Quản lý dự án đầu tư xây dựng',
  'Ban Chỉ huy Quân sự Thành phố',
  'Thành đoàn',
  'Hội Liên hiệp Phụ nữ Thành phố',
]
const wards = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  'Nguyễn An Ninh',
  'Rạch Dừa',
  'Thắng Nhất',
  'Thắng Nhì',
  'Thắng Tam',
  'xã Long Sơn',
]

export function sampleUnits(count: number): readonly Unit[] {
  const forty: readonly Unit[] = [
    ...departments.map((name, index): Unit => ({
      id: `pb${index + 1}`,
      name,
      shortName: name.replace('Hội đồng nhân dân và Ủy ban nhân dân', 'HĐND và UBND'),
      group: 'department',
    })),
    ...agencies.map((name, index): Unit => ({ id: `cq${index + 1}`, name, shortName: name, group: 'agency' })),
    ...wards.map((ward, index): Unit => {
      const place = ward.startsWith('xã') ? ward : `Phường ${ward}`
      return { id: `px${index + 1}`, name: `Ủy ban nhân dân ${place}`, shortName: `UBND ${place}`, group: 'ward' }
    }),
  ]
  const more = Array.from({ length: Math.max(0, count - forty.length) }, (_, index): Unit => ({
    id: `mr${index + 1}`,
    name: `Ủy ban nhân dân Phường mẫu ${index + 1}`,
    shortName: `UBND Phường mẫu ${index + 1}`,
    group: 'ward',
  }))
  return [...forty.slice(0, count), ...more]
}

/** A small linear congruential sequence: enough for figures that look alive. */
function sequence(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

const pillars: readonly (readonly [pillar: string, names: readonly string[]])[] = [
  [
    'Phát triển chính quyền số',
    [
      'Thủ tục hành chính đủ điều kiện theo quy định của pháp luật được cung cấp dưới hình thức dịch vụ công trực tuyến toàn trình',
      'Dịch vụ công trực tuyến toàn trình được tích hợp, cung cấp trên Cổng Dịch vụ công quốc gia',
      'Hồ sơ thanh toán trực tuyến trên Cổng Dịch vụ công của tỉnh, Cổng Dịch vụ công quốc gia trên tổng số hồ sơ thanh toán',
      'Giá trị thanh toán trực tuyến trên tổng số giá trị thanh toán của hồ sơ thủ tục hành chính',
      'Kết quả giải quyết thủ tục hành chính được số hóa',
      'Hồ sơ thủ tục hành chính được người dân, doanh nghiệp thực hiện trực tuyến từ xa',
      'Cán bộ, công chức, viên chức được tập huấn, bồi dưỡng, phổ cập kỹ năng số cơ bản',
      'Phản ánh, kiến nghị của người dân tiếp nhận trên Hệ thống phản ánh hiện trường được xử lý đúng tiến độ, kịp thời',
      'Phường, xã được triển khai hệ thống hội nghị truyền hình trực tuyến',
    ],
  ],
  [
    'Phát triển kinh tế số',
    [
      'Doanh nghiệp nhỏ và vừa được tiếp cận, dùng thử các nền tảng chuyển đổi số',
      'Doanh nghiệp nhỏ và vừa sử dụng nền tảng số',
      'Doanh nghiệp sử dụng hợp đồng điện tử',
      'Doanh nghiệp nộp thuế điện tử',
      'Cửa hàng, hộ kinh doanh có mã QR nhận thanh toán',
      'Sản phẩm OCOP được đưa lên sàn thương mại điện tử',
      'Tuyến đường thanh toán không dùng tiền mặt được duy trì',
      'Hoàn thành khảo sát nhu cầu chuyển đổi số của doanh nghiệp',
    ],
  ],
  [
    'Phát triển xã hội số',
    [
      'Dân số trưởng thành có chữ ký số hoặc chữ ký điện tử cá nhân',
      'Dân số từ 15 tuổi trở lên có tài khoản giao dịch tại ngân hàng',
      'Hộ gia đình được phủ mạng Internet băng rộng cáp quang',
      'Người dân trong độ tuổi lao động được đào tạo kỹ năng số cơ bản',
      'Cơ sở giáo dục triển khai thu học phí không dùng tiền mặt',
      'Trạm y tế sử dụng bệnh án điện tử',
      'Đối tượng hưởng trợ cấp xã hội được chi trả qua tài khoản',
      'Tổ công nghệ số cộng đồng hoạt động thường xuyên',
    ],
  ],
  [
    'Phát triển hạ tầng số',
    [
      'Cơ quan, đơn vị kết nối mạng truyền số liệu chuyên dùng',
      'Máy tính của cán bộ, công chức đáp ứng yêu cầu kỹ thuật',
      'Điểm phát sóng Wi-Fi công cộng miễn phí',
      'Khu phố, thôn có đài truyền thanh ứng dụng công nghệ thông tin',
      'Đưa Trung tâm điều hành đô thị thông minh vào hoạt động',
      'Cơ quan, đơn vị sử dụng thư điện tử công vụ',
      'Văn bản đi được ký số của tổ chức và cá nhân',
      'Cơ quan, đơn vị gửi, nhận văn bản qua trục liên thông',
    ],
  ],
  [
    'Bảo đảm an toàn thông tin mạng',
    [
      'Hệ thống thông tin được phê duyệt cấp độ an toàn',
      'Máy tính được cài đặt phần mềm phòng, chống mã độc tập trung',
      'Trang thông tin điện tử được gắn nhãn tín nhiệm mạng',
      'Cơ quan, đơn vị có cán bộ phụ trách an toàn thông tin',
      'Cán bộ, công chức được phổ biến, tuyên truyền về an toàn thông tin mạng',
      'Kinh phí chi cho an toàn thông tin trên tổng chi cho công nghệ thông tin',
      'Sự cố an toàn thông tin được xử lý đúng thời hạn',
      'Cuộc diễn tập ứng cứu sự cố được tổ chức trong năm',
    ],
  ],
]

const attain = (result: Quantity, target: string): Attainment =>
  result === null ? 'noData' : compareDecimals(result, target) >= 0 ? 'reached' : 'notReached'

type Making = {
  readonly order: number
  readonly pillar: string
  readonly name: string
  readonly units: readonly Unit[]
  readonly silent: ReadonlySet<string>
}

function makeIndicator({ order, pillar, name, units, silent }: Making): IndicatorResult {
  const pick = sequence(order * 7919)
  const common = { indicatorId: `ct${order}`, order, pillar, name }
  // Wards owe everything, departments every second indicator, the other bodies every third.
  const owing = units.filter((unit) => unit.group === 'ward' || (unit.group === 'department' ? order % 2 === 0 : order % 3 === 0))

  if (/^(Hoàn thành|Đưa )/.test(name)) {
    const reached = name.startsWith('Đưa')
    return {
      ...common,
      unitOfMeasure: '',
      digits: 0,
      kind: 'milestone',
      targetText: 'Quý II/2024',
      target: null,
      numeratorLabel: null,
      denominatorLabel: null,
      cityNumerator: null,
      cityDenominator: null,
      cityResult: null,
      cityAttainment: reached ? 'reached' : 'noData',
      assignedUnits: 1,
      reportedUnits: reached ? 1 : 0,
      units: [],
    }
  }
  if (/^(Điểm phát|Tuyến đường|Cuộc diễn tập)/.test(name)) {
    const values = owing.map((unit): UnitResult => {
      const result = silent.has(unit.id) || pick(9) === 0 ? null : String(pick(12))
      return { unitId: unit.id, numerator: null, denominator: null, result, target: '5', attainment: attain(result, '5') }
    })
    const counted = values.flatMap(({ result }) => (result === null ? [] : [Number(result)]))
    const cityTarget = String(5 * owing.length)
    const cityResult = counted.length === 0 ? null : String(counted.reduce((sum, value) => sum + value, 0))
    return {
      ...common,
      unitOfMeasure: name.split(' ')[0]?.toLowerCase() ?? '',
      digits: 0,
      kind: 'count',
      targetText: `≥ ${cityTarget}`,
      target: cityTarget,
      numeratorLabel: null,
      denominatorLabel: null,
      cityNumerator: null,
      cityDenominator: null,
      cityResult,
      cityAttainment: attain(cityResult, cityTarget),
      assignedUnits: owing.length,
      reportedUnits: counted.length,
      units: values,
    }
  }

  const target = String([100, 85, 40, 65, 95, 55, 60][order % 7])
  const large = order % 5 === 0
  const values = owing.map((unit): UnitResult => {
    const denominator = 20 + pick(large ? 24000 : 900)
    const numerator = Math.round((denominator * Math.min(1000, Number(target) * 10 + (order % 3 === 0 ? -120 : -20) + pick(180))) / 1000)
    const missing = silent.has(unit.id) || (order === 12 ? true : pick(25) === 0)
    const result = missing ? null : (divideDecimals(String(numerator), String(denominator), 6) ?? null)
    const scaled = result === null ? null : (divideDecimals(String(numerator * 100), String(denominator), 6) ?? null)
    return {
      unitId: unit.id,
      numerator: missing ? null : String(numerator),
      denominator: missing ? null : String(denominator),
      result: scaled,
      target,
      attainment: attain(scaled, target),
    }
  })
  const given = values.filter((value) => value.result !== null)
  const sum = (of: (value: UnitResult) => Quantity) => given.reduce((total, value) => total + Number(of(value) ?? 0), 0)
  const cityNumerator = given.length === 0 ? null : String(sum((value) => value.numerator))
  const cityDenominator = given.length === 0 ? null : String(sum((value) => value.denominator))
  const cityResult =
    cityNumerator === null || cityDenominator === null
      ? null
      : (divideDecimals(String(Number(cityNumerator) * 100), cityDenominator, 6) ?? null)
  return {
    ...common,
    unitOfMeasure: '%',
    digits: 2,
    kind: 'ratio',
    targetText: order % 3 === 0 ? `${target}%` : `≥ ${target}%`,
    target,
    numeratorLabel: 'số đã thực hiện trong kỳ',
    denominatorLabel: 'tổng số phải thực hiện',
    cityNumerator,
    cityDenominator,
    cityResult,
    cityAttainment: attain(cityResult, target),
    assignedUnits: owing.length,
    reportedUnits: given.length,
    units: values,
  }
}

const taskTexts = [
  'Xây dựng, trình ban hành kế hoạch duy trì, cải tiến chất lượng Trang thông tin điện tử của Thành phố và của 17 phường, xã',
  'Rà soát, công bố danh mục thủ tục hành chính đủ điều kiện thực hiện dịch vụ công trực tuyến toàn trình thuộc thẩm quyền giải quyết',
  'Tổ chức tập huấn kỹ năng số cho thành viên tổ công nghệ số cộng đồng',
  'Phê duyệt hồ sơ đề xuất cấp độ an toàn hệ thống thông tin của các cơ quan, đơn vị',
  'Triển khai thí điểm tuyến phố thanh toán không dùng tiền mặt tại các phường trung tâm',
]
const states: readonly TaskResult['timeliness'][] = [
  'doneOnTime',
  'doneOnTime',
  'openWithinDeadline',
  'doneLate',
  'openOverdue',
  'doneOnTime',
  'openWithinDeadline',
]

export function sampleReport({
  unitCount = 40,
  taskCount = 20,
}: { readonly unitCount?: number; readonly taskCount?: number } = {}): ConsolidatedReport {
  const units = sampleUnits(unitCount)
  const silent = new Set(['pb6', 'cq9', 'px13'])
  const indicators = pillars
    .flatMap(([pillar, names]) => names.map((name) => ({ pillar, name })))
    .map(({ pillar, name }, index) => makeIndicator({ order: index + 1, pillar, name, units, silent }))
  const tasks = Array.from({ length: taskCount }, (_, index): TaskResult => ({
    taskId: `nv${index + 1}`,
    order: index + 1,
    text: taskTexts[index % taskTexts.length] ?? '',
    lead: departments[(index * 5) % departments.length] ?? '',
    cooperating: index % 3 === 0 ? '' : 'Các phòng, ban chuyên môn; UBND các phường, xã',
    deadlineText: ['17 giờ 00 ngày 01/8/2024', 'Quý II/2024', 'Tháng 6/2024', 'Thường xuyên'][index % 4] ?? '',
    timeliness: states[index % states.length] ?? 'doneOnTime',
    note: index % 6 === 4 ? 'Chờ ý kiến thẩm định của sở chuyên ngành' : '',
  }))
  const count = (timeliness: TaskResult['timeliness']) => tasks.filter((task) => task.timeliness === timeliness).length
  const done = count('doneOnTime') + count('doneLate')
  const due = done + count('openOverdue')
  const said = (heading: string) =>
    units
      .filter((unit, index) => index % 3 === 0 && !silent.has(unit.id))
      .map((unit) => ({
        unitId: unit.id,
        unit: unit.name,
        text: `${heading} tại đơn vị trong tháng được thực hiện theo kế hoạch đã đề ra; đã phối hợp với các cơ quan liên quan rà soát, đối chiếu số liệu trước khi gửi báo cáo`,
      }))
  return {
    letterhead: {
      superiorBody: null,
      issuer: 'Ủy ban nhân dân thành phố Vũng Tàu',
      place: 'Vũng Tàu',
      number: '5',
      symbol: 'BC-UBND',
      date: '2024-05-25',
    },
    period: '2024-05',
    periodText: 'tháng 5 năm 2024',
    windowText: 'từ ngày 10/4/2024 đến hết ngày 09/5/2024',
    title: 'Kết quả thực hiện các nhiệm vụ trọng tâm về chuyển đổi số tháng 5 năm 2024 trên địa bàn thành phố Vũng Tàu',
    legalBases: [
      'Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định về chế độ báo cáo của cơ quan hành chính nhà nước;',
      'Quyết định số 968/QĐ-UBND ngày 10 tháng 4 năm 2024 của Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu về việc phê duyệt Kế hoạch Chuyển đổi số tỉnh năm 2024',
      'Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 4 năm 2024 của Ủy ban nhân dân thành phố Vũng Tàu triển khai các nhiệm vụ trọng tâm về chuyển đổi số năm 2024,',
    ],
    units,
    reported: { expected: units.length, received: units.length - 3, onTime: units.length - 7, late: 4, approved: units.length - 5 },
    missingUnits: units.filter((unit) => silent.has(unit.id)).map((unit) => unit.id),
    lateUnits: ['pb3', 'cq2', 'px4', 'px9'],
    corrections: [
      'Ủy ban nhân dân Phường 7 đính chính chỉ tiêu số 5 của báo cáo tháng 4 năm 2024: tử số từ 412 thành 421, do nhập sai; được phê duyệt lại ngày 14 tháng 5 năm 2024',
    ],
    indicators,
    narrative: [
      {
        heading: 'results',
        summary:
          'Công tác chuyển đổi số trên địa bàn tiếp tục được các cơ quan, đơn vị triển khai đồng bộ; tỷ lệ hồ sơ tiếp nhận trực tuyến được duy trì ở mức cao.\nTrung tâm điều hành đô thị thông minh vận hành ổn định, phục vụ tốt công tác chỉ đạo, điều hành.',
        contributions: said('Việc triển khai dịch vụ công trực tuyến'),
      },
      {
        heading: 'shortcomings',
        summary: 'Một số đơn vị còn chậm gửi báo cáo, số liệu chưa đầy đủ; nguyên nhân chủ yếu do thay đổi nhân sự đầu mối.',
        contributions: said('Việc khắc phục tồn tại, hạn chế').slice(0, 4),
      },
      {
        heading: 'remedies',
        summary: 'Các cơ quan, đơn vị tập trung hoàn thành các chỉ tiêu chưa đạt; phân công cụ thể người thực hiện, thời hạn và sản phẩm.',
        contributions: said('Kế hoạch ba tháng tiếp theo').slice(2, 7),
      },
    ],
    tasks,
    taskCounts: {
      doneOnTime: count('doneOnTime'),
      doneLate: count('doneLate'),
      openWithinDeadline: count('openWithinDeadline'),
      openOverdue: count('openOverdue'),
      dueCompletionRate: due === 0 ? null : (divideDecimals(String(done * 100), String(due), 2) ?? null),
    },
    signature: { authority: ['TM. Ủy ban nhân dân'], role: 'Chủ tịch', name: 'Trần Minh Khải' },
    recipients: [
      'Ủy ban nhân dân tỉnh (báo cáo)',
      'Thường trực Thành ủy, Hội đồng nhân dân Thành phố',
      'Các phòng, ban chuyên môn',
      'Ủy ban nhân dân các phường, xã',
      'Lưu: VT, VHTT',
    ],
    sourceDigest: '9f2c0a7d51b84e6fa3c2d9e8b7165f40c3d2e1f0a9b8c7d6e5f4031221304f5e',
  }
}
