// Balance: how many are invited from each region, freely and under a quota, what the quota costs, and how unequal all are.
import type { Highs } from 'highs';
import { type Lexicon, type MatchingInput, type Plan, propose } from '../../matching/index.js';
import type { Row } from '../report.js';
import { gini } from './satisfaction.js';

const quota = { least: 2, most: 2 };

export function regions(input: MatchingInput, words: Lexicon, highs: Highs): Row[] {
  const ofAll = (limit: number) => Object.fromEntries(input.provinces.map(({ region }) => [region, limit]));
  const rules = { ...input.event.rules, perRegionMin: ofAll(quota.least), perRegionMax: ofAll(quota.most) };
  const planOf = (asked: MatchingInput): Plan => {
    const answer = propose(asked, words, highs, undefined, () => false);
    if (!answer.feasible) throw new Error(JSON.stringify(answer.conflict));
    return answer.plan;
  };
  const free = planOf(input);
  const balanced = planOf({ ...input, event: { ...input.event, rules } });
  const worth = ({ certificate }: Plan) => certificate.inviteList.value;
  const before = new Map(free.equity.regions.map(({ region, invited }) => [region, invited]));
  return [
    ...balanced.equity.regions.map(
      ({ region, provinces, invited }): Row => ({
        what: `quota: invited from ${region}, ${provinces} provinces; without a quota ${before.get(region)}`,
        value: invited,
        unit: 'count',
        target: quota,
      }),
    ),
    { what: 'quota: worth of the list, to that without', value: worth(balanced) / worth(free), unit: 'ratio' },
    { what: 'quota: Gini of satisfaction', value: inequality(balanced), unit: 'ratio' },
    { what: 'without a quota: Gini of satisfaction', value: inequality(free), unit: 'ratio' },
  ];
}

/** Of the invited, by the worth of all their meetings. */
function inequality({ provinces, pairs }: Plan): number {
  const invited = provinces.filter((row) => row.invited);
  return gini(
    invited.map(({ province }) => pairs.reduce((sum, pair) => sum + (pair.province === province ? pair.score : 0), 0)),
  );
}
