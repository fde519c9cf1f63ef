import type { Words } from './facts.ts'

/** What wards and communes write besides their figures. */
export const wardResults: readonly Words[] = [
  ({ quarter, few }) => `Tổ công nghệ số cộng đồng ${quarter} trực ${few(2, 4)} buổi mỗi tuần, hướng dẫn ${few(30, 95)} lượt người.`,
  ({ day }) => `Loa truyền thanh phát chuyên mục chuyển đổi số vào ${day}, nội dung do công chức văn hóa biên tập.`,
  ({ few }) => `Trang thông tin điện tử đăng ${few(6, 19)} tin, bài về dịch vụ công và an toàn trên mạng.`,
  ({ market, few }) => `Đoàn thanh niên ra quân tại ${market}, giúp ${few(12, 58)} tiểu thương tạo mã QR của cửa hàng.`,
  ({ ward, few }) => `Kênh Zalo của ${ward} trả lời ${few(40, 160)} câu hỏi về thủ tục, phần lớn ngay trong ngày làm việc.`,
  ({ quarter, few }) => `Đã đối thoại với ${few(25, 70)} người cao tuổi ở ${quarter} về cách nộp hồ sơ qua mạng.`,
  ({ few }) => `Bộ phận một cửa đặt thêm ${few(1, 3)} máy tính dùng chung có hướng dẫn từng bước.`,
  ({ quarter, otherQuarter }) => `Nhóm Zalo của ${quarter} và ${otherQuarter} được gộp vào kênh chung để thông báo thống nhất.`,
  ({ school, few }) => `Phối hợp ${school} tổ chức ngày hội kỹ năng số với ${few(120, 380)} học sinh tham gia.`,
  ({ day, few }) => `Điểm cấp chữ ký số lưu động mở vào ${day}, phục vụ ${few(35, 140)} người.`,
  ({ quarter }) => `Camera an ninh do người dân ${quarter} đóng góp đã kết nối về trụ sở công an.`,
  ({ few }) => `Đã trả kết quả tận nhà cho ${few(8, 32)} trường hợp người già yếu, người khuyết tật.`,
  ({ market }) => `Ban quản lý ${market} thu phí mặt bằng bằng chuyển khoản từ đầu kỳ.`,
  ({ few, ward }) => `Cuộc họp của ${ward} với các tổ dân phố dùng tài liệu điện tử, bớt khoảng ${few(300, 900)} trang giấy.`,
  ({ otherQuarter, few }) => `Tại ${otherQuarter}, ${few(3, 9)} hộ kinh doanh nhà trọ khai báo lưu trú qua ứng dụng.`,
  ({ few }) => `Rà soát ${few(18, 64)} hồ sơ giấy còn tồn, số hóa xong toàn bộ phần kết quả.`,
  ({ day }) => `Lãnh đạo UBND trực tiếp kiểm tra việc tiếp nhận hồ sơ trực tuyến vào ${day} hằng tuần.`,
  ({ quarter, few }) => `Hội Phụ nữ lập ${few(2, 6)} tổ mua bán trên sàn thương mại điện tử ở ${quarter}.`,
]

export const wardShortcomings: readonly Words[] = [
  ({ quarter }) => `Người lớn tuổi ở ${quarter} còn ngại thao tác trên điện thoại, phần lớn nhờ con cháu nộp hộ.`,
  ({ market }) => `Một số sạp ở ${market} chỉ nhận chuyển khoản vào tài khoản cá nhân, chưa dùng mã QR của cửa hàng.`,
  () => 'Cổng Dịch vụ công có lúc chậm vào giờ cao điểm, người dân phải chờ nhận mã xác thực.',
  () => 'Cán bộ phụ trách kiêm nhiệm nhiều việc, thời gian dành cho chuyển đổi số còn ít.',
  ({ otherQuarter }) => `Tại ${otherQuarter} có nhiều người thuê trọ, danh sách dân số trưởng thành thay đổi liên tục.`,
  ({ few }) => `Thiết bị ở ${few(2, 4)} điểm loa đã cũ, hay mất kết nối khi trời mưa.`,
  ({ quarter, few }) => `Còn ${few(9, 41)} hộ ở ${quarter} chưa có Internet cố định, chủ yếu là nhà trọ và nhà trong hẻm sâu.`,
  ({ few }) => `Có ${few(2, 7)} hồ sơ phải trả lại vì ảnh chụp giấy tờ mờ.`,
  ({ school }) => `Lớp kỹ năng số mở tại ${school} vắng người học vào tuần thi.`,
  ({ few }) => `Tổ công nghệ số cộng đồng mới có ${few(2, 5)} người hoạt động đều, chưa có kinh phí hỗ trợ xăng xe.`,
  ({ market }) => `Sóng di động ở dãy trong của ${market} yếu nên thanh toán bằng mã QR hay phải làm lại.`,
  () => 'Người dân dùng nhiều số điện thoại nên tài khoản dịch vụ công và tài khoản định danh chưa khớp.',
  ({ day }) => `Lịch cấp chữ ký số vào ${day} trùng giờ làm của công nhân nên số người đến chưa nhiều.`,
  ({ quarter }) => `Phản ánh về rác thải ở ${quarter} lặp lại do điểm tập kết tạm chưa được dời.`,
]

export const wardRemedies: readonly Words[] = [
  ({ market, few }) => `Tháng tới mở thêm ${few(2, 4)} buổi hướng dẫn tại ${market}, mời ngân hàng cùng tham gia.`,
  ({ quarter }) => `Giao ${quarter} lập danh sách hộ chưa có tài khoản định danh để vận động từng nhà.`,
  ({ few }) => `Đề nghị Phòng Văn hóa và Thông tin hỗ trợ kỹ thuật viên sửa ${few(2, 4)} cụm loa trước ngày chốt số liệu kỳ sau.`,
  () => 'Phân công công chức một cửa theo dõi hằng ngày hồ sơ chưa thanh toán trực tuyến và gọi điện hướng dẫn.',
  () => 'Bổ sung bảng hướng dẫn chữ lớn cho người cao tuổi tại bộ phận một cửa.',
  ({ market }) => `Rà soát lại cơ sở kinh doanh quanh ${market} để số liệu kỳ sau đầy đủ hơn.`,
  ({ day }) => `Dời lịch cấp chữ ký số lưu động sang ${day} và buổi tối thứ Sáu.`,
  ({ quarter, otherQuarter }) => `Bổ sung đoàn viên cho tổ công nghệ số cộng đồng của ${quarter} và ${otherQuarter}.`,
  ({ school }) => `Ký kế hoạch với ${school} để học sinh lớp 9 hướng dẫn người thân dùng dịch vụ công.`,
  ({ few }) => `Đề nghị doanh nghiệp viễn thông lắp thêm ${few(1, 3)} trạm phát ở khu vực sóng yếu.`,
  ({ quarter }) => `Làm việc với đơn vị thu gom để dời điểm tập kết rác tạm ở ${quarter} trong tháng.`,
  () => 'Gắn việc kiểm tra tài khoản định danh với buổi trả kết quả tại bộ phận một cửa.',
  ({ few }) => `Bố trí ${few(8, 25)} triệu đồng từ nguồn chi thường xuyên cho hoạt động của tổ công nghệ số cộng đồng.`,
  ({ otherQuarter, day }) => `Tổ chức buổi làm mẫu ở ${otherQuarter} vào ${day}, sau đó nhân ra các khu còn lại.`,
]

/** What a new ward writes of the month in which it began. */
export const newWard: { readonly results: Words; readonly shortcomings: Words; readonly remedies: Words } = {
  results: ({ parts, few }) =>
    `Phường hoạt động từ ngày 01/7/2025 trên cơ sở ${parts} phường cũ; số liệu của các phường cũ được cộng theo từng chỉ tiêu, đã tiếp nhận ${few(40, 95)} tài khoản phần mềm và toàn bộ hồ sơ đang giải quyết.`,
  shortcomings: ({ parts, few }) =>
    `Trang thông tin và kênh Zalo của ${parts} phường cũ chưa gộp xong; còn ${few(4, 18)} máy tính phải cài lại theo tên đơn vị mới.`,
  remedies: ({ few, day }) =>
    `Gộp các trang thông tin về một địa chỉ trong ${few(15, 30)} ngày; họp ${day} hằng tuần để thống nhất số liệu giữa các bộ phận chuyển về.`,
}
