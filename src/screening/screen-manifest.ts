import { type JobHandler, refuse, type Scope, systemScope, type Tx } from '../platform/index.ts';
import { keepFound, type RowToCompare, searchRows } from './compare-rows.ts';
import { type ManifestInput, SOURCES } from './contract.ts';
import type { Deps } from './deps.ts';
import { type Manifest, type ManifestRow, readManifest } from './manifest/read-manifest.ts';
import { preparePerson } from './person-query.ts';
import { screeningRef } from './refs.ts';
import { feedTime, onRecord, type Searched, today } from './screen-person.ts';
import { settleScreening } from './settle-screening.ts';
import { findScreening, insertRows, insertScreening, nextNumber, rowsLeft } from './store.ts';

export const COMPARE_JOB = 'screening.compare-rows';

/** Up to so many travellers the answer waits for; a longer manifest is compared by a job. */
const AT_ONCE = 1_000;
const BATCH = 500;

export interface SearchedManifest extends Searched {
  readonly manifest: Manifest;
}

/**
 * Before the transaction: the file is read, and of a short one everybody is compared.
 * @throws AppError `refused` when it is no manifest
 */
export async function searchManifest(deps: Deps, scope: Scope, input: ManifestInput): Promise<SearchedManifest> {
  const manifest = readManifest(input.text, today(deps), input.format);
  if ('fault' in manifest) throw refuse(manifest.fault, {}, '/body/text');
  const rows = toCompare(manifest.rows);
  if (manifest.rows.length > AT_ONCE) return { manifest, rows: [], found: [] };
  const asked = { sources: input.sources ?? SOURCES, minScore: input.minScore };
  return { manifest, rows, found: await searchRows(deps, scope, rows, asked) };
}

/** The manifest, row by row, with what was found. Returns its id. */
export async function screenManifest(
  deps: Deps,
  tx: Tx,
  input: ManifestInput,
  searched: SearchedManifest,
): Promise<string> {
  const { manifest } = searched;
  const id = deps.runtime.newId();
  const number = await nextNumber(tx);
  const sources = [...(input.sources ?? SOURCES)];
  const refused = manifest.rows.filter((row) => row.refused).length;
  await insertScreening(tx, {
    id,
    number,
    kind: 'manifest',
    trip: input.trip,
    note: input.note ?? null,
    fileName: input.fileName,
    format: manifest.format,
    unread: manifest.unread,
    sources,
    minScore: Math.round(input.minScore * 1000),
    rows: manifest.rows.length,
    refused,
    feedAt: feedTime(deps),
  });
  await insertRows(
    tx,
    id,
    manifest.rows.map((row, at) => ({ ...row, n: at + 1 })),
  );
  deps.audit.record(tx, {
    act: 'screening.manifest.searched',
    entity: screeningRef(id),
    body: { number, rows: manifest.rows.length, refused, format: manifest.format, ...onRecord(input.trip) },
  });
  if (manifest.rows.length > AT_ONCE) {
    await deps.jobs.enqueue(tx, { kind: COMPARE_JOB, key: id, payload: { id } });
    return id;
  }
  await keepFound(deps, tx, id, searched.rows, searched.found, sources);
  await settleScreening(deps, tx, id);
  return id;
}

export function compareJob(deps: Deps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    await compareRest(deps, id, { signal: job.signal, alongside: (tx) => job.done(tx) });
    return undefined;
  };
}

/**
 * The rest of a long manifest, batch by batch; each commits by itself, so a job that is killed goes on behind the last.
 * @param options `alongside`: in the transaction of the last batch
 */
export async function compareRest(
  deps: Deps,
  id: string,
  options: { signal?: AbortSignal; alongside?(tx: Tx): Promise<void> } = {},
): Promise<void> {
  const scope = systemScope(deps.runtime.bureau);
  for (;;) {
    options.signal?.throwIfAborted();
    const { screening, left } = await deps.db.tx(scope, async (tx) => ({
      screening: await findScreening(tx, id),
      left: await rowsLeft(tx, id, BATCH),
    }));
    const day = new Date(screening.asked_at).toISOString().slice(0, 10);
    const rows = left.map((row) => ({ n: row.n, prepared: preparePerson(row.person ?? {}, day) }));
    const asked = { sources: screening.sources, minScore: screening.min_score / 1000 };
    // By what the asker holds, though the system does the work.
    const as = { ...scope, compartments: screening.asker_compartments };
    const found = await searchRows(deps, as, rows, asked);
    await deps.db.tx(scope, async (tx) => {
      const held = await findScreening(tx, id, true);
      // Another process went on with it meanwhile.
      if (held.rows_done !== screening.rows_done) return;
      if (rows.length > 0) await keepFound(deps, tx, id, rows, found, screening.sources);
      await settleScreening(deps, tx, id);
      if (left.length < BATCH) await options.alongside?.(tx);
    });
    if (left.length < BATCH) return;
  }
}

function toCompare(rows: readonly ManifestRow[]): RowToCompare[] {
  return rows.flatMap((row, at) => (row.refused ? [] : [{ n: at + 1, prepared: row }]));
}
