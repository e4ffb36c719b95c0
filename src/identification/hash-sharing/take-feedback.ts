import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { PartnerFeedbackView } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import type { Partner } from './admit-partner.ts';
import { reasonName, reasonsOf } from './feedback-reasons.ts';
import { typeKey } from './fingerprint-types.ts';
import { ownMember } from './serve-entries.ts';
import type { FeedbackSubmission } from './wire.ts';

const COLUMNS: Readonly<Record<string, string>> = { MD5: 'md5', SHA1: 'sha1', PDQ: 'pdq', PDNA: 'photodna' };

export interface GivenFeedback {
  /** The entry's member; client software in the field gives its own number instead. */
  readonly member: string;
  readonly entry: string;
  readonly type: string;
  readonly submission: FeedbackSubmission;
}

/**
 * A partner's word on a fingerprint of an entry that it may read; its last word counts.
 * @throws AppError `not-found` for any entry it may not read; `invalid`
 */
export async function takeFeedback(
  deps: IdentificationDeps,
  tx: Tx,
  partner: Partner,
  given: GivenFeedback,
): Promise<void> {
  const isMember = given.member === ownMember(deps).id || given.member === String(partner.member);
  const type = typeKey(given.type);
  const column = COLUMNS[type];
  if (!isMember || !/^\d{1,15}$/.test(given.entry)) throw notFound('hash-entry');
  const [entry] = await tx.query<{ id: number; list_id: string; has: boolean }>(
    `SELECT h.id, h.list_id, ${column ? `h.${column} IS NOT NULL` : 'false'} AS has
     FROM ident_share_grant g JOIN ident_hash_share s ON s.list_id = g.list_id
       JOIN ident_share_entry e ON e.list_id = g.list_id JOIN ident_hash_entry h ON h.id = e.entry_id
     WHERE g.partner_id = $1 AND NOT g.withdrawn AND s.share AND e.entry_id = $2 AND h.state = 'active'`,
    [partner.id, Number(given.entry)],
  );
  if (!entry) throw notFound('hash-entry');
  if (!entry.has) throw invalid('/params/type', 'hash-feedback.no-such-fingerprint', { type });
  const { submission } = given;
  const reasonIds = submission.sentiment === 'negative' ? submission.reasonIds : [];
  const known = new Set(reasonsOf(type).map((reason) => reason.guid));
  if (reasonIds.some((guid) => !known.has(guid))) throw invalid('/body', 'hash-feedback.reason-unknown');
  await tx.query(
    `INSERT INTO ident_share_feedback (id, partner_id, list_id, entry_id, type, sentiment, reason_ids, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (partner_id, entry_id, type) DO UPDATE SET id = excluded.id,
       sentiment = excluded.sentiment, reason_ids = excluded.reason_ids, at = excluded.at`,
    [deps.runtime.newId(), partner.id, entry.list_id, entry.id, type, submission.sentiment, reasonIds, tx.now],
  );
  deps.audit.record(tx, {
    act: 'hash-share.feedback-taken',
    entity: { kind: 'hash-list', id: entry.list_id },
    about: [{ kind: 'hash-partner', id: partner.id }],
    body: { entry: entry.id, type, sentiment: submission.sentiment },
  });
}

/** Newest first, after `before`. */
export async function listPartnerFeedback(
  tx: Tx,
  filter: { listId?: string; before?: { at: number; id: string }; limit: number },
): Promise<PartnerFeedbackView[]> {
  const rows = await tx.query<PartnerFeedbackView & Record<string, unknown>>(
    `SELECT f.id, f.partner_id AS "partnerId", p.name AS "partnerName", f.list_id AS "listId", h.key AS "entryKey", f.type,
       f.sentiment, f.reason_ids AS reasons, f.at
     FROM ident_share_feedback f JOIN ident_hash_partner p ON p.id = f.partner_id JOIN ident_hash_entry h ON h.id = f.entry_id
     WHERE ($1::uuid IS NULL OR f.list_id = $1) AND ($2::bigint IS NULL OR (f.at, f.id) < ($2, $3::uuid))
     ORDER BY f.at DESC, f.id DESC LIMIT $4`,
    [filter.listId ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map((row) => ({ ...row, reasons: row.reasons.map(reasonName) }));
}
