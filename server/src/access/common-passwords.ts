import { dictionary } from '@zxcvbn-ts/language-common'
import { foldedPassword } from '@haidang/domain/access/password-rules'

/** Habits of Vietnamese offices, which the lists from elsewhere lack. */
const vietnamese = `1234567890 12345678910 123456789a 1234567890a 0123456789 0987654321 9876543210 1111111111 0000000000 1122334455 1212121212 1231231231
123123123123 123456123456 12345678901 123456789012 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl123
asdfghjkl1 zxcvbnm123 abcdefghij abc123456789 abcd123456 abcd1234567 a123456789 a1234567890 aa123456789 password12 password123 password1234 password12345
passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd1234 administrator administrator1 admin123456 admin12345 admin1234567 admin@12345 admin@123456 administrator123
iloveyou123 iloveyou12 iloveyou1234 letmein1234 welcome1234 welcome12345 football123 superman123 sunshine123 princess123 changeme123 changeit123 default123
michael1234 liverpool1 manchester1 chelsea123 ronaldo123 internet123 computer123 samsung123 samsung1234 iphone12345 facebook123 google1234 windows123
anhyeuem123 anhyeuem1234 anhyeuem12 anhyeuemnhieu emyeuanh123 emyeuanh1234 yeuemnhieu yeuanhnhieu anhnhoem123 nhoemnhieu khongbiet123 khongbiet1 khongcopass
khongcomatkhau matkhau123 matkhau1234 matkhau12345 matkhau123456 matkhaumoi matkhau@123 matkhau2023 matkhau2024 matkhau2025 matkhau2026 vietnam123 vietnam1234
vietnam12345 vietnam2023 vietnam2024 vietnam2025 vietnam2026 vietnam@123 vietnam1975 vietnam1945 vietnamvodich vietnamquehuong hanoi123456 hanoi12345 saigon123456
saigon12345 tphcm123456 danang12345 vungtau123 vungtau1234 vungtau2023 vungtau2024 vungtau2025 vungtau@123 vungtau123456 ubnd123456 ubnd@123456 ubnd12345678
ubnd@2023 ubnd@2024 ubnd@2025 chinhphu123 congchuc123 congvan123 vanphong123 vanphong1234 phongvanhoa phongvanhoa123 cntt123456 cntt@123456 haidang123 haidang1234
haidang2024 haidang2025 haidang@123 chuyendoiso chuyendoiso123 chuyendoiso2024 chuyendoiso2025 tinhyeu123 tinhyeu1234 tinhyeudau hanhphuc123 giadinh123 giadinhtoi
bimat123456 bimatcuatoi motconvit motconvit123 conmeo1234 concho1234 embeyeu123 bongda1234 nguyenvana nguyenvana123 nguyen12345 nguyen123456 tranvana123
nguyenthia nguyenthia123 minhminh123 huyenhuyen hoangha123 hoahong123 hoaphuong123 thanhcong1 thanhcong123 maimaiyeuem maimaiyeuanh yeuthuong123 motnamoi123
motha1234567 mothaibabon mothaibabonnam mothaiba123 123456789z 123456789q 123456789abc 123456aa@ 123456a@a 12345678a@ a@12345678 aa@123456 aa123456@ abc@123456 abc@12345
abcd@1234 abcd@12345 123abc@123 123@abc123 qaz123wsx456 1a2b3c4d5e 147258369 1472583690 159753456 7894561230 7777777777 8888888888 9999999999 6666666666 5555555555
2222222222 3333333333 4444444444 0909090909 0123456789a 0123456789abc 0987654321a asdasdasd123 asdfasdf123 qweasdzxc123 qweqweqwe123 zaqwsxcde1 trustno1trustno1 dragon12345
monkey12345 shadow12345 master12345 hello12345 hello123456 secret12345 private123 starwars123 pokemon1234 summer2023 summer2024 winter2023 winter2024`
const vietnameseWords =
  'matkhau anhyeuem emyeuanh yeuem yeuanh vietnam hanoi saigon tphcm danang vungtau ubnd chinhphu congchuc congvan vanphong phongvanhoa cntt haidang chuyendoiso tinhyeu hanhphuc giadinh bimat conmeo concho embeyeu bongda nguyenvana tranvana nguyenthia thanhcong yeuthuong congan quantri'

/** What every list of leaked passwords begins with, some fifty thousand, as folded text. */
const common: ReadonlySet<string> = new Set(
  [...dictionary['passwords-common'], ...vietnamese.split(/\s+/u), ...vietnameseWords.split(' ')].map(foldedPassword),
)

export const isCommonPassword = (folded: string): boolean => common.has(folded)
