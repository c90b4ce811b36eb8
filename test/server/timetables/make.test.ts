// Timetables over HTTP: made, kept to, repaired – and told at once what cannot be had.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlacedMeeting } from '../../../matching/index.js';
import { arrangeService, type Client } from '../../arrange/service.js';

let service: Awaited<ReturnType<typeof arrangeService>>;
let planner: Client;
beforeAll(async () => {
  service = await arrangeService({ seeded: true });
  planner = await service.as('planner@demo');
});
afterAll(() => service.stop());

interface Wire {
  meetings: (PlacedMeeting & { locked: boolean })[];
  changes: { code: string; province: string; partner: string }[];
}
const proposed = async (event: string): Promise<string> =>
  (await planner.post(`/events/${event}/proposals`, {}).expect(201)).body.id;
const make = (proposal: string, body: object = {}, client = planner) =>
  client.post(`/proposals/${proposal}/timetable`, body);

describe('the timetable of a planned event', () => {
  test.each(['israel-nncnc', 'europe-nltt', 'australia-netherlands-bdkh', 'japan-xtdt'])(
    '%s has all its meetings and no gap',
    async (event) => {
      const id = await proposed(event);
      const { body, headers } = await make(id).expect(201);
      console.log(event, JSON.stringify(body).slice(0, 1500));
      expect([body.gaps, body.certificate.checker, headers.etag]).toEqual([0, { ok: true, violations: [] }, '"1"']);
    },
  );
});
