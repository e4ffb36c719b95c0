import { invalid, type Tx } from '../../platform/index.ts';
import type { IdentificationDeps } from '../deps.ts';
import { type EntryRow, storedEntry } from '../hash-lists/entry-columns.ts';
import type { Partner } from './admit-partner.ts';
import { reasonName } from './feedback-reasons.ts';
import { SCHEME } from './keep-page.ts';
import { AHEAD_MS, moveClock, wholeSecond } from './share-clock.ts';
import { enqueueStamping, shareable, stampChanges } from './stamp-changes.ts';
import { type Entry, type Feedback, type Member, PAGE_SIZE, readMoment, toSeconds, VERSION_PATH } from './wire.ts';

/** This bureau as a member, of whatever it shares. */
export const ownMember = (deps: IdentificationDeps): Member => ({
  id: '1',
  name: `INTERPOL NCB ${deps.runtime.bureau}`,
});

export interface EntriesQuery {
  readonly from?: string;
  readonly to?: string;
  readonly start?: number;
  readonly size?: number;
  readonly max?: number;
}

/** What a partner has been given, and since when it is shown so. */
interface Grant {
  readonly list_id: string;
  readonly base: number;
  /** Given no more: its entries are shown as tombstones. */
  readonly gone: boolean;
}

export interface ServedPage {
  readonly entries: Entry[];
  readonly next: string | null;
}

/**
 * A page of what changed for this partner in [from, to). A range is fixed by its first page: what changes later has a
 * greater number than `max`, and a stamp at or after `to`, so that it is in a range still to be asked for.
 * @throws AppError `invalid`
 */
export async function serveEntries(
  deps: IdentificationDeps,
  tx: Tx,
  partner: Partner,
  query: EntriesQuery,
): Promise<ServedPage> {
  const from = moment(query.from, '/query/from') ?? 0;
  const to = moment(query.to, '/query/to') ?? wholeSecond(tx.now);
  if (to > tx.now + AHEAD_MS) throw invalid('/query/to', 'hash-share.range-ahead');
  const size = Math.min(query.size ?? PAGE_SIZE, PAGE_SIZE);
  const isFirst = query.start === undefined || query.max === undefined;
  if (isFirst) await beginRange(deps, tx, partner, to);
  const grants = await readGrants(tx, partner.id, to);
  const range = { from, to };
  const span = isFirst ? await readSpan(tx, grants, range) : { start: query.start ?? 0, max: query.max ?? 0 };
  const rows = span ? await readRows(tx, grants, range, span, size + 1) : [];
  const shown = rows.slice(0, size);
  const after = rows[size];
  const feedback = await readOwnFeedback(
    tx,
    partner,
    shown.map((row) => row.id),
  );
  const entries = shown.map((row) => toEntry(deps, row, feedback.get(row.id) ?? []));
  const next = after && span ? nextPath(range, { start: after.seq, size, max: span.max }) : null;
  await tx.query(
    'UPDATE ident_hash_partner SET last_read_at = $2, pages = pages + 1, entries = entries + $3 WHERE id = $1',
    [partner.id, tx.now, entries.length],
  );
  deps.audit.record(tx, {
    act: 'hash-share.entries-listed',
    entity: { kind: 'hash-partner', id: partner.id },
    about: grants.filter((grant) => !grant.gone).map((grant) => ({ kind: 'hash-list', id: grant.list_id })),
    body: { from, to, entries: entries.length, deleted: entries.filter((entry) => entry.deleted).length },
  });
  return { entries, next };
}

function moment(text: string | undefined, pointer: string): number | null {
  if (text === undefined) return null;
  const at = readMoment(text);
  if (at === null) throw invalid(pointer, 'hash-share.not-a-time');
  return wholeSecond(at);
}

/** Stamps what is new, and sees to it that nothing is stamped before `to` any more. */
async function beginRange(deps: IdentificationDeps, tx: Tx, partner: Partner, to: number): Promise<void> {
  const lists = await tx.query<{ list_id: string }>(
    `SELECT g.list_id FROM ident_share_grant g JOIN ident_hash_share s ON s.list_id = g.list_id
     WHERE g.partner_id = $1 AND NOT g.withdrawn AND s.share ORDER BY g.list_id`,
    [partner.id],
  );
  for (const { list_id } of lists) if (await stampChanges(tx, list_id)) await enqueueStamping(deps, tx, list_id);
  await moveClock(tx, { horizon: to });
}

async function readGrants(tx: Tx, partnerId: string, to: number): Promise<Grant[]> {
  return tx.query<Grant & Record<string, unknown>>(
    `SELECT g.list_id, greatest(g.stamp, s.stamp) AS base, g.withdrawn OR NOT s.share AS gone
     FROM ident_share_grant g JOIN ident_hash_share s ON s.list_id = g.list_id
     WHERE g.partner_id = $1 AND greatest(g.stamp, s.stamp) < $2 ORDER BY g.list_id`,
    [partnerId, to],
  );
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const GRANTS = 'unnest($1::uuid[], $2::bigint[], $3::boolean[]) AS g(list_id, base, gone)';
const grantValues = (grants: readonly Grant[]): unknown[] => [
  grants.map((grant) => grant.list_id),
  grants.map((grant) => grant.base),
  grants.map((grant) => grant.gone),
];

/** The first and the last number that may be in the range; null when nothing is. */
async function readSpan(
  tx: Tx,
  grants: readonly Grant[],
  { from, to }: Range,
): Promise<{ start: number; max: number } | null> {
  const [span] = await tx.query<{ start: number | null; max: number | null }>(
    `SELECT min(s.seq) AS start, max(s.seq) AS max FROM ${GRANTS} JOIN ident_share_entry s ON s.list_id = g.list_id
       AND s.stamp >= CASE WHEN g.base >= $4 THEN 0 ELSE $4 END AND s.stamp < $5`,
    [...grantValues(grants), from, to],
  );
  if (!span || span.start === null || span.max === null) return null;
  return { start: span.start, max: span.max };
}

type SharedRow = EntryRow & { readonly seq: number; readonly at: number; readonly deleted: boolean };

/** What is not given any more, or was taken out, is a tombstone. */
const DELETED = `(g.gone OR NOT ${shareable('h')})`;

async function readRows(
  tx: Tx,
  grants: readonly Grant[],
  { from, to }: Range,
  { start, max }: { start: number; max: number },
  limit: number,
): Promise<SharedRow[]> {
  return tx.query<SharedRow>(
    `SELECT h.*, s.seq, greatest(s.stamp, g.base) AS at, ${DELETED} AS deleted
     FROM ${GRANTS} JOIN ident_share_entry s ON s.list_id = g.list_id JOIN ident_hash_entry h ON h.id = s.entry_id
     WHERE s.seq BETWEEN $4 AND $5 AND greatest(s.stamp, g.base) >= $6 AND greatest(s.stamp, g.base) < $7
       -- Taken out before this partner was given the list: it never had it.
       AND NOT (${DELETED} AND NOT g.gone AND s.stamp < g.base)
     ORDER BY s.seq LIMIT $8`,
    [...grantValues(grants), start, max, from, to, limit],
  );
}

const CODES: ReadonlySet<string> = new Set(['A1', 'A2', 'B1', 'B2']);

function toEntry(deps: IdentificationDeps, row: SharedRow, feedback: readonly Feedback[]): Entry {
  const entry = storedEntry(row);
  const kind = entry.raw?.['hash-sharing']?.kind === 'video' ? 'video' : 'image';
  const base = {
    kind,
    member: ownMember(deps),
    id: String(row.id),
    at: row.at,
    large: {},
    categorizations: [],
  } as const;
  if (row.deleted) return { ...base, deleted: true, classification: null, fingerprints: {}, feedback: [] };
  const { scheme, code } = entry.classification ?? {};
  const hashes = { MD5: entry.md5, SHA1: entry.sha1, PDQ: entry.pdq, PDNA: entry.photodna };
  return {
    ...base,
    deleted: false,
    classification: scheme === SCHEME && code !== undefined && CODES.has(code) ? code : null,
    fingerprints: Object.fromEntries(
      Object.entries(hashes).flatMap(([type, value]) => (value === undefined ? [] : [[type, value]])),
    ),
    feedback,
  };
}

/** What this partner itself said; what others said is theirs. */
async function readOwnFeedback(
  tx: Tx,
  partner: Partner,
  entryIds: readonly number[],
): Promise<Map<number, Feedback[]>> {
  const rows = await tx.query<{
    entry_id: number;
    type: string;
    sentiment: 'affirmative' | 'negative';
    reason_ids: string[];
    at: number;
  }>(
    `SELECT entry_id, type, sentiment, reason_ids, at FROM ident_share_feedback
     WHERE partner_id = $1 AND entry_id = ANY($2::bigint[]) ORDER BY type`,
    [partner.id, entryIds],
  );
  const members = [{ id: String(partner.member), name: partner.name }];
  const found = new Map<number, Feedback[]>();
  for (const { entry_id, type, sentiment, reason_ids, at } of rows) {
    const reasons = reason_ids.map((guid) => ({ reason: { guid, name: reasonName(guid), type }, members }));
    found.set(entry_id, [...(found.get(entry_id) ?? []), { sentiment, type, at, members, reasons }]);
  }
  return found;
}

function nextPath({ from, to }: Range, page: { start: number; size: number; max: number }): string {
  const query = new URLSearchParams({ from: toSeconds(from), to: toSeconds(to) });
  for (const [name, value] of Object.entries(page)) query.set(name, String(value));
  return `${VERSION_PATH}/entries?${query}`;
}
