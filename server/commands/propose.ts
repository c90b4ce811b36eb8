// npm run propose -- --event ID [--json] [--seats N] [--as-of DATE] [--lang vi|en]: the plan for an event on the present store.
import { parseArgs } from 'node:util';
import { composeServices } from '../compose.js';
import { Failure } from '../failures.js';
import { infeasible, presentProposal } from '../features/proposals/present.js';
import { proposalRequestSchema, proposalSchema } from '../features/proposals/schema.js';
import { sentences } from '../features/proposals/sentences.js';
import { systemAct } from '../http/act.js';
import { issuesOf } from '../http/input.js';
import { progressBar } from '../progress-bar.js';
import { sheetOf } from '../sheet.js';
import { runReading } from './command.js';
import { say } from './say.js';

const usage = 'npm run propose -- --event israel-nncnc [--json] [--seats 12] [--as-of 2026-11-22] [--lang vi|en]';

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        event: { type: 'string' },
        json: { type: 'boolean', default: false },
        seats: { type: 'string' },
        'as-of': { type: 'string' },
        lang: { type: 'string', default: 'vi' },
      },
    });
    const { event, lang } = values;
    if (event !== undefined && event !== '' && (lang === 'vi' || lang === 'en'))
      return { ...values, event, lang } as const;
  } catch {
    // Said below, in the reader's language instead of node's.
  }
  throw new Failure('command.wrong-arguments', { usage });
}

await runReading(async (context) => {
  const { event, json, lang, seats, 'as-of': asOf } = asked();
  const given = { ...(seats !== undefined && { seats: Number(seats) }), ...(asOf !== undefined && { asOf }) };
  const request = proposalRequestSchema.safeParse(given);
  if (!request.success)
    throw new Failure('input.invalid', { count: request.error.issues.length }, issuesOf(proposalRequestSchema, given));
  const { events, proposals } = composeServices(context);
  // A plan that is not kept has no moment of its own, only a day: the same store and day give the same bytes.
  const act = systemAct(new Date(request.data.asOf ?? context.now().toISOString().slice(0, 10)), lang);
  const bar = progressBar(process.stderr, lang);
  const drafted = await proposals.draft(act, event, request.data, 'draft', bar.show).finally(bar.clear);
  if (!drafted.feasible) {
    throw infeasible(drafted, sentences(await proposals.names(drafted.inputs, null), drafted.inputs, lang));
  }
  const { proposal } = drafted;
  const names = await proposals.names(proposal.inputs, proposal.document);
  if (json) {
    say(JSON.stringify(proposalSchema.parse(await presentProposal(proposal, null, names, lang)), null, 2));
  } else say(await sheetOf(await events.get(event), proposal, names, lang));
});
