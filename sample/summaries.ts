import type { SamplePeriod } from './figures.ts'

type Summary = { readonly results: string; readonly shortcomings: string; readonly remedies: string }

const nothing: Summary = { results: '', shortcomings: '', remedies: '' }

/** What the synthesis officer wrote in front of the units' own words; August and September are not written yet. */
export const summaries: Readonly<Record<SamplePeriod, Summary>> = {
  '2024-05': {
    results:
      'Kỳ báo cáo đầu tiên theo kế hoạch. Phần lớn đơn vị đã lập kế hoạch riêng, phân công đầu mối và nộp số liệu đúng biểu.\nDịch vụ công toàn trình được giữ ổn định; thanh toán trực tuyến tăng ở các phường trung tâm.',
    shortcomings:
      'Còn đơn vị chưa gửi báo cáo và một số đơn vị gửi chậm do chưa quen kỳ chốt số liệu từ ngày 10 đến ngày 10.\nChữ ký số cá nhân và tư vấn khám chữa bệnh từ xa còn xa chỉ tiêu.',
    remedies:
      'Phòng Văn hóa và Thông tin hướng dẫn lại cách lấy số liệu; các phường rà soát danh sách dân số trưởng thành.\nTập trung đưa Trung tâm điều hành vào khai thác trong quý II.',
  },
  '2024-06': {
    results:
      'Việc nộp báo cáo vào nền nếp hơn, số đơn vị gửi chậm giảm. Tỷ lệ hồ sơ nộp từ xa và số hóa kết quả tiếp tục tăng.\nTrung tâm điều hành đang chạy thử, chuẩn bị khai trương.',
    shortcomings:
      'Phản ánh hiện trường về trật tự đô thị còn trễ hạn ở một số phường.\nTỷ trọng kinh tế số chỉ có theo quý nên kỳ này chưa có số liệu.',
    remedies:
      'Giao Phòng Quản lý đô thị họp giao ban phản ánh hiện trường hằng tuần với các phường.\nMở thêm điểm cấp chữ ký số lưu động vào cuối tuần.',
  },
  '2024-07': {
    results:
      'Trung tâm điều hành đô thị thông minh (OC Vũng Tàu) đã vận hành từ cuối tháng 6, đạt mốc quý II.\nTài khoản định danh điện tử của người trưởng thành vượt mức đề ra.',
    shortcomings:
      'Nhãn tín nhiệm mạng cho trang cấp xã chậm do chờ đơn vị đánh giá.\nDoanh nghiệp nhỏ và vừa dùng nền tảng số thường xuyên mới trên một phần ba; kế hoạch đặt hai mức 55% và 30% cho cùng chỉ tiêu, đề nghị thành phố xác định mức áp dụng.',
    remedies:
      'Làm việc với đơn vị đánh giá để xong hồ sơ của các phường còn lại trong quý III.\nPhòng Kinh tế lập danh sách doanh nghiệp cần hỗ trợ và phân công theo dõi.',
  },
  '2024-08': nothing,
  '2024-09': nothing,
}
