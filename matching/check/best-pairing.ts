// Weak duality: whatever the prices of the certificate, no pairing of the invited is worth more than the bound they give.
import type { Plan } from '../model.js';
import type { Table } from '../plan/table.js';
import { type Limits, pairKey } from '../rules.js';
import { type Standing, tenThousandths } from './standing.js';

export function pairingIsBest(
  { rows, partners }: Table,
  known: readonly Standing[],
  limits: Limits,
  plan: Plan,
): boolean {
  const { prices, value } = plan.certificate.pairing;
  const invited = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  const at = (list: Record<string, number>, id: string) => tenThousandths(list[id] ?? 0);
  const total = tenThousandths(prices.tables);
  const ofPartner = partners.map(({ id }) => at(prices.partners, id));
  let bound = Math.max(0, total * Math.min(limits.meetings, invited.size * partners.length));
  for (const price of ofPartner) bound += Math.max(0, price * Math.min(limits.perPartner, invited.size));
  known.forEach(({ province, open }, i) => {
    if (!invited.has(province)) return;
    const own = at(prices.provinces, province);
    bound += Math.max(own * limits.perProvince, own * limits.minMeetings);
    for (const j of open) {
      const net = tenThousandths(rows[i]?.cells[j]?.score ?? 0) - own - (ofPartner[j] ?? 0) - total;
      const must = limits.pinnedPairs.has(pairKey(province, partners[j]?.id ?? ''));
      bound += must ? net : Math.max(0, net);
    }
  });
  return bound <= tenThousandths(value);
}
