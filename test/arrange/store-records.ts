// Plain records for tests of the store; only what a test is about is given.
import type { Fresh } from '../../server/store/port.js';
import type { AccountRecord, MissedQueryRecord, PartnerRecord, PostingRecord } from '../../server/store/records.js';

const at = '2026-11-02T02:00:00.000Z';

export const account = (id: string, given: Partial<AccountRecord> = {}): Fresh<AccountRecord> => ({
  id,
  email: `${id}@example.vn`,
  name: 'Nguyễn Thị Hoà',
  role: 'province',
  organisation: { kind: 'province', code: 'VN-SL' },
  locale: 'vi',
  passwordHash: '',
  active: true,
  createdAt: at,
  ...given,
});

export const partner = (id: string, given: Partial<PartnerRecord> = {}): Fresh<PartnerRecord> => ({
  id,
  kind: 'embassy',
  group: 'mission',
  name: { vi: 'Đại sứ quán', en: 'Embassy' },
  abbreviation: '',
  countries: ['JP'],
  countryName: { vi: 'Nhật Bản', en: 'Japan' },
  city: 'Hà Nội',
  website: '',
  themes: [],
  languages: ['en'],
  note: '',
  source: { name: '', url: '', date: '', quality: '' },
  ...given,
});

export const posting = (id: string, given: Partial<PostingRecord> = {}): Fresh<PostingRecord> => ({
  id,
  kind: 'need',
  status: 'published',
  title: { vi: 'Chế biến thuỷ sản', en: 'Seafood processing' },
  summary: { vi: '', en: '' },
  themes: ['fisheries'],
  forms: [],
  countries: ['JP'],
  provinces: ['VN-CM'],
  partners: [],
  namedAs: 'Cà Mau',
  counterpartNamedAs: '',
  yearFrom: 2026,
  yearTo: null,
  yearText: '2026',
  visibility: 'public',
  source: null,
  contact: null,
  owner: { kind: 'province', code: 'VN-CM' },
  publishedAt: at,
  expiresAt: null,
  createdAt: at,
  updatedAt: at,
  ...given,
});

export const missedQuery = (id: string, times: number): Fresh<MissedQueryRecord> => ({
  id,
  query: id,
  times,
  firstAt: at,
  lastAt: at,
});
