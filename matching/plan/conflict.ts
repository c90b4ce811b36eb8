// When no list keeps all rules: the smallest set of rules that contradicts itself, and changes that resolve it.
import type { Highs } from 'highs';
import type { Infeasible, MatchingInput } from '../model.js';
import { granting, type Limits, limits as limitsOf } from '../rules.js';
import { smallestHitting } from '../solve/hitting.js';
import { inviter } from './invite.js';
import { type Rule, rulesOf } from './rule-list.js';
import type { Table } from './table.js';

type Kept = (kept: readonly Rule[]) => boolean;

/** Call when no list was found. With all of the relaxation a list exists: that has been tried. */
export function conflict(input: MatchingInput, table: Table, highs: Highs): Infeasible {
  const keeps = (limits: Limits) => inviter(table.under(limits), limits, highs).ask() !== null;
  const feasible = (asked: MatchingInput) => keeps(limitsOf(asked));
  const rules = rulesOf(input);
  /** With all that the other rules allow, though they need not be kept. */
  const onlyKeeping = (asked: MatchingInput): Kept => {
    const whole = limitsOf(asked);
    return (kept) => {
      const gone = rules.filter((rule) => !kept.includes(rule));
      return keeps(granting(limitsOf(gone.reduce((left, rule) => rule.drop(left), asked)), whole));
    };
  };

  const core = smallest(irreducible(rules, onlyKeeping(input)), rules, onlyKeeping(input));
  const relaxed = new Map<Rule, number | null>();
  let asked = input;
  for (let left = core; !feasible(asked); left = irreducible(rules, onlyKeeping(asked))) {
    const now = asked;
    const resolves = (changed: MatchingInput) => onlyKeeping(changed)(left);
    const step =
      firstOf(left, (rule) => loosen(rule, now, feasible)) ?? firstOf(left, (rule) => loosen(rule, now, resolves));
    if (!step) throw new Error('no rule of the conflict can be loosened');
    relaxed.set(step.rule, step.to);
    asked = step.asked;
  }
  return {
    conflict: core.map(({ ref }) => ref),
    relaxation: [...relaxed].map(([{ ref }, to]) => ({ ...ref, to })),
  };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

/** The least step of a rule that is enough; each step allows whatever the ones before it do. */
function loosen(rule: Rule, asked: MatchingInput, enough: (asked: MatchingInput) => boolean) {
  const at = (step: number) => {
    const to = rule.steps[step] as number | null;
    return { rule, to, asked: to === null ? rule.drop(asked) : rule.set(asked, to) };
  };
  let low = 0;
  let high = rule.steps.length - 1;
  if (high < 0 || !enough(at(high).asked)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(at(middle).asked)) high = middle;
    else low = middle + 1;
  }
  return at(low);
}

/** Drops rules one by one as long as the rest still contradicts itself. */
function irreducible(rules: readonly Rule[], feasible: Kept): Rule[] {
  let kept = [...rules];
  for (const rule of rules) {
    const rest = kept.filter((other) => other !== rule);
    if (!feasible(rest)) kept = rest;
  }
  return kept;
}

/** Questions to the solver, and steps of a search among what is known by then. */
const effort = { questions: 2_000, steps: 20_000 };

/**
 * Every contradiction has a rule in common with whatever must be dropped to keep the rest. So the smallest choice from all
 * that was found to be dropped so far either contradicts itself, and is a smallest one, or shows one more thing to be dropped
 * (A. Ignatiev et al., "Smallest MUS Extraction with Minimal Hitting Set Dualization", CP 2015).
 * The irreducible `core` is the answer where a smaller one would take too long to find.
 */
function smallest(core: Rule[], rules: readonly Rule[], feasible: Kept): Rule[] {
  const dropped: number[][] = [];
  for (let questions = 0; questions < effort.questions; questions += rules.length) {
    const chosen = smallestHitting(dropped, core.length - 1, effort.steps);
    if (!chosen) return core;
    let kept = chosen.map((at) => rules[at] as Rule);
    if (!feasible(kept)) return kept;
    for (const rule of rules) {
      if (!kept.includes(rule) && feasible([...kept, rule])) kept = [...kept, rule];
    }
    dropped.push(rules.flatMap((rule, at) => (kept.includes(rule) ? [] : [at])));
  }
  return core;
}
