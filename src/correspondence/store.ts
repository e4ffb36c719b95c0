import type { WireParticulars } from '../cases/index.ts';
import { notFound, type Tx } from '../platform/index.ts';
import type { Urgency } from '../protocol/index.ts';
import type { HandlingTerms, MessageView, RecipientState, ThreadRequestView, ThreadSummary } from './contract.ts';

export interface ThreadRow {
  id: string;
  wire_id: string;
  type: ThreadSummary['type'];
  subject: string;
  urgency: Urgency;
  started_by: string;
  participants: string[];
  case_id: string | null;
  handling: HandlingTerms;
  started_at: number;
  last_at: number;
  compartment: string;
}

export interface MessageRow {
  id: string;
  thread_id: string;
  wire_id: string;
  hash: string;
  direction: 'out' | 'in';
  from_bureau: string;
  type: MessageView['type'];
  text: string;
  lang: MessageView['lang'];
  urgency: Urgency;
  asks: boolean;
  due_at: number | null;
  /** Wire id of the message this answers. */
  answers: string | null;
  persons: { role: MessageView['persons'][number]['role']; particulars: WireParticulars }[];
  stripped: string[];
  author: string;
  at: number;
  read_at: number | null;
  sent_at: number;
  phrases: MessageView['phrases'];
  forwards: string | null;
  recalled_at: number | null;
  recalled_because: string | null;
  compartment: string;
}

export interface RecipientRow {
  message_id: string;
  bureau: string;
  state: RecipientState;
  reason: string | null;
  delivered_at: number | null;
  read_at: number | null;
  answered_at: number | null;
  purged_at: number | null;
  had_read: boolean | null;
}

export interface RequestRow {
  id: string;
  thread_id: string;
  message_id: string;
  side: ThreadRequestView['side'];
  bureau: string;
  due_at: number;
  state: ThreadRequestView['state'];
  reason: string | null;
  compartment: string;
}

export async function findThread(tx: Tx, id: string): Promise<ThreadRow | null> {
  const [row] = await tx.query<ThreadRow>('SELECT * FROM thread WHERE id = $1', [id]);
  return row ?? null;
}

/** Locked, so that messages into one thread follow each other. @throws AppError `not-found` */
export async function lockThread(tx: Tx, id: string): Promise<ThreadRow> {
  const [row] = await tx.query<ThreadRow>('SELECT * FROM thread WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('thread');
  return row;
}

export async function lockThreadByWireId(tx: Tx, wireId: string): Promise<ThreadRow | null> {
  const [row] = await tx.query<ThreadRow>('SELECT * FROM thread WHERE wire_id = $1 FOR UPDATE', [wireId]);
  return row ?? null;
}

export async function insertThread(tx: Tx, t: ThreadRow): Promise<void> {
  await tx.query(
    `INSERT INTO thread (id, wire_id, type, subject, urgency, started_by, participants, case_id, handling, started_at,
       last_at, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) ON CONFLICT (wire_id) DO NOTHING`,
    [
      t.id,
      t.wire_id,
      t.type,
      t.subject,
      t.urgency,
      t.started_by,
      t.participants,
      t.case_id,
      JSON.stringify(t.handling),
      t.started_at,
      t.last_at,
      t.compartment,
    ],
  );
}

export async function insertMessage(tx: Tx, m: Omit<MessageRow, 'recalled_at' | 'recalled_because'>): Promise<void> {
  await tx.query(
    `INSERT INTO thread_message (id, thread_id, wire_id, hash, direction, from_bureau, type, text, lang, urgency, asks,
       due_at, answers, persons, stripped, author, at, read_at, compartment, sent_at, phrases, forwards)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22)`,
    [
      m.id,
      m.thread_id,
      m.wire_id,
      m.hash,
      m.direction,
      m.from_bureau,
      m.type,
      m.text,
      m.lang,
      m.urgency,
      m.asks,
      m.due_at,
      m.answers,
      JSON.stringify(m.persons),
      m.stripped,
      m.author,
      m.at,
      m.read_at,
      m.compartment,
      m.sent_at,
      JSON.stringify(m.phrases),
      m.forwards,
    ],
  );
  await tx.query('UPDATE thread SET last_at = greatest(last_at, $2::bigint) WHERE id = $1', [m.thread_id, m.at]);
}

export async function insertRecipients(
  tx: Tx,
  messageId: string,
  bureaus: readonly string[],
  compartment: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO thread_recipient (message_id, bureau, state, compartment)
     SELECT $1, bureau, 'queued', $3 FROM unnest($2::text[]) AS bureau`,
    [messageId, bureaus, compartment],
  );
}

/** How far a state is: a later report never takes one back, and the receipt may come after the answer. */
const RANK = { queued: 0, failing: 0, refused: 1, delivered: 1, read: 2, answered: 3 } as const;

/** Moves a recipient's state forward; the time of the step is kept even when the state is further already. */
export async function advanceRecipient(
  tx: Tx,
  messageWireId: string,
  bureau: string,
  state: 'delivered' | 'read' | 'answered' | 'refused',
  at: number,
  reason: string | null = null,
): Promise<{ messageId: string; threadId: string } | null> {
  const [row] = await tx.query<RecipientRow & { thread_id: string }>(
    `SELECT r.*, m.thread_id FROM thread_recipient r JOIN thread_message m ON m.id = r.message_id
     WHERE m.wire_id = $1 AND m.direction = 'out' AND r.bureau = $2 FOR UPDATE OF r`,
    [messageWireId, bureau],
  );
  if (!row) return null;
  const next = RANK[state] > RANK[row.state] ? state : row.state;
  const column = state === 'refused' ? null : `${state}_at`;
  await tx.query(
    `UPDATE thread_recipient SET state = $3, reason = $4 ${column ? `, ${column} = coalesce(${column}, $5::bigint)` : ''}
     WHERE message_id = $1 AND bureau = $2`,
    [row.message_id, bureau, next, next === 'refused' ? reason : null, ...(column ? [at] : [])],
  );
  return { messageId: row.message_id, threadId: row.thread_id };
}
