import {
  invalid,
  isUniqueViolation,
  type JobHandler,
  notFound,
  refuse,
  systemScope,
  type Tx,
} from '../../platform/index.ts';
import type { FeedbackView, SendFeedback } from '../contract.ts';
import { due, type IdentificationDeps, roles } from '../deps.ts';
import { callSource, SourceFailure } from './call-source.ts';
import { allowedOrigins } from './source-address.ts';
import { findSource } from './source-store.ts';
import { VERSION_PATH } from './wire.ts';
import { writeSubmission } from './write-wire.ts';

export const FEEDBACK_JOB = 'identification.hash-feedback';

interface FeedbackRow {
  readonly id: string;
  readonly source_id: string;
  readonly key: string;
  readonly member_id: string;
  readonly entry_id: string;
  readonly type: string;
  readonly sentiment: 'affirmative' | 'negative';
  readonly reason_ids: string[];
  readonly note: string;
  readonly state: 'open' | 'answered' | 'refused';
  readonly code: string | null;
  readonly said_by: string;
  readonly at: number;
  readonly settled_at: number | null;
}

const refOf = (id: string) => ({ kind: 'hash-feedback', id });

/**
 * A person's word on a fingerprint of an entry, owed to the entry's source from now on.
 * @throws AppError `not-found`; `refused` while an earlier word on it is under way; `invalid` for a reason the source does not take
 */
export async function sendFeedback(
  deps: IdentificationDeps,
  tx: Tx,
  input: SendFeedback & { sourceId: string },
): Promise<{ id: string }> {
  const source = await findSource(tx, input.sourceId);
  if (!source) throw notFound('hash-source');
  const [entry] = await tx.query<{ member_id: string; entry_id: string; has: boolean }>(
    `SELECT member_id, entry_id, fingerprints ? $3 OR $3 = ANY(large) AS has FROM ident_source_entry
     WHERE source_id = $1 AND key = $2 AND NOT deleted`,
    [source.id, input.key, input.type],
  );
  if (!entry) throw invalid('/body/key', 'hash-feedback.entry-unknown');
  if (!entry.has) throw invalid('/body/type', 'hash-feedback.no-such-fingerprint', { type: input.type });
  const taken = source.about?.reasons.filter((reason) => reason.type === input.type).map((reason) => reason.guid) ?? [];
  const unknown = input.reasonIds.findIndex((guid) => !taken.includes(guid));
  if (unknown >= 0) throw invalid(`/body/reasonIds/${unknown}`, 'hash-feedback.reason-unknown');
  const id = deps.runtime.newId();
  try {
    await tx.query(
      `INSERT INTO ident_hash_feedback (id, source_id, key, member_id, entry_id, type, sentiment, reason_ids, note, said_by, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        source.id,
        input.key,
        entry.member_id,
        entry.entry_id,
        input.type,
        input.sentiment,
        input.reasonIds,
        input.note,
        tx.scope.actor.id,
        tx.now,
      ],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'ident_hash_feedback_open')) throw refuse('hash-feedback.under-way');
    throw error;
  }
  const ref = refOf(id);
  const about = [{ kind: 'hash-source', id: source.id }];
  deps.audit.record(tx, {
    act: 'hash-feedback.given',
    entity: ref,
    about,
    body: { key: input.key, type: input.type, sentiment: input.sentiment },
  });
  await deps.work.open(tx, {
    ref,
    task: 'identification.hash-feedback-awaited',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + due.ask.routine,
    urgency: 'routine',
    params: { name: source.name },
    about,
  });
  await deps.jobs.enqueue(tx, { kind: FEEDBACK_JOB, key: id, payload: { id } });
  return { id };
}

/** Puts it to the source until the source has answered. A source that is away, or asks to wait, has not. */
export function feedbackJob(deps: IdentificationDeps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    const plan = await deps.db.tx(scope, async (tx) => {
      const row = await findFeedback(tx, id);
      const source = row && (await findSource(tx, row.source_id));
      return row?.state === 'open' && source ? { row, source, origins: await allowedOrigins(tx) } : null;
    });
    if (!plan) return undefined;
    const { row, source, origins } = plan;
    const path = [
      VERSION_PATH,
      'entries',
      encodeURIComponent(row.member_id),
      encodeURIComponent(row.entry_id),
      row.type,
    ];
    const body = writeSubmission(
      row.sentiment === 'affirmative'
        ? { sentiment: row.sentiment }
        : { sentiment: row.sentiment, reasonIds: row.reason_ids },
    );
    let code: string | null = null;
    try {
      await callSource(deps, source, origins, {
        path: `${path.join('/')}/feedback`,
        method: 'PUT',
        body,
        signal: job.signal,
      });
    } catch (error) {
      if (!(error instanceof SourceFailure) || job.signal.aborted) throw error;
      // What only a person can mend (credentials, an address taken off) is no answer to the feedback either.
      if (error.code !== 'hash-source.refuses') {
        if (error.retryAfterMs !== null) return { againAfterMs: error.retryAfterMs };
        throw error;
      }
      code = 'hash-feedback.refused-there';
    }
    await deps.db.tx(scope, async (tx) => {
      await settle(deps, tx, row, code);
      await job.done(tx);
    });
    return undefined;
  };
}

async function settle(deps: IdentificationDeps, tx: Tx, row: FeedbackRow, code: string | null): Promise<void> {
  const state = code === null ? 'answered' : 'refused';
  await tx.query('UPDATE ident_hash_feedback SET state = $2, code = $3, settled_at = $4 WHERE id = $1', [
    row.id,
    state,
    code,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: code === null ? 'hash-feedback.answered' : 'hash-feedback.refused',
    entity: refOf(row.id),
    about: [{ kind: 'hash-source', id: row.source_id }],
    ...(code === null ? {} : { body: { code } }),
  });
  await deps.work.close(tx, { ref: refOf(row.id), outcome: state });
}

async function findFeedback(tx: Tx, id: string): Promise<FeedbackRow | null> {
  const [row] = await tx.query<FeedbackRow>('SELECT * FROM ident_hash_feedback WHERE id = $1', [id]);
  return row ?? null;
}

/** Newest first, after `before`. */
export async function listFeedback(
  tx: Tx,
  filter: { sourceId?: string; state?: FeedbackRow['state']; before?: { at: number; id: string }; limit: number },
): Promise<FeedbackView[]> {
  const rows = await tx.query<FeedbackRow>(
    `SELECT * FROM ident_hash_feedback WHERE ($1::uuid IS NULL OR source_id = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::bigint IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [filter.sourceId ?? null, filter.state ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    key: row.key,
    type: row.type,
    sentiment: row.sentiment,
    reasons: row.reason_ids,
    note: row.note,
    state: row.state,
    code: row.code,
    by: row.said_by,
    at: row.at,
    settledAt: row.settled_at,
  }));
}
