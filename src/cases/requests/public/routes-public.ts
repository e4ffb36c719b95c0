import * as z from 'zod';
import { freeRoute, nodeRoute, notFound, type Resource, type Route, route, type Tx } from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef } from '../../refs.ts';
import { findRequest } from '../../store-requests.ts';
import type { GuestRate } from '../rate.ts';
import { bearerOf, guestScope, holderScope } from '../secrets.ts';
import { startAttachment } from '../uploads/start-attachment.ts';
import { addInformation, readInformation } from './add-information.ts';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { readForm } from './read-form.ts';
import { readPublicStatus } from './read-public-status.ts';
import { findLinked, sendPublicRequest } from './send-request.ts';
import { answerTaskByLink, issueTaskLink, readTaskByLink } from './task-link.ts';

type ById = { params: { id: string } };

async function ofRequest(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findRequest(tx, params.id);
  return row && { agency: row.agency, author: row.submitted_by, compartment: row.compartment, state: row.state };
}

/** The form that needs no account, its private status, and what belongs to people who write: drafts and later information. */
export function publicRoutes(deps: CasesDeps, rates: { readonly send: GuestRate; readonly read: GuestRate }): Route[] {
  const now = (): number => deps.runtime.clock.now();
  /** Runs for the holder of a private link, as somebody of that agency. */
  async function linked<T>(
    raw: Parameters<typeof bearerOf>[0],
    run: (tx: Tx, requestId: string) => Promise<T>,
  ): Promise<T> {
    rates.read.take(raw.ip, now());
    const found = await findLinked(deps, bearerOf(raw));
    if (!found) throw notFound('private link');
    return deps.db.tx(guestScope(deps.runtime, found.agency), (tx) => run(tx, found.requestId));
  }
  const answers = (route: Route, response: z.ZodType): Route => ({ ...route, response });

  return [
    answers(
      nodeRoute({
        method: 'GET',
        path: '/api/public/requests/form',
        action: 'public-request.send',
        summary: 'What the form offers: offences and countries',
        handle({ raw }) {
          rates.read.take(raw.ip, now());
          return readForm(deps);
        },
      }),
      c.publicForm,
    ),
    answers(
      nodeRoute({
        method: 'GET',
        path: '/api/public/agencies',
        action: 'public-request.send',
        summary: 'Agencies by name, town or ORI, without their telephone numbers',
        query: c.publicAgencyQuery,
        handle({ raw, query }) {
          rates.read.take(raw.ip, now());
          return deps.db.tx(holderScope(deps.runtime), async (tx) => {
            const found = await deps.directory.searchAgencies(tx, { q: query.q, kind: 'law-enforcement', limit: 20 });
            return { agencies: found.map(({ ori, name, city, state }) => ({ ori, name, city, state })) };
          });
        },
      }),
      c.publicAgencies,
    ),
    answers(
      nodeRoute({
        method: 'POST',
        path: '/api/public/requests',
        action: 'public-request.send',
        summary: 'Ask for assistance without an account; nothing moves before the call-back',
        body: c.publicRequest,
        handle({ raw, body }) {
          rates.send.take(raw.ip, now());
          return sendPublicRequest(deps, body);
        },
      }),
      c.publicReceipt,
    ),
    answers(
      nodeRoute({
        method: 'GET',
        path: '/api/public/requests/status',
        action: 'public-request.follow',
        summary: 'How far a request is, for the holder of its private link',
        handle: ({ raw }) =>
          linked(raw, (tx, id) => {
            deps.audit.record(tx, { act: 'request.status-viewed', entity: requestRef(id) });
            return readPublicStatus(deps, tx, id);
          }),
      }),
      c.publicStatus,
    ),
    answers(
      nodeRoute({
        method: 'POST',
        path: '/api/public/requests/status/information',
        action: 'public-request.follow',
        summary: 'More information for a request, by its private link',
        body: c.addInformation,
        handle: ({ raw, body }) =>
          linked(raw, async (tx, id) => {
            rates.send.take(raw.ip, now());
            await addInformation(deps, tx, id, body);
            return readPublicStatus(deps, tx, id);
          }),
      }),
      c.publicStatus,
    ),
    answers(
      nodeRoute({
        method: 'POST',
        path: '/api/public/requests/status/uploads',
        action: 'public-request.follow',
        summary: 'Start or resume an attachment, by the private link',
        body: c.startAttachment,
        handle: ({ raw, body }) => linked(raw, (tx, id) => startAttachment(deps, tx, id, body.sha256)),
      }),
      c.uploadStarted,
    ),
    route({
      method: 'POST',
      path: '/api/my/requests/:id/information',
      action: 'my.resubmit-request',
      summary: 'More information for a request',
      params: c.idParams,
      body: c.addInformation,
      response: z.strictObject({ version: z.int() }),
      resource: ofRequest,
      handle: async ({ tx, params, body }) => ({ version: (await addInformation(deps, tx, params.id, body)).version }),
    }),
    route({
      method: 'GET',
      path: '/api/my/requests/:id/attachments',
      action: 'my.read-request',
      summary: 'How much of each attachment is here',
      params: c.idParams,
      response: z.strictObject({ attachments: z.array(c.attachmentState), takesInformation: z.boolean() }),
      resource: ofRequest,
      async handle({ tx, params }) {
        deps.audit.record(tx, { act: 'request.status-viewed', entity: requestRef(params.id) });
        const { attachments, takesInformation } = await readPublicStatus(deps, tx, params.id);
        return { attachments, takesInformation };
      },
    }),
    route({
      method: 'POST',
      path: '/api/requests/:id/information-read',
      action: 'request.read-information',
      summary: 'What the requester sent since has been read',
      params: c.idParams,
      response: c.versioned,
      resource: ofRequest,
      handle: ({ tx, params }) => readInformation(deps, tx, params.id),
    }),
    ...draftRoutes(deps),
    ...taskLinkRoutes(deps, rates),
  ];
}

function draftRoutes(deps: CasesDeps): Route[] {
  const common = {
    path: '/api/my/drafts/:form',
    action: 'request.keep-draft',
    params: c.draftParams,
    response: c.draftView,
  };
  return [
    route({
      ...common,
      method: 'GET',
      summary: 'What this person was writing',
      handle: ({ tx, params }) => readDraft(deps, tx, params.form),
    }),
    // Kept every few seconds: a stored answer for each would be a second copy, unsealed.
    {
      ...freeRoute({
        ...common,
        method: 'PUT',
        summary: 'Keep what is being written',
        body: c.keepDraft,
        bodyLimit: 600_000,
        handle: ({ scope, db, params, body }) =>
          db.tx(scope, (tx) => {
            deps.access.require(tx, 'request.keep-draft');
            return keepDraft(deps, tx, params.form, body);
          }),
      }),
      response: c.draftView,
    },
    route({
      ...common,
      method: 'DELETE',
      summary: 'Forget it',
      handle: ({ tx, params }) => forgetDraft(tx, params.form),
    }),
  ];
}

function taskLinkRoutes(deps: CasesDeps, rates: { readonly send: GuestRate; readonly read: GuestRate }): Route[] {
  const now = (): number => deps.runtime.clock.now();
  return [
    {
      ...freeRoute({
        method: 'POST',
        path: '/api/tasks/:id/link',
        action: 'task-link.issue',
        summary: 'A private link for the agency’s answer; told once',
        params: c.idParams,
        // Not stored for repeats: the link is told once.
        handle: ({ scope, db, params }) =>
          db.tx(scope, (tx) => {
            deps.access.require(tx, 'task-link.issue');
            return issueTaskLink(deps, tx, params.id);
          }),
      }),
      response: c.taskLink,
    },
    {
      ...nodeRoute({
        method: 'GET',
        path: '/api/public/task',
        action: 'task-link.answer',
        summary: 'What an agency is asked, behind its private link',
        handle({ raw }) {
          rates.read.take(raw.ip, now());
          return readTaskByLink(deps, bearerOf(raw));
        },
      }),
      response: c.publicTask,
    },
    {
      ...nodeRoute({
        method: 'POST',
        path: '/api/public/task/answer',
        action: 'task-link.answer',
        summary: 'The agency’s answer',
        body: c.answerTask,
        handle({ raw, body }) {
          rates.send.take(raw.ip, now());
          return answerTaskByLink(deps, bearerOf(raw), body);
        },
      }),
      response: c.publicTask,
    },
  ];
}
