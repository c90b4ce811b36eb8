// Proposals: their failures, and the sentences behind the codes of the matcher.
export const failures = {
  'proposal.not-found': { title: 'Không tìm thấy phương án', detail: 'Không có phương án mang mã {proposal}.' },
  'proposal.not-under-way': {
    title: 'Không có lần lập phương án nào đang chạy',
    detail: 'Phương án {proposal} đã lập xong.',
  },
  'proposal.infeasible': {
    title: 'Không lập được phương án',
    detail: 'Các yêu cầu sau mâu thuẫn với nhau: {conflict}. Có thể lập được phương án nếu {relaxation}.',
  },
  'proposal.not-draft': {
    title: 'Phương án đã được kiểm tra',
    detail: 'Chỉ phương án đang dự thảo mới chuyển sang bước kiểm tra.',
  },
  'proposal.not-checked': {
    title: 'Phương án chưa được kiểm tra',
    detail: 'Phương án phải được kiểm tra và chưa duyệt thì mới trình duyệt được.',
  },
  'proposal.not-approved': {
    title: 'Phương án chưa được duyệt',
    detail: 'Phương án phải được duyệt và chưa ban hành thì mới ban hành được.',
  },
  'proposal.same-person': {
    title: 'Mỗi bước phải do một người khác nhau thực hiện',
    detail: 'Bạn đã thực hiện một bước của phương án này; xin để người khác thực hiện bước tiếp theo.',
  },
  'proposal.not-confirmed': {
    title: 'Phương án chưa qua kiểm tra độc lập',
    detail: 'Bộ kiểm tra phát hiện {count} điểm vi phạm; phương án không thể đi tiếp.',
  },
  'job.interrupted': {
    title: 'Việc tính toán bị gián đoạn',
    detail: 'Tiến trình đảm nhận đã ngừng hoạt động trước khi tính xong; chưa có gì được lưu. Xin gửi lại yêu cầu.',
  },
  'matcher.stopped': {
    title: 'Bộ ghép nối dừng đột ngột',
    detail: 'Phép tính vượt quá khả năng của máy hoặc gặp lỗi. Chưa có gì được ghi; xin thử lại với phạm vi nhỏ hơn.',
  },
} as const;

/** The planner's rules, as they stand in a conflict. */
export const issues = {
  'proposal.rule-in-conflict': 'Yêu cầu này nằm trong nhóm mâu thuẫn: {rule}.',
  'rule.seats': 'có {limit} suất',
  'rule.region-min': 'vùng {region} có ít nhất {limit} địa phương',
  'rule.region-min.none': 'vùng {region} không bắt buộc có địa phương nào',
  'rule.region-max': 'vùng {region} có nhiều nhất {limit} địa phương',
  'rule.region-max.none': 'không mời địa phương nào của vùng {region}',
  'rule.pin-province': 'phải mời {province}',
  'rule.forbid-province': 'không mời {province}',
  'rule.absent-province': '{province} không tham dự được',
  'rule.pin-pair': '{province} phải gặp {partner}',
  'rule.forbid-pair': '{province} không gặp {partner}',
  'rule.met-recently': 'không gặp lại đối tác vừa gặp',
  'rule.min-meetings': 'mỗi địa phương được mời có ít nhất {limit} cuộc gặp',
  'rule.min-meetings.none': 'địa phương được mời không bắt buộc có cuộc gặp',
  'rule.max-meetings-province': 'mỗi địa phương có nhiều nhất {limit} cuộc gặp',
  'rule.max-meetings-partner': 'mỗi đối tác có nhiều nhất {limit} cuộc gặp',
  'rule.slots': 'có {limit} khung giờ',
  'rule.tables': 'có nhiều nhất {limit} cuộc gặp (số bàn × số khung giờ)',
  'rule.min-not-met': 'có ít nhất {limit} địa phương chưa dự sự kiện nào trong {months} tháng qua',
  'rule.min-not-met.none': 'không bắt buộc có địa phương lâu chưa dự sự kiện',
  'rule.threshold': 'mỗi địa phương được mời có đủ số cuộc gặp đạt từ {limit} điểm',
  'rule.at-most': 'có nhiều nhất {limit} thay đổi so với phương án trước',
  'rule.at-most.none': 'giữ nguyên phương án trước',
} as const;

export const acts = {
  'proposal.cut-short': 'Dừng lập phương án',
  'proposal.made': 'Lập phương án',
  'proposal.checked': 'Kiểm tra phương án',
  'proposal.approved': 'Duyệt phương án',
  'proposal.released': 'Ban hành phương án',
} as const;

/** One sentence a part of a score; the variant depends on the facts behind it. */
export const grounds = {
  'theme.same': 'Nhu cầu “{need}”{needYear} thuộc đúng chủ đề {themes}.',
  'theme.near': 'Nhu cầu “{need}”{needYear} gần với chủ đề của sự kiện ({themes}).',
  'country.named': 'Nhu cầu nêu đích danh đối tác: {countries}.',
  'country.bloc': 'Nhu cầu hướng tới {countries}, cùng khối với đối tác của sự kiện.',
  'country.open': 'Nhu cầu để ngỏ, không giới hạn nước đối tác.',
  'country.other': 'Nhu cầu hướng tới {countries}, chưa nêu đối tác của sự kiện.',
  'strength.known': '{province} có thế mạnh được ghi nhận về {themes}.',
  'strength.none': 'Chưa ghi nhận thế mạnh của {province} về chủ đề này.',
  'freshness.known': 'Nhu cầu được nêu năm {year}.',
  'freshness.unknown': 'Chưa rõ năm nêu nhu cầu.',
  'concepts.shared': 'Nhu cầu và chào hợp tác “{offer}”{offerYear} cùng nêu: {concepts}.',
  'concepts.apart': 'Chào hợp tác “{offer}”{offerYear} thuộc chủ đề của sự kiện nhưng chưa trùng nội dung cụ thể.',
  'form.shared': 'Hai bên cùng nêu hình thức hợp tác: {forms}.',
  'form.apart': 'Hình thức hợp tác hai bên nêu chưa trùng nhau.',
  'waiting.known': 'Đã qua {events} sự kiện kể từ lần tham dự gần nhất.',
} as const;

export const whyNot = {
  'seats-full':
    'Đã đủ {seats} suất. Điểm phù hợp {score}/100; nếu mời thì phải rút {displaces} và tổng điểm của danh sách giảm {loss}.',
  'seats-full.fixed':
    'Đã đủ {seats} suất. Điểm phù hợp {score}/100; theo các yêu cầu đã nêu thì không thể rút địa phương nào để thay.',
  'region-full':
    'Vùng {region} đã đủ số địa phương tối đa. Điểm phù hợp {score}/100; nếu mời thì phải rút {displaces} và tổng điểm của danh sách giảm {loss}.',
  'region-full.fixed':
    'Vùng {region} đã đủ số địa phương tối đa. Điểm phù hợp {score}/100; theo các yêu cầu đã nêu thì không thể rút địa phương nào để thay.',
  'meetings-full':
    'Không còn lượt gặp phù hợp với các đối tác. Điểm phù hợp {score}/100; nếu mời thì phải rút {displaces} và tổng điểm của danh sách giảm {loss}.',
  'meetings-full.fixed':
    'Không còn lượt gặp phù hợp với các đối tác. Điểm phù hợp {score}/100; theo các yêu cầu đã nêu thì không thể rút địa phương nào để thay.',
  'no-grounds.none': 'Chưa có nhu cầu nào được công bố về chủ đề {themes}.',
  'no-grounds.weak':
    'Căn cứ còn mỏng: nhu cầu gần nhất là “{need}”{needYear}, điểm phù hợp {score}/100, dưới ngưỡng {minScore}.',
  forbidden: 'Không mời theo yêu cầu của người lập phương án.',
  absent: 'Địa phương báo không tham dự được.',
  'met-recently': 'Đã gặp các đối tác này tại sự kiện {events}, chưa quá {months} tháng.',
  'below-threshold': 'Chưa đủ cuộc gặp đạt ngưỡng {threshold}/100 điểm với các đối tác của sự kiện.',
  'not-met-minimum':
    'Suất còn lại dành cho địa phương chưa dự sự kiện nào trong {quotaMonths} tháng qua. Điểm phù hợp {score}/100.',
  'kept-list':
    'Danh sách của phương án trước được giữ theo giới hạn thay đổi. Điểm phù hợp {score}/100; nếu mời thì phải rút {displaces}.',
  'not-explained': 'Chưa tìm lý do: việc lập phương án đã được dừng sớm. Điểm phù hợp {score}/100.',
} as const;

/** What would bring a province in: clauses after “Sẽ được mời nếu …”. */
export const changes = {
  'one-more-seat': 'tăng thêm 1 suất (thành {seats} suất)',
  'more-seats': 'tăng lên {seats} suất',
  'region-cap-plus-one': 'vùng {region} được thêm 1 suất',
  'renew-need': 'địa phương xác nhận lại nhu cầu “{need}” trong năm {year}',
  'name-country': 'nhu cầu “{need}” nêu thêm đối tác {countries}',
  'post-need': 'địa phương công bố một nhu cầu về {themes} với đối tác {countries}',
  'raise-score': 'điểm phù hợp tăng thêm {by}',
  'lower-threshold': 'ngưỡng tối thiểu hạ xuống {minScore}',
  'lift-forbid': 'bỏ yêu cầu không mời',
  'come-after-all': 'địa phương thu xếp tham dự được',
  'allow-repeat-meeting': 'cho phép gặp lại đối tác vừa gặp',
  'lower-meeting-threshold': 'ngưỡng điểm của cuộc gặp hạ xuống {threshold}',
  'lower-not-met-minimum': 'số địa phương lâu chưa dự hạ xuống ít nhất {provinces}',
  'allow-changes': 'cho phép {changes} thay đổi so với phương án trước',
} as const;

export const warnings = {
  'cut-short':
    'Việc lập phương án đã được dừng sớm: danh sách và các cặp gặp đã đầy đủ, nhưng mới giải trình {explained}/{provinces} địa phương.',
  'seats-unfilled': 'Mới có {invited} địa phương đủ căn cứ cho {seats} suất.',
  'old-need': 'Căn cứ của {province} đã cũ: nhu cầu “{need}” nêu từ năm {year}; nên xác nhận lại trước khi mời.',
  'undated-need': 'Chưa rõ năm của nhu cầu “{need}” ({province}); nên xác nhận lại trước khi mời.',
  'partner-without-meeting': '{partner} chưa có cuộc gặp nào trong phương án.',
  'pinned-without-grounds': '{province} được chỉ định mời nhưng chưa đủ căn cứ.',
} as const;

export const relaxations = {
  drop: 'bỏ yêu cầu “{rule}”',
  change: '{rule}',
} as const;

export const plan = {
  year: ' (năm {year})',
  noOne: 'không địa phương nào',
} as const;
