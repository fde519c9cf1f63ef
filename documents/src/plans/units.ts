/** How bodies are named in directives: where such a name begins, where it ends, and where a list of them is cut. */
import { namedByField } from './named-by-field.ts'

const person =
  '(?:(?:[Cc]ác\\s+)?(?:[Đđ]ồng chí|[Ôô]ng(?:\\s*\\([Bb]à\\)|,\\s*[Bb]à)?|[Bb]à)\\s*:?\\s+)?(?:[Tt]hủ trưởng|(?:Phó )?[Cc]hủ tịch|(?:Phó )?[Gg]iám đốc|(?:Phó )?Chánh|[Nn]gười đứng đầu|(?:Phó )?(?:Cục |Vụ |[Tt]ổ |Viện |Tổng |Chi cục |Trạm |Đội )?[Tt]rưởng(?= (?:các )?(?:[Bb]an|[Pp]hòng|thôn|tổ|khu|ấp|bản|Cục|Vụ|[Tt]ổ|Đoàn|Công an|Chi|Đài|đơn vị)|[\\s:,])|(?:[Tt]hứ|[Bb]ộ) trưởng|(?:[Tt]ừng |[Cc]ác )?(?:đồng chí )?[Tt]hành viên|(?:(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Tt]hị|[Qq]uận|[Đđ]ảng) )?(?:[Ủủ]y|[Uu]ỷ) viên|[Hh]iệu trưởng|Tổng [Gg]iám đốc|[Cc]hủ nhiệm|[Cc]án bộ|(?:Phó )?Bí thư)'
/** These are also verbs ("Lãnh đạo việc …"): a body must follow. */
const spokesman = '(?:[Ll]ãnh đạo|[Đđ]ại diện(?: lãnh đạo)?)'
const capital = '(?=\\s+(?:[\\p{Lu}“"\\d]))'
const named = [
  'UBND',
  'UBDN',
  'UBMTTQ\\p{Lu}*',
  'HĐND(?: và UBND|-UBND)?',
  'MTTQ',
  'BCĐ',
  'BHXH',
  'VNPT',
  'VP',
  'BQL',
  'Viettel',
  '[UỦ][ỷyỶY]? ?ban',
  'Uỷ ban',
  'Ủy ban',
  'ủy ban',
  '[Cc]ấp (?:tỉnh|huyện|xã|cơ sở|trung ương)(?=\\s*:?\\s*$)',
  'Hội đồng(?= (?:\\p{Lu}|nhân dân|thành viên|quản trị))',
  '[Cc]hính quyền(?= (?:địa phương|các|cấp|xã|phường|thôn))',
  'Văn phòng',
  'văn phòng',
  '[Tt]rung tâm(?! (?:[Dd]ữ liệu|tích hợp))',
  'Công an',
  'công an',
  'Chi cục',
  'chi cục',
  'Bảo hiểm xã hội',
  'bảo hiểm xã hội',
  'Kho bạc',
  'Ngân hàng',
  'Mặt trận',
  'Thanh tra(?= (?:\\p{Lu}|tỉnh|thành phố|huyện|nhà nước))',
  '(?:Tổng )?[Ll]iên đoàn(?= \\p{L})',
  'Tổng (?:hội|Thanh tra|Kiểm toán)',
  'Liên minh',
  'Hiệp hội',
  'Tập đoàn',
  'Tổng cục',
  'Tổng [Cc]ông ty',
  '(?:Thuế|Thống kê)(?= (?:tỉnh|thành phố|cơ sở|TP))',
  '[Ll]ực lượng(?= (?:Công an|công an|[Qq]uân|[Qq]uản lý|[Kk]iểm lâm|chức năng|Biên phòng|Cảnh sát|dân quân|vũ trang))',
  'Công ty',
  'Bưu điện',
  'Báo và (?=[Pp]hát thanh|Đài)',
  'Điện lực',
  'Bệnh viện',
  'Tòa án',
  'Toà án',
  'Viện kiểm sát',
  'Viện Kiểm sát',
  'Thường trực',
  'Thường vụ',
  '(?:Phó )?Thủ tướng',
  'Viễn thông(?= (?:\\p{Lu}|tỉnh|thành phố))',
  '[Nn]hà thầu',
  '[Bb]ộ phận(?= (?:\\p{Lu}|một cửa|tiếp nhận))',
  '[Đđ]ại biểu',
  'Chính phủ(?! (?:số|điện tử))',
  'Quốc hội',
  'Bộ Chính trị',
  'Ban Bí thư',
  'Tổng Bí thư',
  'Chủ tịch nước',
  'Đảng đoàn',
  'Tổ đảng',
  'Đảng bộ',
  '[Cc]hi bộ',
  'Ban cán sự',
  '(?:Trung ương|Tỉnh|Thành|Thị|Huyện|Quận|Xã) [đĐ]oàn',
  '(?:Tỉnh|Thành|Thị|Huyện|Quận|Xã)đoàn',
  '[Cc]ấp [uủ][ỷy]',
  'Học viện',
  'Đại học',
  '[Nn]hà trường',
  'Bộ đội',
  'Quân khu',
  'Hải quan',
  'Cảng vụ',
  'Kiểm toán',
  'Thông tấn xã',
  'Cổng [Tt]hông tin',
  'Đài Truyền',
  'bệnh viện',
  '[Tt]rạm [Yy] tế',
  '[Cc]ơ sở(?! (?:dữ liệu|hạ tầng|vật chất|pháp lý|chính trị|khoa học|để|các|đó|này))',
  '[Cc]hủ (?:đầu tư|cơ sở|rừng|tàu|phương tiện|hộ|dự án)',
  'Ban [Gg]iám hiệu',
  'Thủ đô(?= Hà Nội)',
  'Giáo viên(?! (?:và|,))',
  '(?:[Đđ]ội ngũ|[Tt]oàn thể) (?:cán bộ|giáo viên|nhân viên|công chức)',
  'giáo viên (?:chủ nhiệm|bộ môn|phụ trách)',
  'Tạp chí',
  '[Nn]hân viên(?= (?:y tế|văn thư|thư viện|bảo vệ|kế toán|phụ trách|các|của))',
  'Tổng phụ trách',
  'Chuyên viên',
  'Bộ, (?:ban, )?ngành',
  '[Nn]gành(?= \\p{Ll}+(?: \\p{Ll}+)? (?:phải|cần|sẽ|có trách nhiệm|được (?:yêu cầu|giao)))',
  '[Ll]ãnh đạo (?:thành phố|tỉnh|huyện|xã|phường)',
  // A body that was named before: "Bộ phải …", "Nhà trường sẽ …".
  '(?:Bộ|Sở|Ban|Cục|Vụ|Tỉnh|Thành phố|Huyện)(?=\\s+(?:sẽ|phải|cần|có trách nhiệm|được giao|cũng|yêu cầu|chỉ đạo|khẩn trương)(?![\\p{L}]))',
  'Quý (?:[Cc]ơ quan|[Đđ]ơn vị|[Ss]ở|[Ss]ố|[ỦU][ỷy] ban|Uỷ ban|Bộ|[Cc]ông ty|[Đđ]ịa phương|[Dd]oanh nghiệp|[Tt]rường|[Tt]ập đoàn|[Nn]gân hàng)(?![\\p{L}])',
  'VTV',
  'VOV',
  'TTXVN',
  'EVN',
  'MobiFone',
  '(?:Tỉnh|Thành|Thị|Huyện|Quận|Đảng) (?:[Ủủ]y|[Uu]ỷ)',
  'Ban [Cc]hỉ đạo',
  'ban chỉ đạo',
  'Ban [Cc]hỉ huy',
  'Bộ [Cc]hỉ huy',
  'Ban [Qq]uản lý',
  'Ban [Tt]hường vụ',
  'Ban [Cc]hấp hành',
  'Ban [Tt]uyên giáo',
  'Ban [Tt]ổ chức',
  'Tổ [Cc]ông tác',
  'Tổ [Gg]iúp việc',
  'tổ giúp việc',
  'Tổ [Cc]ông nghệ',
  'Tổ [Cc]huyển đổi',
  'Tổ đại biểu',
  'Đài (?:[Pp]hát thanh|[Tt]ruyền|PT)',
  'Đoàn (?:[Tt]hanh niên|TNCS|thể)',
  'Hội(?= (?:\\p{Lu}|cựu|nông dân|liên hiệp|phụ nữ|chữ thập))',
  '[Cc]ơ quan',
  '[Đđ]ơn vị(?! hành chính)',
  '[Dd]oanh nghiệp',
  '(?:Sở|sở|Phòng|phòng|Cục|cục|Vụ|Bộ|Ban|Viện|Trường|Đội|Báo|Hạt|Đồn|Tổ|Đài|Trạm|Khoa)' + capital,
  'Quỹ (?=Đầu tư|Bảo|Hỗ trợ|Phát triển|Tín dụng)',
  '[Pp]hòng (?:chuyên môn|ban\\b)',
  '(?:Sở|sở), ',
  '[Mm]ỗi (?:thôn|xã|phường|huyện|đơn vị|cơ quan|sở|trường|địa phương|chi bộ|tổ|cán bộ)',
]
const several =
  '(?:(?:[Tt]oàn thể|[Tt]ất cả|[Mm]ỗi|[Tt]ừng|100%|\\d+/\\d+)\\s+)*(?:[Cc]ác|[Nn]hững)\\s+(?:đồng chí\\s+)?(?:cơ quan|đơn vị|địa phương|phòng|sở|Sở|ban|Ban|bộ|Bộ|ngành|phường|xã|huyện|quận|tỉnh|đảng (?:[uủ][ỷy]|bộ|đoàn|viên)|chi bộ|chi, đảng bộ|thành ủy|thành uỷ|thành phố|thị xã|tổ chức|đoàn thể|doanh nghiệp|công ty|hội|Hội|trường|[Hh]ạt|[Tt]rạm|[Đđ]ội|[Vv]iện|[Kk]hoa|thành viên|cấp(?=,| và)|cấp [uủ][ỷy]|cơ sở|bệnh viện|Đoàn|Ủy ban|đại biểu|Vụ|Cục|Phòng|cục|chi cục|trung tâm|Trung tâm|Tổ|tổ|thôn|ấp|bản|khu phố|nhà mạng|chủ đầu tư|chủ (?:rừng|tàu|hộ|cơ sở|dự án)|hiệp hội|hợp tác xã|thương vụ|cơ sở|trưởng (?:thôn|khu|ấp|bản|phòng|ban|đoàn)|bí thư|giám đốc|hiệu trưởng|chủ tịch|chủ|nhà thầu|hộ|ngân hàng|tập đoàn|Thành viên|chủ đầu tư|cán bộ, công chức)'
const wards = '(?:\\d+/\\d+\\s+|\\d+\\s+|100%\\s+(?:các\\s+)?)?(?:phường, xã|xã, phường|phường xã)'
const somebody = '(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à)\\s+\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+){1,4}'
const headSource = `${somebody}|(?:(?:${person}|${spokesman})\\s+(?:các\\s+)?)?(?:${several}|${named.join('|')}|${wards})|${person}(?=[\\s:,])`
const unitAt = new RegExp(`(?:${headSource})`, 'uy')
const unitStart = new RegExp(`^(?:${headSource})`, 'u')
const somebodyFirst = new RegExp(`^(?:${somebody})(?:$|\\s*[,–-])`, 'u')
const personAt = new RegExp(`^(?:${person})`, 'u')
const severalAt = new RegExp(`^(?:${several}|${wards})`, 'u')

/** True where a body's name begins at `from`. */
export function startsUnit(text: string, from = 0): boolean {
  unitAt.lastIndex = from
  return (
    unitAt.test(text) &&
    !/^(?:Ban hành|Tổ chức|Trường hợp|Phòng, chống|Phòng chống|Hội nghị|Hội thảo|Bộ [Ll]uật|Bộ [Cc]hỉ số|Bộ [Tt]iêu chí)/u.test(
      text.slice(from, from + 14),
    )
  )
}

const actions = [
  'chủ trì|phối hợp|kết hợp|tham mưu|xây dựng|triển khai|tiếp tục|rà soát|hướng dẫn|thực hiện|tổng hợp|theo dõi|đôn đốc|kiểm tra|giám sát việc|khẩn trương|chủ động|tăng cường|đẩy mạnh|nghiêm túc|quyết liệt',
  'phải|cần|sẽ|đã|đang|cũng|cử|bố trí|cân đối|đề xuất|tập trung|huy động|là|hoàn thành|hoàn thiện|cung cấp|gửi|báo cáo|chịu|có trách nhiệm|có nhiệm vụ|có kế hoạch|có giải pháp|có biện pháp|có văn bản|có hình thức',
  'căn cứ|trên cơ sở|theo|nhằm|để|khi|nếu|trước|trong|thông qua|dựa|định kỳ|thường xuyên|kịp thời|chỉ đạo|phân công|ban hành|lựa chọn|lập|(?<!(?:[Cc]ông|[Cc]hương|[Qq]uy|[Ll]ộ) )trình|đăng ký|tuyên truyền|phổ biến|vận động|phát huy|nâng cao|quan tâm',
  '(?<![Đđ]ào )tạo|tiếp nhận|tiếp thu|nghiên cứu|cập nhật|duy trì|bảo đảm|đảm bảo|ứng dụng|khai thác|sử dụng|công khai|niêm yết|giải quyết|xử lý|thẩm định|phê duyệt|ký|kết nối|tích hợp|chia sẻ|số hóa|số hoá|rút ngắn|cắt giảm',
  'đánh giá|quán triệt|bám sát|chuẩn bị|mở|đưa|đổi mới|lồng ghép|thành lập|kiện toàn|vận hành|đầu tư|mua sắm|nâng cấp|bồi dưỡng|đào tạo|tập huấn|khuyến khích|hỗ trợ|giúp|khắc phục|chấn chỉnh|xác định|thống kê|liên hệ|tích cực|gương mẫu|đề nghị|kiến nghị|xem xét|quy định|chấp hành|gắn|lấy|cam kết|thống nhất|tự|bổ sung|điều chỉnh|chuyển|trang bị|(?<!(?:[Tt]rung|[Cc]ao|[Ss]ơ) )cấp(?! (?:quân khu|tỉnh|bộ|cơ sở|trên|dưới|huyện|xã)(?![\\p{L}]))|thu thập|nhập|phân bổ|(?<!Ngoại )giao(?! (?:thông|dịch|lưu|ban))|tìm|lưu ý|được giao|được phân công|đồng thời|tổ chức(?! (?:đảng|Đảng|chính trị|hội(?! (?:nghị|thảo|thi|chợ|thao|diễn|đàm))|xã hội|đoàn thể|tín dụng|cá nhân|kinh tế|liên quan|có liên quan|sự nghiệp|thành viên)(?![\\p{L}])|,(?! (?:triển khai|thực hiện|hướng dẫn)(?![\\p{L}])))|tránh|phấn đấu|đăng tải|thông báo|nắm|phân tích|nộp|hoàn chỉnh|chỉnh sửa|biết|và các tổ chức, cá nhân có liên quan chịu|kết luận|yêu cầu|quản lý|tiến hành|dự(?! án| thảo| toán| báo| phòng)|tham dự|tham gia|chia|sớm|ưu tiên|(?<!việc )làm',
  'lắp đặt|thiết lập|cài đặt|phát động|phát triển|phát hành|khảo sát|thí điểm|mời|nhân rộng|phòng ngừa|ngăn chặn|phát hiện|truy cập|cải tạo|sửa chữa|diễn tập|trao đổi|thảo luận|tổng kết|sơ kết|biên soạn|cải cách|cải thiện|hình thành|thu hút|phụ trách|soạn thảo|bàn giao|chi trả|thanh toán|quyết toán|giải ngân|thu hồi|kê khai|sắp xếp|khen thưởng|tuyển dụng|kêu gọi|quảng bá|giới thiệu|xúc tiến|lưu trữ|bảo trì|sao lưu|rà quét|mã hóa|đối chiếu|làm sạch|xác minh|xác thực|thẩm tra|phân cấp|ủy quyền|khởi công|nghiệm thu|thu gom|trồng|khôi phục|bảo vệ|mở rộng|vinh danh|cấp phát|nhắc|tháo gỡ|xử phạt|thanh tra|hòa giải|tiếp công dân|ra quân|khai trương|tổ chức lễ|kiểm soát|kiểm định|kiểm kê|chứng thực|thường trực|có(?! liên quan|,? thẩm quyền| tên| trụ sở| chức năng| nhu cầu| điều kiện)|qua|kết quả|tình hình|tiến độ|danh sách|số liệu|h[ằà]ng (?:năm|quý|tháng|tuần|ngày|kỳ)|vào|từ|tại|về|chậm nhất',
  'trực (?:ban|(?<!quản lý trực )tiếp|chiến)|cơ bản|thừa [ủu][yỷ] quyền|thay mặt|siết chặt|dành|cụ thể h[óo][áa]?|điều hành|họp|tuần tra|tăng|giảm(?! nghèo)|đẩy|lãnh đạo(?! (?:các|UBND|[ỦU]|Sở|Ban|cơ quan|đơn vị|cấp|và))|được|chấm dứt|cấm|dừng|tạm dừng|tháo dỡ|di dời|công bố|công nhận|xếp loại|bình xét|biểu dương|phê bình|kiểm điểm|trả lời|giải trình|làm rõ|quyết định|lắng nghe|đối thoại|hưởng ứng|thi hành|đặt hàng|liên kết|hợp tác|thi công|vận chuyển',
  'nhấn mạnh|khẳng định|cho biết|truyền đạt|duyệt|cho (?:vay|phép|ý kiến)|bám|triệt để|từng bước|tiêm|điều tra|xét nghiệm|cách ly|khoanh vùng|phun|tiêu hủy|chuyển đổi|đảm nhận|luân chuyển|tinh giản|hoàn trả|hoàn tất|sẵn sàng|tuân thủ|nhận thức|giữ|ứng phó|cứu hộ|sơ tán|hạn chế|giảm thiểu|kiên quyết|nhanh chóng|định hướng|phản ánh|cảnh báo|khơi thông|cắt|thay thế|gia hạn|thúc đẩy|rút kinh nghiệm|nhận(?! thức)|lo|đi|đến (?:từng|tận|cơ sở)|ra (?:quân|soát)|xử|đón|tặng|hoàn thuế|đấu thầu|đấu giá|thẩm tra|chốt|rà|nêu|chỉ rõ|cải tiến|thiết kế|số hoá|chăm lo|tín chấp|quản trị|lập danh sách|chọn|sản xuất|tiêu thụ|(?<!toán )thu(?! (?:nhập|ngân))|tính toán|thảo|đăng|phát huy|in ấn|in|treo|vệ sinh(?! (?:thực phẩm|an toàn))|dọn|trồng|giải (?:tỏa|toả|phóng)|không(?! (?:chuyên|thuộc|trực thuộc|có|vì))|(?<!và )vừa(?! (?:và|qua))|dự báo|trân trọng',
  'sửa(?! đổi)|xây(?! dựng)|nạo vét|tiêu độc|khử (?:trùng|khuẩn)|canh (?:gác|trực)|tranh thủ|gia cố|cắm (?:biển|mốc)|rào chắn|gieo|xuống giống|khuyến (?:cáo|nghị)|điều tiết|phân (?:luồng|loại|quyền)|truy (?:vết|quét|tố)|đóng cửa|cho (?:thuê|học sinh|nghỉ)|dạy|ôn tập|chấm thi|coi thi|tuyển chọn|luân phiên|kỷ luật|xử trí|tham vấn|góp ý|hiệp thương|bầu|ghi nhận|tôn vinh|trưng bày|biểu diễn|phát sóng|thông tin(?= (?:kịp thời|rộng rãi|đầy đủ|chính xác|cho|đến|tới)(?![\\p{L}]))',
  'đa dạng(?! sinh học)|hội nhập|bình ổn|định giá|đo đạc|cưỡng chế|bồi thường|khởi tố|xét xử|bắt giữ|tịch thu|hậu kiểm|đồng bộ|tái cấu trúc|đơn giản h[óo][áa]|trao(?! đổi)|tinh gọn|sáp nhập|hợp nhất|thuê(?! bao)|mua(?! sắm)|nghiêm cấm|tạm ngừng|ngừng|hoãn|hủy|huỷ|rút(?! (?:ngắn|kinh))|đình chỉ|thay đổi|học tập|nêu cao|đề cao|coi trọng|chú trọng|nỗ lực|quyết tâm|hăng hái|quyên góp|ủng hộ|cứu (?:trợ|chữa)|thăm|sơ duyệt|tổng duyệt|lắp(?! đặt)|tỉa|chặt|dán|vào cuộc|lên (?:phương án|kế hoạch|danh sách)|kéo giảm|hạ(?! tầng)|khống chế|dập|neo đậu|xả|tích nước|tưới|chống (?:ngập|hạn|úng|rét|nóng)|ước tính|phúc đáp|tiên phong|soát xét|bảo quản|tu bổ|tôn tạo|phục dựng|gìn giữ|lan tỏa|thương thảo|đàm phán|vay|trả nợ|xóa|xoá|khoanh nợ|miễn(?! (?:Nam|Bắc|Trung|phí))|lưu giữ|niêm phong|tập hợp|hoạt động',
].join('|')
// Names of bodies contain some of these words ("Tổ giúp việc", "Ban chỉ đạo", "các tổ chức"): then they are no action.
const withinName =
  '(?<!(?:(?<!Quý [ỦU][ỷy] )[Bb]an|[Tt]ổ|[Tt]rung tâm|công tác|đầu mối|các|những|và|đại diện|(?<![Bb]ệnh )[Vv]iện|[Cc]ục|cấp|sự nghiệp|[Vv]ăn phòng|(?<!Quốc )[Pp]hòng|[Bb]ộ phận|[Đđ]ài|Đề án|Đội|(?<!cán )[Bb]ộ|Quỹ|chỉ đạo|[Cc]hỉ huy|giúp việc|điều phối|hợp tác|đầu tư),?\\s)'
// "đơn vị sử dụng ngân sách", "doanh nghiệp cung cấp dịch vụ" are names too; "các đơn vị theo dõi …" is not.
const describing =
  '(?<!(?:đơn vị|[Cc]ơ quan|doanh nghiệp|tổ chức|[Ll]ực lượng),?\\s(?=(?:sử dụng|cung cấp|quản lý|thực hiện(?! (?:nghiêm|tốt|đúng|đầy đủ|đồng bộ|hiệu quả|có hiệu quả|kịp thời|chế độ|báo cáo|rà soát|các|việc))|được giao|tham gia(?! (?:thực hiện|triển khai|tích cực|hưởng ứng|ủng hộ|phối hợp))|vận hành|kiểm định|chỉ đạo|đầu tư|tư vấn|hỗ trợ|thông tin)(?![\\p{L}])))' +
  '(?<!cơ sở\\s(?=(?:đào tạo|bồi dưỡng|sản xuất|kinh doanh|chế biến|chăn nuôi|giết mổ|thu gom|bảo trợ|cai nghiện|cách ly|điều trị|tiêm chủng|xét nghiệm)(?![\\p{L}])))'
// After a body's own name these are always actions, whatever stands before them.
const always =
  'chủ trì|phối hợp|kết hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|căn cứ|theo|trên cơ sở|khẩn trương|chủ động|phải|cần|tiếp tục|tăng cường|đẩy mạnh|nghiêm túc|rà soát|tập trung|hướng dẫn|báo cáo|xây dựng|phấn đấu|họp|h[ằà]ng (?:tuần|tháng|quý|năm)|trước (?:ngày|tháng|\\d)|sẽ|(?<=^(?:Bộ|Sở|Ban|Cục|Vụ)\\s)(?:yêu cầu|chỉ đạo|cũng|được giao|có trách nhiệm)|(?<=^Văn phòng\\s)(?:nghiên cứu|tổng hợp|theo dõi|chuẩn bị|tổ chức|bố trí|đôn đốc|soạn thảo|dự thảo|thông báo|triển khai|thực hiện|ban hành|hoàn thiện|hoàn thành|làm việc|đề xuất|liên hệ)'
// "Đào tạo", "Xúc tiến đầu tư", "Ban Quản lý dự án đầu tư xây dựng": the last words of such names are no action either.
const compound =
  '(?<!(?:Xúc tiến|dự án|dự án đầu tư|Quỹ [Đđ]ầu tư|Nghiên cứu|Hỗ trợ|Cảnh sát|Công ty|cổ phần|Kiểm định|Quy hoạch|Khuyến|Trợ)\\s)'
const stopAt = new RegExp(
  `(?<=[\\s,])${compound}(?:(?:${always})(?![\\p{L}])|${withinName}${describing}(?:${actions})(?![\\p{L}])(?!\\s*(?:nhà nước|xã, |huyện|xã(?![\\p{L}])|tỉnh)))|(?<!(?:TP|Tp|TX|Tx|TT))[.;:()“"/](?=[\\s”"]|$)|[(“"]|\\.\\/\\.`,
  'gu',
)

const actionAt = new RegExp(`^(?:${actions})(?![\\p{L}])`, 'u')
const noVerb =
  /^(?:phải|cần|sẽ|đã|đang|cũng|là|để|khi|nếu|trước|trong|thông qua|theo|nhằm|dựa|qua|kết quả|tình hình|tiến độ|danh sách|số liệu|hàng|hằng|vào|từ|tại|về|có|biết|hướng dẫn này|kế hoạch|chậm nhất|được giao|được phân công)(?![\p{L}])/u

/** True where a passage begins with a verb of the work of offices: "Rà soát …", "Ban hành …". */
export function startsAction(text: string): boolean {
  const low = text.charAt(0).toLowerCase() + text.slice(1, 30)
  return actionAt.test(low) && !noVerb.test(low) && !/^\S+(?:\s\S+)?\scủa\s/u.test(low)
}

export type UnitSpan = {
  readonly units: readonly string[]
  readonly end: number
  /** What ended the name: an action word, a colon, a bracket, another sign, or the end of the passage. */
  readonly endedBy: 'action' | 'colon' | 'bracket' | 'sign' | 'end'
}

/** Bodies are named in one sentence; a longer list than this is none. */
const longestList = 700

/** The bodies named from `from` on, up to the first word of action. */
export function readUnits(text: string, from: number): UnitSpan | undefined {
  const span = listOf(text, from)
  if (!span || span.endedBy === 'colon' || span.endedBy === 'bracket') return span
  const isSure = span.endedBy === 'action' && duty.test(text.slice(span.end, span.end + 20))
  const length = nameLength(text.slice(from, span.end), span.endedBy === 'action', isSure)
  return length === undefined ? span : { units: listed(text.slice(from, from + length)), end: from + length, endedBy: 'action' }
}

/** These follow a body and nothing else, so that even a long name is whole before them. */
const duty = /^(?:chủ trì|có trách nhiệm|chịu trách nhiệm)(?![\p{L}])/u

/** The same by the words of action that we know. */
function listOf(text: string, from: number): UnitSpan | undefined {
  if (!startsUnit(text, from)) return undefined
  const window = text.slice(from, from + longestList)
  const stop = endOfList(window, Math.max(0, headLength(window) - 1))
  if (!stop && text.length > from + longestList) return undefined
  const length = stop ? stop.index : window.length
  const units = listed(window.slice(0, length))
  const sign = stop?.[0]
  const endedBy = !stop ? 'end' : sign === ':' ? 'colon' : sign === '(' ? 'bracket' : /^\p{Ll}/u.test(sign ?? '') ? 'action' : 'sign'
  return units.length === 0 ? undefined : { units, end: from + length, endedBy }
}

const headLength = (text: string): number => unitStart.exec(text)?.[0].length ?? 0

const listed = (segment: string): readonly string[] =>
  splitUnits(
    segment
      .replace(/\s*\([^()]*\)/gu, '')
      .replace(/[\s,–-]+$/u, '')
      .replace(likeThese, ''),
  ).filter((unit) => unit !== '')

/** "các đơn vị như Báo A, Tạp chí B": those that are named. */
const likeThese = /^[Cc]ác (?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị))? như\s+(?=\p{Lu})/u

/** Where a list of names ends. "Các sở, ban, ngành; UBND các huyện …" goes on after its semicolon, "VNPT (chi nhánh X), Sở Y" after its bracket. */
function endOfList(window: string, after: number): RegExpExecArray | null {
  stopAt.lastIndex = after
  for (let stop = stopAt.exec(window); stop; stop = stopAt.exec(window)) {
    // "UBND xã/phường" and "KH&ĐT (đầu mối)" stay in the name; a bracket is looked at by the caller.
    if (stop[0] === '/') continue
    // "Các sở phụ trách tiêu chí phải …": what sets a body apart stands before what it must do.
    const apart =
      /^(?:phụ trách|quản lý|được giao|được phân công)\s[^,;.:()]{2,80}?(?=\s(?:phải|cần|có trách nhiệm|chịu trách nhiệm|chủ động|khẩn trương)\s|$)/u.exec(
        window.slice(stop.index),
      )
    if (apart) {
      stopAt.lastIndex = stop.index + apart[0].length
      continue
    }
    // "Ban Chỉ đạo quốc gia về phòng, chống thiên tai tổ chức …": what such a body is for is its name.
    if (
      stop[0] === 'về' &&
      /(?:^|[\s,])(?:Ban Chỉ đạo|Ban chỉ đạo|BCĐ|Ủy ban|Tổ công tác|Hội đồng|Tiểu ban|Tổ Công tác)(?:\s[^\s,;]+){0,5}\s$/u.test(
        window.slice(0, stop.index),
      )
    )
      continue
    // "các Sở: Tài chính, Nội vụ": what they are for, each with a capital, is still their name.
    if (
      stop[0] === ':' &&
      /(?:^|\s)[Cc]ác (?:[Bb]ộ|[Ss]ở|[Bb]an|[Pp]hòng|Vụ|Cục|huyện|xã|phường)(?:, ngành)?(?: (?:có )?liên quan)?$/u.test(
        window.slice(0, stop.index),
      ) &&
      /^:\s\p{Lu}[\p{Ll}\s]/u.test(window.slice(stop.index)) &&
      !startsAction(window.slice(stop.index + 2))
    )
      continue
    const rest =
      stop[0] === ';'
        ? stop.index + (/^;\s+(?:và\s+)?/u.exec(window.slice(stop.index))?.[0].length ?? 0)
        : stop[0] === '('
          ? stop.index + (/^\([^()]{1,200}\)(?:\s*[,;]\s+(?:và\s+)?|\s+và\s+)/u.exec(window.slice(stop.index))?.[0].length ?? 0)
          : stop.index
    if (rest === stop.index || !startsUnit(window, rest)) return stop
    stopAt.lastIndex = rest
  }
  return null
}

/** Small words of which the names of bodies are made; every capital word may have one more small one after it ("Giáo dục", "Tư pháp"). */
const nameWords = new Set(
  (
    'và của thuộc các những trực cấp trên địa bàn tỉnh thành phố huyện thị xã phường quận trấn thôn bản khu ban ngành sở phòng đoàn thể hội đơn vị cơ quan ' +
    'phương tổ chức chính trị liên có nhân dân trung ương nhà nước doanh nghiệp nông mới quốc gia cộng đồng xã hội đảng ủy uỷ ban chủ tịch đặc công chuyên môn ' +
    'thủ tục hành chính bệnh tật thực phẩm vệ sinh thương mại trí tuệ vật rừng thị trường nhỏ vừa thú y thủy thuỷ lợi văn hóa văn hoá giáo dục y tế ' +
    'kinh tế công tác dự án đầu tư xây dựng công trình dân dụng giao thông sự nghiệp giúp việc chỉ đạo thông tin công nghệ khoa học bảo hiểm báo chí truyền thông ngang bộ tập đoàn đại học viện cán viên chức người lao động'
  ).split(' '),
)

/** After these a name is mostly at its end, so that even before a verb that we know another one may stand. */
const closing = /\s(?:tỉnh|huyện|thành phố|thị xã|xã|phường|quận|thị trấn|đặc khu|liên quan|[Tt]rung ương|Việt Nam)$/u

/** The length of the name that a passage begins with, if words follow that belong to no name: then a verb stands there that we do not know. */
function nameLength(passage: string, isEnded: boolean, isSure: boolean): number | undefined {
  let head = headLength(passage)
  let end = 0
  let free = true
  let capitals = 0
  // Where words begin that belong to no name, and how many they are.
  let strange = { from: 0, words: 0 }
  if (/^(?:Ban [Cc]hỉ đạo|BCĐ|Ủy ban|Tổ [Cc]ông tác|Hội đồng|Tiểu ban)\s[^,;]{0,60}?về\s/u.test(passage)) return undefined
  for (const word of passage.matchAll(/[^\s,;]+[,;]?/gu)) {
    const bare = word[0].replace(/[,;()]/gu, '')
    if (word.index >= head && /[,;]\s*$|\svà\s*$/u.test(passage.slice(Math.max(0, word.index - 4), word.index)))
      head = word.index + headLength(passage.slice(word.index, word.index + 80))
    const isClosed = closing.test(passage.slice(Math.max(0, end - 12), end))
    const isInName = word.index < head || /^[\p{Lu}\d“"&–-]/u.test(bare)
    if (word.index >= head && isInName) {
      free = true
      capitals++
    }
    if (isInName || nameWords.has(bare) || (free && capitals > 0 && !isClosed)) {
      if (!isInName) free = false
      strange = { from: 0, words: 0 }
    } else {
      strange = strange.words === 0 ? { from: end, words: 1 } : { ...strange, words: strange.words + 1 }
      // Names of offices hold two such words ("Kiểm soát bệnh tật"), hardly three; at the end of a sentence one is enough.
      const isEnough = isEnded
        ? isClosed || (capitals > 0 && strange.words > (isSure ? 5 : 2))
        : passage.slice(strange.from).trim().split(/\s+/u).length > 3
      const isName = (capitals > 0 || severalAt.test(passage)) && !/[,;]$/u.test(passage.slice(0, strange.from))
      if (isEnough) return isName ? strange.from : undefined
    }
    end = word.index + word[0].length
  }
  return undefined
}

/** "Sở A, Sở B và UBND các xã, phường" is three bodies; "các sở, ban, ngành" is one. */
export function splitUnits(segment: string): readonly string[] {
  const byField = namedByField(segment)
  if (byField && byField.units.length > 1) return [...splitUnits(byField.before), ...byField.units, ...splitUnits(byField.after)]
  const units: string[] = []
  let start = 0
  for (const cut of segment.matchAll(/\s*[,;]\s+(?:và\s+|cùng\s+)?|\s+(?:và|cùng|với)\s+(?:với\s+)?/gu)) {
    const next = cut.index + cut[0].length
    const before = segment.slice(start, cut.index)
    if (!startsUnit(segment, next)) continue
    if (/(?:HĐND|ĐBQH|Hội đồng nhân dân)$/u.test(before) && /^(?:UBND|HĐND|[ỦU])/u.test(segment.slice(next)) && cut[0].includes('và'))
      continue
    // "Báo và Đài phát thanh, truyền hình tỉnh" is one.
    if (/(?:^|\s)Báo$/u.test(before)) continue
    if (/^(?:cơ quan|đơn vị|địa phương)/u.test(segment.slice(next)) && /^(?:[Cc]ác|[Nn]hững|[Tt]oàn thể)\s/u.test(before)) continue
    if (
      /^(?:cơ quan|đơn vị|doanh nghiệp)/u.test(segment.slice(next)) &&
      /(?:[Cc]ác|[Nn]hững|thuộc|trưởng|đứng đầu|lãnh đạo)\s[^,;]*$/u.test(before)
    )
      continue
    // "đồng chí Nguyễn Thị Lan, Phó Chủ tịch UBND xã" is one person.
    if (somebodyFirst.test(before) && personAt.test(segment.slice(next))) continue
    if (before.trim() !== '') units.push(before.trim())
    start = next
  }
  const rest = segment.slice(start).trim()
  if (rest !== '') units.push(rest)
  return units
}

/** The bodies of a passage that is nothing but their names, as "Phòng Nội vụ, UBND các phường" is; none if it says more. */
export function onlyUnits(text: string): readonly string[] {
  const span = listOf(text, 0)
  if (!span || (span.endedBy !== 'end' && span.endedBy !== 'colon')) return []
  return span.end >= text.replace(/[\s:]+$/u, '').length ? span.units : []
}

const cooperation = /(?:[Pp]hối hợp|[Kk]ết hợp|[Cc]ùng)(?:\s+(?:chặt chẽ|thường xuyên|cùng|kịp thời|tích cực))*(?:\s+với)?\s+(?=\S)/gu

/** Bodies that a task names after "phối hợp với …". */
export function readCooperating(text: string): readonly string[] {
  const found: string[] = []
  cooperation.lastIndex = 0
  for (const match of text.matchAll(cooperation)) {
    // "cùng kỳ", "cùng phát triển"; "cùng với Sở X" names one who helps.
    if (/^cùng/iu.test(match[0]) && !(/\svới\s+$/u.test(match[0]) && startsUnit(text, match.index + match[0].length))) continue
    const from = match.index + match[0].length
    const span = readUnits(text, from) ?? lowercaseUnits(text, from)
    if (span) found.push(...span.units)
  }
  return [...new Set(found)]
}

function lowercaseUnits(text: string, from: number): UnitSpan | undefined {
  const start =
    /^(?:phường|xã|địa phương|ngành|đoàn thể|tổ chức(?= (?:đảng|chính trị|hội|đoàn|xã hội|có liên quan|liên quan)(?![\p{L}]))|các\s\p{Ll}+|nhà trường|gia đình)(?![\p{L}])/u.exec(
      text.slice(from, from + 40),
    )
  if (!start) return undefined
  stopAt.lastIndex = 0
  const window = text.slice(from, from + 300)
  const stop = stopAt.exec(window)
  const segment = window.slice(0, stop ? stop.index : window.length).replace(/[\s,–-]+$/u, '')
  return segment === '' ? undefined : { units: splitUnits(segment), end: from + segment.length, endedBy: 'action' }
}
