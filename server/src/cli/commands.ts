import type { Command } from './command.ts'

export const commands: readonly Command[] = [
  {
    words: 'read',
    usage: 'FILES… [--json | --table] [--out DIR]',
    about: {
      vi: 'đọc một văn bản chỉ đạo thành chỉ tiêu, nhiệm vụ, chế độ báo cáo',
      en: 'read a directive into indicators, tasks and reporting regime',
    },
    load: () => import('./read.ts'),
  },
  {
    words: 'consolidate',
    usage: '--period YYYY-MM --out DIR [--office SLUG] [--sample]',
    about: {
      vi: 'viết báo cáo tổng hợp của một tháng ra .docx, .xlsx, .pdf',
      en: 'write the consolidated report of a month as .docx, .xlsx, .pdf',
    },
    load: () => import('./consolidate.ts'),
  },
  {
    words: 'import-values',
    usage: 'FILE.csv|.xlsx|.json [--period YYYY-MM] [--key UUID] [--bad-lines OUT.csv] [--office SLUG]',
    about: { vi: 'nhập hàng loạt số liệu của các đơn vị', en: 'import the figures of many units at once' },
    load: () => import('./import-values.ts'),
  },
  {
    words: 'load-sample',
    usage: '',
    about: { vi: 'nạp thành phố mẫu vào cơ sở dữ liệu trống', en: 'load the sample city into an empty database' },
    load: () => import('./load-sample.ts'),
  },
  {
    words: 'office create',
    usage: '--slug S --name TÊN --issuer CƠ-QUAN --place ĐỊA-DANH [--superior CẤP-TRÊN] [--symbol UBND] [--practice [--now INSTANT]]',
    about: { vi: 'tạo một cơ quan', en: 'make an office' },
    load: () => import('./office-create.ts'),
  },
  {
    words: 'office clock',
    usage: 'SLUG INSTANT',
    about: { vi: 'đặt đồng hồ của cơ quan thực hành', en: 'set the clock of a practice office' },
    load: () => import('./office-clock.ts'),
  },
  {
    words: 'units import',
    usage: 'FILES.csv… [--office SLUG] [--since YYYY-MM-DD]',
    about: {
      vi: 'nhập danh sách đơn vị (name, và short_name, group, kind, code, parent_code, e_identifier, head, head_post nếu có)',
      en: 'import the units (name, and short_name, group, kind, code, parent_code, e_identifier, head, head_post where known)',
    },
    load: () => import('./units-import.ts'),
  },
  {
    words: 'units reorganise',
    usage: 'FILES.csv… --on YYYY-MM-DD --document SỐ [--title TÊN] [--preview] [--office SLUG] | --undo MÃ',
    about: {
      vi: 'sắp xếp đơn vị theo bảng của nghị quyết (old_code,new_code,new_name, và old_name, new_kind, new_parent_code, new_e_identifier, new_head, new_head_post, extent, share_… nếu có)',
      en: 'reorganise the units by the table of a resolution (old_code,new_code,new_name, and old_name, new_kind, new_parent_code, new_e_identifier, new_head, new_head_post, extent, share_… where known)',
    },
    load: () => import('./units-reorganise.ts'),
  },
  {
    words: 'units boundaries',
    usage:
      'FILE --on YYYY-MM-DD --source NGUỒN [--key code|name] [--property TÊN] [--skip-unknown] [--accept-overlaps] [--preview] [--office SLUG]',
    about: {
      vi: 'nhập ranh giới của các đơn vị từ tệp GeoJSON hoặc TopoJSON, có hiệu lực từ một ngày',
      en: 'import the boundaries of units from a GeoJSON or TopoJSON file, from a day on',
    },
    load: () => import('./units-boundaries.ts'),
  },
  {
    words: 'units population',
    usage: 'FILE.csv --on YYYY-MM-DD --source NGUỒN [--office SLUG]',
    about: {
      vi: 'ghi dân số của các đơn vị vào một ngày (people, và code hoặc name)',
      en: 'record how many people lived in the units on a day (people, and code or name)',
    },
    load: () => import('./units-population.ts'),
  },
  {
    words: 'units at',
    usage: 'YYYY-MM-DD [--json] [--known-at THỜI-ĐIỂM] [--office SLUG]',
    about: { vi: 'in các đơn vị của một ngày', en: 'print the units of a day' },
    load: () => import('./units-at.ts'),
  },
  {
    words: 'figures roll-up',
    usage: '[--office SLUG]',
    about: { vi: 'cộng lại số liệu của các cấp', en: 'make the sums of all levels anew' },
    load: () => import('./figures-roll-up.ts'),
  },
  {
    words: 'figures keep-months',
    usage: '',
    about: { vi: 'xếp sẵn số liệu của các tháng đã qua', en: 'keep the figures of months that are over ready to be sent' },
    load: () => import('./figures-keep-months.ts'),
  },
  {
    words: 'feeds list',
    usage: '[--office SLUG]',
    about: { vi: 'in các nguồn dữ liệu và lần nhận gần nhất', en: 'print the data feeds and their last runs' },
    load: () => import('./feeds-list.ts'),
  },
  {
    words: 'feeds run',
    usage: 'TÊN [--office SLUG]',
    about: { vi: 'lấy dữ liệu của một nguồn ngay', en: 'fetch the data of a feed now' },
    load: () => import('./feeds-run.ts'),
  },
  {
    words: 'person add',
    usage: '--login L --name TÊN --post CHỨC-VỤ --unit ĐƠN-VỊ --role VAI-TRÒ[,…] [--email E] [--password] [--office SLUG]',
    about: {
      vi: 'thêm một người và in liên kết đăng nhập một lần, hoặc mật khẩu ban đầu (--password)',
      en: 'add a person and print a one-time sign-in link, or a first password (--password)',
    },
    load: () => import('./person-add.ts'),
  },
  {
    words: 'people import',
    usage: 'FILE [--preview] [--office SLUG]',
    about: {
      vi: 'nhập danh sách người dùng (.csv, .xlsx: login, name, post, unit, roles, và email nếu có) và in liên kết của từng người',
      en: 'import people from a list (.csv, .xlsx: login, name, post, unit, roles, and email where known) and print a link for each',
    },
    load: () => import('./people-import.ts'),
  },
  {
    words: 'person link',
    usage: 'LOGIN [--office SLUG]',
    about: { vi: 'in liên kết đăng nhập một lần mới', en: 'print a new one-time sign-in link' },
    load: () => import('./person-link.ts'),
  },
  {
    words: 'person password',
    usage: 'LOGIN [--office SLUG]',
    about: {
      vi: 'cấp mật khẩu ban đầu; người ấy phải đặt mật khẩu của mình trước khi làm việc khác',
      en: 'give a first password; its holder sets one of their own before anything else',
    },
    load: () => import('./person-password.ts'),
  },
  {
    words: 'person unlock',
    usage: 'LOGIN [--office SLUG]',
    about: { vi: 'xóa các lần nhập sai để người ấy vào được ngay', en: 'forget wrong attempts, so that the person comes in at once' },
    load: () => import('./person-unlock.ts'),
  },
  {
    words: 'person reset-factor',
    usage: 'LOGIN [--office SLUG]',
    about: { vi: 'gỡ xác thực hai bước của người đã mất điện thoại', en: 'remove the second factor of somebody who has lost it' },
    load: () => import('./person-reset-factor.ts'),
  },
  {
    words: 'person close',
    usage: 'LOGIN [--office SLUG]',
    about: { vi: 'đóng tài khoản và mọi phiên của người ấy', en: 'close an account and all its sessions' },
    load: () => import('./person-close.ts'),
  },
  {
    words: 'person open',
    usage: 'LOGIN [--office SLUG]',
    about: { vi: 'mở lại tài khoản đã đóng', en: 'open a closed account again' },
    load: () => import('./person-open.ts'),
  },
  {
    words: 'audit verify',
    usage: '[--office SLUG]',
    about: { vi: 'kiểm tra nhật ký; mã thoát 1 nếu có sai lệch', en: 'verify the audit log; exit code 1 on a fault' },
    load: () => import('./audit-verify.ts'),
  },
  {
    words: 'audit seal',
    usage: '',
    about: { vi: 'niêm phong nhật ký ngay', en: 'seal the audit log now' },
    load: () => import('./audit-seal.ts'),
  },
  {
    words: 'audit witness',
    usage: '',
    about: {
      vi: 'xin cơ quan cấp dấu thời gian (AUDIT_TSA_URL) xác nhận mốc niêm phong mới nhất',
      en: 'have the newest root seen by the timestamp authority (AUDIT_TSA_URL)',
    },
    load: () => import('./audit-witness.ts'),
  },
  {
    words: 'audit export',
    usage: '--out FILE.jsonl [--office SLUG]',
    about: {
      vi: 'xuất nhật ký kèm mốc niêm phong và chữ ký, để người khác tự kiểm tra (tools/verify-audit-export.mjs)',
      en: 'export the log with its roots and signatures, for others to check by themselves (tools/verify-audit-export.mjs)',
    },
    load: () => import('./audit-export.ts'),
  },
  {
    words: 'audit keys',
    usage: '[--rotate]',
    about: {
      vi: 'in dấu vân tay các khóa ký mốc niêm phong; --rotate: thay khóa',
      en: 'print the fingerprints of the keys that sign the roots; --rotate: the next key',
    },
    load: () => import('./audit-keys.ts'),
  },
  {
    words: 'backup',
    usage: '--to DIR [--key-file FILE]',
    about: {
      vi: 'sao lưu cơ sở dữ liệu, tệp, mốc niêm phong và khóa, mã hóa, trong khi chương trình vẫn chạy',
      en: 'back up database, files, audit roots and keys, encrypted, while the program runs',
    },
    load: () => import('./backup.ts'),
  },
  {
    words: 'verify-backup',
    usage: 'DIR | FILE.backup [--key-file FILE]',
    about: {
      vi: 'mở và kiểm tra từng phần của một bản sao lưu; mã thoát 1 nếu có phần hỏng',
      en: 'open and check every part of a backup; exit code 1 where one is broken',
    },
    load: () => import('./verify-backup.ts'),
  },
  {
    words: 'restore',
    usage: '--from DIR | FILE.backup --into DATA_DIR [--at INSTANT] [--replace] [--key-file FILE]',
    about: {
      vi: 'khôi phục vào một DATA_DIR trống (và cơ sở dữ liệu trống của DATABASE_URL, nếu có), đối chiếu với bản sao lưu',
      en: 'restore into an empty DATA_DIR (and the empty database of DATABASE_URL, if set), compared with the backup',
    },
    load: () => import('./restore.ts'),
  },
  {
    words: 'migrate',
    usage: '',
    about: { vi: 'cập nhật lược đồ cơ sở dữ liệu', en: 'bring the database schema up to date' },
    load: () => import('./migrate.ts'),
  },
]

/** The command whose words come first, and what is left after them. */
export function findCommand(argv: readonly string[]): { readonly command: Command; readonly args: readonly string[] } | undefined {
  for (const command of commands) {
    const words = command.words.split(' ')
    if (words.every((word, index) => argv[index] === word)) return { command, args: argv.slice(words.length) }
  }
  return undefined
}

export const helpLines = (): readonly string[] => [
  'npx haidang LỆNH / COMMAND',
  '',
  ...commands.flatMap(({ words, usage, about }) => [`  ${words} ${usage}`.trimEnd(), `      ${about.vi}`, `      ${about.en}`]),
  '',
  'DATA_DIR (./var), DATABASE_URL, PG_BIN, PUBLIC_URL: như khi chạy chương trình / as for the program.',
  'HAIDANG_BACKUP_KEY_FILE: tệp chứa khóa sao lưu / the file with the key of backups.',
]
