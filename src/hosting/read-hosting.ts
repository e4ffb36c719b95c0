import { notFound, type Tx } from '../platform/index.ts';
import type { byCountry, ListedUrl, ListRow, ReferralDetail, ReferralRow, UrlDetail, UrlRow } from './contract.ts';
import { authorityOf, type HostingDeps, incomingRef, listRef, referralRef, urlRef } from './deps.ts';
import { findList, type StoredCheck, type StoredList, type StoredReferral, type StoredUrl } from './store.ts';

interface Counts {
  readonly total: number;
  readonly waiting: number;
  readonly confirmed: number;
  readonly refused: number;
}
const COUNTED = `
SELECT o.*, c.total, c.waiting, c.confirmed, (SELECT count(*) FROM hosting_refused_line r WHERE r.list_id = o.id) AS refused
FROM hosting_list o CROSS JOIN LATERAL (
  SELECT count(*) AS total, count(*) FILTER (WHERE h.state = 'waiting') AS waiting,
    count(*) FILTER (WHERE h.state = 'confirmed') AS confirmed
  FROM hosting_list_url l JOIN hosting_url h ON h.id = l.url_id WHERE l.list_id = o.id) c`;

function toListRow(row: StoredList & Counts): ListRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    source: row.source,
    urgency: row.urgency,
    state: row.state,
    caseId: row.case_id,
    total: row.total,
    waiting: row.waiting,
    checked: row.total - row.waiting,
    confirmed: row.confirmed,
    refused: row.refused,
    createdBy: row.created_by,
    createdAt: row.created_at,
    version: row.version,
  };
}

/** Lists, newest first. */
export async function listLists(
  deps: HostingDeps,
  tx: Tx,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: ListRow[]; next: string | null }> {
  const [at, id] = query.cursor?.split('_') ?? [];
  const rows = await tx.query<StoredList & Counts>(
    `${COUNTED} WHERE ($1::text IS NULL OR o.state = $1)
       AND ($2::bigint IS NULL OR (o.created_at, o.id) < ($2, $3::uuid))
     ORDER BY o.created_at DESC, o.id DESC LIMIT $4`,
    [query.state ?? null, at === undefined ? null : Number(at), id ?? null, query.limit + 1],
  );
  deps.audit.record(tx, {
    act: 'hosting.listed',
    entity: { kind: 'hosting', id: 'lists' },
    body: { items: rows.length },
  });
  const items = rows.slice(0, query.limit).map(toListRow);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.createdAt}_${last.id}` : null };
}

/** @throws AppError `not-found` */
export async function readList(tx: Tx, id: string): Promise<ListRow> {
  const [row] = await tx.query<StoredList & Counts>(`${COUNTED} WHERE o.id = $1`, [id]);
  if (!row) throw notFound('hosting-list');
  return toListRow(row);
}

type Joined = StoredUrl & { referral_party: string | null; referral_state: ReferralRow['state'] | null };
const JOINED = `SELECT h.*, r.party AS referral_party, r.state AS referral_state
FROM hosting_url h LEFT JOIN hosting_referral r ON r.id = h.referral_id`;

function toUrlRow(row: Joined): UrlRow {
  return {
    id: row.id,
    url: row.url,
    host: row.host,
    state: row.state,
    verdict: row.verdict,
    checkedAt: row.checked_at,
    recheckAt: row.recheck_at,
    confirmed: row.confirmed,
    movedAt: row.moved_at,
    reported: row.reported,
    referral:
      row.referral_id !== null && row.referral_party !== null && row.referral_state !== null
        ? { id: row.referral_id, to: row.referral_party, state: row.referral_state }
        : null,
    version: row.version,
  };
}

/** The addresses of a list by line. */
export async function listUrls(
  deps: HostingDeps,
  tx: Tx,
  listId: string,
  query: {
    verdict?: string | undefined;
    country?: string | undefined;
    state?: string | undefined;
    cursor: number;
    limit: number;
  },
): Promise<{ items: ListedUrl[]; next: string | null }> {
  await findList(tx, listId);
  const rows = await tx.query<Joined & { line: number; given: string }>(
    `SELECT l.line, l.given, h.*, r.party AS referral_party, r.state AS referral_state
     FROM hosting_list_url l JOIN hosting_url h ON h.id = l.url_id LEFT JOIN hosting_referral r ON r.id = h.referral_id
     WHERE l.list_id = $1 AND l.line > $2 AND ($3::text IS NULL OR h.verdict_kind = $3)
       AND ($4::text IS NULL OR coalesce(h.confirmed_country, h.country) = $4) AND ($5::text IS NULL OR h.state = $5)
     ORDER BY l.line LIMIT $6`,
    [listId, query.cursor, query.verdict ?? null, query.country ?? null, query.state ?? null, query.limit + 1],
  );
  deps.audit.record(tx, { act: 'hosting.viewed', entity: listRef(listId), body: { urls: rows.length } });
  const items = rows.slice(0, query.limit).map((row) => ({ line: row.line, given: row.given, ...toUrlRow(row) }));
  return { items, next: rows.length > query.limit ? String(items.at(-1)?.line) : null };
}

export async function listRefused(tx: Tx, listId: string) {
  await findList(tx, listId);
  return {
    items: await tx.query<{ line: number; given: string; code: string }>(
      'SELECT line, given, code FROM hosting_refused_line WHERE list_id = $1 ORDER BY line LIMIT 20000',
      [listId],
    ),
  };
}

/** How many addresses are where, of one list or of all that are open; a person's word before the check's. */
export async function sumByCountry(tx: Tx, listId: string | null): Promise<import('zod').output<typeof byCountry>> {
  const countries = await tx.query<{ country: string | null; verdict: UrlVerdict; urls: number; confirmed: number }>(
    `SELECT coalesce(h.confirmed_country, h.country) AS country,
       CASE WHEN h.confirmed_country IS NOT NULL THEN 'in-country' ELSE h.verdict_kind END AS verdict,
       count(*) AS urls, count(*) FILTER (WHERE h.state = 'confirmed') AS confirmed
     FROM hosting_url h
     WHERE h.verdict_kind IS NOT NULL AND EXISTS (SELECT 1 FROM hosting_list_url l JOIN hosting_list o ON o.id = l.list_id
       WHERE l.url_id = h.id AND CASE WHEN $1::uuid IS NULL THEN o.state <> 'closed' ELSE o.id = $1 END)
     GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
    [listId],
  );
  return { countries };
}
type UrlVerdict = NonNullable<UrlRow['verdict']>['kind'];

/** One address with every look at it and every report, newest first. */
export async function readUrl(deps: HostingDeps, tx: Tx, id: string): Promise<UrlDetail> {
  const [row] = await tx.query<Joined>(`${JOINED} WHERE h.id = $1`, [id]);
  if (!row) throw notFound('hosting-url');
  const checks = await tx.query<StoredCheck>(
    'SELECT * FROM hosting_check WHERE url_id = $1 ORDER BY at DESC, id DESC LIMIT 50',
    [id],
  );
  const reports = await tx.query<{
    kind: 'gone' | 'still-there';
    reporter: UrlDetail['reports'][number]['by'];
    name: string;
    at: number;
    note: string;
    recorded_by: string;
  }>('SELECT * FROM hosting_report WHERE url_id = $1 ORDER BY at DESC, recorded_at DESC LIMIT 50', [id]);
  deps.audit.record(tx, { act: 'hosting.viewed', entity: urlRef(id) });
  return {
    ...toUrlRow(row),
    checks: checks.map(({ id: checkId, at, moved, evidence, jws }) => ({ id: checkId, at, moved, evidence, jws })),
    reports: reports.map(({ kind, reporter, name, at, note, recorded_by }) => ({
      kind,
      by: reporter,
      name,
      at,
      note,
      recordedBy: recorded_by,
    })),
  };
}

type CountedReferral = StoredReferral & { urls: number };

function toReferralRow(deps: HostingDeps, row: CountedReferral): ReferralRow {
  const authority = authorityOf(deps.settings, deps.runtime.bureau);
  return {
    id: row.id,
    direction: row.direction,
    party: row.party,
    partyName: row.kind === 'authority' && row.party === authority.code ? authority.name : row.party,
    kind: row.kind,
    country: row.country,
    state: row.state,
    urgency: row.urgency,
    delivery: row.delivery,
    urls: row.urls,
    note: row.note,
    decision: row.decision,
    released: row.released,
    answer: row.answer,
    createdAt: row.created_at,
    version: row.version,
  };
}
const REFERRAL = `SELECT r.*, (SELECT count(*) FROM hosting_referral_url u WHERE u.referral_id = r.id) AS urls FROM hosting_referral r`;

export async function listReferrals(
  deps: HostingDeps,
  tx: Tx,
  query: { direction?: string | undefined; open?: 'true' | 'false' | undefined },
): Promise<{ items: ReferralRow[] }> {
  const rows = await tx.query<CountedReferral>(
    `${REFERRAL} WHERE ($1::text IS NULL OR r.direction = $1)
       AND ($2::boolean IS NULL OR (r.state NOT IN ('closed', 'refused')) = $2)
     ORDER BY r.created_at DESC, r.id DESC LIMIT 200`,
    [query.direction ?? null, query.open === undefined ? null : query.open === 'true'],
  );
  deps.audit.record(tx, {
    act: 'hosting.listed',
    entity: { kind: 'hosting', id: 'referrals' },
    body: { items: rows.length },
  });
  return { items: rows.map((row) => toReferralRow(deps, row)) };
}

/** @throws AppError `not-found` */
export async function readReferral(deps: HostingDeps, tx: Tx, id: string): Promise<ReferralDetail> {
  const [row] = await tx.query<CountedReferral>(`${REFERRAL} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('hosting-referral');
  const items = await tx.query<ReferralDetail['items'][number] & { url_id: string | null }>(
    'SELECT url, url_id, jws, evidence FROM hosting_referral_url WHERE referral_id = $1 ORDER BY n',
    [id],
  );
  deps.audit.record(tx, {
    act: 'hosting.viewed',
    entity: row.direction === 'out' ? referralRef(id) : incomingRef(id),
  });
  return {
    ...toReferralRow(deps, row),
    items: items.map(({ url, url_id, jws, evidence }) => ({ url, urlId: url_id, jws, evidence })),
  };
}
