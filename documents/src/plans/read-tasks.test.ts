import { describe, expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

describe('who does the work of a chapter', () => {
  test('may be listed below headings of their own, behind the work', () => {
    const { tasks } = read(
      'KẾ HOẠCH\nNạo vét kênh rạch\nI. NỘI DUNG, NHIỆM VỤ\nMục I. KHẢO SÁT\n1. Nội dung, biện pháp\na) Tổ chức khảo sát các tuyến kênh;\nb) Ban hành bản đồ các điểm bồi lắng.\n2. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Sở Giao thông vận tải; Sở Tài chính.\n- Ban Quản lý đường thủy.\nb) Cơ quan phối hợp\n- Hội Nông dân các cấp.\n3. Thời gian thực hiện: Tháng 11, 12/2031 và thường xuyên.\nMục D. TỔ CHỨC THỰC HIỆN\n1. Bộ Xây dựng\nHướng dẫn các địa phương nạo vét.\n',
    )
    expect(tasks.map(({ lead, cooperating, deadline }) => ({ lead, cooperating, iso: deadline?.iso }))).toEqual([
      {
        lead: ['Sở Giao thông vận tải', 'Sở Tài chính', 'Ban Quản lý đường thủy'],
        cooperating: ['Hội Nông dân các cấp'],
        iso: '2031-12-31',
      },
      {
        lead: ['Sở Giao thông vận tải', 'Sở Tài chính', 'Ban Quản lý đường thủy'],
        cooperating: ['Hội Nông dân các cấp'],
        iso: '2031-12-31',
      },
      { lead: 'Bộ Xây dựng', cooperating: [], iso: undefined },
    ])
  })

  test('a heading that says what a verb does about difficulties sets work, it does not look back', () => {
    const { tasks } = read(
      'CHỈ THỊ\nVề hỗ trợ ngư dân\nI. NHIỆM VỤ CỤ THỂ\n1. Tháo gỡ khó khăn về vốn cho ngư dân\na) Ngân hàng Nhà nước Việt Nam:\n- Giãn nợ cho chủ tàu.\n- Đơn giản hóa hồ sơ vay.\n',
    )
    expect(tasks.map((task) => task.lead)).toEqual(['Ngân hàng Nhà nước Việt Nam', 'Ngân hàng Nhà nước Việt Nam'])
  })
})

describe('running text', () => {
  test('goes on with an order in the sentences behind it; what was asked for or given earlier orders nothing', () => {
    const { tasks } = read(
      'Văn phòng UBND tỉnh truyền đạt ý kiến của Chủ tịch UBND tỉnh chỉ đạo việc phòng, chống mối.\nTheo đó, với mong muốn giữ gìn các nhà kho, tỉnh yêu cầu Sở Xây dựng khảo sát các nhà kho theo nội dung yêu cầu của tỉnh trước ngày 5/6/2031. Rà soát những việc UBND tỉnh đã giao cho các cơ quan tại kế hoạch năm trước. Lập danh mục các nhà kho cần sửa.\n',
    )
    expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
      ['Sở Xây dựng', '2031-06-05'],
      ['Sở Xây dựng', undefined],
      ['Sở Xây dựng', undefined],
    ])
  })

  test('under the heading of a task nobody is named for is one task, but for sentences of another day, and its promises are targets too', () => {
    const { tasks, indicators } = read(
      'NGHỊ QUYẾT\nVề du lịch đường sông năm 2031\nĐiều 2. Nhiệm vụ và giải pháp\n2.1. Làm mới các bến tàu\nTrong năm 2031, cơ bản hoàn thành bến phía Bắc. Mở thêm hai tuyến. Từng bước thay tàu cũ.\n2.2. Thu hút khách\nTổ chức lễ hội sông. Năm 2031, phấn đấu đón 2 - 3 triệu lượt khách quốc tế, 9 triệu lượt khách trong nước.\n',
    )
    expect(tasks.map((task) => [task.text.slice(0, 14), task.lead])).toEqual([
      ['Trong năm 2031', null],
      ['Mở thêm hai tu', null],
      ['Tổ chức lễ hội', null],
    ])
    expect(indicators.map(({ target }) => target.value2 ?? target.value)).toEqual([3, 9])
  })

  test('goes on over the end of a page', () => {
    const { tasks } = read(
      'CHỈ THỊ\nVề đường thủy\nI. NHIỆM VỤ\n1. Bộ Tài chính bố trí vốn nạo vét cho các tuyến đường thủy, báo cáo Thủ tướng\n\n2\n\n--- PAGE BREAK ---\n\nChính phủ trong tháng 3 năm 2031.\n2. Bộ Xây dựng duyệt các tuyến.\n',
    )
    expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
      ['Bộ Tài chính', '2031-03-31'],
      ['Bộ Xây dựng', undefined],
    ])
  })
})

test('a report without a receiver goes where the next one in its sentence goes', () => {
  const { reporting } = read(
    'KẾ HOẠCH\nNạo vét\nI. TỔ CHỨC THỰC HIỆN\n1. UBND các huyện:\n- Báo cáo tiến độ nạo vét 3 tháng một lần; báo cáo kết quả khi kết thúc về Sở Xây dựng, Sở Tài chính.\n',
  )
  expect(reporting[0]).toMatchObject({ who: 'UBND các huyện', to: ['Sở Xây dựng', 'Sở Tài chính'], frequency: 'quarterly' })
})

describe('whom a document addresses', () => {
  test('is no work, though it stands as a list below "điện:"', () => {
    const { tasks } = read(
      'THỦ TƯỚNG CHÍNH PHỦ\nSố: 12/CĐ-TTg\nHà Nội, ngày 4 tháng 9 năm 2031\nCÔNG ĐIỆN\nVề ứng phó lũ\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Chủ tịch Ủy ban nhân dân các tỉnh từ Sông Vân đến Lam Giang;\n- Bộ trưởng Bộ Quốc phòng.\nThủ tướng Chính phủ yêu cầu:\n1. Ban Chỉ đạo quốc gia về phòng, chống thiên tai tổ chức trực ban.\n2. Các cơ quan báo chí ở địa phương đưa tin kịp thời.\n',
    )
    expect(tasks.map((task) => task.lead)).toEqual(['Ban Chỉ đạo quốc gia về phòng, chống thiên tai', 'Các cơ quan báo chí ở địa phương'])
  })

  test('ends where the letter begins, though no blank line parts them', () => {
    const { tasks } = read(
      'BỘ Y TẾ\nSố: 77/BYT-DP\nV/v diệt muỗi\nHà Nội, ngày 12 tháng 6 năm 2031\nKính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương\nHiện nay muỗi sinh sôi nhiều. Bộ Y tế kính đề nghị Quý Ủy ban quan tâm chỉ đạo các nội dung sau:\n1. Tổ chức diệt muỗi trước ngày 30/6/2031.\n2. Sở Tài chính bố trí kinh phí.\n',
    )
    expect(tasks.map((task) => task.lead)).toEqual(['Quý Ủy ban', 'Sở Tài chính'])
  })
})

test('who is named above does an item whose lines below say only by when', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nĐo mực nước\nII. NHIỆM VỤ\n1. Sở Xây dựng\n1.1. Lắp thước đo ở các cống.\nThời gian thực hiện: 2031 - 2032.\n1.2. Ghi số hằng ngày.\nThời gian: Từ tháng 10/2031 đến tháng 3/2032.\n',
  )
  expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    ['Sở Xây dựng', '2032-12-31'],
    ['Sở Xây dựng', '2032-03-31'],
  ])
})

test('the last sentence that gives one body the watch over a directive is work; the one that bids all is none', () => {
  const { tasks } = read(
    'CHỈ THỊ\nVề đê điều\n1. Sở Xây dựng sửa chữa đê.\nYêu cầu các sở, ban, ngành nghiêm túc thực hiện Chỉ thị này./.\n',
  )
  const watched = read(
    'CHỈ THỊ\nVề đê điều\n1. Sở Xây dựng sửa chữa đê.\nGiao Thanh tra tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này./.\n',
  )
  expect(tasks.map((task) => task.lead)).toEqual(['Sở Xây dựng'])
  expect(watched.tasks.map((task) => task.lead)).toEqual(['Sở Xây dựng', 'Thanh tra tỉnh'])
})

test('a table that lost its header tells its columns by what stands in them', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nDọn kênh năm 2031\n\nIII. NHIỆM VỤ\n\n| 1 | Vớt bèo trên kênh chính | Phòng Kinh tế | Các xã | 30/3/2031 |\n| 2 | Phát quang hai bờ | Hạt Kiểm lâm | Huyện đoàn | Tháng 9 |\n',
  )
  expect(tasks.map(({ lead, cooperating, deadline }) => [lead, cooperating, deadline?.iso])).toEqual([
    ['Phòng Kinh tế', ['Các xã'], '2031-03-30'],
    ['Hạt Kiểm lâm', ['Huyện đoàn'], '2031-09-30'],
  ])
})

test('rates in a thousand are read, and the years of a stage above them', () => {
  const { indicators } = read(
    'QUYẾT ĐỊNH\nPHÊ DUYỆT ĐỀ ÁN NƯỚC SẠCH\nII. MỤC TIÊU\n2. Mục tiêu cụ thể\na) Giai đoạn 2030 - 2035:\n- Giảm tỷ lệ mẫu nước không đạt xuống còn 15‰;\n- Trên 80% hộ dùng nước máy, nằm trong nhóm 10 tỉnh dẫn đầu.\n',
  )
  expect(indicators.map(({ target, deadline }) => [target.value, target.unit, deadline?.iso])).toEqual([
    [15, '‰', '2035-12-31'],
    [80, '%', '2035-12-31'],
    [10, 'hạng', '2035-12-31'],
  ])
})

test('who does a bullet may be said in a sentence behind it', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nDọn bến năm 2031\nII. NHIỆM VỤ\n1. Bến tàu\n- Thay phao cũ. Cơ quan chủ trì: Sở Xây dựng; cơ quan phối hợp: Sở Tài chính; thời gian thực hiện: năm 2031.\n- Riêng Sở Y tế, Sở Nội vụ phối hợp kiểm tra bến.\n',
  )
  expect(tasks.map(({ lead, cooperating }) => [lead, cooperating])).toEqual([
    ['Sở Xây dựng', ['Sở Tài chính']],
    [['Sở Y tế', 'Sở Nội vụ'], []],
  ])
})

test('one cell may name who is in charge and who helps, with a stroke between', () => {
  const { tasks, document } = read(
    'PHỤ LỤC\nDANH MỤC NHIỆM VỤ NĂM 2031\n(Kèm theo Quyết định số 2201/QĐ-UBND ngày 12/9/2031 của Chủ tịch UBND tỉnh Sông Vân)\n\n| STT | Nhiệm vụ | Đơn vị chủ trì/Đơn vị phối hợp | Thời hạn |\n|---|---|---|---|\n| 1 | Xây cầu tàu mới | Sở Xây dựng/Sở Nội vụ, Sở Tài chính | 12/2031 |\n',
  )
  expect(tasks[0]).toMatchObject({ lead: 'Sở Xây dựng', cooperating: ['Sở Nội vụ', 'Sở Tài chính'] })
  expect(document.issuer).toBe('UBND tỉnh Sông Vân')
})

test('what a superior agrees to is no work', () => {
  const { tasks } = read(
    'KẾT LUẬN\nVề bến tàu\n1. Đồng ý với đề nghị của Sở Xây dựng tại văn bản nêu trên.\n2. Giao Sở Xây dựng hoàn thiện hồ sơ.\n3. Các chủ đầu tư, các trưởng thôn rà soát các bến.\n',
  )
  expect(tasks.map((task) => task.lead)).toEqual(['Sở Xây dựng', ['Các chủ đầu tư', 'các trưởng thôn']])
})

test('what a sentence promised holds for each figure in it', () => {
  const { indicators } = read(
    'KẾ HOẠCH\nNộp hồ sơ qua mạng năm 2031\nI. Mục đích, yêu cầu\nPhấn đấu đến 30/6/2031 có 50% hồ sơ qua mạng, cả năm đạt 85%, 100% kết quả được số hóa.\n',
  )
  expect(indicators.map(({ target, deadline, pillar }) => [target.value, deadline?.iso, pillar])).toEqual([
    [50, '2031-06-30', undefined],
    [85, '2031-12-31', undefined],
    [100, '2031-12-31', undefined],
  ])
})

test('a timetable sets work by its days, and a level is told as bodies are', () => {
  const { tasks, reporting } = read(
    'KẾ HOẠCH\nLễ hội sông năm 2031\nIV. TIẾN ĐỘ THỰC HIỆN\n- Tháng 4/2031: Ban hành kế hoạch.\n- Trước 30/8/2031: Tổng kết lễ hội.\nV. TỔ CHỨC THỰC HIỆN\n2. Cấp huyện\n- Lập đội thuyền, hoàn thành trước ngày 10/5/2031.\n- Báo cáo tuần vào thứ Sáu hằng tuần; báo cáo tổng kết trước ngày 20/8/2031 về Sở Du lịch.\n',
  )
  expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    [null, '2031-04-30'],
    [null, '2031-08-30'],
    ['Cấp huyện', '2031-05-10'],
  ])
  expect(reporting.map(({ to, frequency }) => [to, frequency])).toEqual([
    ['Sở Du lịch', 'weekly'],
    ['Sở Du lịch', 'once'],
  ])
})

test('in a list of targets any verb may stand before an amount; a year is none', () => {
  const { indicators } = read(
    'KẾ HOẠCH\nLễ hội sông\nII. CHỈ TIÊU\n- Đóng 10 thuyền; sửa 15 bến nhỏ.\n- Trong năm 2031 đạt 100% bến có phao.\n',
  )
  expect(indicators.map(({ target }) => [target.value, target.unit])).toEqual([
    [10, 'thuyền'],
    [15, 'bến nhỏ'],
    [100, '%'],
  ])
})

describe('pages that lose the marks of lists', () => {
  test('go on with whom the lead-in tells as long as their paragraphs begin with a verb', () => {
    const { tasks } = read(
      'Sửa các bến thuyền trên sông\n\nUBND tỉnh vừa có công văn về các bến thuyền.\n\nUBND tỉnh yêu cầu UBND các huyện thực hiện một số nội dung sau:\n\nRà soát các bến, hoàn thành trước ngày 30/6/2031.\n\nTháo dỡ các bến hư hỏng trên toàn tuyến sông.\n\nSở Xây dựng kiểm tra đột xuất các bến lớn.\n\nĐồng thời, công khai kết quả kiểm tra trên trang thông tin.\n',
    )
    expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
      ['UBND các huyện', '2031-06-30'],
      ['UBND các huyện', undefined],
      ['Sở Xây dựng', undefined],
      ['Sở Xây dựng', undefined],
    ])
  })

  test('say after an order what nobody is named for', () => {
    const { tasks } = read(
      'Lễ hội sông năm nay\n\nTheo kế hoạch, UBND tỉnh yêu cầu các địa phương chuẩn bị chu đáo cho lễ hội.\n\nKinh phí lấy từ nguồn xã hội hóa.\n\nTăng cường tuần tra trên sông trong những ngày lễ hội.\n\nThực hiện Công văn số 5/UBND-VX ngày 3/4/2031, các huyện đã sửa bến.\n',
    )
    expect(tasks.map(({ lead, text }) => [lead, text.slice(0, 18)])).toEqual([
      ['các địa phương', 'Theo kế hoạch, UBN'],
      [null, 'Tăng cường tuần tr'],
    ])
  })
})

describe('several works in one item', () => {
  test('are counted in brackets, each with a verb', () => {
    const { tasks } = read(
      'CHỈ THỊ\nVề bến thuyền\n1. Nhiệm vụ\n- Sở Xây dựng, phối hợp với Sở Du lịch: (i) rà soát toàn bộ các bến, hoàn thành trước ngày 15/5/2031; (ii) lập quy hoạch các bến mới trên các tuyến sông.\n- UBND các huyện nộp hồ sơ gồm: (i) bản vẽ; (ii) ảnh chụp.\n',
    )
    expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
      ['Sở Xây dựng', '2031-05-15'],
      ['Sở Xây dựng', undefined],
      ['UBND các huyện', undefined],
    ])
  })

  test('a lead-in that only announces works is none of them', () => {
    const { tasks } = read(
      'CHỈ THỊ\nVề bến thuyền\n1. Nhiệm vụ\n- Chủ tịch UBND các huyện tập trung thực hiện một số nhiệm vụ, cụ thể như sau:\n+ Sửa chữa các bến cũ trên sông.\n+ Tháo dỡ các bến trái phép.\n',
    )
    expect(tasks.map(({ lead, text }) => [lead, text])).toEqual([
      ['Chủ tịch UBND các huyện', 'Sửa chữa các bến cũ trên sông.'],
      ['Chủ tịch UBND các huyện', 'Tháo dỡ các bến trái phép.'],
    ])
  })

  test('"i)" behind "h)" is a letter; low and waved dashes of recognition are dashes', () => {
    const { tasks } = read(
      'THÔNG BÁO\nKết luận về bến thuyền\n2. Giao nhiệm vụ:\ng) Sở Du lịch:\n_ Khảo sát các bến thuyền lớn.\n~ Lập bản đồ các tuyến du lịch.\nh) Sở Tài chính bố trí kinh phí.\ni) Sở Xây dựng sửa chữa bến.\nk) Công an tỉnh tuần tra.\n',
    )
    expect(tasks.map(({ lead, section }) => [lead, section])).toEqual([
      ['Sở Du lịch', '2.g'],
      ['Sở Du lịch', '2.g'],
      ['Sở Tài chính', '2.h'],
      ['Sở Xây dựng', '2.i'],
      ['Công an tỉnh', '2.k'],
    ])
  })

  test('what the Party counts with words are items', () => {
    const { tasks } = read(
      'CHƯƠNG TRÌNH\nVề kinh tế sông\nII. NHIỆM VỤ\nMột là, tập trung hoàn thiện quy hoạch bến.\nHai là, Sở Tài chính bố trí đủ nguồn lực.\n',
    )
    expect(tasks.map(({ lead }) => lead)).toEqual([null, 'Sở Tài chính'])
  })
})

test('the last of a list of owners acts; who wrote before an order is asked is no owner', () => {
  const { tasks } = read(
    'CHỈ THỊ\nVề bến thuyền\n1. Căn cứ hướng dẫn của Bộ Xây dựng, Sở Xây dựng lập quy trình kiểm tra bến.\n2. Thực hiện Công văn số 5/BXD-VT ngày 3/4/2031 của Bộ Xây dựng, UBND tỉnh đề nghị các sở, ngành rà soát bến thuyền.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Sở Xây dựng', 'các sở, ngành'])
})

test('a list of what is repealed says so once above it', () => {
  const { citations } = read(
    'QUYẾT ĐỊNH\nVề bến thuyền\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\nBãi bỏ các nội dung trái với Quyết định này tại các văn bản:\n- Quyết định số 12/QĐ-UBND ngày 3/4/2030 của UBND tỉnh thực hiện Quyết định số 45/QĐ-TTg;\n- Quyết định số 13/QĐ-UBND ngày 4/4/2030 của UBND tỉnh.\n',
  )
  expect(citations.map(({ number, relation }) => [number, relation])).toEqual([
    ['12/QĐ-UBND', 'supersedes'],
    ['45/QĐ-TTg', 'mentions'],
    ['13/QĐ-UBND', 'supersedes'],
  ])
})

test('an item that says what its list is made of is the work, with its list', () => {
  const { tasks } = read(
    'CÔNG VĂN\nVề bến thuyền\nSở Xây dựng yêu cầu các đơn vị:\n1. Lập danh sách các bến thuyền.\n2. Hoàn thành biểu mẫu của phụ lục gồm:\n- Phần I: Thống kê số bến.\n- Phần II: Đăng ký nhu cầu sửa bến.\n',
  )
  expect(tasks.map(({ lead, text }) => [lead, text])).toEqual([
    ['các đơn vị', 'Lập danh sách các bến thuyền.'],
    ['các đơn vị', 'Hoàn thành biểu mẫu của phụ lục gồm:'],
  ])
})

test('a feast stands before its day, a quarter is written with either i', () => {
  const { tasks } = read(
    'CHỈ THỊ\nVề bến thuyền\n1. Sở Xây dựng sửa chữa các bến, xong trước ngày Quốc khánh 02/9/2031.\n2. Sở Du lịch trình đề án trong quí 2 năm 2031.\n',
  )
  expect(tasks.map(({ deadline }) => deadline?.iso)).toEqual(['2031-09-02', '2031-06-30'])
})

test('what is to be watched and judged below a chapter of tasks is work to come; a question is none', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nVề bến thuyền\nIV. TỔ CHỨC THỰC HIỆN\n1. Giám sát, đánh giá\na) Sở Xây dựng kiểm tra các bến hằng năm.\nb) Các sở sẽ kiểm tra các bến thuyền như thế nào?\n2. Tồn tại, hạn chế\na) Sở Xây dựng chậm kiểm tra các bến.\n',
  )
  expect(tasks.map(({ lead, section }) => [lead, section])).toEqual([['Sở Xây dựng', 'IV.1.a']])
})

test('in a notice a matter that is spoken of sets work too', () => {
  const { tasks } = read(
    'THÔNG BÁO\nKết luận về đường sông\nChủ tịch UBND tỉnh kết luận như sau:\n1. Về tình hình các bến thuyền\nYêu cầu Sở Xây dựng rà soát các bến trước ngày 5/6/2031.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Sở Xây dựng'])
})

test('whom a lead-in tells, the prose under its items is for; who directs others is told himself', () => {
  const { tasks } = read(
    'CÔNG VĂN\nVề bến thuyền\nUBND tỉnh yêu cầu UBND các huyện thực hiện:\n1. Công tác rà soát\nLập danh sách các bến thuyền trên sông.\n2. Công an tỉnh chỉ đạo các đội Cảnh sát đường thủy:\n- Tuần tra trên các tuyến sông.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['UBND các huyện', 'Công an tỉnh'])
})

test('where, when and why others act stands before them in many words', () => {
  const { tasks } = read(
    'THÔNG BÁO\nKết luận về đường sông\nChủ tịch UBND tỉnh kết luận như sau:\n1. Cụ thể, Công an tỉnh tuần tra trên sông.\n2. Liên quan đến các bến cũ, Sở Xây dựng kiểm tra độ an toàn.\n3. Tiếp tục thực hiện Kế hoạch số 5/KH-UBND ngày 3/4/2031, Sở Du lịch mở tuyến mới.\n4. UBND các huyện, TP. Lam Giang sửa chữa các bến.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Công an tỉnh', 'Sở Xây dựng', 'Sở Du lịch', 'UBND các huyện, TP. Lam Giang'])
})

test('whose a symbol is, is said once in a document', () => {
  const { citations } = read(
    'TỔNG CỤC ĐƯỜNG THỦY\nSố: 9/TCĐT-KT\nHà Lam, ngày 5 tháng 6 năm 2031\nV/v kiểm tra bến\nKính gửi: Các Chi cục.\nTheo Quyết định số 5/QĐ-TCĐT ngày 3/4/2031 và Công văn số 8/CKB-VT ngày 4/4/2031 của Cục Khai thác bến, sau đó là Công văn số 11/CKB-VT ngày 9/4/2031, yêu cầu các Chi cục kiểm tra.\n',
  )
  expect(citations.map(({ number, issuer }) => [number, issuer])).toEqual([
    ['5/QĐ-TCĐT', 'Tổng cục Đường thủy'],
    ['8/CKB-VT', 'Cục Khai thác bến'],
    ['11/CKB-VT', 'Cục Khai thác bến'],
  ])
})

test('what is praised or was neglected is no work, and a list of whose guidance it is names nobody', () => {
  const { tasks } = read(
    'THÔNG BÁO\nKết luận về bến thuyền\nChủ tịch UBND xã phân công như sau:\nQua ý kiến các thành viên, việc sửa bến đến nay chưa được Thủ trưởng các cơ quan, đơn vị thực sự quan tâm.\n\nĐánh giá cao nỗ lực của các thôn trong việc sửa bến.\n\n1. Tổ giúp việc:\n- Căn cứ hướng dẫn của UBND tỉnh, các Sở liên quan chủ trì rà soát các bến thuyền.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Tổ giúp việc'])
})

test('what is put together is due in the month in which it is reported; figures of a month are not', () => {
  const dueOf = (line: string) =>
    read(`KẾ HOẠCH\nNạo vét kênh rạch\nI. TỔ CHỨC THỰC HIỆN\n1. ${line}\n2. Sở Tài chính bố trí kinh phí.\n`).tasks[0]?.deadline?.iso
  expect(dueOf('Sở Xây dựng tổng hợp kết quả, báo cáo UBND tỉnh trong tháng 11/2031.')).toBe('2031-11-30')
  expect(dueOf('Sở Xây dựng rà soát tình hình bồi lắng, trình UBND tỉnh trong quý II/2031.')).toBe('2031-06-30')
  expect(dueOf('Sở Xây dựng công khai kết quả nạo vét trong tháng 11/2031.')).toBeUndefined()
})

describe('what stands around the work', () => {
  test('a heading that says what is to be done sets work, though it names its targets', () => {
    const { tasks, indicators } = read(
      'QUYẾT ĐỊNH\nVề Chương trình vì người cao tuổi\n4. Tăng cường truyền thông thực hiện các mục tiêu về người cao tuổi tại cơ sở\na) Đa dạng hình thức truyền thông đến từng thôn.\nb) Phát triển mạng lưới tình nguyện viên chăm sóc người cao tuổi.\n',
    )
    expect(tasks.map(({ text }) => text.slice(0, 9))).toEqual(['Đa dạng h', 'Phát triể'])
    expect(indicators).toEqual([])
  })

  test('an item whose chapter got lost is not below the chapter before it', () => {
    const { tasks } = read(
      'THÔNG BÁO\nVề công tác tháng 10\n1. Đánh giá tình hình thực hiện nhiệm vụ tháng 9\n- Thu ngân sách đạt 79 tỷ đồng.\n2.2. Giao Phòng Dự toán\n- Tiếp tục theo dõi các nguồn thu.\n',
    )
    expect(tasks.map(({ lead, text }) => [lead, text])).toEqual([['Phòng Dự toán', 'Tiếp tục theo dõi các nguồn thu.']])
  })

  test('norms, means and those concerned are no work', () => {
    const { tasks } = read(
      'NGHỊ QUYẾT\nVề hỗ trợ nhà ở\nĐiều 1. Thông qua Đề án với những nội dung sau:\n1. Đối tượng:\na) Các đối tượng thuộc xã ven biển: 120 hộ.\n2. Chính sách, cụ thể:\n- Hỗ trợ hộ xây nhà mới: 40 triệu đồng/hộ.\n- Hỗ trợ hộ sửa nhà: 15 triệu đồng/hộ.\n3. Nguồn vốn:\na) Vốn sự nghiệp do Trung ương cấp hằng năm để hỗ trợ trực tiếp cho hộ.\nb) Ngân sách địa phương cân đối, bố trí từ các nguồn trên địa bàn.\nĐiều 2. Giao UBND tỉnh tổ chức thực hiện Đề án.\n',
    )
    expect(tasks.map(({ lead }) => lead)).toEqual(['UBND tỉnh'])
  })
})

describe('a page of news', () => {
  test('tells of what was done first; who speaks may ask for work and name nobody', () => {
    const { tasks } = read(
      '# Sở Xây dựng đã hoàn thành 12/14 nhiệm vụ trong tháng 9\n\nCác kết quả được thể hiện qua 02 điểm, cụ thể:\n\nThứ nhất, sau khi tham mưu cho tỉnh, Sở Xây dựng đã rà soát các bến.\n\nThứ hai, tham mưu các hội nghị lớn.\n\n**Tập trung nạo vét luồng lạch**\n\nNgoài ra, Giám đốc Sở Trần Văn Bình cũng yêu cầu tập trung hoàn thiện hồ sơ nạo vét.\n\nGiám đốc Sở nhấn mạnh, các phòng cần nhanh chóng nghiệm thu. Đồng thời, Sở sẽ tổ chức khảo sát các bến thuyền nhỏ.\n\nCập nhật: 01/10/2031 10:15\n',
    )
    expect(tasks.map(({ lead, text }) => [lead, text.slice(0, 20)])).toEqual([
      [null, 'Ngoài ra, Giám đốc S'],
      ['các phòng', 'Giám đốc Sở nhấn mạn'],
      ['Sở', 'Đồng thời, Sở sẽ tổ '],
    ])
  })

  test('has the year of the day on which it was put up', () => {
    const { tasks } = read(
      'Theo báo cáo năm 2029, UBND tỉnh yêu cầu Sở Xây dựng nạo vét luồng lạch trước ngày 30/6.\n\nGiờ đăng bài viết: 01/04/2031 21:59\n',
    )
    expect(tasks.map(({ deadline }) => deadline?.iso)).toEqual(['2031-06-30'])
  })
})

test('clauses that each have a day are works of their own, those of one day are one', () => {
  const due = (work: string) =>
    read(`KẾ HOẠCH\nSửa đê năm 2031\nI. NHIỆM VỤ\n1. Giao Sở Xây dựng:\n- ${work}\n- Nạo vét kênh.\n`).tasks.map(({ lead, deadline }) => [
      lead,
      deadline?.iso,
    ])
  expect(due('Sửa chữa các kè hư hỏng trước ngày 31/5/2031; xây dựng kè mới chậm nhất ngày 30/9/2031.')).toEqual([
    ['Sở Xây dựng', '2031-05-31'],
    ['Sở Xây dựng', '2031-09-30'],
    ['Sở Xây dựng', undefined],
  ])
  expect(due('Sửa chữa các kè; xây dựng kè mới trước ngày 30/9/2031.')).toHaveLength(2)
})

test('a draft in labelled lines names its recipients before what it says', () => {
  const { tasks } = read(
    'SỐ KÝ HIỆU: /THPTSV\nKÍNH GỬI: Các tổ chuyên môn\nNƠI NHẬN: Như trên; Lưu: VT\nNỘI DUNG:\nTrường THPT Sông Vân yêu cầu các bộ phận, tổ chuyên môn khẩn trương triển khai các nội dung sau.\nTiếp tục rà soát cây xanh trong sân trường.\nGiáo viên chủ nhiệm chịu trách nhiệm nhắc học sinh đội mũ.\n',
  )
  expect(tasks.map(({ lead, text }) => [lead, text.slice(0, 8)])).toEqual([
    ['các bộ phận, tổ chuyên môn', 'Tiếp tục'],
    ['Giáo viên chủ nhiệm', 'Giáo viê'],
  ])
})

test('a figure to be reached among orders is a target and no work of whoever was told before', () => {
  const { tasks, indicators } = read(
    'Kính gửi: Các trạm y tế\nSở Y tế yêu cầu các trạm y tế thực hiện các nội dung sau:\nTrạm trưởng tổ chức phun thuốc tại các thôn.\nPhấn đấu 100% hộ gia đình được phun thuốc.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Trạm trưởng'])
  expect(indicators.map(({ target }) => target.value)).toEqual([100])
})

test('a clause that reports every year is no work of its own beside one with a year', () => {
  const { tasks } = read(
    'QUYẾT ĐỊNH\nVề sông ngòi\nIV. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\na) Lập bản đồ các bến;\nb) Tổ chức sơ kết vào năm 2028; hằng năm báo cáo UBND tỉnh kết quả thực hiện trước ngày 31 tháng 12.\n',
  )
  expect(tasks.map(({ deadline }) => deadline?.iso)).toEqual([undefined, '2028-12-31'])
})

test('who only tells what is felt orders nothing, and a figure that was only reached is no target', () => {
  const { tasks, indicators } = read(
    'Phường sơ kết công tác hành chính\n\nTuy nhiên, tỷ lệ hồ sơ trực tuyến mới đạt 61%.\n\nPhát biểu kết luận hội nghị, Chủ tịch UBND phường yêu cầu Văn phòng HĐND và UBND phường nâng tỷ lệ hồ sơ trực tuyến đạt tối thiểu 85%.\n\nBà Nguyễn Thị Mai, tổ trưởng tổ dân phố số 5 cho biết, người dân rất phấn khởi.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Văn phòng HĐND và UBND phường'])
  expect(indicators.map(({ target }) => target.value)).toEqual([85])
})
