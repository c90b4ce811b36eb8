// A plan as a planner reads it at the terminal: who, with whom, on what grounds, and why not the others.
import type { Plan } from '../matching/index.js';
import { presentPlan } from './features/proposals/present.js';
import { sentences } from './features/proposals/sentences.js';
import type { Names } from './features/reference/naming.js';
import type { EventRecord, ProposalRecord } from './store/event-records.js';
import type { Locale } from './store/records.js';
import { fill, textsOf } from './texts/texts.js';

const wide = 100;

export async function sheetOf(
  event: EventRecord,
  proposal: ProposalRecord,
  names: Names,
  locale: Locale,
): Promise<string> {
  const { inputs, document } = proposal;
  const say = sentences(names, inputs, locale);
  const plan = await presentPlan<Plan & { inputsDigest: string }>(document, say);
  const text = textsOf(locale).sheet;
  const name = (of: { vi: string; en: string }) => of[locale] || of.vi || of.en;
  const province = (code: string) => name(names.province(code));
  const day = (date: string) => (locale === 'vi' ? date.split('-').reverse().map(Number).join('/') : date);
  const lines: string[] = [];
  const heading = (line: string) => lines.push('', line, '─'.repeat(Math.min(wide, line.length)));
  const paragraph = (first: string, rest: string, words: string) => lines.push(...wrapped(words, first, rest));

  const { inviteList, pairing, checker } = plan.certificate;
  const proven = inviteList.status === 'optimal' && pairing.status === 'optimal' && checker.ok;
  lines.push(name(event.name).toLocaleUpperCase(locale), '═'.repeat(Math.min(wide, name(event.name).length)));
  paragraph(
    '',
    '',
    fill(text.setting, {
      date: day(event.date),
      place: event.place,
      seats: inputs.event.seats,
      tables: inputs.event.tables,
      slots: inputs.event.slots,
      partners: event.partners.map((code) => name(names.partner(code))).join('; '),
    }),
  );
  paragraph('', '', fill(text.basis, { asOf: day(plan.asOf) }));
  paragraph(
    '',
    '',
    fill(proven ? text.optimal : text.feasible, {
      invite: say.points(inviteList.value),
      inviteBound: say.points(inviteList.bound),
      pairing: say.points(pairing.value),
      pairingBound: say.points(pairing.bound),
    }),
  );
  paragraph(
    '',
    '',
    fill(text.digest, {
      digest: plan.inputsDigest.slice(0, 23),
      version: plan.engine.version,
      weights: plan.engine.weights,
    }),
  );

  const invited = plan.provinces.filter((row) => row.invited);
  const others = plan.provinces.filter((row) => !row.invited);
  const title = (row: (typeof invited)[number]) => `${String(row.rank).padStart(2)}. ${province(row.province)}`;
  heading(fill(text.invited, { count: invited.length }));
  for (const row of invited) {
    const margin = row.margin === null ? '' : fill(text.margin, { margin: say.points(row.margin) });
    lines.push(`${title(row).padEnd(26)} ${say.points(row.score).padStart(5)}   ${margin}`.trimEnd());
    for (const { points, text: ground, cites } of row.parts) {
      if (points > 0)
        paragraph(`      ${`+${say.points(points)}`.padStart(6)}  `, ' '.repeat(14), `${ground}${cited(cites)}`);
    }
  }
  heading(fill(text.pairs, { count: plan.pairs.length }));
  for (const pair of plan.pairs) {
    lines.push(
      `${say.points(pair.score).padStart(6)}  ${province(pair.province)} – ${name(names.partner(pair.partner))}${cited([pair.need, pair.offer].flatMap((id) => (id === null ? [] : [id])))}`,
    );
  }
  heading(fill(text.others, { count: others.length }));
  for (const row of others) {
    lines.push(`${title(row).padEnd(26)} ${say.points(row.score).padStart(5)}`);
    paragraph(' '.repeat(6), ' '.repeat(6), row.whyNot?.text ?? '');
    const changes = (row.whyNot?.wouldEnterIf ?? []).map((change) => change.text).join(text.or);
    if (changes !== '') paragraph(' '.repeat(6), ' '.repeat(6), fill(text.wouldEnter, { changes }));
  }
  heading(text.alternates);
  const alternates = plan.alternates.map((row) =>
    fill(text.alternateRow, { province: province(row.province), loss: say.points(row.loss) }),
  );
  paragraph('', '', alternates.length > 0 ? `${alternates.join('; ')}.` : text.none);
  heading(text.balance);
  for (const row of plan.equity.regions)
    lines.push(`  ${fill(text.regionRow, { ...row, region: name(names.region(row.region)) })}`);
  if (plan.equity.notMetIn24Months.length > 0) {
    paragraph('  ', '  ', fill(text.notMet, { provinces: plan.equity.notMetIn24Months.map(province).join(', ') }));
  }
  heading(text.prices);
  for (const { text: price } of plan.equity.prices) paragraph('  – ', '    ', price);
  heading(text.warnings);
  for (const { text: warning } of plan.warnings) paragraph('  – ', '    ', warning);
  if (plan.warnings.length === 0) lines.push(text.none);
  return lines.join('\n');
}

const cited = (cites: readonly string[]) =>
  cites.length > 0 ? ` [${cites.map((cite) => cite.replace(/^\w+:/, '')).join(', ')}]` : '';

function wrapped(words: string, first: string, rest: string): string[] {
  const lines = [first];
  for (const word of words.split(' ')) {
    const line = lines[lines.length - 1] as string;
    const empty = line === first && lines.length === 1 ? true : line === rest;
    if (!empty && line.length + 1 + word.length > wide) lines.push(`${rest}${word}`);
    else lines[lines.length - 1] = empty ? `${line}${word}` : `${line} ${word}`;
  }
  return lines;
}
