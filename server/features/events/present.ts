import type { Account } from '../../http/act.js';
import type { EventRecord } from '../../store/event-records.js';
import { seesPlanning } from './policy.js';

export function presentEvent(event: EventRecord, reader: Account) {
  const planning = seesPlanning(reader);
  return { ...event, interpreters: planning ? event.interpreters : [], rules: planning ? event.rules : null };
}
