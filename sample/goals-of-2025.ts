/** The share that the plan of 2025 asks for, in per cent, and the share that is reached in August. */
export type Goal = { readonly percent: number; readonly share: number }

/**
 * The goals of 2025 by the name of the indicator, all set by the sample. The milestone was reached in 2024, and of the two levels for one share
 * of small businesses one is left.
 */
export const goalsOf2025: Readonly<Record<string, Goal>> = {
  'Thủ tục hành chính đủ điều kiện được đưa lên mức toàn trình': { percent: 100, share: 1 },
  'Dịch vụ công toàn trình có mặt trên Cổng Dịch vụ công quốc gia': { percent: 100, share: 1 },
  'Hồ sơ nộp phí, lệ phí trực tuyến': { percent: 95, share: 0.948 },
  'Giá trị phí, lệ phí nộp trực tuyến': { percent: 60, share: 0.571 },
  'Thủ tục có nghĩa vụ tài chính cho nộp tiền trực tuyến': { percent: 80, share: 0.83 },
  'Người dùng dịch vụ công được định danh, xác thực thống nhất': { percent: 100, share: 1 },
  'Kết quả giải quyết thủ tục hành chính đã số hóa': { percent: 100, share: 0.992 },
  'Hồ sơ người dân, doanh nghiệp tự nộp từ xa': { percent: 70, share: 0.69 },
  'Cán bộ được tập huấn kỹ năng số cơ bản': { percent: 90, share: 0.87 },
  'Lãnh đạo dùng trợ lý ảo và dữ liệu của IOC tỉnh': { percent: 100, share: 0.98 },
  'Phản ánh hiện trường xử lý đúng hạn': { percent: 100, share: 0.975 },
  'Phường, xã sẵn sàng họp trực tuyến': { percent: 100, share: 1 },
  'Tỷ trọng giá trị tăng thêm của kinh tế số trong GRDP': { percent: 20, share: 0.176 },
  'Doanh nghiệp nhỏ và vừa được dùng thử nền tảng số': { percent: 95, share: 0.957 },
  'Doanh nghiệp nhỏ và vừa thường xuyên dùng nền tảng số (mức 55%)': { percent: 55, share: 0.508 },
  'Doanh nghiệp nhỏ và vừa có trang web tên miền .vn': { percent: 50, share: 0.447 },
  'Hộ sản xuất nông nghiệp có gian hàng trên sàn thương mại điện tử': { percent: 95, share: 0.955 },
  'Người trưởng thành có điện thoại thông minh': { percent: 90, share: 0.902 },
  'Hộ gia đình có Internet cáp quang': { percent: 100, share: 0.968 },
  'Phường, xã có đài truyền thanh ứng dụng công nghệ': { percent: 100, share: 0.97 },
  'Người trưởng thành có tài khoản định danh điện tử': { percent: 90, share: 0.912 },
  'Người trưởng thành có chữ ký số, chữ ký điện tử': { percent: 40, share: 0.318 },
  'Người từ 15 tuổi có tài khoản thanh toán': { percent: 90, share: 0.904 },
  'Người trưởng thành có tài khoản dịch vụ công': { percent: 80, share: 0.782 },
  'Người trưởng thành dùng tư vấn khám chữa bệnh từ xa': { percent: 40, share: 0.342 },
  'Người dân có hồ sơ sức khỏe điện tử': { percent: 95, share: 0.957 },
  'Cơ sở đào tạo đã chuyển đổi số': { percent: 100, share: 0.88 },
  'Hóa đơn viễn thông, truyền hình trả không tiền mặt': { percent: 97, share: 0.974 },
  'Hóa đơn nước trả không tiền mặt': { percent: 90, share: 0.893 },
  'Cơ sở kinh doanh nhận thanh toán không tiền mặt': { percent: 97, share: 0.972 },
  'Người hưởng lương hưu, trợ cấp nhận qua tài khoản': { percent: 85, share: 0.838 },
  'Phường, xã có tuyến đường không tiền mặt': { percent: 100, share: 0.95 },
  'Hệ thống thông tin được phê duyệt cấp độ an toàn': { percent: 100, share: 1 },
  'Trang thông tin điện tử cấp xã có nhãn tín nhiệm mạng': { percent: 100, share: 0.96 },
  'Máy tính được bảo vệ và dùng hệ điều hành bản quyền': { percent: 100, share: 0.99 },
  'Cổng, trang của thành phố có giải pháp chống tấn công và dự phòng': { percent: 100, share: 1 },
  'Cán bộ được phổ biến kỹ năng an toàn thông tin': { percent: 100, share: 0.985 },
  'Trường trung học cơ sở có chương trình an toàn thông tin': { percent: 100, share: 1 },
  'Kinh phí dành cho an toàn thông tin': { percent: 10, share: 0.116 },
}
