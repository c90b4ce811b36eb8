// Which themes a posting's own words speak for, with the words as grounds. A person chooses; nothing is filed by itself.
import type { ConceptMatcher, Mentions } from './concepts.js';

export interface ThemeSuggestion {
  theme: string;
  /** 0 to 1, rounded to hundredths. */
  score: number;
  /** The wordings it rests on, as written, Vietnamese first. */
  grounds: string[];
}

// Weights and threshold are round values near the best F1 on the seeded needs and offers (.72; the first suggestion is right in four of five).
const weight = { theme: 0.6, weak: 0.2, ofConcept: [0.4, 0.2, 0.1] } as const;
const threshold = 0.3;

/** How strongly each wording of one text speaks for a theme: theme → wording → weight. */
type Grounds = Map<string, Map<string, number>>;

/** Best first, ties by code. A language left empty does not count against a theme. */
export function suggestThemes(matcher: ConceptMatcher, text: { vi: string; en: string }): ThemeSuggestion[] {
  const written = [text.vi, text.en].filter((part) => part.trim() !== '');
  const grounds = written.map((part) => groundsOf(matcher, matcher.find(part)));
  const themes = new Set(grounds.flatMap((found) => [...found.keys()]));
  return [...themes]
    .filter((theme) => !isSensitive(matcher, theme))
    .map((theme) => {
      const found = grounds.map((ground) => ground.get(theme) ?? new Map<string, number>());
      const score = found.reduce((sum, wordings) => sum + together(wordings.values()), 0) / written.length;
      return { theme, score: Math.round(score * 100) / 100, grounds: distinct(found) };
    })
    .filter((suggestion) => suggestion.score >= threshold)
    .sort((a, b) => b.score - a.score || (a.theme < b.theme ? -1 : 1));
}

function groundsOf(matcher: ConceptMatcher, mentions: Mentions): Grounds {
  const grounds: Grounds = new Map();
  const add = (theme: string, wording: string, strength: number) => {
    const wordings = grounds.get(theme) ?? new Map<string, number>();
    wordings.set(wording, Math.max(wordings.get(wording) ?? 0, strength));
    grounds.set(theme, wordings);
  };
  for (const mention of mentions.themes) if (!mention.weak) add(mention.code, mention.wording, weight.theme);
  for (const { code, wording } of mentions.concepts) {
    const themes = matcher.term(code)?.themes ?? [];
    if (themes.some((theme) => isSensitive(matcher, theme))) continue;
    themes.forEach((theme, rank) => {
      add(theme, wording, weight.ofConcept[Math.min(rank, weight.ofConcept.length - 1)] ?? 0);
    });
  }
  const supported = new Set(grounds.keys());
  for (const { code, wording, weak } of mentions.themes) {
    if (weak && supported.has(code)) add(code, wording, weight.weak);
  }
  return grounds;
}

function isSensitive(matcher: ConceptMatcher, theme: string): boolean {
  return matcher.theme(theme)?.sensitive === true;
}

// Each further ground takes its share of what is still in doubt.
function together(weights: Iterable<number>): number {
  let doubt = 1;
  for (const strength of weights) doubt *= 1 - strength;
  return 1 - doubt;
}

function distinct(found: readonly ReadonlyMap<string, number>[]): string[] {
  const byForm = new Map<string, string>();
  for (const wording of found.flatMap((wordings) => [...wordings.keys()])) {
    const form = wording.toLowerCase();
    if (!byForm.has(form)) byForm.set(form, wording);
  }
  return [...byForm.values()];
}
