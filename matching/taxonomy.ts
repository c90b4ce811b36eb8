// How near two themes, and two countries, are to each other.
import type { MatchingTheme } from './model.js';

export interface Taxonomy {
  /** 1 the same, .6 parent and child, .4 siblings, .3 neighbours, else 0. */
  nearness(a: string, b: string): number;
  /** Mean over the wanted themes of the nearest one had: 0 … 1. */
  coverage(wanted: readonly string[], had: readonly string[]): number;
}

export function taxonomy(themes: readonly MatchingTheme[]): Taxonomy {
  const parent = new Map(themes.map((theme) => [theme.id, theme.parent]));
  const neighbours = new Map(themes.map((theme) => [theme.id, new Set(theme.neighbours)]));
  const nearness = (a: string, b: string): number => {
    if (a === b) return 1;
    const above = parent.get(a) ?? null;
    if (above === b || parent.get(b) === a) return 0.6;
    if (above !== null && above === parent.get(b)) return 0.4;
    return neighbours.get(a)?.has(b) ? 0.3 : 0;
  };
  const coverage = (wanted: readonly string[], had: readonly string[]): number => {
    if (wanted.length === 0) return 0;
    let sum = 0;
    for (const theme of wanted) {
      let nearest = 0;
      for (const other of had) nearest = Math.max(nearest, nearness(theme, other));
      sum += nearest;
    }
    return sum / wanted.length;
  };
  return { nearness, coverage };
}

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU'.split(' ');
const nordic = 'DK FI IS NO SE NORDIC'.split(' ');
const asean = 'BN ID KH LA MM MY PH SG TH TL'.split(' ');
const blocs = [union, nordic, asean].map((countries) => new Set(countries));

export type CountryRelation = 'named' | 'bloc' | 'open' | 'other';

/** How a partner's countries stand to those a need names. */
export function countryRelation(wanted: readonly string[], had: readonly string[]): CountryRelation {
  if (wanted.length === 0) return 'open';
  if (wanted.some((country) => had.includes(country))) return 'named';
  return wanted.some((a) => had.some((b) => blocs.some((bloc) => bloc.has(a) && bloc.has(b)))) ? 'bloc' : 'other';
}

const fitOf: Readonly<Record<CountryRelation, number>> = { named: 1, bloc: 0.5, open: 0.5, other: 0.2 };

/** How well a partner's countries meet those a need names: 1 named, .5 same bloc or open to all, .2 others named. */
export const countryFit = (wanted: readonly string[], had: readonly string[]): number =>
  fitOf[countryRelation(wanted, had)];
