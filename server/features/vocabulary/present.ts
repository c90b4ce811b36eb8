import type { TermRecord } from '../../store/records.js';

export const presentTerm = ({ id, ...term }: TermRecord) => ({ code: id, ...term });
