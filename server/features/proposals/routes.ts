import type { SignedIn } from '../../http/act.js';
import { Reply, type Route, route } from '../../http/route.js';
import type { ProposalRecord } from '../../store/records.js';
import { infeasible, presentProposal, presentSummary } from './present.js';
import { proposalPageSchema, proposalQuerySchema, proposalRequestSchema, proposalSchema } from './schema.js';
import { sentences } from './sentences.js';
import type { Proposals } from './service.js';

const ministry = ['planner', 'approver', 'admin'] as const;

export function proposalRoutes(proposals: Proposals): readonly Route[] {
  const present = async (proposal: ProposalRecord, { locale }: SignedIn) =>
    presentProposal(proposal, await proposals.names(proposal.inputs, proposal.document), locale);

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
      handle: async (act, { params, body }) => {
        const made = await proposals.make(act, params.id, body);
        if (!made.feasible)
          throw infeasible(made, sentences(await proposals.names(made.inputs, null), made.inputs, act.locale));
        return new Reply(201, await present(made.proposal, act), { Location: `/api/v1/proposals/${made.proposal.id}` });
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
      handle: async (act, { params }) => present(await proposals.get(params.id), act),
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
