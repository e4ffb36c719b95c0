import type { z } from 'zod';
import {
  type ActCatalogue,
  type ConservationSource,
  messageHandler,
  type RoomParts,
  type Tx,
} from '../platform/index.ts';
import * as c from './contract.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { exchangeRequirements } from './exchange-requirements.ts';
import { receiveConsentAnswer, receiveConsentRequest } from './forward-message.ts';
import { noteDelivery } from './note-delivery.ts';
import { receiveRecall, receiveRecalled } from './recall-message.ts';
import { receiveMessage, receiveRead } from './receive-message.ts';
import { references } from './references.ts';
import { correspondenceRoutes } from './routes.ts';
import { postMessage, type Sent } from './send-message.ts';
import { startThread } from './start-thread.ts';
import { threadView } from './views.ts';
import { deadlineJob } from './watch-deadlines.ts';

/** What the rooms above may ask of this one, under the caller's scope and in its transaction. */
export interface Correspondence {
  startThread(tx: Tx, input: c.StartThread): Promise<Sent>;
  post(tx: Tx, threadId: string, input: c.PostMessage): Promise<Sent>;
  thread(tx: Tx, id: string): Promise<c.ThreadView>;
  readonly parts: RoomParts;
}

const acts: ActCatalogue = {
  'message.sent': {},
  'message.received': {},
  'message.delivered': {},
  'message.not-delivered': {},
  'message.read': {},
  'message.read-there': {},
  'thread-request.owed': { item: 'thread-request', flow: 'received' },
  'thread-request.awaited': { item: 'thread-request', flow: 'received' },
  'thread-request.undelivered': { item: 'thread-request', flow: 'received' },
  'thread-request.answered': { item: 'thread-request', flow: 'finished' },
  'thread-request.settled': { item: 'thread-request', flow: 'refused' },
  'thread-request.reminded': {},
  'thread-request.escalated': {},
  'thread-request.with-watch': {},
  'thread.searched': {},
  'message.forwarded': {},
  'message.recalled': {},
  'message.purged-here': {},
  'message.purged-there': {},
  'message.purged-there-read': {},
  'forward-consent.asked': { item: 'forward-consent', flow: 'received' },
  'forward-consent.asked-of-us': { item: 'forward-consent', flow: 'received' },
  'forward-consent.given': { item: 'forward-consent', flow: 'finished' },
  'forward-consent.denied': { item: 'forward-consent', flow: 'refused' },
  'correspondence.deadlines-changed': {},
  'requirements.follow-asked': {},
  'requirements.follow-ended': {},
  'requirements.follower-added': {},
  'requirements.follower-gone': {},
  'thread.viewed': {},
  'thread.listed': {},
};

const conservation: readonly ConservationSource[] = [
  {
    item: 'thread-request',
    owed: true,
    async states(tx) {
      const rows = await tx.query<{ id: string; state: string }>('SELECT id, state FROM thread_request');
      const idsIn = (state: string): string[] => rows.filter((row) => row.state === state).map((row) => row.id);
      return { open: idsIn('open'), finished: idsIn('answered'), refused: idsIn('settled') };
    },
  },
  {
    item: 'forward-consent',
    owed: true,
    async states(tx) {
      const rows = await tx.query<{ id: string; state: string }>('SELECT id, state FROM forward_consent');
      const idsIn = (state: string): string[] => rows.filter((row) => row.state === state).map((row) => row.id);
      return { open: idsIn('open'), finished: idsIn('yes'), refused: idsIn('no') };
    },
  },
];

export function createCorrespondence(deps: CorrespondenceDeps): Correspondence {
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  deps.cases.onClosing(async (tx, caseId) => {
    const rows = await tx.query<{ side: string; bureau: string; subject: string }>(
      `SELECT q.side, q.bureau, t.subject FROM thread_request q JOIN thread t ON t.id = q.thread_id
       WHERE t.case_id = $1 AND q.state = 'open' ORDER BY q.due_at`,
      [caseId],
    );
    return rows.map((row) => ({
      code: `case.close.message-${row.side}`,
      params: { bureau: row.bureau, subject: row.subject },
    }));
  });
  deps.cases.onParty(
    async (tx, caseId, bureau) =>
      (await tx.query('SELECT 1 FROM thread WHERE case_id = $1 AND $2 = ANY(participants) LIMIT 1', [caseId, bureau]))
        .length > 0,
  );
  const requirements = exchangeRequirements(deps);
  return {
    startThread: (tx, input) => startThread(deps, tx, c.startThread.parse(input)),
    post: (tx, threadId, input) => postMessage(deps, tx, threadId, c.postMessage.parse(input)),
    thread: (tx, id) => threadView(deps, tx, id),
    parts: {
      routes: [...correspondenceRoutes(deps), ...requirements.routes],
      acts,
      jobs: {
        'correspondence.remind': deadlineJob(deps, 'remind'),
        'correspondence.escalate': deadlineJob(deps, 'escalate'),
        'correspondence.watch': deadlineJob(deps, 'watch'),
      },
      messages: [
        ...requirements.messages,
        messageHandler<z.infer<typeof c.wireRecall>>({
          kind: 'correspondence.recall',
          schema: c.wireRecall,
          handle: (tx, message) => receiveRecall(deps, tx, message),
        }),
        messageHandler<z.infer<typeof c.wireRecalled>>({
          kind: 'correspondence.recalled',
          schema: c.wireRecalled,
          handle: (tx, message) => receiveRecalled(deps, tx, message),
        }),
        messageHandler<z.infer<typeof c.wireConsentRequest>>({
          kind: 'correspondence.consent-request',
          schema: c.wireConsentRequest,
          handle: (tx, message) => receiveConsentRequest(deps, tx, message),
        }),
        messageHandler<z.infer<typeof c.wireConsentAnswer>>({
          kind: 'correspondence.consent-answer',
          schema: c.wireConsentAnswer,
          handle: (tx, message) => receiveConsentAnswer(deps, tx, message),
        }),
        messageHandler<c.WireMessage>({
          kind: 'correspondence.message',
          schema: c.wireMessage,
          handle: (tx, message) => receiveMessage(deps, tx, message),
        }),
        messageHandler<c.WireRead>({
          kind: 'correspondence.read',
          schema: c.wireRead,
          handle: (tx, message) => receiveRead(deps, tx, message),
        }),
      ],
      references,
      conservation,
    },
  };
}
