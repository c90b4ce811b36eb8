// What leaves of a missed query: the words and how often, nothing else.
import type { MissedQueryRecord } from '../../store/records.js';

export const presentMissed = ({ query, times, firstAt, lastAt }: MissedQueryRecord) => ({
  query,
  times,
  firstAt,
  lastAt,
});
