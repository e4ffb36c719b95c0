import { notFound, type Tx } from '../platform/index.ts';
import { HOUR } from '../protocol/index.ts';
import type { MessageView, ThreadRequestView, ThreadSummary, ThreadView } from './contract.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { consentsOf } from './forward-message.ts';
import { findThread, type MessageRow, type RecipientRow, type RequestRow, type ThreadRow } from './store.ts';

interface SummaryRow extends ThreadRow {
  messages: number;
  unread: number;
  owed: number;
  awaited: number;
  undelivered: number;
}

const COUNTS = `
  (SELECT count(*)::int FROM thread_message m WHERE m.thread_id = t.id) AS messages,
  (SELECT count(*)::int FROM thread_message m WHERE m.thread_id = t.id AND m.direction = 'in' AND m.read_at IS NULL) AS unread,
  (SELECT count(*)::int FROM thread_request q WHERE q.thread_id = t.id AND q.state = 'open' AND q.side = 'owed') AS owed,
  (SELECT count(*)::int FROM thread_request q WHERE q.thread_id = t.id AND q.state = 'open' AND q.side = 'awaited') AS awaited,
  (SELECT count(*)::int FROM thread_request q WHERE q.thread_id = t.id AND q.state = 'open' AND q.side = 'undelivered') AS undelivered`;

function summary(row: SummaryRow): ThreadSummary {
  return {
    id: row.id,
    wireId: row.wire_id,
    type: row.type,
    subject: row.subject,
    urgency: row.urgency,
    startedBy: row.started_by,
    participants: row.participants,
    caseId: row.case_id,
    startedAt: row.started_at,
    lastAt: row.last_at,
    messages: row.messages,
    unread: row.unread,
    owed: row.owed,
    awaited: row.awaited,
    undelivered: row.undelivered,
  };
}

/** Threads, latest message first; those of a case, or those in which something is open. */
export async function listThreads(
  tx: Tx,
  query: { caseId?: string; q?: string; open?: ThreadRequestView['side']; cursor?: string; limit: number },
): Promise<{ items: ThreadSummary[]; next: string | null }> {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(query.cursor ?? '');
  const rows = await tx.query<SummaryRow>(
    `SELECT t.*, ${COUNTS} FROM thread t
     WHERE ($1::uuid IS NULL OR t.case_id = $1)
       AND ($2::text IS NULL OR EXISTS (SELECT FROM thread_request q WHERE q.thread_id = t.id AND q.state = 'open' AND q.side = $2))
       AND ($6::text IS NULL OR t.search @@ websearch_to_tsquery('simple', $6) OR EXISTS (SELECT FROM thread_message m
         WHERE m.thread_id = t.id AND m.recalled_at IS NULL AND m.search @@ websearch_to_tsquery('simple', $6)))
       AND (t.last_at, t.id) < ($3::bigint, $4::uuid)
     ORDER BY t.last_at DESC, t.id DESC LIMIT $5`,
    [
      query.caseId ?? null,
      query.open ?? null,
      found ? Number(found[1]) : Number.MAX_SAFE_INTEGER,
      found?.[2] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      query.limit + 1,
      query.q ?? null,
    ],
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return { items: shown.map(summary), next: rows.length > query.limit && last ? `${last.last_at}.${last.id}` : null };
}

/** @throws AppError `not-found` */
export async function threadView(deps: CorrespondenceDeps, tx: Tx, id: string): Promise<ThreadView> {
  if (!(await findThread(tx, id))) throw notFound('thread');
  const [row] = await tx.query<SummaryRow>(`SELECT t.*, ${COUNTS} FROM thread t WHERE t.id = $1`, [id]);
  if (!row) throw notFound('thread');
  const messages = await tx.query<MessageRow>(
    'SELECT * FROM thread_message WHERE thread_id = $1 ORDER BY sent_at, id',
    [id],
  );
  const recipients = await tx.query<RecipientRow>(
    'SELECT * FROM thread_recipient WHERE message_id = ANY($1::uuid[]) ORDER BY bureau',
    [messages.map((message) => message.id)],
  );
  const requests = await tx.query<RequestRow>('SELECT * FROM thread_request WHERE thread_id = $1 ORDER BY at, id', [
    id,
  ]);
  const people = await deps.access.people(
    tx,
    [...new Set(messages.map((message) => message.author))].filter((author) => author.startsWith('person:')),
  );
  const waiting = await waitingReasons(deps, tx, messages, recipients);
  const expired = row.handling.expires !== undefined && row.handling.expires <= tx.now;
  const localIds = new Map(messages.map((message) => [message.wire_id, message.id]));
  return {
    ...summary(row),
    handling: row.handling,
    items: messages.map(
      (m): MessageView => ({
        id: m.id,
        wireId: m.wire_id,
        direction: m.direction,
        from: m.from_bureau,
        type: m.type,
        // What was recalled, and what its owner gave for a time that is over, is not shown.
        text: expired || m.recalled_at !== null ? '' : m.text,
        phrases: expired || m.recalled_at !== null ? [] : m.phrases,
        hidden: m.recalled_at !== null ? 'recalled' : expired ? 'expired' : null,
        forwards: m.forwards,
        recalledAt: m.recalled_at,
        recalledBecause: m.recalled_because,
        sentAt: m.sent_at,
        late: m.at - m.sent_at > HOUR,
        lang: m.lang,
        urgency: m.urgency,
        asks: m.asks,
        dueAt: m.due_at,
        answers: (m.answers === null ? null : localIds.get(m.answers)) ?? null,
        at: m.at,
        author: people.get(m.author)?.name ?? m.author,
        persons: expired || m.recalled_at !== null ? [] : m.persons,
        stripped: m.stripped,
        recipients: recipients
          .filter((recipient) => recipient.message_id === m.id)
          .map((r) => ({
            bureau: r.bureau,
            ...(waiting.get(`${r.message_id} ${r.bureau}`) ?? { state: r.state, reason: r.reason }),
            deliveredAt: r.delivered_at,
            readAt: r.read_at,
            answeredAt: r.answered_at,
            purgedAt: r.purged_at,
            hadRead: r.had_read,
          })),
        readAt: m.direction === 'in' ? m.read_at : null,
      }),
    ),
    requests: requests.map((q) => ({
      id: q.id,
      messageId: q.message_id,
      side: q.side,
      bureau: q.bureau,
      dueAt: q.due_at,
      state: q.state,
      reason: q.reason,
    })),
    consents: await consentsOf(tx, id),
  };
}

/** What still waits in the outbox, and why its last attempt failed: by message and bureau. */
async function waitingReasons(
  deps: CorrespondenceDeps,
  tx: Tx,
  messages: readonly MessageRow[],
  recipients: readonly RecipientRow[],
): Promise<Map<string, { state: 'failing'; reason: string | null }>> {
  const found = new Map<string, { state: 'failing'; reason: string | null }>();
  const queued = new Set(recipients.filter((r) => r.state === 'queued').map((r) => r.message_id));
  for (const message of messages) {
    if (!queued.has(message.id)) continue;
    for (const delivery of await deps.federation.deliveries(tx, message.wire_id)) {
      if (delivery.state !== 'failing') continue;
      found.set(`${message.id} ${delivery.to}`, { state: 'failing', reason: delivery.reason });
    }
  }
  return found;
}
