import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { Evidence, ListRow, ReferralRow, UrlRow, Verdict } from './contract.ts';

export interface StoredList {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly source: ListRow['source'];
  readonly urgency: ListRow['urgency'];
  readonly case_id: string | null;
  readonly state: ListRow['state'];
  readonly created_by: string;
  readonly created_at: number;
  readonly version: number;
}

export interface StoredUrl {
  readonly id: string;
  readonly url: string;
  readonly host: string;
  readonly is_address: boolean;
  readonly state: UrlRow['state'];
  readonly check_id: string | null;
  readonly verdict: Verdict | null;
  readonly country: string | null;
  readonly checked_at: number | null;
  readonly recheck_at: number | null;
  readonly moved_at: number | null;
  readonly confirmed: UrlRow['confirmed'];
  readonly confirmed_country: string | null;
  readonly reported: UrlRow['reported'];
  readonly referral_id: string | null;
  readonly version: number;
}

export interface StoredReferral {
  readonly id: string;
  readonly direction: ReferralRow['direction'];
  readonly kind: ReferralRow['kind'];
  readonly party: string;
  readonly country: string;
  readonly state: ReferralRow['state'];
  readonly urgency: ReferralRow['urgency'];
  readonly message_id: string | null;
  readonly their_id: string | null;
  readonly delivery: string | null;
  readonly note: string;
  readonly decision: ReferralRow['decision'];
  readonly released: boolean;
  readonly answer: string;
  readonly created_at: number;
  readonly version: number;
}

export interface StoredCheck {
  readonly id: string;
  readonly url_id: string;
  readonly at: number;
  readonly moved: boolean;
  readonly evidence: Evidence;
  readonly jws: string;
}

/** @throws AppError `not-found` */
export async function findList(tx: Tx, id: string): Promise<StoredList> {
  const [row] = await tx.query<StoredList>('SELECT * FROM hosting_list WHERE id = $1', [id]);
  if (!row) throw notFound('hosting-list');
  return row;
}

/** @throws AppError `not-found`, `conflict` */
export async function lockList(tx: Tx, input: { id: string; version: number }): Promise<StoredList> {
  const [row] = await tx.query<StoredList>('SELECT * FROM hosting_list WHERE id = $1 FOR UPDATE', [input.id]);
  if (!row) throw notFound('hosting-list');
  if (row.version !== input.version)
    throw conflict('hosting-list', { version: input.version }, { version: row.version, state: row.state });
  return row;
}

/** @throws AppError `not-found` */
export async function findUrl(tx: Tx, id: string): Promise<StoredUrl> {
  const [row] = await tx.query<StoredUrl>('SELECT * FROM hosting_url WHERE id = $1', [id]);
  if (!row) throw notFound('hosting-url');
  return row;
}

/**
 * Locked in one order, so that two who name the same addresses wait for each other in turn; given back in the order asked.
 * @throws AppError `not-found`, `conflict` when one changed since it was looked at
 */
export async function lockUrls(tx: Tx, asked: readonly { id: string; version: number }[]): Promise<StoredUrl[]> {
  const rows = await tx.query<StoredUrl>(
    'SELECT * FROM hosting_url WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [asked.map((one) => one.id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return asked.map(({ id, version }) => {
    const row = byId.get(id);
    if (!row) throw notFound('hosting-url');
    if (row.version !== version)
      throw conflict('hosting-url', { id, version }, { id, version: row.version, state: row.state });
    return row;
  });
}

/** @throws AppError `not-found`, `conflict` */
export async function lockReferral(tx: Tx, input: { id: string; version?: number }): Promise<StoredReferral> {
  const [row] = await tx.query<StoredReferral>('SELECT * FROM hosting_referral WHERE id = $1 FOR UPDATE', [input.id]);
  if (!row) throw notFound('hosting-referral');
  if (input.version !== undefined && row.version !== input.version)
    throw conflict('hosting-referral', { version: input.version }, { version: row.version, state: row.state });
  return row;
}

export async function readChecks(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredCheck>> {
  const rows = await tx.query<StoredCheck>('SELECT * FROM hosting_check WHERE id = ANY($1::uuid[])', [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
