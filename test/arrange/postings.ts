// Needs and offers as a province and an embassy would write them, and the way they go until they are published.
import type { arrangeService, Client } from './service.js';

export const needBody = (changes: object = {}) => ({
  title: { vi: 'Công nghệ tưới nhỏ giọt cho cà phê', en: 'Drip irrigation for coffee' },
  summary: {
    vi: 'Tỉnh cần chuyển giao công nghệ tưới nhỏ giọt cho 500 ha cà phê.',
    en: 'The province needs drip irrigation technology for 500 ha of coffee.',
  },
  themes: ['NNCNC'],
  forms: ['CGCN'],
  countries: ['IL'],
  province: '68',
  yearFrom: 2025,
  yearTo: 2026,
  visibility: 'public',
  source: { name: 'Văn bản của Sở Ngoại vụ', url: 'https://lamdong.gov.vn/vb/1', date: '2026-10' },
  contact: { name: 'Nguyễn Văn A', post: 'Phó Giám đốc', email: 'a@lamdong.gov.vn', phone: '+84 263 382 2222' },
  ...changes,
});

export const offerBody = (changes: object = {}) => ({
  title: { vi: 'Đào tạo kỹ sư nông nghiệp', en: 'Training of agricultural engineers' },
  summary: { vi: 'Nhận 50 thực tập sinh mỗi năm.', en: 'Fifty trainees a year.' },
  themes: ['GDDT'],
  forms: ['DTAO'],
  countries: ['IL'],
  partner: 'M034',
  yearFrom: 2026,
  yearTo: null,
  visibility: 'public',
  source: null,
  contact: null,
  ...changes,
});

export interface Posted {
  id: string;
  version: number;
  [field: string]: unknown;
}

/** Takes a step of a posting's life from the version given; the path is of the API, e.g. `/needs/{id}`. */
export const step = (client: Client, path: string, verb: string, { version }: { version: number }, body?: object) =>
  client.post(`${path}/${verb}`, body).set('If-Match', `"${version}"`);

/** Drafted and submitted by its owner, published by the planner, and found by search. */
export async function publish(
  service: Awaited<ReturnType<typeof arrangeService>>,
  owner: Client,
  plural: 'needs' | 'offers',
  body: object,
): Promise<Posted> {
  const planner = await service.as('planner@demo');
  const { body: draft } = await owner.post(`/${plural}`, body).expect(201);
  const path = `/${plural}/${draft.id}`;
  const { body: submitted } = await step(owner, path, 'submit', draft).expect(200);
  const { body: published } = await step(planner, path, 'publish', submitted).expect(200);
  return published;
}
