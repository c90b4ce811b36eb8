// Events.
export const failures = {
  'event.not-found': { title: 'Không tìm thấy sự kiện', detail: 'Không có sự kiện mang mã hoặc tên ngắn “{event}”.' },
  'event.already-held': {
    title: 'Sự kiện đã tổ chức',
    detail: 'Sự kiện {event} đã tổ chức, không thể thay đổi hay lập phương án.',
  },
} as const;

export const issues = {
  'event.name-missing': 'Cần tên sự kiện bằng tiếng Việt hoặc tiếng Anh.',
  'event.nothing-to-change': 'Không có nội dung nào cần thay đổi.',
  'event.weights-all-zero': 'Phải có ít nhất một trọng số lớn hơn 0.',
  'event.pinned-and-forbidden': 'Địa phương này vừa được chỉ định mời vừa bị loại.',
  'event.pinned-and-absent': 'Địa phương này vừa được chỉ định mời vừa được ghi là không tham dự được.',
  'event.pair-pinned-and-forbidden': 'Cuộc gặp này vừa được chỉ định vừa bị loại.',
  'event.region-min-above-max': 'Số tối thiểu của vùng lớn hơn số tối đa.',
  'event.min-above-max-meetings': 'Số cuộc gặp tối thiểu lớn hơn số tối đa.',
  'event.slot-ends-before-it-begins': 'Khung giờ kết thúc trước khi bắt đầu.',
  'event.code-repeated': 'Có mã bị lặp lại.',
  'event.slot-twice': 'Mã khung giờ “{value}” bị trùng.',
  'event.slots-overlap': 'Khung giờ này trùng với khung giờ “{value}”.',
  'event.interpreter-twice': 'Mã phiên dịch viên “{value}” bị trùng.',
  'event.unknown-slot': 'Không có khung giờ mang mã “{value}”.',
  'event.unknown-partner': 'Không có đối tác mang mã “{value}”.',
  'event.unknown-theme': 'Không có chủ đề mang mã “{value}”.',
  'event.unknown-province': 'Không có địa phương mang mã “{value}”.',
  'event.unknown-region': 'Không có vùng mang mã “{value}”.',
  'event.partner-not-at-event': 'Đối tác “{value}” không thuộc sự kiện này.',
} as const;

export const acts = {
  'event.planned': 'Lập kế hoạch sự kiện',
  'event.changed': 'Thay đổi sự kiện',
} as const;
