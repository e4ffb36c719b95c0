import type { EntityRef, Tx } from '../platform/index.ts';
import { HOUR, type Urgency } from '../protocol/index.ts';
import { deadlineSetting, ownerOf } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import type { RequestRow, ThreadRow } from './store.ts';

export const threadRef = (id: string): EntityRef => ({ kind: 'thread', id });
export const threadRequestRef = (id: string): EntityRef => ({ kind: 'thread-request', id });

/** The references under which what happens in a thread is found again: the thread, and the case it is linked to. */
export function aboutThread(deps: CorrespondenceDeps, thread: ThreadRow): EntityRef[] {
  return [threadRef(thread.id), ...deps.cases.timelineRefs(thread.case_id)];
}

const TASK = {
  owed: 'message.answer',
  awaited: 'message.await',
  undelivered: 'message.undelivered',
} as const satisfies Record<RequestRow['side'], string>;

const ACT = {
  owed: 'thread-request.owed',
  awaited: 'thread-request.awaited',
  undelivered: 'thread-request.undelivered',
} as const satisfies Record<RequestRow['side'], string>;

/** Something is owed on a message from now on: an owner, a deadline, a reminder before it and an escalation after it. */
export async function openRequest(
  deps: CorrespondenceDeps,
  tx: Tx,
  thread: ThreadRow,
  request: {
    messageId: string;
    side: RequestRow['side'];
    bureau: string;
    dueAt: number;
    urgency: Urgency;
    reason?: string;
  },
): Promise<string> {
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO thread_request (id, thread_id, message_id, side, bureau, due_at, state, reason, at, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,'open',$7,$8,$9)`,
    [
      id,
      thread.id,
      request.messageId,
      request.side,
      request.bureau,
      request.dueAt,
      request.reason ?? null,
      tx.now,
      thread.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: ACT[request.side],
    entity: threadRequestRef(id),
    about: aboutThread(deps, thread),
    body: { bureau: request.bureau, urgency: request.urgency, dueAt: request.dueAt, reason: request.reason ?? '' },
  });
  await deps.work.open(tx, {
    ref: threadRequestRef(id),
    task: TASK[request.side],
    owner: ownerOf(request.urgency),
    dueAt: request.dueAt,
    urgency: request.urgency,
    params: { bureau: request.bureau, thread: thread.id, reason: request.reason ?? '' },
    about: aboutThread(deps, thread),
    compartment: thread.compartment,
  });
  const remindAt = request.dueAt - (await deadlineSetting(tx)).remindBeforeHours[request.urgency] * HOUR;
  if (remindAt > tx.now) await enqueueWatch(deps, tx, id, 'remind', remindAt);
  await enqueueWatch(deps, tx, id, 'escalate', request.dueAt);
  return id;
}

/** A step of the watch over a deadline; a job with the same step and request exists once. */
export function enqueueWatch(
  deps: CorrespondenceDeps,
  tx: Tx,
  id: string,
  step: 'remind' | 'escalate' | 'watch',
  runAt: number,
): Promise<void> {
  return deps.jobs.enqueue(tx, { kind: `correspondence.${step}`, key: id, payload: { id }, runAt });
}

/** Ends what is owed, with an answer or by somebody's decision. */
export async function endRequest(
  deps: CorrespondenceDeps,
  tx: Tx,
  thread: ThreadRow,
  request: RequestRow,
  state: 'answered' | 'settled',
  reason: string | null,
): Promise<void> {
  await tx.query('UPDATE thread_request SET state = $2, reason = coalesce($3, reason), ended_at = $4 WHERE id = $1', [
    request.id,
    state,
    reason,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: state === 'answered' ? 'thread-request.answered' : 'thread-request.settled',
    entity: threadRequestRef(request.id),
    about: aboutThread(deps, thread),
    body: { bureau: request.bureau, side: request.side },
  });
  await deps.work.close(tx, { ref: threadRequestRef(request.id), outcome: state });
}

/** Open requests of a side on one message, of one bureau; locked. */
export function openRequestsOn(
  tx: Tx,
  on: { messageWireId: string; side: RequestRow['side']; bureau: string },
): Promise<RequestRow[]> {
  return tx.query<RequestRow>(
    `SELECT q.* FROM thread_request q JOIN thread_message m ON m.id = q.message_id
     WHERE m.wire_id = $1 AND q.side = $2 AND q.bureau = $3 AND q.state = 'open' FOR UPDATE OF q`,
    [on.messageWireId, on.side, on.bureau],
  );
}
