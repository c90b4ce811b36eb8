// Codes and facts of a plan → sentences in one language.
import {
  type Change,
  type Part,
  type ProvinceRow,
  type RulePrice,
  type RuleRef,
  ruleCodes,
  type Warning,
  type WhyNot,
} from '../../../matching/index.js';
import type { ProposalRecord } from '../../store/event-records.js';
import type { Locale } from '../../store/records.js';
import { fill, textsOf } from '../../texts/texts.js';
import type { Names } from '../reference/naming.js';
import { percent } from './edits/present.js';

type Inputs = ProposalRecord['inputs'];
const mostConcepts = 5;

export interface Sentences {
  part(part: Part, row: { province: string; need: string | null; offer: string | null }): string;
  whyNot(row: ProvinceRow): string;
  change(change: Change): string;
  warning(warning: Warning): string;
  rule(rule: RuleRef): string;
  relaxation(rule: RuleRef & { to: number | null }): string;
  price(price: RulePrice): string;
  /** 0.8314 → “83,1” in Vietnamese. */
  points(value: number): string;
}

export function sentences(names: Names, inputs: Inputs, locale: Locale): Sentences {
  const texts = textsOf(locale);
  /** Said on a scale of 100. */
  const points = (value: number, digits = 1) => (value * 100).toFixed(digits).replace('.', locale === 'vi' ? ',' : '.');
  const joined = (name: (code: string) => { vi: string; en: string }, codes: unknown) =>
    (Array.isArray(codes) ? codes : String(codes).split(','))
      .map((code) => inLocale(name(String(code)), locale))
      .join(', ');
  const posting = (id: string | null, prefix: 'need' | 'offer') => {
    if (id === null) return {};
    const { title, year } = names.posting(id);
    const when = year === null ? '' : fill(texts.plan.year, { year });
    return { [prefix]: inLocale(title, locale), [`${prefix}Year`]: when };
  };

  function part(
    { code, value, weight, facts }: Part,
    row: { province: string; need: string | null; offer: string | null },
  ): string {
    const about = {
      ...posting(row.need, 'need'),
      ...posting(row.offer, 'offer'),
      province: inLocale(names.province(row.province), locale),
    };
    const say = (key: keyof typeof texts.grounds, params: Record<string, unknown> = {}) =>
      fill(texts.grounds[key], { ...about, ...params });
    switch (code) {
      case 'theme':
        return say(value === 1 ? 'theme.same' : 'theme.near', { themes: joined(names.theme, facts.themes) });
      case 'country':
        return say(`country.${facts.relation as 'named' | 'bloc' | 'open' | 'other'}`, {
          countries: joined(names.country, facts.relation === 'named' ? facts.named : facts.wanted),
        });
      case 'strength':
        return value > 0 ? say('strength.known', { themes: joined(names.theme, facts.themes) }) : say('strength.none');
      case 'freshness':
        return facts.year === null ? say('freshness.unknown') : say('freshness.known', { year: facts.year });
      case 'concepts': {
        const shared = Array.isArray(facts.concepts) ? facts.concepts.slice(0, mostConcepts) : [];
        return shared.length > 0
          ? say('concepts.shared', { concepts: joined(names.concept, shared) })
          : say('concepts.apart');
      }
      case 'form': {
        const shared = Array.isArray(facts.forms) ? facts.forms : [];
        return shared.length > 0 ? say('form.shared', { forms: joined(names.form, shared) }) : say('form.apart');
      }
      case 'waiting':
        return say('waiting.known', { events: facts.events });
      default:
        return `${code} ${points(value * weight)}`;
    }
  }

  function whyNot({ whyNot: why, province, need, score }: ProvinceRow): string {
    if (!why) return '';
    const { event } = inputs;
    const region = inputs.provinces.find(({ id }) => id === province)?.region ?? '';
    return fill(texts.whyNot[variant(why, need)], {
      ...posting(need, 'need'),
      seats: event.seats,
      score: points(score),
      minScore: points(event.rules.minScore ?? 0.3),
      loss: points(why.loss ?? 0, 2),
      displaces: why.displaces.length > 0 ? joined(names.province, why.displaces) : texts.plan.noOne,
      region: inLocale(names.region(region), locale),
      themes: joined(names.theme, event.themes),
      events: joined(
        names.event,
        why.cites.map((cite) => cite.replace('event:', '')),
      ),
      months: event.rules.metRecentlyMonths ?? 0,
      threshold: typeof event.rules.threshold === 'number' ? points(event.rules.threshold) : '',
      quotaMonths: event.rules.minNotMet?.months ?? 24,
    });
  }

  function change({ code, params }: Change): string {
    const said: Record<string, unknown> = { seats: inputs.event.seats + 1, ...params };
    if (params.need !== undefined) Object.assign(said, posting(String(params.need), 'need'));
    if (params.countries !== undefined) said.countries = joined(names.country, params.countries);
    if (params.themes !== undefined) said.themes = joined(names.theme, params.themes);
    if (params.region !== undefined) said.region = inLocale(names.region(String(params.region)), locale);
    if (typeof params.by === 'number') said.by = points(params.by, 2);
    if (typeof params.minScore === 'number') said.minScore = points(params.minScore);
    if (typeof params.threshold === 'number') said.threshold = points(params.threshold);
    return fill(texts.changes[code], said);
  }

  function naming(params: RuleRef['params']): Record<string, unknown> {
    return {
      ...params,
      ...(params.province !== undefined && { province: inLocale(names.province(String(params.province)), locale) }),
      ...(params.partner !== undefined && { partner: inLocale(names.partner(String(params.partner)), locale) }),
      ...(params.region !== undefined && { region: inLocale(names.region(String(params.region)), locale) }),
      ...(params.need !== undefined && posting(String(params.need), 'need')),
    };
  }
  const rule = ({ code, params }: RuleRef) =>
    fill(texts.issues[ruleText({ code, params })], {
      ...naming(params),
      ...(code === 'threshold' && { limit: points(Number(params.limit)) }),
    });

  function price({ code, params, inviteList, pairing, enters, leaves }: RulePrice): string {
    const said = texts.prices;
    const what = isOwn(code) ? fill(said[code], params) : fill(said.rule, { rule: rule({ code, params }) });
    if (!inviteList || !pairing) return fill(said.unknown, { what });
    const who = (key: 'enters' | 'leaves', provinces: readonly string[]) =>
      provinces.length > 0
        ? fill(said[key], { count: provinces.length, provinces: joined(names.province, [...provinces]) })
        : '';
    const change = (effect: { percent: number | null }) => percent(effect.percent, locale) ?? texts.difference.same;
    return fill(said.effect, {
      what,
      percent: change(inviteList),
      meetings: change(pairing),
      enters: who('enters', enters),
      leaves: who('leaves', leaves),
    });
  }

  return {
    price,
    part,
    whyNot,
    change,
    rule,
    points,
    warning: ({ code, params }) => fill(texts.warnings[code], naming(params)),
    relaxation: ({ to, ...ref }) =>
      to === null
        ? fill(texts.relaxations.drop, { rule: rule(ref) })
        : fill(texts.relaxations.change, { rule: rule({ ...ref, params: { ...ref.params, limit: to } }) }),
  };
}

/** A limit of nothing is said in words of its own, where it can be one. */
function ruleText({ code, params }: RuleRef) {
  if (params.limit !== 0) return `rule.${code}` as const;
  switch (code) {
    case 'region-min':
    case 'region-max':
    case 'min-meetings':
    case 'min-not-met':
    case 'at-most':
      return `rule.${code}.none` as const;
    default:
      return `rule.${code}` as const;
  }
}

/** What is priced without being a rule that can contradict another. */
const isOwn = (code: RulePrice['code']): code is Exclude<RulePrice['code'], RuleRef['code']> =>
  !(ruleCodes as readonly string[]).includes(code);

/** Which of its sentences a reason takes: what could not be had at any price is not given one. */
function variant({ code, loss }: WhyNot, need: string | null) {
  switch (code) {
    case 'no-grounds':
      return need === null ? 'no-grounds.none' : 'no-grounds.weak';
    case 'seats-full':
    case 'region-full':
    case 'meetings-full':
      return loss === null ? (`${code}.fixed` as const) : code;
    default:
      return code;
  }
}

/** The other language stands in for a text that is missing. */
function inLocale(text: { vi: string; en: string }, locale: Locale): string {
  return text[locale] || text.vi || text.en;
}
