import type { Tx } from '../../platform/index.ts';
import type { NoticeForm } from '../contract.ts';
import { headOf } from '../refs.ts';
import { type ImportedNotice, sameRaw } from './read-record.ts';

/** What became of a notice of the file. */
export type Fate = 'accepted' | 'changed' | 'same' | 'held';

interface Known {
  readonly id: string;
  readonly relation: string;
  readonly n: number;
  readonly raw: Record<string, unknown> | null;
  readonly form: NoticeForm | null;
}

interface Planned {
  readonly notice: ImportedNotice;
  readonly n: number;
  readonly form: NoticeForm;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly isNew: boolean;
}

const UNTESTED = JSON.stringify({ rules: 'imported', at: 0, passes: true, findings: [] });

/**
 * Stores notices of a file, each under its own id: new ones, new versions of those that changed. One that the feed brought is
 * left alone: it is the better copy. A page of a list says less than the notice itself; what it leaves out stays.
 * @returns the fate of each, in the order given
 */
export async function storeNotices(
  tx: Tx,
  batch: { importId: string; source: string; notices: readonly ImportedNotice[] },
): Promise<Fate[]> {
  const ids = [...new Set(batch.notices.map((one) => one.id))];
  const known = new Map((await findKnown(tx, ids)).map((row) => [row.id, row]));
  const planned = new Map<string, Planned>();
  const seen = new Set<string>();
  const fates = batch.notices.map((notice): Fate => {
    const before = planned.get(notice.id) ?? asPlanned(known.get(notice.id));
    if (before === 'held') return 'held';
    if (!before) {
      planned.set(notice.id, { notice, n: notice.n ?? 1, form: notice.form, raw: notice.raw, isNew: true });
      return 'accepted';
    }
    seen.add(notice.id);
    const next = merged(before, notice);
    if (!next) return 'same';
    planned.set(notice.id, next);
    return 'changed';
  });
  const writes = [...planned.values()];
  await insertNew(
    tx,
    batch,
    writes.filter((one) => one.isNew),
  );
  await changeKnown(
    tx,
    batch,
    writes.filter((one) => !one.isNew),
  );
  await insertVersions(tx, batch, writes);
  await showNations(tx, writes);
  const same = [...seen].filter((id) => !planned.has(id));
  if (same.length > 0) {
    // Named by this file: a complete one leaves them in place.
    await tx.query("UPDATE notice SET import_id = $1 WHERE id = ANY($2::uuid[]) AND relation = 'imported'", [
      batch.importId,
      same,
    ]);
  }
  return fates;
}

async function findKnown(tx: Tx, ids: readonly string[]): Promise<Known[]> {
  return tx.query<Known>(
    `SELECT n.id, n.relation, n.content_version AS n, v.raw, v.form
     FROM notice n LEFT JOIN notice_version v ON v.notice_id = n.id AND v.n = n.content_version
     WHERE n.id = ANY($1::uuid[]) ORDER BY n.id FOR UPDATE OF n`,
    [ids],
    'notice-import.known',
  );
}

type Before = Pick<Planned, 'n' | 'form' | 'raw' | 'isNew'>;

function asPlanned(row: Known | undefined): Before | 'held' | undefined {
  if (!row) return undefined;
  if (row.relation !== 'imported' || !row.form) return 'held';
  return { n: row.n, form: row.form, raw: row.raw ?? {}, isNew: false };
}

/** The next version, or null when the record says nothing new. */
function merged(before: Before, notice: ImportedNotice): Planned | null {
  const { isNew } = before;
  if (notice.n !== null) {
    return notice.n > before.n ? { notice, n: notice.n, form: notice.form, raw: notice.raw, isNew } : null;
  }
  const said = Object.fromEntries(Object.entries(notice.raw).filter(([, value]) => value !== null));
  const isDetail = Object.keys(said).some((key) => !LIST_FIELDS.has(key));
  const raw = isDetail ? notice.raw : { ...before.raw, ...said };
  if (sameRaw(raw, before.raw)) return null;
  const form = isDetail
    ? notice.form
    : ({ ...before.form, subject: { ...before.form.subject, ...notice.form.subject } } as NoticeForm);
  return { notice, n: isNew ? before.n : before.n + 1, form, raw, isNew };
}

const LIST_FIELDS = new Set(['entity_id', 'name', 'forename', 'date_of_birth', 'nationalities']);

async function insertNew(tx: Tx, batch: { importId: string; source: string }, rows: readonly Planned[]): Promise<void> {
  if (rows.length === 0) return;
  const heads = rows.map((row) => headOf(row.form));
  await tx.query(
    `INSERT INTO notice (id, relation, owner, colour, state, reference, name, search, nationalities, content_version, acked_version,
       return_sought, issued_at, created_at, updated_at, source, entity_id, import_id)
     SELECT u.id, 'imported', u.owner, u.colour, 'issued', u.reference, u.name, u.search, string_to_array(u.nationalities, ','), u.n, u.n,
       u.return_sought, u.issued_at, $1, $1, $2, u.entity_id, $3
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[], $12::boolean[],
       $13::bigint[], $14::text[]) AS u(id, owner, colour, reference, name, search, nationalities, n, return_sought, issued_at, entity_id)`,
    [
      tx.now,
      batch.source,
      batch.importId,
      rows.map((row) => row.notice.id),
      rows.map((row) => row.notice.owner),
      rows.map((row) => row.form.colour),
      rows.map((row) => row.notice.number),
      heads.map((head) => head.name),
      heads.map((head) => head.search),
      heads.map((head) => head.nationalities.join(',')),
      rows.map((row) => row.n),
      heads.map((head) => head.return_sought),
      rows.map((row) => row.notice.issuedAt),
      rows.map((row) => row.notice.entityId),
    ],
    'notice-import.insert',
  );
}

async function changeKnown(tx: Tx, batch: { importId: string }, rows: readonly Planned[]): Promise<void> {
  if (rows.length === 0) return;
  const heads = rows.map((row) => headOf(row.form));
  await tx.query(
    `UPDATE notice SET name = u.name, search = u.search, nationalities = string_to_array(u.nationalities, ','), content_version = u.n,
       acked_version = u.n, state = 'issued', updated_at = $1, version = notice.version + 1, import_id = $2
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[]) AS u(id, name, search, nationalities, n)
     WHERE notice.id = u.id`,
    [
      tx.now,
      batch.importId,
      rows.map((row) => row.notice.id),
      heads.map((head) => head.name),
      heads.map((head) => head.search),
      heads.map((head) => head.nationalities.join(',')),
      rows.map((row) => row.n),
    ],
  );
  await tx.query(
    `UPDATE notice_version SET state = 'superseded' FROM unnest($1::uuid[], $2::int[]) AS u(id, n)
     WHERE notice_id = u.id AND notice_version.n < u.n AND state = 'issued'`,
    [rows.map((row) => row.notice.id), rows.map((row) => row.n)],
  );
}

async function insertVersions(tx: Tx, batch: { importId: string }, rows: readonly Planned[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO notice_version (notice_id, n, state, form, report, at, import_id, raw)
     SELECT u.id, u.n, 'issued', u.form::jsonb, $1::jsonb, $2, $3, u.raw::jsonb
     FROM unnest($4::uuid[], $5::int[], $6::text[], $7::text[]) AS u(id, n, form, raw)`,
    [
      UNTESTED,
      tx.now,
      batch.importId,
      rows.map((row) => row.notice.id),
      rows.map((row) => row.n),
      rows.map((row) => JSON.stringify(row.form)),
      rows.map((row) => (Object.keys(row.raw).length > 0 ? JSON.stringify(row.raw) : null)),
    ],
    'notice-import.versions',
  );
}

/** The United Nations' own list is public by its nature: it is in the extract, when the extract is on. */
async function showNations(tx: Tx, rows: readonly Planned[]): Promise<void> {
  const nations = rows.filter((row) => row.notice.kind?.startsWith('un-') && row.notice.entityId !== null);
  if (nations.length === 0) return;
  await tx.query(
    `INSERT INTO notice_public (notice_id, kind, entity_id, shown, published_by, published_at)
     SELECT u.id, u.kind, u.entity_id, true, $1, $2 FROM unnest($3::uuid[], $4::text[], $5::text[]) AS u(id, kind, entity_id)
     ON CONFLICT (kind, entity_id) DO UPDATE SET notice_id = excluded.notice_id, shown = true, published_by = excluded.published_by,
       published_at = excluded.published_at`,
    [
      tx.scope.actor.id,
      tx.now,
      nations.map((row) => row.notice.id),
      nations.map((row) => row.notice.kind),
      nations.map((row) => row.notice.entityId),
    ],
  );
}
