// The vocabulary of concepts.
export const failures = {
  'term.wording-taken': {
    title: 'Cách gọi đã thuộc khái niệm khác',
    detail: 'Mỗi cách gọi chỉ thuộc một khái niệm. Có {count} cách gọi cần sửa; xem danh sách kèm theo.',
  },
} as const;

export const issues = {
  'term.wording-taken': '“{wording}” đã thuộc khái niệm {code}.',
  'term.wording-blocked': '“{wording}” là cụm từ không được hiểu thành khái niệm.',
  'term.wording-unusable': 'Cách gọi phải có chữ cái và không chứa ký tự điều khiển.',
  'term.unknown-theme': 'Không có chủ đề mang mã {code}.',
  'term.unknown-broader': 'Không có khái niệm mang mã {code}.',
  'term.circular': 'Khái niệm rộng hơn không được nằm trong chính khái niệm này.',
} as const;

export const acts = {
  'term.created': 'Thêm khái niệm vào bộ từ vựng',
  'term.changed': 'Sửa khái niệm trong bộ từ vựng',
} as const;
