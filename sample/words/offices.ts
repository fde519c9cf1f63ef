import type { Words } from './facts.ts'

/** What departments and agencies write besides their figures; `own` is of each unit's own field. */
export const officeResults: readonly Words[] = [
  ({ few }) => `Đơn vị đã phân công ${few(3, 9)} đầu việc chuyển đổi số cho từng người, có ngày hoàn thành.`,
  ({ few }) => `Văn bản đi, đến được xử lý hoàn toàn trên phần mềm, trong kỳ ký số ${few(60, 420)} văn bản.`,
  ({ few }) => `Đã rà soát quy trình nội bộ và bỏ ${few(2, 5)} biểu mẫu giấy không còn cần.`,
  ({ few }) => `Cử ${few(2, 6)} người dự lớp tập huấn trực tuyến về kỹ năng số.`,
  ({ day }) => `Họp giao ban vào ${day} dùng tài liệu điện tử, không in giấy.`,
  ({ few }) => `Trợ lý ảo được dùng để tra cứu văn bản, trung bình ${few(11, 48)} lượt mỗi tuần.`,
  ({ few }) => `Kho hồ sơ điện tử của đơn vị có thêm ${few(90, 640)} tài liệu được gắn nhãn và tra cứu được.`,
  () => 'Đã đặt lại mật khẩu và bật xác thực hai lớp cho mọi tài khoản thư công vụ của đơn vị.',
  ({ few }) => `Trả lời ${few(5, 22)} câu hỏi của các phường, xã qua nhóm trao đổi nghiệp vụ trong ngày.`,
  ({ few }) => `Tự kiểm tra an toàn thông tin, khắc phục ${few(2, 8)} điểm yếu do công cụ quét nêu ra.`,
  ({ few }) => `Lịch làm việc, lịch họp của đơn vị được đăng trên cổng nội bộ; ${few(7, 21)} cuộc họp trong kỳ có biên bản điện tử.`,
  ({ few, day }) => `Vào ${day}, ${few(5, 18)} người của đơn vị thực hành nhận biết thư lừa đảo; không ai bấm vào liên kết lạ.`,
  ({ few }) => `Đã gửi kèm chữ ký số cho ${few(14, 75)} báo cáo, thay cho bản giấy đóng dấu.`,
  ({ few }) => `Cùng ${few(2, 5)} phường rà soát số liệu đầu vào, thống nhất một cách đếm.`,
]

export const officeShortcomings: readonly Words[] = [
  ({ few }) => `Số liệu phải nhập ở ${few(2, 4)} phần mềm chưa liên thông nên mất thời gian đối chiếu.`,
  ({ few }) => `Còn ${few(3, 11)} máy tính cấu hình thấp chưa nâng được hệ điều hành, cần kinh phí thay thế.`,
  () => 'Việc dùng trợ lý ảo mới ở mức tra cứu văn bản, chưa thành thói quen hằng ngày.',
  () => 'Nhân sự có chuyên môn công nghệ thông tin còn mỏng, chủ yếu kiêm nhiệm.',
  ({ few }) => `Có ${few(2, 6)} người chưa được cấp chứng thư số do hồ sơ đề nghị phải làm lại.`,
  () => 'Một số văn bản gửi đến vẫn là bản giấy quét, không tra cứu được nội dung.',
  ({ day }) => `Đường truyền nội bộ chập chờn vào ${day}, ảnh hưởng việc họp trực tuyến.`,
  () => 'Việc kết xuất số liệu theo kỳ từ ngày 10 phải làm thủ công vì phần mềm chỉ có báo cáo theo tháng dương lịch.',
  ({ few }) => `Lớp tập huấn trong kỳ còn ${few(2, 7)} người vắng do trùng lịch công tác.`,
  ({ few }) => `Trong kỳ có ${few(2, 6)} lượt phải gọi hỗ trợ vì chứng thư số hết hạn mà không được báo trước.`,
  ({ few }) => `Còn ${few(4, 15)} văn bản phát hành phải gửi lại do sai tệp đính kèm.`,
  ({ few }) => `Chưa thống nhất cách đếm ở ${few(2, 4)} chỉ tiêu giữa đơn vị và các phường.`,
  ({ few }) => `Kho hồ sơ cũ còn khoảng ${few(120, 680)} tập chưa có mục lục điện tử.`,
  ({ few }) => `Thời gian trả lời phường, xã có lúc quá ${few(2, 4)} ngày vì đầu mối đi công tác.`,
]

export const officeRemedies: readonly Words[] = [
  ({ few }) => `Lập dự toán thay ${few(3, 11)} máy tính cũ, trình trong đợt điều chỉnh ngân sách gần nhất.`,
  ({ day }) => `Tổ chức buổi thực hành trợ lý ảo cho toàn đơn vị vào ${day} tuần đầu tháng sau.`,
  () => 'Đưa kết quả thực hiện chỉ tiêu vào tiêu chí xếp loại hằng tháng.',
  () => 'Đề nghị nhà cung cấp bổ sung chức năng kết xuất theo kỳ từ ngày 10 đến ngày 10.',
  ({ few }) => `Cử thêm ${few(1, 3)} người tham gia tổ giúp việc và lớp an toàn thông tin quý tới.`,
  () => 'Hoàn thiện hồ sơ cấp chứng thư số còn thiếu, gửi trước ngày chốt số liệu kỳ sau.',
  ({ day }) => `Kiểm tra chéo số liệu với đơn vị phối hợp vào ${day} trước khi gửi báo cáo.`,
  () => 'Đề nghị đơn vị viễn thông kiểm tra đường truyền và lắp đường dự phòng.',
  ({ few }) => `Chọn ${few(2, 4)} quy trình có nhiều bước nhất để rút gọn trong quý.`,
  ({ few }) => `Lập mục lục điện tử cho ${few(40, 160)} tập hồ sơ mỗi tháng, ưu tiên hồ sơ hay tra cứu.`,
  ({ few }) => `Nhắc trước ${few(15, 30)} ngày với chứng thư số sắp hết hạn.`,
  ({ few }) => `Ghi cách đếm của ${few(3, 7)} chỉ tiêu thành một trang hướng dẫn, gửi các phường, xã.`,
  ({ day, few }) => `Giao một người trực trả lời phường, xã vào ${day}; câu hỏi còn lại trả lời trong ${few(1, 2)} ngày.`,
  ({ few }) => `Kiểm tra ngẫu nhiên ${few(10, 30)} văn bản phát hành mỗi tuần trước khi gửi.`,
]

type Own = { readonly results: Words; readonly shortcomings: Words; readonly remedies: Words }

export const own: Readonly<Record<string, Own>> = {
  'van-phong': {
    results: ({ few }) =>
      `Bộ phận một cửa của thành phố tiếp nhận qua quầy hẹn giờ ${few(120, 310)} lượt, thời gian chờ trung bình dưới 10 phút.`,
    shortcomings: 'Một số văn bản khẩn vẫn được gửi song song bản giấy.',
    remedies: 'Theo dõi hằng tuần văn bản còn gửi kèm bản giấy và nhắc đơn vị phát hành.',
  },
  'noi-vu': {
    results: ({ few }) => `Cập nhật xong hồ sơ điện tử của ${few(180, 460)} cán bộ, công chức vào cơ sở dữ liệu ngành.`,
    shortcomings: 'Chức danh đầu mối chuyển đổi số ở vài phường thay đổi nhưng chưa kịp báo.',
    remedies: 'Ban hành danh sách đầu mối mới và chế độ thay thế khi vắng.',
  },
  'tu-phap': {
    results: ({ few }) => `Số hóa thêm ${few(400, 990)} trang sổ hộ tịch, đối chiếu với dữ liệu dân cư.`,
    shortcomings: 'Sổ hộ tịch trước năm 1990 mờ chữ, nhận dạng tự động sai nhiều.',
    remedies: 'Thuê người đọc và nhập tay phần sổ mờ, nghiệm thu theo từng quyển.',
  },
  'tai-chinh': {
    results: ({ few }) => `Thẩm định dự toán công nghệ thông tin của ${few(4, 12)} đơn vị, ưu tiên phần an toàn thông tin.`,
    shortcomings: 'Dự toán gửi đến thiếu thuyết minh nên phải trả lại bổ sung.',
    remedies: 'Gửi mẫu thuyết minh dự toán an toàn thông tin cho các đơn vị trước đợt điều chỉnh.',
  },
  'tai-nguyen': {
    results: ({ few }) => `Chuyển ${few(400, 980)} thửa đất vào bản đồ số dùng chung, mở cho các phường tra cứu.`,
    shortcomings: 'Thủ tục đất đai có nhiều giấy tờ bản lớn, người dân khó tự chụp và nộp.',
    remedies: 'Đặt máy quét khổ lớn tại bộ phận một cửa để người dân tự nộp.',
  },
  'lao-dong': {
    results: ({ few }) => `Lập tài khoản nhận trợ cấp cho thêm ${few(45, 160)} đối tượng bảo trợ xã hội.`,
    shortcomings: 'Người hưởng đi lại khó khăn chưa mở được tài khoản vì phải có mặt.',
    remedies: 'Cùng ngân hàng đến tận nhà mở tài khoản cho người hưởng không đi lại được.',
  },
  'van-hoa': {
    results: ({ few }) => `Hướng dẫn nghiệp vụ báo cáo cho ${few(14, 32)} đầu mối; theo dõi công việc của Trung tâm điều hành mỗi tuần.`,
    shortcomings: 'Việc tổng hợp còn phải gọi điện nhắc từng đơn vị gửi chậm.',
    remedies: 'Thông báo đơn vị chậm báo cáo tại giao ban của UBND thành phố.',
  },
  'giao-duc': {
    results: ({ few }) => `Học bạ điện tử được dùng ở ${few(12, 26)} trường; thu học phí qua tài khoản tiếp tục mở rộng.`,
    shortcomings: 'Trường ở xa trung tâm thiếu giáo viên tin học.',
    remedies: 'Bố trí giáo viên tin học dạy liên trường từ đầu năm học.',
  },
  'y-te': {
    results: ({ few }) => `Kiểm tra ${few(5, 14)} cơ sở khám bệnh tư nhân về việc dùng đơn thuốc điện tử.`,
    shortcomings: 'Phòng khám nhỏ chưa liên thông đơn thuốc do phần mềm khác nhà cung cấp.',
    remedies: 'Mời nhà cung cấp phần mềm làm việc với các phòng khám nhỏ trong tháng.',
  },
  'thanh-tra': {
    results: ({ few }) => `Nhập ${few(20, 60)} hồ sơ khiếu nại, tố cáo vào cơ sở dữ liệu ngành, bảo đảm đúng quyền truy cập.`,
    shortcomings: 'Phần mềm ngành chưa cho kết xuất theo địa bàn phường.',
    remedies: 'Kiến nghị bổ sung báo cáo theo địa bàn trong bản nâng cấp kế tiếp.',
  },
  'kinh-te': {
    results: ({ few }) => `Tư vấn trực tiếp cho ${few(18, 55)} doanh nghiệp về hóa đơn điện tử và gian hàng trực tuyến.`,
    shortcomings: 'Doanh nghiệp nhỏ dùng thử nền tảng rồi bỏ vì không có người theo dõi.',
    remedies: 'Phân công mỗi công chức theo dõi một nhóm doanh nghiệp sau dùng thử.',
  },
  'do-thi': {
    results: ({ few }) => `Gắn mã cho ${few(300, 880)} cây xanh và trụ chiếu sáng trên bản đồ hạ tầng.`,
    shortcomings: 'Ảnh phản ánh hiện trường thiếu vị trí nên phải gọi lại cho người dân.',
    remedies: 'Đề nghị bổ sung bước chọn vị trí bắt buộc trong ứng dụng phản ánh.',
  },
  'cong-an': {
    results: ({ few }) => `Tổ lưu động làm căn cước và định danh cho ${few(90, 260)} người ở khu nhà trọ công nhân.`,
    shortcomings: 'Người tạm trú dài hạn chưa khai báo nên khó kích hoạt tài khoản.',
    remedies: 'Phối hợp chủ nhà trọ rà soát người tạm trú vào hai cuối tuần tới.',
  },
  'bao-hiem': {
    results: ({ few }) => `Đồng bộ thêm ${few(200, 900)} số thẻ bảo hiểm y tế với dữ liệu dân cư.`,
    shortcomings: 'Một phần người hưởng quen nhận tiền mặt tại điểm chi trả.',
    remedies: 'Vận động tại điểm chi trả, mở tài khoản ngay trong ngày chi trả.',
  },
  thue: {
    results: ({ few }) => `Hỗ trợ ${few(40, 130)} hộ kinh doanh dùng hóa đơn điện tử khởi tạo từ máy tính tiền.`,
    shortcomings: 'Hộ ăn uống vỉa hè chưa có điều kiện lắp máy tính tiền.',
    remedies: 'Thí điểm hóa đơn trên điện thoại cho hộ ăn uống nhỏ.',
  },
  'trung-tam-y-te': {
    results: ({ few }) => `Khám từ xa ${few(60, 190)} lượt cho người bệnh mạn tính ở xã đảo.`,
    shortcomings: 'Bác sĩ trực khám từ xa chỉ bố trí được hai buổi mỗi tuần.',
    remedies: 'Tăng thêm một buổi khám từ xa vào chiều thứ Năm.',
  },
  'trung-tam-van-hoa': {
    results: ({ few }) => `Phát ${few(10, 24)} chuyên mục trên đài truyền thanh, dựng ${few(2, 5)} phim ngắn hướng dẫn.`,
    shortcomings: 'Thiết bị dựng hình cũ, một phim ngắn phải thuê ngoài.',
    remedies: 'Đề nghị bổ sung thiết bị dựng hình trong dự toán năm sau.',
  },
  'du-an': {
    results: ({ few }) => `Nhật ký thi công điện tử được dùng ở ${few(4, 11)} công trình, ảnh hiện trường gửi về mỗi ngày.`,
    shortcomings: 'Nhà thầu nhỏ còn nộp hồ sơ nghiệm thu bằng giấy.',
    remedies: 'Đưa yêu cầu hồ sơ nghiệm thu điện tử vào hợp đồng mới.',
  },
  'giao-duc-nghe': {
    results: ({ few }) => `Mở ${few(2, 5)} lớp kỹ năng số buổi tối cho lao động phổ thông.`,
    shortcomings: 'Phòng máy thực hành thiếu chỗ khi hai lớp học cùng buổi.',
    remedies: 'Xếp lịch lệch buổi và mượn phòng máy của trường lân cận.',
  },
  'thong-ke': {
    results: ({ few }) => `Thu thập bằng phiếu điện tử ở ${few(120, 340)} cơ sở, kiểm tra lỗi ngay trên máy.`,
    shortcomings: 'Tỷ trọng kinh tế số chỉ ước được theo quý, chưa có theo tháng.',
    remedies: 'Thống nhất với cơ quan cấp trên lịch cung cấp số ước theo quý.',
  },
  'kho-bac': {
    results: ({ few }) => `Xử lý trực tuyến ${few(700, 990)} chứng từ chi, không còn giao dịch tại quầy với đơn vị sự nghiệp.`,
    shortcomings: 'Một số đơn vị gửi chứng từ dồn vào ngày cuối tháng.',
    remedies: 'Thông báo lịch khóa chứng từ và nhắc trước ba ngày làm việc.',
  },
  'buu-dien': {
    results: ({ few }) => `Đưa ${few(15, 48)} mặt hàng của hộ sản xuất lên sàn, nhận trả kết quả thủ tục tại nhà ${few(80, 220)} lượt.`,
    shortcomings: 'Hàng thủy sản tươi khó đóng gói gửi đi xa nên ít đơn.',
    remedies: 'Hướng dẫn đóng gói lạnh cho các hộ bán hải sản khô và tươi.',
  },
  'dien-luc': {
    results: ({ few }) => `Lắp thêm ${few(200, 760)} công tơ đọc từ xa; thông báo cắt điện qua ứng dụng trước năm ngày.`,
    shortcomings: 'Khách thuê trọ chưa có mã khách hàng riêng để thanh toán điện tử.',
    remedies: 'Cấp mã phụ cho phòng trọ theo đề nghị của chủ nhà.',
  },
}
