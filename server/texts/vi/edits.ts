// Edits of proposals, their differences, and what rules cost.
export const failures = {
  'proposal.already-released': {
    title: 'Phương án đã ban hành',
    detail: 'Phương án {proposal} đã ban hành, không thể chỉnh sửa. Xin lập phương án mới.',
  },
} as const;

export const issues = {
  'proposal.at-most-missing': 'Cần nêu số thay đổi nhiều nhất.',
  'proposal.at-most-without-mode': 'Chỉ nêu số thay đổi nhiều nhất khi chọn cách “at-most”.',
  'proposal.comes-and-drops-out': 'Bên này vừa được ghi là tham dự vừa được ghi là rút.',
  'proposal.unknown-party': 'Không có địa phương hay đối tác nào mang mã “{value}”.',
  'proposal.already-at-event': 'Đối tác này đã có trong sự kiện.',
  'proposal.no-partner-left': 'Sự kiện không còn đối tác nào.',
} as const;

export const acts = {
  'proposal.edited': 'Chỉnh sửa phương án',
} as const;

/** How two proposals differ. */
export const difference = {
  enters: '{province} được đưa vào danh sách mời.',
  leaves: '{province} rút khỏi danh sách mời.',
  moves: '{province} đổi cuộc gặp: trước gặp {before}; nay gặp {after}.',
  nobody: 'không đối tác nào',
  inviteList: 'Mức phù hợp của danh sách mời: {before} → {after} điểm ({percent}).',
  pairing: 'Mức phù hợp của các cuộc gặp: {before} → {after} điểm ({percent}).',
  /** Clauses of the sentence below, where there are any. */
  entering: 'thêm {count} địa phương',
  leaving: 'rút {count} địa phương',
  moving: '{count} địa phương đổi đối tác gặp',
  added: '{count} cuộc gặp mới',
  dropped: 'bỏ {count} cuộc gặp',
  summary: 'So với phương án trước: {changes}. Mức phù hợp của danh sách {invite}, của các cuộc gặp {meetings}.',
  none: 'Hai phương án mời cùng các địa phương và xếp cùng các cuộc gặp.',
  same: 'không đổi',
} as const;

/** What a rule costs, or one more or less of a limit. */
export const prices = {
  rule: 'Yêu cầu “{rule}”',
  waiting: 'Điểm cộng cho địa phương chờ lâu',
  'highest-threshold': 'Nâng ngưỡng điểm của các cuộc gặp lên mức cao nhất',
  'fewest-changes': 'Giữ phương án trước với ít thay đổi nhất',
  'one-more-seat': 'Thêm 1 suất (thành {seats} suất)',
  'one-seat-less': 'Bớt 1 suất (còn {seats} suất)',
  'one-more-meeting': 'Mỗi địa phương được mời có ít nhất {limit} cuộc gặp',
  effect: '{what}: mức phù hợp của danh sách {percent}, của các cuộc gặp {meetings}{enters}{leaves}.',
  enters: '; +{count} địa phương ({provinces})',
  leaves: '; −{count} địa phương ({provinces})',
  unknown: '{what}: không lập được phương án.',
} as const;
