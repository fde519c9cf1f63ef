import type { SamplePeriod } from './figures.ts'

type Summary = { readonly results: string; readonly shortcomings: string; readonly remedies: string }

const nothing: Summary = { results: '', shortcomings: '', remedies: '' }

/** What the synthesis officer wrote instead of the units' own words, which are annexed; August 2025 is not written yet. */
export const summaries: Readonly<Record<SamplePeriod, Summary>> = {
  '2024-05': {
    results:
      'Đây là kỳ báo cáo đầu tiên theo kế hoạch. Phần lớn cơ quan, đơn vị đã ban hành kế hoạch của mình, phân công đầu mối và nộp số liệu đúng biểu. Ba chỉ tiêu đạt ngay từ kỳ đầu là hồ sơ sức khỏe điện tử, thanh toán hóa đơn viễn thông và hóa đơn nước không dùng tiền mặt.\nDịch vụ công toàn trình giữ ổn định; việc nộp phí, lệ phí trực tuyến tăng nhờ công chức một cửa hướng dẫn tại chỗ. Các phường, xã duy trì tổ công nghệ số cộng đồng và tập trung vào tài khoản định danh điện tử.',
    shortcomings:
      'Ba đơn vị chưa gửi báo cáo và bảy đơn vị gửi chậm do chưa quen kỳ chốt số liệu từ ngày 10 đến ngày 10. Phòng Kinh tế chưa báo cáo nên ba chỉ tiêu về doanh nghiệp nhỏ và vừa chưa có số liệu.\nChữ ký số cá nhân và tư vấn khám chữa bệnh từ xa còn xa mức giao. Truyền thanh ứng dụng công nghệ mới có ở một số ít phường, chủ yếu do thiết bị cũ chưa được thay. Việc giải ngân kinh phí an toàn thông tin đầu năm còn chậm.',
    remedies:
      'Phòng Văn hóa và Thông tin mở buổi hướng dẫn lại cách lấy số liệu cho đầu mối các đơn vị trước kỳ tháng 6. Phòng Kinh tế báo cáo bổ sung số liệu doanh nghiệp trong kỳ tới.\nCác phường, xã rà soát danh sách dân số trưởng thành, phối hợp doanh nghiệp viễn thông cấp chữ ký số tại nhà văn hóa khu phố. Ban Quản lý dự án và Phòng Văn hóa và Thông tin tập trung đưa Trung tâm điều hành vào khai thác trong quý II.',
  },
  '2024-06': {
    results:
      'Việc nộp báo cáo vào nền nếp hơn, số đơn vị gửi chậm giảm từ bảy xuống năm. Tỷ lệ hồ sơ nộp từ xa và tỷ lệ số hóa kết quả giải quyết đều tăng so với kỳ trước.\nSố phường có truyền thanh ứng dụng công nghệ tăng thêm năm. Cổng, trang thông tin điện tử đã có số liệu đều có giải pháp dự phòng. Trung tâm điều hành đang chạy thử, chuẩn bị khai trương cuối tháng 6.',
    shortcomings:
      'Hai đơn vị chưa gửi báo cáo. Phản ánh hiện trường về trật tự đô thị còn trễ hạn ở một số phường, chưa đạt mức giao.\nTỷ trọng kinh tế số chỉ được công bố theo quý nên kỳ này chưa có số liệu. Doanh nghiệp nhỏ và vừa dùng thử nền tảng số nhiều nhưng dùng thường xuyên mới được khoảng một phần ba; nguyên nhân là phần mềm chưa khớp với cách ghi sổ của hộ nhỏ.',
    remedies:
      'Giao Phòng Quản lý đô thị họp giao ban phản ánh hiện trường hằng tuần với các phường, báo cáo phản ánh quá hạn vào thứ Sáu.\nMở thêm điểm cấp chữ ký số lưu động vào cuối tuần. Phòng Kinh tế làm việc với hai nhà cung cấp để có bản dùng thử đơn giản cho hộ kinh doanh. Hoàn tất chạy thử Trung tâm điều hành và phân công trực.',
  },
  '2024-07': {
    results:
      'Trung tâm điều hành đô thị thông minh (OC Vũng Tàu) vận hành từ cuối tháng 6, đạt mốc quý II. Tài khoản định danh điện tử của người trưởng thành, điện thoại thông minh và truyền thanh ứng dụng công nghệ đã vượt mức giao.\nToàn bộ dịch vụ công toàn trình đã có trên Cổng Dịch vụ công quốc gia. Số chỉ tiêu đạt tăng từ năm lên mười một; chỉ còn một đơn vị chưa gửi báo cáo.',
    shortcomings:
      'Nhãn tín nhiệm mạng cho trang cấp xã chậm do chờ đơn vị đánh giá. Bảo hiểm xã hội chưa gửi báo cáo nên tỷ lệ chi trả qua tài khoản kỳ này mới tính được một phần.\nDoanh nghiệp nhỏ và vừa dùng nền tảng số thường xuyên mới trên một phần ba; kế hoạch đặt hai mức 55% và 30% cho cùng chỉ tiêu, đề nghị thành phố xác định mức áp dụng. Chữ ký số cá nhân mới được hơn một nửa mức giao.',
    remedies:
      'Làm việc với đơn vị đánh giá để xong hồ sơ nhãn tín nhiệm của các phường còn lại trong quý III.\nPhòng Kinh tế lập danh sách doanh nghiệp cần hỗ trợ và phân công theo dõi; Phòng Văn hóa và Thông tin trình phương án xác định một mức chỉ tiêu. Các phường gắn việc cấp chữ ký số với buổi trả kết quả tại bộ phận một cửa. Chấn chỉnh hai nhiệm vụ quá hạn, báo cáo lý do trong kỳ tới.',
  },
  '2024-08': {
    results:
      'Tập huấn kỹ năng số cho cán bộ, giá trị phí, lệ phí nộp trực tuyến và số hóa ở cơ sở đào tạo đã đến mức giao. Hộ dân có tài khoản định danh điện tử, điện thoại thông minh tiếp tục tăng.\nSau ba tháng vận hành, Trung tâm điều hành đô thị thông minh nhận số liệu phản ánh hiện trường của tất cả phường, xã.',
    shortcomings:
      'Phòng Lao động – Thương binh và Xã hội và Chi cục Thuế chưa gửi báo cáo, nên chỉ tiêu về trang web tên miền .vn chưa có số liệu kỳ này.\nHồ sơ tự nộp từ xa còn thiếu hơn một điểm phần trăm so với mức giao. Tuyến đường không tiền mặt còn năm phường chưa ra mắt, chủ yếu do tiểu thương ngại dùng mã QR của cửa hàng.',
    remedies:
      'Hai đơn vị chưa gửi báo cáo bổ sung trong kỳ tới. Các phường còn lại chốt lịch ra mắt tuyến đường không tiền mặt trong quý IV.\nBộ phận một cửa bố trí người hướng dẫn nộp hồ sơ tại chỗ vào buổi sáng, là giờ đông người.',
  },
  '2024-09': {
    results:
      'Đây là kỳ báo cáo tháng cuối theo kế hoạch năm 2024. Hồ sơ tự nộp từ xa và thanh toán trực tuyến theo số hồ sơ đã vượt mức giao; thủ tục có nghĩa vụ tài chính nộp tiền trực tuyến đạt.\nTrung tâm điều hành đô thị thông minh vận hành ổn định.',
    shortcomings:
      'Phòng Y tế và ba phường 1, 8, 9 chưa gửi báo cáo đúng kỳ. Chữ ký số cá nhân, tư vấn khám chữa bệnh từ xa và doanh nghiệp nhỏ và vừa dùng nền tảng số thường xuyên (mức 55%) còn xa mức giao.',
    remedies:
      'Các phường chưa gửi nộp bổ sung trước khi tổng kết năm. Kết quả quý IV ghi trong báo cáo năm; các chỉ tiêu chưa đạt được chuyển sang kế hoạch năm 2025 với mức giao mới.',
  },
  '2025-05': {
    results:
      'Kỳ báo cáo đầu tiên theo kế hoạch năm 2025: 38/40 đơn vị gửi báo cáo, đều theo mức giao mới. Toàn bộ phường, xã sẵn sàng họp trực tuyến; nhãn tín nhiệm mạng, phê duyệt cấp độ an toàn đạt mức giao.\nCác phường, xã đã kiểm kê thiết bị, tài khoản phần mềm để sẵn sàng bàn giao khi sắp xếp.',
    shortcomings:
      'Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên và UBND phường Thắng Nhì chưa gửi báo cáo.\nMức giao năm 2025 cao hơn nên nhiều chỉ tiêu chưa đạt: chữ ký số cá nhân mới được khoảng một phần tư số người trưởng thành, giá trị phí, lệ phí nộp trực tuyến còn thiếu hơn bảy điểm phần trăm.',
    remedies:
      'Tập trung cấp chữ ký số tại nhà văn hóa khu phố trước ngày 30/6. Các phường, xã hoàn tất danh mục bàn giao và chốt số liệu riêng của mình đến hết kỳ tháng 6.',
  },
  '2025-06': {
    results:
      'Kỳ cuối cùng 17 phường, xã báo cáo riêng. Hầu hết chỉ tiêu về người dân, hộ gia đình tăng so với kỳ trước; số phường có truyền thanh ứng dụng công nghệ chỉ còn thiếu một.\nHồ sơ thủ tục hành chính đang giải quyết đã được số hóa để bàn giao.',
    shortcomings:
      'Điện lực thành phố, UBND Phường 2 và UBND phường Nguyễn An Ninh chưa gửi báo cáo. Chi cục Thuế chưa có số liệu về trang web tên miền .vn; tỷ trọng kinh tế số công bố theo quý nên kỳ này chưa có.\nMột số phường chậm nộp do bận kiểm kê, bàn giao.',
    remedies:
      'Từ kỳ tháng 7, phường, xã mới báo cáo theo số liệu gộp của các phường cũ. Báo cáo còn thiếu của phường cũ do đơn vị tiếp nhận hoàn thành.\nPhòng Văn hóa và Thông tin cập nhật danh sách đầu mối ngay sau ngày 01/7.',
  },
  '2025-07': {
    results:
      'Kỳ đầu tiên sau sắp xếp: 28 đơn vị báo cáo, trong đó 05 phường, xã; số liệu của phường mới là số cộng của các phường cũ nên so được với các kỳ trước. Cả năm phường, xã đều có tuyến đường không tiền mặt.\nNgười từ 15 tuổi có tài khoản thanh toán đã vượt mức giao 90%.',
    shortcomings:
      'Phòng Tài nguyên và Môi trường chưa gửi báo cáo; năm đơn vị gửi chậm, phần lớn do đối chiếu số liệu giữa các bộ phận chuyển về. Trang thông tin và kênh Zalo của các phường cũ chưa gộp xong.\nGiá trị phí, lệ phí nộp trực tuyến và chữ ký số cá nhân còn xa mức giao.',
    remedies:
      'Các phường mới gộp trang thông tin về một địa chỉ trong tháng 8, công khai thủ tục theo tên cơ quan mới. Phòng Tư pháp và Văn phòng theo dõi việc chuyển hồ sơ để người dân không phải nộp lại giấy tờ.',
  },
  '2025-08': nothing,
}
