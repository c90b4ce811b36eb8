// Events whose rules cannot all be kept, made so that the smallest set of rules that contradicts itself is known.
import type { MatchingInput, MatchingRules, RuleRef } from '../../matching/model.js';
import { withPartners, withProvinces } from '../matching/instances.js';
import { random } from '../random.js';

export interface Planted {
  name: string;
  input: MatchingInput;
  core: readonly RuleRef[];
}

const limit = (code: RuleRef['code'], most: number): RuleRef => ({ code, params: { limit: most } });
const atLeast = (region: string, least: number): RuleRef => ({ code: 'region-min', params: { region, limit: least } });
const pin = (province: string): RuleRef => ({ code: 'pin-province', params: { province } });

/** `given`: a real event with at least five partners, of which the larger ones are made. */
export function planted(given: MatchingInput): Planted[] {
  return [tooManyPins(given), tooManyRegions(given), twoConflicts(given), onePartner(given)];
}

function sized(given: MatchingInput, provinces: number, partners: number): MatchingInput {
  const chance = random(provinces * 1_000 + partners);
  return withProvinces(withPartners(given, partners, chance), provinces, chance);
}

function ruled(input: MatchingInput, event: Partial<MatchingInput['event']>, rules: MatchingRules): MatchingInput {
  return { ...input, event: { ...input.event, ...event, rules } };
}

/** Six must come, one from each region, on five seats. */
function tooManyPins(given: MatchingInput): Planted {
  const input = sized(given, 34, 5);
  const regions = [...new Set(input.provinces.map(({ region }) => region))].sort();
  const pins = regions.map((region) => ofRegion(input, region)[0] ?? '');
  return {
    name: '34 × 5, a seat too few for the pins',
    input: ruled(
      input,
      { seats: pins.length - 1, slots: 8, tables: 12 },
      {
        pinProvinces: pins,
        perRegionMax: Object.fromEntries(regions.map((region) => [region, 2])),
        forbidProvinces: regions.slice(0, 3).map((region) => ofRegion(input, region)[1] ?? ''),
        maxMeetingsPartner: 6,
      },
    ),
    core: [limit('seats', pins.length - 1), ...pins.map(pin)],
  };
}

/** Four regions want nine places; there are eight. */
function tooManyRegions(given: MatchingInput): Planted {
  const input = sized(given, 34, 100);
  const wanted = { DBSH: 2, BTB: 2, NTBTN: 2, DBSCL: 3 };
  return {
    name: '34 × 100, regions that want more than all seats',
    input: ruled(
      input,
      { seats: 8, slots: 8, tables: 12 },
      {
        k: 2,
        perRegionMin: wanted,
        perRegionMax: { DNB: 2, TDMNPB: 2 },
        forbidProvinces: ofRegion(input, 'TDMNPB').slice(0, 2),
        maxMeetingsPartner: 3,
      },
    ),
    core: [limit('seats', 8), ...Object.entries(wanted).map(([region, least]) => atLeast(region, least))],
  };
}

/**
 * Two regions want seven of six seats. Besides, five who must come with three meetings each need fifteen of twelve places at
 * the tables: whoever leaves out one rule after the other ends with this larger conflict.
 */
function twoConflicts(given: MatchingInput): Planted {
  const input = sized(given, 100, 100);
  return {
    name: '100 × 100, a small conflict behind a large one',
    input: ruled(
      input,
      { seats: 6, slots: 4, tables: 3 },
      {
        k: 3,
        perRegionMin: { BTB: 4, DNB: 3 },
        perRegionMax: { DBSCL: 4 },
        pinProvinces: ofRegion(input, 'NTBTN').slice(0, 5),
        forbidProvinces: ofRegion(input, 'DBSCL').slice(0, 2),
      },
    ),
    core: [limit('seats', 6), atLeast('BTB', 4), atLeast('DNB', 3)],
  };
}

/** Three announced meetings with a partner that has time for two. */
function onePartner(given: MatchingInput): Planted {
  const input = sized(given, 200, 200);
  const [wanted = '', other = ''] = input.partners.map(({ id }) => id);
  const provinces = ofRegion(input, 'NTBTN');
  const pairs = provinces.slice(0, 3).map((province) => ({ province, partner: wanted }));
  const elsewhere = provinces.slice(3, 5).map((province) => ({ province, partner: other }));
  return {
    name: '200 × 200, a partner promised too often',
    input: ruled(
      input,
      { seats: 60, slots: 8, tables: 40 },
      {
        k: 2,
        maxMeetingsPartner: 2,
        pinPairs: [...pairs, ...elsewhere],
        forbidProvinces: ofRegion(input, 'DBSCL').slice(0, 1),
      },
    ),
    core: [
      ...pairs.map((pair): RuleRef => ({ code: 'pin-pair', params: { ...pair } })),
      limit('max-meetings-partner', 2),
    ],
  };
}

const ofRegion = ({ provinces }: MatchingInput, region: string): string[] =>
  provinces.flatMap((province) => (province.region === region ? [province.id] : []));
