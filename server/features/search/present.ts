// What leaves of a search that the store had to answer, and of a missed query.
import type { Locale, MissedQueryRecord } from '../../store/records.js';
import { fill, textsOf } from '../../texts/texts.js';
import type { StandIn } from './service.js';
import { mostRead } from './without-engine.js';

export function presentStandIn(standIn: StandIn | null, locale: Locale) {
  if (standIn === null) return { degraded: false, notice: null };
  const texts = textsOf(locale).search;
  const notice = standIn === 'wholly' ? texts.degraded : fill(texts['degraded.partly'], { most: mostRead });
  return { degraded: true, notice };
}

/** The words and how often, nothing else. */
export const presentMissed = ({ query, times, firstAt, lastAt }: MissedQueryRecord) => ({
  query,
  times,
  firstAt,
  lastAt,
});
