import { notFound, type Tx } from '../platform/index.ts';
import type { WireRead } from './contract.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { threadRef } from './requests.ts';
import { lockThread } from './store.ts';

const MOST = 200;

/** Marks what came in as read and tells each sender so. A second call finds nothing and sends nothing. */
export async function markRead(deps: CorrespondenceDeps, tx: Tx, threadId: string): Promise<{ read: number }> {
  const thread = await lockThread(tx, threadId);
  if (!thread.participants.includes(tx.scope.bureau)) throw notFound('thread');
  const rows = await tx.query<{ wire_id: string; from_bureau: string }>(
    `UPDATE thread_message SET read_at = $2 WHERE thread_id = $1 AND direction = 'in' AND read_at IS NULL
     RETURNING wire_id, from_bureau`,
    [threadId, tx.now],
  );
  const bySender = new Map<string, string[]>();
  for (const row of rows) bySender.set(row.from_bureau, [...(bySender.get(row.from_bureau) ?? []), row.wire_id]);
  for (const [bureau, messages] of bySender) {
    for (let i = 0; i < messages.length; i += MOST) {
      const body: WireRead = { v: 1, thread: thread.wire_id, messages: messages.slice(i, i + MOST), at: tx.now };
      await deps.federation.send(tx, {
        to: [bureau],
        kind: 'correspondence.read',
        body: { ...body },
        thread: thread.wire_id,
        entity: threadRef(threadId),
      });
    }
  }
  if (rows.length > 0) {
    deps.audit.record(tx, {
      act: 'message.read',
      entity: threadRef(threadId),
      about: deps.cases.timelineRefs(thread.case_id),
      body: { messages: rows.length },
    });
  }
  return { read: rows.length };
}
