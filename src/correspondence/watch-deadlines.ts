import type { JobHandler, Tx } from '../platform/index.ts';
import { systemScope } from '../platform/index.ts';
import { HOUR } from '../protocol/index.ts';
import { deadlineSetting } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { aboutThread, enqueueWatch, threadRequestRef } from './requests.ts';
import { findThread, type RequestRow } from './store.ts';

const STEPS = {
  remind: { column: 'reminded_at', act: 'thread-request.reminded' },
  escalate: { column: 'escalated_at', act: 'thread-request.escalated' },
  watch: { column: 'watch_at', act: 'thread-request.with-watch' },
} as const;

/**
 * Before the deadline a reminder goes on the record and to whoever follows it live; after it a supervisor gets the matter
 * too, and later the watch. Each once, in one transaction with the job's end.
 */
export function deadlineJob(deps: CorrespondenceDeps, step: keyof typeof STEPS): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      await pass(deps, tx, step, id);
      await job.done(tx);
    });
    return undefined;
  };
}

async function pass(deps: CorrespondenceDeps, tx: Tx, step: keyof typeof STEPS, id: string): Promise<void> {
  const { column, act } = STEPS[step];
  const [request] = await tx.query<RequestRow & { urgency: 'routine' | 'urgent' | 'life-at-risk' }>(
    `UPDATE thread_request q SET ${column} = $2 FROM thread_message m
     WHERE q.id = $1 AND q.state = 'open' AND q.${column} IS NULL AND m.id = q.message_id RETURNING q.*, m.urgency`,
    [id, tx.now],
  );
  if (!request) return;
  const thread = await findThread(tx, request.thread_id);
  if (!thread) return;
  deps.audit.record(tx, {
    act,
    entity: threadRequestRef(id),
    about: aboutThread(deps, thread),
    body: { bureau: request.bureau, side: request.side, dueAt: request.due_at },
  });
  if (step === 'remind') return;
  if (step === 'escalate') {
    const after = (await deadlineSetting(tx)).watchAfterHours[request.urgency] * HOUR;
    await enqueueWatch(deps, tx, id, 'watch', request.due_at + after);
  }
  await deps.work.open(tx, {
    ref: threadRequestRef(id),
    task: 'message.overdue',
    owner: { role: step === 'escalate' ? 'supervisor' : 'watch-officer' },
    dueAt: tx.now,
    urgency: request.urgency,
    params: { bureau: request.bureau, side: request.side, thread: thread.id },
    about: aboutThread(deps, thread),
    compartment: thread.compartment,
  });
}
