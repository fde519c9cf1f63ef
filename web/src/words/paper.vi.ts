/** The words of the printed report: Vietnamese in every language of the screen, as the written file has them. */
export const paperWords = {
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: (number: string, symbol: string) => `Số: ${number}/${symbol}`,
  date: (place: string, day: string, month: string, year: string) => `${place}, ngày ${day} tháng ${month} năm ${year}`,
  kind: 'BÁO CÁO',
  basis: 'Căn cứ',
  opening: (issuer: string, title: string) => `${issuer} báo cáo ${title} như sau:`,
  coverage: 'I. TÌNH HÌNH GỬI BÁO CÁO',
  period: (period: string, window: string) => `Kỳ báo cáo: ${period}; ${window}.`,
  received: (received: number, expected: number, onTime: string, late: string, approved: number) =>
    `Đã nhận báo cáo của ${received}/${expected} cơ quan, đơn vị, trong đó ${onTime} báo cáo đúng hạn, ${late} báo cáo trễ hạn; ${approved}/${expected} báo cáo đã được phê duyệt.`,
  noneMissing: 'Không có cơ quan, đơn vị chưa gửi báo cáo.',
  missing: (count: string, units: string) =>
    `Chưa gửi báo cáo (${count}): ${units}. Số liệu của các đơn vị này để trống, không tính bằng 0.`,
  late: (count: string, units: string) => `Gửi báo cáo trễ hạn (${count}): ${units}.`,
  results: 'II. KẾT QUẢ THỰC HIỆN',
  indicators: '1. Kết quả thực hiện các chỉ tiêu',
  indicatorTally: (all: string, reached: string, notReached: string, noData: string) =>
    `Trong tổng số ${all} chỉ tiêu: ${reached} chỉ tiêu đạt, ${notReached} chỉ tiêu chưa đạt, ${noData} chỉ tiêu chưa có số liệu; chi tiết tại Phụ lục I.`,
  tallyCaption: 'Kết quả thực hiện chỉ tiêu theo trụ cột',
  tallyHead: ['Trụ cột', 'Số chỉ tiêu', 'Đạt', 'Chưa đạt', 'Chưa có số liệu'],
  total: 'Tổng số',
  tasks: '2. Kết quả thực hiện các nhiệm vụ',
  taskTally: (all: string, done: string, onTime: string, late: string, open: string, inTime: string, overdue: string) =>
    `Tổng số nhiệm vụ được theo dõi là ${all}; đã hoàn thành ${done} (đúng hạn ${onTime}, trễ hạn ${late}); chưa hoàn thành ${open} (trong hạn ${inTime}, quá hạn ${overdue}); chi tiết tại Phụ lục II.`,
  units: '3. Kết quả theo báo cáo của các cơ quan, đơn vị',
  corrections: '4. Đính chính số liệu đã phê duyệt',
  shortcomings: 'III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN',
  remedies: 'IV. NHIỆM VỤ, GIẢI PHÁP TRONG THỜI GIAN TỚI',
  nothing: 'Các cơ quan, đơn vị không có nội dung báo cáo.',
  closing: (title: string, issuer: string) => `Trên đây là Báo cáo ${title} của ${issuer}./.`,
  recipients: 'Nơi nhận:',
  filed: 'Lưu: VT',
}
