// The grounds of a match in words.
import type { Part } from '../../../matching/index.js';
import type { Locale } from '../../store/records.js';
import { fill, textsOf } from '../../texts/texts.js';
import type { Names } from '../reference/naming.js';

const mostConcepts = 5;

export function presentPart(part: Part, names: Names, locale: Locale) {
  return { ...part, text: sentence(part, names, locale) };
}

function sentence({ code, value, facts }: Part, names: Names, locale: Locale): string {
  const texts = textsOf(locale).matches;
  const list = (fact: unknown) => (Array.isArray(fact) ? (fact as string[]) : []);
  const joined = (name: (code: string) => { vi: string; en: string }, codes: readonly string[]) =>
    codes.map((item) => name(item)[locale] || name(item).vi).join(', ');
  const year = (fact: unknown) => (typeof fact === 'number' ? String(fact) : texts['year.unknown']);
  switch (code) {
    case 'theme': {
      const shared = list(facts.themes);
      if (shared.length > 0) return fill(texts['theme.shared'], { themes: joined(names.theme, shared) });
      return value > 0 ? texts['theme.near'] : texts['theme.apart'];
    }
    case 'country': {
      const relation = facts.relation as 'named' | 'bloc' | 'open' | 'other';
      const countries = joined(names.country, list(relation === 'named' ? facts.named : facts.wanted));
      return fill(texts[`country.${relation}`], { countries });
    }
    case 'concepts': {
      const shared = list(facts.concepts).slice(0, mostConcepts);
      return shared.length > 0
        ? fill(texts['concepts.shared'], { concepts: joined(names.concept, shared) })
        : texts['concepts.apart'];
    }
    case 'form': {
      const shared = list(facts.forms);
      return shared.length > 0
        ? fill(texts['form.shared'], { forms: joined(names.form, shared) })
        : texts['form.apart'];
    }
    case 'place':
      if (value === 1) return fill(texts['place.same'], { provinces: joined(names.province, list(facts.provinces)) });
      return value > 0 ? texts['place.anywhere'] : texts['place.elsewhere'];
    case 'freshness':
      return fill(texts.freshness, { need: year(facts.need), offer: year(facts.offer) });
    default:
      return fill(texts.wording, { percent: Math.round(value * 100) });
  }
}
