// What the matcher is given and what it answers: plain data, codes and numbers, never sentences.
import type { ChangeCode, PartCode, PriceCode, RuleCode, WarningCode, WeightSet, WhyNotCode } from './vocabulary.js';

interface Bilingual {
  vi: string;
  en: string;
}

export interface MatchingPosting {
  id: string;
  title: Bilingual;
  summary: Bilingual;
  themes: readonly string[];
  forms: readonly string[];
  /** Need: countries whose partners are wanted (empty: open to all). Offer: countries it comes from. */
  countries: readonly string[];
  /** Need: the provinces that ask. Offer: the provinces it was made to (empty: the whole country). */
  provinces: readonly string[];
  partners: readonly string[];
  /** Year in which it was stated or last renewed; null when unknown. */
  year: number | null;
  /** YYYY-MM-DD; the posting counts from this day on. */
  publishedOn: string;
}
export interface MatchingProvince {
  id: string;
  region: string;
  /** Theme codes. */
  strengths: readonly string[];
}
export interface MatchingPartner {
  id: string;
  countries: readonly string[];
}
/** A past event: who took part and with which countries. `date`: YYYY[-MM[-DD]] or ''. */
export interface PastEvent {
  id: string;
  date: string;
  countries: readonly string[];
  provinces: readonly string[];
}
export interface MatchingTheme {
  id: string;
  parent: string | null;
  neighbours: readonly string[];
}
export interface Pair {
  province: string;
  partner: string;
}

/** The planner's rules; what is absent takes the default named beside it. */
export interface MatchingRules {
  perRegionMin?: Record<string, number>;
  perRegionMax?: Record<string, number>;
  /** Least meetings of an invited province: 1. */
  k?: number;
  /** Most meetings of a province: one with each partner. */
  maxMeetingsProvince?: number;
  /** Most meetings of a partner: one a slot; without slots as many as there are invited. */
  maxMeetingsPartner?: number;
  pinProvinces?: string[];
  forbidProvinces?: string[];
  /** Provinces that cannot come: a fact, which no relaxation takes away. */
  absentProvinces?: string[];
  pinPairs?: Pair[];
  forbidPairs?: Pair[];
  /** No pair between a province and a country that met at an event in the last so many months: 0 = rule off. */
  metRecentlyMonths?: number;
  /** Points for each past event since the province's last one, up to `waitingCap` events: 0 and 10. */
  waitingBoost?: number;
  waitingCap?: number;
  /** Least score at which a province is invited and a pair is proposed without being pinned: 0.3. */
  minScore?: number;
  /** Each invited province has its `k` meetings at this score or more; `highest`: the highest that the list allows. */
  threshold?: number | 'highest';
  /** At least so many invited provinces took part in no recorded event in the last so many months (24). */
  minNotMet?: { provinces: number; months?: number };
  /** Replaces single weights; the set is then scaled to sum 1. */
  weights?: WeightSet;
}
export interface MatchingEvent {
  id: string;
  themes: readonly string[];
  partners: readonly string[];
  seats: number;
  tables: number;
  /** Number of time slots; 0 = not fixed yet. */
  slots: number;
  rules: MatchingRules;
}
/**
 * The plan an edit starts from. A change is an invited province of it that leaves, or a meeting of it that is dropped. What
 * the planner forbids does not count, nor who is no longer there; nor does anything new, where nothing makes way for it.
 */
export interface PreviousPlan {
  invited: readonly string[];
  pairs: readonly Pair[];
  /** Most changes; null: as few as possible. */
  atMost: number | null;
}
export interface MatchingInput {
  /** YYYY-MM-DD: only what was published by then counts, and age is counted from here. */
  asOf: string;
  event: MatchingEvent;
  provinces: readonly MatchingProvince[];
  partners: readonly MatchingPartner[];
  needs: readonly MatchingPosting[];
  offers: readonly MatchingPosting[];
  history: readonly PastEvent[];
  themes: readonly MatchingTheme[];
  /** Absent: nothing is to be kept. */
  previous?: PreviousPlan;
}

/** points = value × weight, 0 ≤ value ≤ 1. `cites` are `need:ID`, `offer:ID`, `province:ID`, `event:ID`. */
export interface Part {
  code: PartCode;
  value: number;
  weight: number;
  points: number;
  cites: string[];
  /** What the part rests on: shared theme, concept, form or country codes, a year, a number of events. */
  facts: Record<string, string[] | string | number | null>;
}
export interface Scored {
  score: number;
  parts: Part[];
  need: string | null;
  offer: string | null;
}
export interface Change {
  code: ChangeCode;
  params: Record<string, string | number>;
  verified: true;
}
export interface WhyNot {
  code: WhyNotCode;
  /** Points of the whole list that forcing the province in would cost; null when no list can hold it. */
  loss: number | null;
  /** Who would have to leave. */
  displaces: string[];
  cites: string[];
  wouldEnterIf: Change[];
}
export interface ProvinceRow extends Scored {
  province: string;
  rank: number;
  invited: boolean;
  pinned: boolean;
  /** The partner behind the score. */
  partner: string | null;
  /** Invited: points of the whole list lost without it. */
  margin: number | null;
  whyNot: WhyNot | null;
}
export interface PairRow extends Scored {
  province: string;
  partner: string;
  pinned: boolean;
}
export interface Proof {
  /** `optimal` only when the checker has confirmed it; else the best list found, with its bound. */
  status: 'optimal' | 'feasible';
  value: number;
  bound: number;
  gap: number;
}
/** Prices of one more unit of each limit; they bound every pairing from above. */
export interface Prices {
  provinces: Record<string, number>;
  partners: Record<string, number>;
  tables: number;
  /** With a threshold: of one more meeting of a province that reaches it, beside that of the province. */
  counted?: Record<string, number>;
  /** In an edit: of one more meeting that is kept, as if it were part of the worth of each such meeting. */
  kept?: number;
}
export interface Violation {
  code: string;
  params: Record<string, string | number>;
}
export interface Warning {
  code: WarningCode;
  params: Record<string, string | number>;
}
/** What a rule, or one more or less of a limit, does to the plan: found by solving again. */
export interface RulePrice {
  code: PriceCode;
  params: Record<string, string | number>;
  /** Match of the invite list (the scores without the points for waiting) and of the meetings; null: no list keeps the rules. */
  inviteList: PriceEffect | null;
  pairing: PriceEffect | null;
  /** Who is invited because of it, and who is not. */
  enters: string[];
  leaves: string[];
}
/** Points with it less points without it; `percent` of those without it, null where these are 0. */
export interface PriceEffect {
  change: number;
  percent: number | null;
}
/** What an edit took away from the plan it started from. */
export interface PlanChanges {
  atMost: number | null;
  provinces: string[];
  pairs: Pair[];
  total: number;
}
export interface Plan {
  engine: { version: string; weights: string; seed: number };
  asOf: string;
  certificate: {
    inviteList: Proof;
    pairing: Proof & { prices: Prices };
    checker: { ok: boolean; violations: Violation[] };
  };
  provinces: ProvinceRow[];
  pairs: PairRow[];
  /** The next provinces to promote, best first. */
  alternates: { province: string; rank: number; loss: number }[];
  equity: {
    regions: { region: string; provinces: number; invited: number }[];
    /** Invited provinces that took part in no recorded event in the 24 months before. */
    notMetIn24Months: string[];
    /** The score that the `k` meetings of each invited province reach; null when nobody need meet. */
    threshold: number | null;
    prices: RulePrice[];
  };
  /** Absent: the plan was not made from another. */
  changes?: PlanChanges;
  warnings: Warning[];
}
export interface RuleRef {
  code: RuleCode;
  params: Record<string, string | number>;
}
/** No list keeps all rules: the smallest set that contradicts itself, and changes shown by a re-solve to work together. */
export interface Infeasible {
  conflict: RuleRef[];
  relaxation: (RuleRef & { to: number | null })[];
}
export type Answer = { feasible: true; plan: Plan } | ({ feasible: false } & Infeasible);

/** How far a plan has come: so many of so many steps of a stage. */
export interface Progress {
  stage: 'choosing' | 'ranking' | 'explaining' | 'checking';
  done: number;
  total: number;
}

/** A plan as it is kept: with the event's id and the digest of everything it was computed from. */
export interface ProposalDocument extends Plan {
  event: string;
  inputsDigest: string;
}
