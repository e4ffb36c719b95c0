import { fromHex, HashIndex, ORIENTATIONS } from '../../imagehash/index.ts';
import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import { MIN_QUALITY, NEAR_RADIUS } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { SECRETARIAT } from '../deps.ts';
import { owedComparing } from '../lyon/compare-list.ts';
import type { ListIndex } from './list-index.ts';
import { awaitWriters } from './store.ts';

export const MARK_LIST_JOB = 'identification.mark-listed';
export const MARK_MEDIA_JOB = 'identification.mark-media';

/** Pictures compared in one transaction. */
const PAGE = 500;
/** Hashes of a list held at once while pictures are compared with them. */
const HASHES = 250_000;
/** A writer's `updated_at` is the moment it began: so long before its commit at most. */
const SLACK_MS = 10 * 60_000;

/** A list has changed: pictures sealed earlier are compared with it by a job. In the transaction of the change. */
export async function owedMarking(deps: Pick<Deps, 'jobs'>, tx: Tx, listId: string): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: MARK_LIST_JOB, key: listId, payload: { listId } });
}

interface Found {
  readonly media_id: string;
  readonly entry_id: number;
  readonly kind: 'exact' | 'near' | 'turned';
  readonly distance: number | null;
}

/** Compares the pictures held here with what has changed in a list since it was last compared. Run again, it finds the same. */
export function markListJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { listId } = job.payload as { listId: string };
    const [list] = await deps.db.tx(scope, async (tx) => {
      await awaitWriters(tx);
      return tx.query<{ since: number; now: number }>(
        'SELECT marked_at - $2 AS since, $3::bigint AS now FROM ident_hash_list WHERE id = $1',
        [listId, SLACK_MS, tx.now],
      );
    });
    if (!list) return undefined;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      job.signal.throwIfAborted();
      const from = after;
      const next = await deps.db.tx(scope, async (tx) => {
        const [page] = await tx.query<{ last: string | null }>(
          'SELECT max(id::text) AS last FROM (SELECT id FROM ident_media WHERE id > $1 ORDER BY id LIMIT $2) m',
          [from, PAGE],
        );
        if (!page?.last) return null;
        const which = `m.id > $1 AND m.id <= $2 AND e.list_id = $3 AND e.updated_at >= $4`;
        await keep(deps, tx, await exactMatches(tx, which, [from, page.last, listId, list.since]));
        return page.last;
      });
      if (next === null) break;
      after = next;
    }
    await markNear(deps, listId, list.since, job.signal);
    await deps.db.tx(scope, async (tx) => {
      await tx.query('UPDATE ident_hash_list SET marked_at = greatest(marked_at, $2) WHERE id = $1', [
        listId,
        list.now,
      ]);
      if (deps.runtime.bureau === SECRETARIAT) await owedComparing(deps, tx, listId);
      await job.done(tx);
    });
    return undefined;
  };
}

/** The same file by any of its hashes; each is an index's own question. */
async function exactMatches(tx: Tx, which: string, values: readonly unknown[]): Promise<Found[]> {
  const by = (hash: string): string =>
    `SELECT m.id AS media_id, e.id AS entry_id FROM ident_media m
     JOIN ident_hash_entry e ON e.${hash} = decode(m.${hash}, 'hex') WHERE e.state = 'active' AND ${which}`;
  const rows = await tx.query<{ media_id: string; entry_id: number }>(
    ['md5', 'sha1', 'sha256'].map(by).join(' UNION '),
    values,
  );
  return rows.map((row) => ({ ...row, kind: 'exact', distance: null }));
}

async function markNear(deps: Deps, listId: string, since: number, signal: AbortSignal): Promise<void> {
  const scope = systemScope(deps.runtime.bureau);
  let cursor = { at: since, id: -1 };
  for (;;) {
    const rows = await deps.db.tx(scope, (tx) =>
      tx.query<{ id: number; updated_at: number; pdq: Uint8Array }>(
        `SELECT id, updated_at, pdq FROM ident_hash_entry WHERE list_id = $1 AND pdq IS NOT NULL AND state = 'active'
           AND coalesce(quality, 100) >= $2 AND (updated_at, id) > ($3, $4) ORDER BY updated_at, id LIMIT $5`,
        [listId, MIN_QUALITY, cursor.at, cursor.id, HASHES],
      ),
    );
    const last = rows.at(-1);
    if (!last) return;
    const index = new HashIndex();
    index.addAll(rows.map((row) => [row.id, new Uint8Array(row.pdq)] as const));
    let after = '00000000-0000-0000-0000-000000000000';
    for (let media: PdqRow[] = []; ; ) {
      signal.throwIfAborted();
      const from = after;
      media = await deps.db.tx(scope, async (tx) => {
        const page = await tx.query<PdqRow>(
          'SELECT id, dihedral FROM ident_media WHERE id > $1 AND quality >= $2 ORDER BY id LIMIT $3',
          [from, MIN_QUALITY, PAGE],
        );
        await keep(
          deps,
          tx,
          page.flatMap((row) => nearMatches(index, row)),
        );
        return page;
      });
      const end = media.at(-1);
      if (!end) break;
      after = end.id;
    }
    if (rows.length < HASHES) return;
    cursor = { at: last.updated_at, id: last.id };
  }
}

interface PdqRow {
  readonly id: string;
  readonly dihedral: readonly string[];
}

function nearMatches(index: HashIndex, media: PdqRow): Found[] {
  const best = new Map<number, Found>();
  for (const [turn, hex] of media.dihedral.entries()) {
    const kind = ORIENTATIONS[turn] === 'original' ? 'near' : 'turned';
    for (const { id, distance } of index.query(fromHex(hex), NEAR_RADIUS)) {
      if (distance < (best.get(id)?.distance ?? 257))
        best.set(id, { media_id: media.id, entry_id: id, kind, distance });
    }
  }
  return [...best.values()];
}

/** What is found new is kept and on the record; an exact match counts before a near one of the same entry. */
async function keep(deps: Pick<Deps, 'audit'>, tx: Tx, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return;
  const rows = await tx.query<{ media_id: string; list_id: string; lists: number }>(
    `WITH added AS (
       INSERT INTO ident_media_listed (media_id, entry_id, kind, distance, at, compartment)
       SELECT DISTINCT ON (f.media_id, f.entry_id) f.media_id, f.entry_id, f.kind, f.distance, $2, m.compartment
       FROM jsonb_to_recordset($1::jsonb) AS f (media_id uuid, entry_id bigint, kind text, distance smallint)
       JOIN ident_media m ON m.id = f.media_id JOIN ident_hash_entry e ON e.id = f.entry_id AND e.state = 'active'
       ORDER BY f.media_id, f.entry_id, f.kind
       ON CONFLICT DO NOTHING RETURNING media_id, entry_id)
     SELECT a.media_id, e.list_id, count(*)::int AS lists FROM added a JOIN ident_hash_entry e ON e.id = a.entry_id
     GROUP BY a.media_id, e.list_id`,
    [JSON.stringify(found), tx.now],
  );
  for (const row of rows) {
    deps.audit.record(tx, {
      act: 'media.found-on-list',
      entity: { kind: 'media', id: row.media_id },
      about: [{ kind: 'hash-list', id: row.list_id }],
      body: { entries: row.lists },
    });
  }
}

/** A picture just sealed: the same file is known at once, a near copy by a job, which needs the lists' index. */
export async function markSealed(deps: Deps, tx: Tx, mediaId: string): Promise<void> {
  await keep(deps, tx, await exactMatches(tx, 'm.id = $1', [mediaId]));
  await deps.jobs.enqueue(tx, { kind: MARK_MEDIA_JOB, key: mediaId, payload: { mediaId } });
}

export function markMediaJob(deps: Deps, index: ListIndex): JobHandler {
  return async (job) => {
    const { mediaId } = job.payload as { mediaId: string };
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const hashes = await index.refreshed(tx);
      const [media] = await tx.query<PdqRow>('SELECT id, dihedral FROM ident_media WHERE id = $1 AND quality >= $2', [
        mediaId,
        MIN_QUALITY,
      ]);
      if (hashes && media) await keep(deps, tx, nearMatches(hashes, media));
      await job.done(tx);
    });
    return undefined;
  };
}
