// Searching.
export const issues = {
  'search.years-swapped': 'Năm kết thúc không được trước năm bắt đầu.',
  'search.unknown-province': 'Không có tỉnh/thành phố nào mang mã hoặc tên “{name}”.',
  'search.unknown-region': 'Không có vùng nào mang mã hoặc tên “{name}”.',
} as const;
