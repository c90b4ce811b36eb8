// Searching.
export const failures = {
  'search.unavailable': {
    title: 'Tìm kiếm tạm ngừng',
    detail: 'Chưa kết nối được máy chủ tìm kiếm, hoặc chỉ mục chưa sẵn sàng. Xin thử lại sau.',
  },
  'search.refused': {
    title: 'Máy chủ tìm kiếm từ chối yêu cầu',
    detail: 'Máy chủ tìm kiếm không thực hiện được yêu cầu ({code}). Xin báo cho quản trị viên.',
  },
  'search.key-refused': {
    title: 'Khoá của máy chủ tìm kiếm không đúng',
    detail: 'Máy chủ tìm kiếm không chấp nhận khoá được cấu hình ({code}). Xin kiểm tra MEILI_KEY.',
  },
  'search.not-shared': {
    title: 'Chỉ mục tìm kiếm không dùng chung được',
    detail:
      'Một tiến trình khác đang dùng cùng kho dữ liệu, trong khi chỉ mục tìm kiếm nhúng chỉ phục vụ được một tiến trình. Xin cấu hình máy chủ tìm kiếm (MEILI_URL, MEILI_KEY) hoặc dừng tiến trình kia.',
  },
} as const;

export const issues = {
  'search.years-swapped': 'Năm kết thúc không được trước năm bắt đầu.',
  'search.unknown-province': 'Không có tỉnh/thành phố nào mang mã hoặc tên “{name}”.',
  'search.unknown-region': 'Không có vùng nào mang mã hoặc tên “{name}”.',
} as const;

/** Said with an answer that is not the engine's. */
export const search = {
  degraded:
    'Máy chủ tìm kiếm tạm ngừng. Kết quả dưới đây lấy thẳng từ kho dữ liệu, chỉ gồm các nhu cầu và chào hợp tác đã công bố có chứa đúng các từ cần tìm; kết quả đầy đủ sẽ có khi máy chủ tìm kiếm hoạt động trở lại.',
  'degraded.partly':
    'Máy chủ tìm kiếm tạm ngừng. Kết quả dưới đây lấy thẳng từ kho dữ liệu, chỉ gồm các nhu cầu và chào hợp tác có chứa đúng các từ cần tìm trong {most} bản ghi công bố mới cập nhật nhất; kết quả đầy đủ sẽ có khi máy chủ tìm kiếm hoạt động trở lại.',
} as const;
