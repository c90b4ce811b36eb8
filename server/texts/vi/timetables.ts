// Timetables: their failures, and the sentences behind their codes.
export const failures = {
  'timetable.not-found': {
    title: 'Chưa có lịch gặp',
    detail: 'Phương án {proposal} chưa có lịch gặp.',
  },
  'timetable.infeasible': {
    title: 'Không xếp được lịch gặp',
    detail: 'Không xếp được lịch gặp: {conflict}. Có thể xếp được nếu {remedy}.',
  },
  'timetable.announced': {
    title: 'Lịch gặp đã được thông báo',
    detail:
      'Phương án đã ban hành và lịch gặp đã được thông báo; chỉ được điều chỉnh với ít thay đổi nhất hoặc trong số thay đổi cho phép.',
  },
  'timetable.under-way': {
    title: 'Đang xếp lịch gặp',
    detail: 'Lịch gặp của phương án này đang được xếp; xin chờ kết quả hoặc dừng lần xếp đó.',
  },
  'timetable.not-under-way': {
    title: 'Không có lần xếp lịch nào đang chạy',
    detail: 'Lịch gặp của phương án {proposal} không ở trong quá trình xếp.',
  },
  'timetable.stopped': {
    title: 'Đã dừng xếp lịch gặp',
    detail: 'Việc xếp lịch được dừng khi chưa tìm được lịch gặp nào. Chưa có gì được ghi.',
  },
  'timetable.not-confirmed': {
    title: 'Lịch gặp chưa qua kiểm tra độc lập',
    detail: 'Bộ kiểm tra phát hiện {count} điểm vi phạm; lịch gặp không được ghi.',
  },
  'timetabler.stopped': {
    title: 'Bộ xếp lịch dừng đột ngột',
    detail: 'Phép tính vượt quá khả năng của máy hoặc gặp lỗi. Chưa có gì được ghi; xin thử lại với phạm vi nhỏ hơn.',
  },
} as const;

export const issues = {
  'timetable.at-most-missing': 'Cần nêu số cuộc gặp được phép dời.',
  'timetable.at-most-unused': 'Số cuộc gặp được phép dời chỉ dùng với chế độ “at-most”.',
  'timetable.event-without-slots': 'Sự kiện chưa có khung giờ nào.',
  'timetable.event-without-tables': 'Sự kiện chưa có bàn nào.',
  'timetable.unknown-slot': 'Sự kiện không có khung giờ mang mã “{value}”.',
  'timetable.party-not-in-plan': 'Không có địa phương hay đối tác mang mã “{value}” trong các cuộc gặp của phương án.',
  'timetable.pair-not-in-plan': 'Phương án không có cuộc gặp giữa {province} và {partner}.',
  'timetable.locked-dropout': 'Cuộc gặp được cố định nhưng “{value}” không tham dự nữa.',
  'timetable.locked-while-unavailable': 'Cuộc gặp được cố định vào khung giờ “{value}” không có mặt.',
  'timetable.locked-without-interpreter':
    'Trong khung giờ “{value}” không có phiên dịch viên nào làm việc được với đối tác này.',
  'timetable.locked-twice': 'Cuộc gặp giữa {province} và {partner} đã được cố định ở trên.',
  'timetable.locked-double-booked': '“{value}” đã có cuộc gặp khác được cố định vào khung giờ này.',
  'timetable.more-locked-than-tables': 'Số cuộc gặp được cố định vào khung giờ “{value}” nhiều hơn số bàn.',
  'timetable.too-little': '{shortage}',
  'timetable.demand-in-conflict': 'Không thể giữ yêu cầu này cùng với các yêu cầu khác: {demand}.',
} as const;

export const acts = {
  'timetable.made': 'Xếp lịch gặp',
  'timetable.cut-short': 'Dừng xếp lịch gặp',
} as const;

export const timetables = {
  nobody: 'không có',
  'change.moved': '{province} – {partner}: chuyển từ {fromSlot}, bàn {fromTable} sang {toSlot}, bàn {toTable}.',
  'change.added': '{province} – {partner}: thêm vào {toSlot}, bàn {toTable}.',
  'change.dropped': '{province} – {partner}: không tổ chức nữa (trước đây {fromSlot}, bàn {fromTable}).',
  'change.other-table': '{province} – {partner}, {toSlot}: chuyển từ bàn {fromTable} sang bàn {toTable}.',
  'change.other-interpreter':
    '{province} – {partner}, {toSlot}: phiên dịch {fromInterpreter} thay bằng {toInterpreter}.',

  'conflict.pair-not-in-plan': 'Cuộc gặp giữa {province} và {partner} không còn trong phương án.',
  'conflict.pair-twice': 'Cuộc gặp giữa {province} và {partner} có hai lần trong lịch cũ.',
  'conflict.slot-unknown': 'Khung giờ {slot} của cuộc gặp giữa {province} và {partner} không còn nữa.',
  'conflict.table-unknown': 'Bàn {table} của cuộc gặp giữa {province} và {partner} không còn nữa.',
  'conflict.party-double-booked': '{party} có hai cuộc gặp cùng lúc {slot} trong lịch cũ.',
  'conflict.table-double-booked': 'Bàn {table} có hai cuộc gặp cùng lúc {slot} trong lịch cũ.',
  'conflict.interpreter-double-booked': 'Phiên dịch {interpreter} có hai cuộc gặp cùng lúc {slot} trong lịch cũ.',
  'conflict.locked-moved': 'Cuộc gặp giữa {province} và {partner} được cố định vào {slot}, khác với lịch cũ.',
  'conflict.party-unavailable': '{party} không có mặt lúc {slot}, khi có cuộc gặp giữa {province} và {partner}.',
  'conflict.interpreter-missing': 'Cuộc gặp giữa {province} và {partner} lúc {slot} chưa có phiên dịch.',
  'conflict.interpreter-unknown':
    'Phiên dịch {interpreter} của cuộc gặp giữa {province} và {partner} lúc {slot} không còn trong danh sách.',
  'conflict.interpreter-without-language':
    'Phiên dịch {interpreter} của cuộc gặp giữa {province} và {partner} lúc {slot} không có ngôn ngữ phù hợp.',
  'conflict.interpreter-unavailable':
    'Phiên dịch {interpreter} không có mặt lúc {slot}, khi có cuộc gặp giữa {province} và {partner}.',

  'shortage.slots-of-party': '{party} có {meetings} cuộc gặp nhưng chỉ có {limit} khung giờ',
  'shortage.places': 'có {meetings} cuộc gặp nhưng chỉ có {limit} lượt bàn (số bàn × số khung giờ)',
  'shortage.interpreter-of-partner': 'không có phiên dịch viên nào làm việc được với {partner} (ngôn ngữ: {languages})',
  'shortage.interpreters':
    'có {meetings} cuộc gặp cần phiên dịch nhưng các phiên dịch viên phù hợp chỉ đảm nhận được {limit} cuộc',
  'shortage.interpreters-at-once': 'có khung giờ cần nhiều phiên dịch viên hơn số có mặt',
  'shortage.moves': 'phải dời {moves} cuộc gặp, nhiều hơn mức cho phép là {limit}',
  'shortage.effort': 'chưa tìm được lịch gặp nào trong giới hạn tính toán',
  'remedy.slots-of-party': 'sự kiện có ít nhất {meetings} khung giờ',
  'remedy.places': 'có thêm bàn hoặc khung giờ cho đủ {meetings} lượt',
  'remedy.interpreter-of-partner': 'có phiên dịch viên một trong các ngôn ngữ: {languages}',
  'remedy.interpreters': 'có thêm phiên dịch viên cho đủ {meetings} cuộc gặp',
  'remedy.interpreters-at-once': 'có thêm phiên dịch viên hoặc phiên dịch viên có mặt nhiều khung giờ hơn',
  'remedy.moves': 'được dời {moves} cuộc gặp',
  'remedy.effort': 'giảm bớt yêu cầu hoặc có thêm khung giờ',
  'demand.locked': '{province} gặp {partner} vào {slot}',
  'demand.unavailable': '{party} không có mặt lúc {slot}',
  release: 'bỏ yêu cầu: {demands}',

  'warning.no-interpreters': 'Sự kiện chưa có danh sách phiên dịch viên; lịch gặp được xếp không có phiên dịch.',
  'warning.search-cut-short': 'Việc tìm kiếm đã được dừng sớm; có thể còn lịch gặp tốt hơn.',

  'calendar.title': '{province} gặp {partner} – {event}',
  'calendar.table': 'bàn {table}',
} as const;
