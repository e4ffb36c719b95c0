import * as z from 'zod';
import { type FreeContext, invalid, nodeRoute, type Route } from '../../platform/index.ts';
import type { IdentificationDeps } from '../deps.ts';
import { createDoor, type Partner } from './admit-partner.ts';
import { reasonsOf } from './feedback-reasons.ts';
import { typeKey } from './fingerprint-types.ts';
import { BASE_PATH } from './manage-partner.ts';
import { readSubmission, UnexpectedAnswer } from './read-wire.ts';
import { ownMember, serveEntries } from './serve-entries.ts';
import { takeFeedback } from './take-feedback.ts';
import type { FeedbackSubmission } from './wire.ts';
import {
  writeCategorizations,
  writeEntries,
  writeMembers,
  writeReasons,
  writeStatus,
  writeSubmissionResult,
} from './write-wire.ts';
import { XmlRefused } from './xml-document.ts';

const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();
const moment = z.string().max(40).optional();
const entriesQuery = z.strictObject({
  from: moment,
  to: moment,
  start: count,
  size: z.coerce.number().int().min(1).max(10_000).optional(),
  max: count,
});
const part = z.string().min(1).max(200);
const feedbackParams = z.strictObject({ member: part, entry: part, type: part });
const ACTION = 'hash-share.serve';
const MAX_SUBMISSION_BYTES = 64 * 1024;

/** Hash Sharing v2 as its clients speak it. Partners sign in with HTTP Basic on each request; no session counts here. */
export function wireRoutes(deps: IdentificationDeps): readonly Route[] {
  const door = createDoor(deps);
  /** Lets a partner in, and answers XML. */
  const serve =
    <P, Q>(answer: (ctx: FreeContext<P, Q, undefined>, partner: Partner) => Promise<string> | string) =>
    async (ctx: FreeContext<P, Q, undefined>): Promise<unknown> => {
      const { raw, reply } = ctx;
      // Stands with a refusal too, for clients that wait to be asked.
      reply.header('www-authenticate', 'Basic realm="hash sharing", charset="UTF-8"');
      const partner = await door({ ip: raw.ip, authorization: raw.headers.authorization });
      const xml = await answer(ctx, partner);
      reply.removeHeader('www-authenticate');
      return reply.type('application/xml; charset=utf-8').send(xml);
    };
  return [
    nodeRoute({
      method: 'GET',
      path: `${BASE_PATH}/v2/status`,
      action: ACTION,
      summary: 'Hash Sharing v2: who the caller is',
      handle: serve(({ raw }, { username, name, member }) =>
        writeStatus({ ipAddress: raw.ip, username, member: { id: String(member), name } }),
      ),
    }),
    nodeRoute({
      method: 'GET',
      path: `${BASE_PATH}/v2/members`,
      action: ACTION,
      summary: 'Hash Sharing v2: this bureau and the caller; other partners are not named',
      handle: serve((_ctx, { name, member }) => writeMembers([ownMember(deps), { id: String(member), name }])),
    }),
    nodeRoute({
      method: 'GET',
      path: `${BASE_PATH}/v2/entries`,
      action: ACTION,
      summary: 'Hash Sharing v2: entries changed in a range of time, 1000 a page',
      query: entriesQuery,
      handle: serve(async ({ db, query }, partner) => {
        const page = await db.tx(partner.scope, (tx) => serveEntries(deps, tx, partner, query));
        return writeEntries(page.entries, page.next);
      }),
    }),
    nodeRoute({
      method: 'GET',
      path: `${BASE_PATH}/v2/feedback/:type/reasons`,
      action: ACTION,
      summary: 'Hash Sharing v2: reasons of a negative feedback',
      params: z.strictObject({ type: part }),
      handle: serve(({ params }) => writeReasons(reasonsOf(typeKey(params.type)))),
    }),
    nodeRoute({
      method: 'GET',
      path: `${BASE_PATH}/v2/categorizations`,
      action: ACTION,
      summary: 'Hash Sharing v2: this bureau sets none',
      handle: serve(() => writeCategorizations([])),
    }),
    // The public client library leaves the version out of this path.
    ...[`${BASE_PATH}/v2`, BASE_PATH].map((base) =>
      nodeRoute({
        method: 'PUT',
        path: `${base}/entries/:member/:entry/:type/feedback`,
        action: ACTION,
        summary: 'Hash Sharing v2: a partner’s word on a fingerprint',
        params: feedbackParams,
        rawBody: true,
        bodyLimit: MAX_SUBMISSION_BYTES,
        handle: serve(async ({ db, params, raw }, partner) => {
          const submission = submissionIn(raw.body);
          await db.tx(partner.scope, (tx) => takeFeedback(deps, tx, partner, { ...params, submission }));
          return writeSubmissionResult();
        }),
      }),
    ),
  ];
}

function submissionIn(body: unknown): FeedbackSubmission {
  try {
    const submission = readSubmission(body instanceof Uint8Array ? body : new Uint8Array(0));
    if (submission) return submission;
  } catch (error) {
    if (!(error instanceof XmlRefused || error instanceof UnexpectedAnswer)) throw error;
  }
  throw invalid('/body', 'hash-feedback.unreadable');
}
