import { Readable } from 'node:stream';
import type { SignedIn } from '../../http/act.js';
import { Reply, type Route, route } from '../../http/route.js';
import type { ProposalRecord } from '../../store/event-records.js';
import { difference } from './edits/diff.js';
import { presentDifference } from './edits/present.js';
import { compareQuerySchema, diffSchema, editRequestSchema } from './edits/schema.js';
import { events, finished, type Job, within } from './jobs.js';
import { infeasible, presentJob, presentProposal, presentSummary } from './present.js';
import { jobSchema, proposalPageSchema, proposalQuerySchema, proposalRequestSchema, proposalSchema } from './schema.js';
import { sentences } from './sentences.js';
import type { Made, Proposals } from './service.js';

const ministry = ['planner', 'approver', 'admin'] as const;

export function proposalRoutes(proposals: Proposals): readonly Route[] {
  const present = async (proposal: ProposalRecord, { locale }: SignedIn) =>
    presentProposal(
      proposal,
      await proposals.parentOf(proposal),
      await proposals.names(proposal.inputs, proposal.document),
      locale,
    );

  const requireFeasible = async (made: Made, { locale }: SignedIn): Promise<ProposalRecord> => {
    if (made.feasible) return made.proposal;
    throw infeasible(made, sentences(await proposals.names(made.inputs, null), made.inputs, locale));
  };

  const answer = async (act: SignedIn, job: Job, status: 200 | 201) => {
    const made = await within(job, proposals.patience);
    const Location = `/api/v1/proposals/${job.id}`;
    if (!made) return new Reply(202, presentJob(job), { Location, 'Retry-After': '2' });
    return new Reply(status, await present(await requireFeasible(made, act), act), { Location });
  };

  const step = (
    verb: 'check' | 'approve' | 'release',
    access: readonly (typeof ministry)[number][],
    summary: string,
    audit: 'proposal.checked' | 'proposal.approved' | 'proposal.released',
    description: string,
  ) =>
    route({
      method: 'post',
      path: `/proposals/{id}/${verb}`,
      params: { id: 'Id of the proposal' },
      summary,
      description,
      access,
      audit,
      ifMatch: true,
      answers: { status: 200, schema: proposalSchema, description: 'The proposal' },
      handle: async (act, { params, version }) => present(await proposals[verb](act, params.id, version), act),
    });

  return [
    route({
      method: 'get',
      path: '/events/{id}/proposals',
      params: { id: 'Id or slug of the event' },
      summary: 'Proposals of an event',
      description: 'The proposals made for an event, newest first.',
      access: ministry,
      audit: 'none',
      query: proposalQuerySchema,
      answers: { status: 200, schema: proposalPageSchema, description: 'A page of proposals' },
      handle: async (_act, { params, query }) => {
        const { items, total } = await proposals.list(params.id, query);
        return { items: items.map(presentSummary), total, ...query };
      },
    }),
    route({
      method: 'post',
      path: '/events/{id}/proposals',
      params: { id: 'Id or slug of the event' },
      summary: 'Make a proposal',
      description:
        'Ranks all provinces for the event, chooses whom to invite, pairs needs with offers, and says why, and why not the others. Rules that contradict each other are answered with the smallest conflict and a relaxation that works.',
      access: ['planner', 'admin'],
      audit: 'proposal.made',
      body: proposalRequestSchema,
      answers: { status: 201, schema: proposalSchema, description: 'The proposal' },
      also: [{ status: 202, schema: jobSchema, description: 'Still being computed; ask again at `Location`' }],
      handle: async (act, { params, body }) => answer(act, await proposals.begin(act, params.id, body), 201),
    }),
    route({
      method: 'post',
      path: '/proposals/{id}/edits',
      params: { id: 'Id of the proposal that is edited' },
      summary: 'Edit a proposal',
      description:
        'Makes a new proposal from another one, which stays as it is: with pins, refusals, drop-outs, late joiners or other rules, and with as few changes as possible, with at most so many, or freely. The answer says who enters, who leaves, who moves, and what it costs.',
      access: ['planner', 'admin'],
      audit: 'proposal.edited',
      body: editRequestSchema,
      answers: { status: 201, schema: proposalSchema, description: 'The new proposal' },
      also: [{ status: 202, schema: jobSchema, description: 'Still being computed; ask again at `Location`' }],
      handle: async (act, { params, body }) => answer(act, await proposals.beginEdit(act, params.id, body), 201),
    }),
    route({
      method: 'get',
      path: '/proposals/{id}/compare',
      params: { id: 'Id of the proposal' },
      summary: 'Compare two proposals',
      description:
        'Who enters, who leaves, who moves from the other proposal to this one, what it costs, rule by rule.',
      access: ministry,
      audit: 'none',
      query: compareQuerySchema,
      answers: { status: 200, schema: diffSchema, description: 'The differences' },
      handle: async ({ locale }, { params, query }) => {
        const [from, to] = [await proposals.get(query.with), await proposals.get(params.id)];
        return presentDifference(difference(from, to), await proposals.names(to.inputs, null), locale);
      },
    }),
    route({
      method: 'get',
      path: '/proposals/{id}',
      params: { id: 'Id of the proposal' },
      summary: 'A proposal',
      description: 'One proposal with all its grounds, in the reader’s language.',
      access: ministry,
      audit: 'none',
      answers: { status: 200, schema: proposalSchema, description: 'The proposal' },
      also: [{ status: 202, schema: jobSchema, description: 'Still being computed' }],
      handle: async (act, { params }) => {
        const job = await proposals.underWay(params.id);
        if (!job) return present(await proposals.get(params.id), act);
        const made = await within(job, 0);
        if (!made) return new Reply(202, presentJob(job), { 'Retry-After': '2' });
        return present(await requireFeasible(made, act), act);
      },
    }),
    route({
      method: 'get',
      path: '/proposals/{id}/progress',
      params: { id: 'Id of the proposal' },
      summary: 'Progress of a proposal',
      description: 'Server-sent events: `progress` with stage, done and total at each step, then `done` or `failed`.',
      access: ministry,
      audit: 'none',
      answers: { status: 200, type: 'text/event-stream', description: 'The events' },
      handle: async (_act, { params }) => {
        const job = await proposals.underWay(params.id);
        const stream = job ? events(job) : finished((await proposals.get(params.id)).id);
        return new Reply(200, Readable.from(stream), { 'Content-Type': 'text/event-stream' });
      },
    }),
    route({
      method: 'post',
      path: '/proposals/{id}/stop',
      params: { id: 'Id of the proposal' },
      summary: 'End the making of a proposal',
      description:
        'The plan comes as it stands: the list and the meetings are whole and proven, with the reasons found by then and a warning that says so.',
      access: ['planner', 'admin'],
      audit: 'proposal.cut-short',
      answers: { status: 200, schema: proposalSchema, description: 'The proposal' },
      also: [{ status: 202, schema: jobSchema, description: 'Not ended yet; ask again at `Location`' }],
      handle: async (act, { params }) => answer(act, await proposals.stop(act, params.id), 200),
    }),
    step(
      'check',
      ['planner', 'admin'],
      'Check a proposal',
      'proposal.checked',
      'A planner confirms that the grounds hold. First of three steps, each by another person.',
    ),
    step('approve', ['approver'], 'Approve a proposal', 'proposal.approved', 'A leader approves the checked proposal.'),
    step(
      'release',
      ministry,
      'Release a proposal',
      'proposal.released',
      'Freezes the approved proposal: from now on it never changes.',
    ),
  ];
}
