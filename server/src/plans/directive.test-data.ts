/** A short plan of our own wording, with invented people: what the tests of this folder upload. */
export const directiveText = `ỦY BAN NHÂN DÂN
THÀNH PHỐ VŨNG TÀU

Số: /KH-UBND

KẾ HOẠCH

Chuyển đổi số năm 2024 tại hai phường thí điểm

I. CĂN CỨ

Căn cứ Quyết định số 968/QĐ-UBND ngày 10 tháng 4 năm 2024 của UBND tỉnh Bà Rịa – Vũng Tàu về kế hoạch chuyển đổi số năm 2024;

II. CHỈ TIÊU

1. Phát triển chính quyền số

- 85% hồ sơ thanh toán trực tuyến trên tổng số hồ sơ thanh toán.

- 98,27% hồ sơ thủ tục hành chính được người dân thực hiện trực tuyến.

III. NHIỆM VỤ

- Phòng Văn hóa và Thông tin chủ trì, phối hợp với UBND Phường 5 tổ chức tập huấn kỹ năng số cho người dân và lập danh sách tổ công nghệ số trước ngày 30/6/2024.

IV. TỔ CHỨC THỰC HIỆN

- UBND các phường, xã báo cáo kết quả thực hiện về UBND thành phố định kỳ hàng tháng vào ngày 12 của tháng, thời điểm chốt số liệu báo cáo từ 10 tháng trước đến ngày 10 tháng tiếp theo.

- Phòng Văn hóa và Thông tin tổng hợp báo cáo UBND thành phố định kỳ vào ngày 25 hàng tháng.

Nơi nhận:
- UBND các phường, xã;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đỗ Thị Thu
`
