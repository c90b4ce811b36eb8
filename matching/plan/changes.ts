// What a plan takes away from the one it was made from.
import type { Pair, PlanChanges } from '../model.js';
import { type Keep, pairKey } from '../rules.js';
import type { Invitation } from './invite.js';
import type { PairingResult } from './pairing.js';
import type { Table } from './table.js';

export function planChanges(
  { invited, pairs, atMost }: Keep,
  { rows }: Table,
  best: Invitation,
  paired: PairingResult,
): PlanChanges {
  const here = new Set(best.invited.map((i) => rows[i]?.province.id));
  const held = new Set(paired.pairs.map(({ province, partner }) => pairKey(province, partner)));
  const left = [...invited].filter((id) => !here.has(id)).sort();
  const dropped = [...pairs].filter((key) => !held.has(key)).sort();
  return { atMost, provinces: left, pairs: dropped.map(pairOf), total: left.length + dropped.length };
}

function pairOf(key: string): Pair {
  const [province = '', partner = ''] = key.split('|');
  return { province, partner };
}
