/** A sentence about a figure; it is left out where the unit has none. */
export type AboutFigure = { readonly indicator: string; readonly say: (figure: string) => string }

export const aboutFigures: readonly AboutFigure[] = [
  {
    indicator: 'Hồ sơ nộp phí, lệ phí trực tuyến',
    say: (figure) => `Bộ phận một cửa hướng dẫn người dân nộp phí ngay trên điện thoại; trong kỳ có ${figure} hồ sơ thanh toán trực tuyến.`,
  },
  {
    indicator: 'Hồ sơ người dân, doanh nghiệp tự nộp từ xa',
    say: (figure) => `Hồ sơ do người dân, doanh nghiệp tự nộp từ xa đạt ${figure}.`,
  },
  {
    indicator: 'Kết quả giải quyết thủ tục hành chính đã số hóa',
    say: (figure) => `Kết quả giải quyết thủ tục được số hóa cùng lúc với việc trả hồ sơ, đạt ${figure}.`,
  },
  {
    indicator: 'Phản ánh hiện trường xử lý đúng hạn',
    say: (figure) => `Phản ánh hiện trường đến hạn được xử lý đúng hạn ${figure}, chủ yếu về vệ sinh đường phố và trật tự lòng lề đường.`,
  },
  {
    indicator: 'Người trưởng thành có tài khoản định danh điện tử',
    say: (figure) => `Phối hợp công an khu vực đến tận tổ dân phố, nâng số người có tài khoản định danh lên ${figure}.`,
  },
  {
    indicator: 'Người trưởng thành có chữ ký số, chữ ký điện tử',
    say: (figure) =>
      `Cùng doanh nghiệp viễn thông cấp chữ ký số miễn phí vào sáng thứ Bảy; lũy kế ${figure} người trưởng thành có chữ ký số.`,
  },
  {
    indicator: 'Cơ sở kinh doanh nhận thanh toán không tiền mặt',
    say: (figure) => `Số cơ sở kinh doanh nhận thanh toán bằng mã QR đạt ${figure}.`,
  },
  { indicator: 'Hộ gia đình có Internet cáp quang', say: (figure) => `Hạ tầng Internet cáp quang đã đến ${figure} hộ gia đình.` },
  {
    indicator: 'Cán bộ được tập huấn kỹ năng số cơ bản',
    say: (figure) => `Lũy kế ${figure} cán bộ, công chức, viên chức của đơn vị đã qua tập huấn kỹ năng số.`,
  },
  {
    indicator: 'Máy tính được bảo vệ và dùng hệ điều hành bản quyền',
    say: (figure) => `Đã rà soát, cài phần mềm phòng virus và hệ điều hành bản quyền trên ${figure} máy tính.`,
  },
  {
    indicator: 'Cán bộ được phổ biến kỹ năng an toàn thông tin',
    say: (figure) => `Tổ chức phổ biến kỹ năng an toàn thông tin cho ${figure} người.`,
  },
  { indicator: 'Người có hồ sơ sức khỏe điện tử', say: (figure) => `Duy trì hồ sơ sức khỏe điện tử cho ${figure} người dân.` },
  { indicator: 'Người hưởng lương hưu, trợ cấp nhận qua tài khoản', say: (figure) => `Người hưởng nhận tiền qua tài khoản đạt ${figure}.` },
  {
    indicator: 'Doanh nghiệp nhỏ và vừa được dùng thử nền tảng số',
    say: (figure) => `Đã đưa nền tảng số đến ${figure} doanh nghiệp nhỏ và vừa để dùng thử.`,
  },
  {
    indicator: 'Doanh nghiệp nhỏ và vừa thường xuyên dùng nền tảng số (mức 55%)',
    say: (figure) =>
      `Doanh nghiệp dùng thường xuyên nền tảng số đạt ${figure}; kế hoạch đặt hai mức 55% và 30% cho cùng một chỉ tiêu nên đơn vị báo cáo cả hai dòng.`,
  },
  {
    indicator: 'Kinh phí dành cho an toàn thông tin',
    say: (figure) => `Kinh phí dành cho an toàn thông tin đã bố trí ${figure} triệu đồng.`,
  },
  {
    indicator: 'Hệ thống thông tin được phê duyệt cấp độ an toàn',
    say: (figure) => `Hồ sơ cấp độ an toàn đã được phê duyệt cho ${figure} hệ thống.`,
  },
  {
    indicator: 'Trường trung học cơ sở có chương trình an toàn thông tin',
    say: (figure) => `Chương trình an toàn thông tin học đường đã có ở ${figure} trường trung học cơ sở.`,
  },
]
