// Whether a plan keeps the planner's rules, counted again from the plan itself.
import type { Plan, Violation } from '../model.js';
import type { Table } from '../plan/table.js';
import { type Limits, pairKey } from '../rules.js';
import { type Standing, tenThousandths } from './standing.js';

export function inviteRules(known: readonly Standing[], limits: Limits, { provinces }: Plan): Violation[] {
  const of = (code: string, ids: Iterable<string>) => [...ids].map((province) => ({ code, params: { province } }));
  const rows = new Map(provinces.map((row) => [row.province, row]));
  const invited = new Set(provinces.filter((row) => row.invited).map((row) => row.province));
  const complete = provinces.length === known.length && known.every(({ province }) => rows.has(province));
  const mayCome = new Set(known.filter((one) => one.mayCome).map(({ province }) => province));
  const misjudged = known.filter(({ province, points, pinned }) => {
    const row = rows.get(province);
    return row && (tenThousandths(row.score) !== points || row.pinned !== pinned);
  });
  return [
    ...(complete ? [] : [{ code: 'provinces-missing', params: {} }]),
    ...(invited.size > limits.seats ? [{ code: 'too-many-invited', params: { invited: invited.size } }] : []),
    ...of(
      'pin-not-kept',
      [...limits.pinned].filter((province) => !invited.has(province)),
    ),
    ...of(
      'forbidden-invited',
      [...limits.forbidden].filter((province) => invited.has(province)),
    ),
    ...of(
      'invited-without-grounds',
      [...invited].filter((province) => !mayCome.has(province) && !limits.forbidden.has(province)),
    ),
    ...of(
      'province-score',
      misjudged.map(({ province }) => province),
    ),
    ...of(
      'no-reason-given',
      provinces.filter((row) => !row.invited && !row.whyNot).map(({ province }) => province),
    ),
    ...regionCounts(
      known.filter(({ province }) => invited.has(province)),
      limits,
    ),
  ];
}

function regionCounts(invited: readonly Standing[], { regionMin, regionMax }: Limits): Violation[] {
  return [...new Set([...regionMin.keys(), ...regionMax.keys()])].flatMap((region) => {
    const count = invited.filter((one) => one.region === region).length;
    const kept = count >= (regionMin.get(region) ?? 0) && count <= (regionMax.get(region) ?? Number.POSITIVE_INFINITY);
    return kept ? [] : [{ code: 'region-count', params: { region, count } }];
  });
}

export function pairRules(
  { rows, partners }: Table,
  known: readonly Standing[],
  limits: Limits,
  plan: Plan,
): Violation[] {
  const { pairs } = plan;
  const invited = plan.provinces.filter((row) => row.invited).map((row) => row.province);
  const perProvince = tally(pairs.map(({ province }) => province));
  const perPartner = tally(pairs.map(({ partner }) => partner));
  const perPair = tally(pairs.map(({ province, partner }) => pairKey(province, partner)));
  const meetingsOf = (province: string) => perProvince.get(province) ?? 0;
  return [
    ...invited
      .filter((province) => meetingsOf(province) < limits.minMeetings || meetingsOf(province) > limits.perProvince)
      .map((province) => ({ code: 'province-meetings', params: { province, meetings: meetingsOf(province) } })),
    ...[...perPartner]
      .filter(([, meetings]) => meetings > limits.perPartner)
      .map(([partner, meetings]) => ({ code: 'partner-meetings', params: { partner, meetings } })),
    ...(pairs.length > limits.meetings ? [{ code: 'too-many-meetings', params: { meetings: pairs.length } }] : []),
    ...pairs.flatMap((pair) => {
      const { province, partner } = pair;
      const i = rows.findIndex((row) => row.province.id === province);
      const j = partners.findIndex(({ id }) => id === partner);
      const cell = rows[i]?.cells[j];
      const key = pairKey(province, partner);
      const codes = [
        ...(invited.includes(province) ? [] : ['pair-of-uninvited']),
        ...(perPair.get(key) === 1 ? [] : ['pair-twice']),
        ...(!cell ? ['pair-unknown'] : cell.refused ? ['pair-refused'] : []),
        ...(cell && cell.score !== pair.score ? ['pair-score'] : []),
        ...(pair.pinned === limits.pinnedPairs.has(key) ? [] : ['pair-pin']),
        ...(!cell || cell.refused || known[i]?.open.includes(j) ? [] : ['pair-below-threshold']),
      ];
      return codes.map((code) => ({ code, params: { province, partner } }));
    }),
    ...[...limits.pinnedPairs]
      .filter((key) => !perPair.has(key))
      .map((pair) => ({ code: 'pinned-pair-missing', params: { pair } })),
  ];
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
