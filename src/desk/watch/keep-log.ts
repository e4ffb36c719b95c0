import { type EntityRef, invalid, parseRef, refText, type Tx } from '../../platform/index.ts';
import type { EntryView } from '../contract-watch.ts';
import type { WatchDeps } from './deps.ts';

/**
 * Writes into the log of the watch. Nothing in it changes afterwards: what was wrong is corrected by another entry.
 * @throws AppError `invalid` `watch.entry-missing` when the corrected one is not there.
 */
export async function writeEntry(
  deps: WatchDeps,
  tx: Tx,
  input: { readonly text: string; readonly corrects?: string | undefined; readonly ref?: EntityRef | undefined },
): Promise<EntryView> {
  if (input.corrects !== undefined) {
    const found = await tx.query('SELECT id FROM watch_entry WHERE id = $1', [input.corrects]);
    if (found.length === 0) throw invalid('/body/corrects', 'watch.entry-missing');
  }
  return addEntry(deps, tx, { kind: input.corrects === undefined ? 'entry' : 'correction', ...input });
}

export async function addEntry(
  deps: WatchDeps,
  tx: Tx,
  input: Pick<EntryView, 'kind' | 'text'> & {
    readonly corrects?: string | undefined;
    readonly ref?: EntityRef | undefined;
  },
): Promise<EntryView> {
  const entry: EntryView = {
    id: deps.runtime.newId(),
    at: tx.now,
    by: tx.scope.actor.id,
    kind: input.kind,
    text: input.text,
    corrects: input.corrects ?? null,
    ref: input.ref ?? null,
  };
  await tx.query(
    'INSERT INTO watch_entry (id, at, by, kind, text, corrects, ref) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [entry.id, entry.at, entry.by, entry.kind, entry.text, entry.corrects, entry.ref && refText(entry.ref)],
  );
  deps.audit.record(tx, {
    act: 'watch.logged',
    entity: { kind: 'watch-entry', id: entry.id },
    ...(entry.ref && { about: [entry.ref] }),
    body: { kind: entry.kind, text: entry.text, ...(entry.corrects && { corrects: entry.corrects }) },
  });
  return entry;
}

/** Newest first. */
export async function readLog(
  deps: WatchDeps,
  tx: Tx,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: EntryView[]; next: string | null }> {
  const [at, id] = cursor?.split('_') ?? [];
  const rows = await tx.query<Omit<EntryView, 'ref'> & { ref: string | null }>(
    `SELECT id, at, by, kind, text, corrects, ref FROM watch_entry
     WHERE $1::bigint IS NULL OR (at, id) < ($1::bigint, $2::uuid) ORDER BY at DESC, id DESC LIMIT $3`,
    [at === undefined ? null : Number(at), id ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => ({ ...row, ref: row.ref === null ? null : parseRef(row.ref) }));
  const last = items.at(-1);
  deps.audit.record(tx, {
    act: 'watch.log-viewed',
    entity: { kind: 'watch', id: deps.runtime.bureau },
    body: { count: items.length },
  });
  return { items, next: last && rows.length > limit ? `${last.at}_${last.id}` : null };
}
