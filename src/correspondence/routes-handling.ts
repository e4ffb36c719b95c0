import { type Resource, type Route, route, type Tx } from '../platform/index.ts';
import { idParams } from './contract.ts';
import * as c from './contract-handling.ts';
import templates from './data/templates.json' with { type: 'json' };
import { deadlineHistory, setDeadlines } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { answerConsent, forwardMessage } from './forward-message.ts';
import { standardPhrases } from './phrases-standard.ts';
import { recallMessage } from './recall-message.ts';
import { dropDraft, listDrafts, saveDraft } from './save-draft.ts';

/** The conversation that a message or a consent is of. */
function within(table: 'thread_message' | 'forward_consent') {
  return async (tx: Tx, { params }: { params: { id: string } }): Promise<Resource | null> => {
    const [row] = await tx.query<{ bureau: string; compartment: string }>(
      `SELECT t.started_by AS bureau, t.compartment FROM ${table} x JOIN thread t ON t.id = x.thread_id WHERE x.id = $1`,
      [params.id],
    );
    return row ?? null;
  };
}

export function handlingRoutes(deps: CorrespondenceDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/thread-messages/:id/forward',
      action: 'thread.write',
      summary: 'Pass a message on as its owner’s terms allow; the owner is asked first where they say so',
      params: idParams,
      body: c.forwardInput,
      response: c.forwarded,
      resource: within('thread_message'),
      handle: ({ tx, params, body }) => forwardMessage(deps, tx, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/thread-messages/:id/recall',
      action: 'thread.write',
      summary: 'Recall a message: every recipient destroys its copy and confirms it',
      params: idParams,
      body: c.recallInput,
      response: c.recalled,
      resource: within('thread_message'),
      handle: ({ tx, params, body }) => recallMessage(deps, tx, params.id, body.reason),
    }),
    route({
      method: 'POST',
      path: '/api/forward-consents/:id/answer',
      action: 'thread.settle',
      summary: 'May it be passed on: yes or no, with the reason; or withdraw our own question',
      params: idParams,
      body: c.consentAnswer,
      response: c.consentView,
      resource: within('forward_consent'),
      handle: ({ tx, params, body }) => answerConsent(deps, tx, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/api/message-drafts',
      action: 'thread.write',
      summary: 'My drafts',
      response: c.draftList,
      handle: ({ tx }) => listDrafts(tx),
    }),
    route({
      method: 'PUT',
      path: '/api/message-drafts/:id',
      action: 'thread.write',
      summary: 'Keep a draft',
      params: idParams,
      body: c.draftInput,
      response: c.draftSaved,
      handle: ({ tx, params, body }) => saveDraft(tx, params.id, body),
    }),
    route({
      method: 'DELETE',
      path: '/api/message-drafts/:id',
      action: 'thread.write',
      summary: 'Drop a draft',
      params: idParams,
      response: idParams,
      handle: ({ tx, params }) => dropDraft(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/correspondence/audience',
      action: 'thread.read',
      summary: 'Who a broadcast would reach, and how each is connected',
      query: c.audienceQuery,
      response: c.audienceView,
      async handle({ tx, query }) {
        const all = (await deps.directory.bureaus(tx)).filter((bureau) => bureau.code !== tx.scope.bureau);
        const regions = [...new Set(all.flatMap(({ region }) => region ?? []))].sort();
        const bureaus = all
          .filter(({ region }) => query.region === undefined || region === query.region)
          .map(({ code, region, status }) => ({ code, region, status }));
        return { regions, bureaus };
      },
    }),
    route({
      method: 'GET',
      path: '/api/correspondence/templates',
      action: 'thread.read',
      summary: 'Templates and standard phrases',
      response: c.templateList,
      handle: async () =>
        c.templateList.parse({
          phrases: Object.keys(standardPhrases).filter((code) => code.startsWith('standard.')),
          ...templates,
        }),
    }),
    route({
      method: 'PUT',
      path: '/api/correspondence/deadlines',
      action: 'deadline.set',
      summary: 'Set the deadlines for what is sent from now on',
      body: c.deadlineInput,
      response: c.draftSaved.pick({ version: true }),
      handle: ({ tx, body }) => setDeadlines(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/correspondence/deadlines/history',
      action: 'deadline.read',
      summary: 'Every setting of the deadlines, newest first',
      response: c.deadlineHistory,
      handle: ({ tx }) => deadlineHistory(tx),
    }),
  ];
}
