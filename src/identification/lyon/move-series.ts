import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode, JsonObject } from '../../protocol/index.ts';
import { type Deps, due, SECRETARIAT } from '../deps.ts';
import { applyState } from './change-state.ts';
import { followVictims } from './hold-person.ts';
import { listPersons } from './person-store.ts';
import { lockSeries, readParties, readSummary, type SeriesRow } from './series-store.ts';
import { tellParties } from './tell-parties.ts';

interface Moved {
  readonly media: readonly string[];
  readonly clues: readonly string[];
  readonly persons: readonly string[];
}

interface MoveRow extends Moved {
  readonly id: string;
  readonly kind: 'merge' | 'split';
  readonly from_series: string;
  readonly to_series: string;
  readonly undone_at: number | null;
}

/** A curator finds that two series are one: everything of this one goes into the other, which stays. */
export async function mergeSeries(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; into: string; reason: string },
): Promise<{ moveId: string; seriesId: string }> {
  if (input.id === input.into) throw refuse('series.same');
  const [from, to] = await lockBoth(tx, input.id, input.into);
  if (from.merged_into !== null || to.merged_into !== null) throw refuse('series.merged');
  requireVersion(from, input.version);
  await evenVictims(deps, tx, from, to);
  const moved: Moved = {
    media: await idsOf(tx, 'icse_media', 'series_id', from.id),
    clues: await idsOf(tx, 'icse_clue', 'series_id', from.id),
    persons: await idsOf(tx, 'icse_person', 'series_id', from.id),
  };
  await move(tx, moved, from.id, to.id);
  await tx.query('UPDATE icse_series SET merged_into = $2 WHERE id = $1', [from.id, to.id]);
  await endSeries(deps, tx, from, to.id);
  // Without victims registered, what was known of either is known of both.
  if (to.state === 'unidentified' && from.by_bureau !== null && moved.persons.length === 0) {
    await applyState(deps, tx, to, { state: from.state, by: from.by_bureau });
  }
  await followVictims(deps, tx, await again(tx, to.id));
  return keepMove(deps, tx, { kind: 'merge', from: from.id, to: to.id, reason: input.reason, moved });
}

/** A curator finds that a series is two: these pictures and their clues go into a new one. */
export async function splitSeries(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; label: string; mediaIds: readonly string[]; reason: string },
): Promise<{ moveId: string; seriesId: string }> {
  const from = await lockSeries(tx, input.id);
  if (!from) throw notFound('series');
  if (from.merged_into !== null) throw refuse('series.merged');
  requireVersion(from, input.version);
  const all = await idsOf(tx, 'icse_media', 'series_id', from.id);
  const media = [...new Set(input.mediaIds)];
  if (media.some((id) => !all.includes(id))) throw refuse('series.media-not-in-it');
  if (media.length === all.length) throw refuse('series.nothing-left');
  const id = deps.runtime.newId();
  const made = await tx.query(
    `INSERT INTO icse_series (id, label, opened_by, opened_at, state, version, state_version, updated_at)
     VALUES ($1, $2, $3, $4, 'unidentified', 1, 1, $4) ON CONFLICT (opened_by, label) DO NOTHING RETURNING id`,
    [id, input.label, SECRETARIAT, tx.now],
  );
  if (made.length === 0) throw refuse('series.label-taken');
  deps.audit.record(tx, {
    act: 'icse.series-opened',
    entity: { kind: 'series', id },
    body: { label: input.label, bureau: SECRETARIAT },
  });
  await oweSeries(deps, tx, { id, label: input.label });
  const clues = await tx.query<{ id: string }>('SELECT id FROM icse_clue WHERE media_id = ANY($1::uuid[])', [media]);
  const moved: Moved = { media, clues: clues.map((row) => row.id), persons: [] };
  await move(tx, moved, from.id, id);
  return keepMove(deps, tx, { kind: 'split', from: from.id, to: id, reason: input.reason, moved });
}

/** Takes a join or a parting back: what was moved and is still there goes back. Once. */
export async function undoMove(
  deps: Deps,
  tx: Tx,
  input: { id: string; reason: string },
): Promise<{ moveId: string; seriesId: string }> {
  const [row] = await tx.query<MoveRow>('SELECT * FROM icse_series_move WHERE id = $1 FOR UPDATE', [input.id]);
  if (!row) throw notFound('series-move');
  if (row.undone_at !== null) throw refuse('series-move.undone-already');
  const [from, to] = await lockBoth(tx, row.from_series, row.to_series);
  if (row.kind === 'merge' && from.merged_into !== to.id) throw refuse('series-move.overtaken');
  if (to.merged_into !== null) throw refuse('series-move.overtaken');
  // Of a join, what came and is still there; a series that was parted off goes back whole.
  const still = async (table: string, ids: readonly string[]) =>
    (await idsOf(tx, table, 'series_id', to.id)).filter((id) => row.kind === 'split' || ids.includes(id));
  const moved: Moved = {
    media: await still('icse_media', row.media),
    clues: await still('icse_clue', row.clues),
    persons: await still('icse_person', row.persons),
  };
  await move(tx, moved, to.id, from.id);
  await tx.query('UPDATE icse_series_move SET undone_by = $2, undone_reason = $3, undone_at = $4 WHERE id = $1', [
    row.id,
    tx.scope.actor.id,
    input.reason,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: 'icse.series-move-undone',
    entity: { kind: 'series', id: from.id },
    about: [{ kind: 'series', id: to.id }],
    body: { kind: row.kind, reason: input.reason, media: moved.media.length },
  });
  if (row.kind === 'merge') {
    await tx.query('UPDATE icse_series SET merged_into = NULL WHERE id = $1', [from.id]);
    await restoreSeries(deps, tx, from);
  } else {
    await tx.query('UPDATE icse_series SET merged_into = $2 WHERE id = $1', [to.id, from.id]);
    await endSeries(deps, tx, to, from.id);
  }
  for (const id of [from.id, to.id]) await followVictims(deps, tx, await again(tx, id));
  await tellMove(deps, tx, row.id, 'undone', to.id, from.id, moved.media);
  return { moveId: row.id, seriesId: from.id };
}

async function lockBoth(tx: Tx, a: string, b: string): Promise<[SeriesRow, SeriesRow]> {
  // Always in the order of ids, so that two curators cannot wait for each other.
  const locked = new Map<string, SeriesRow>();
  for (const id of [a, b].toSorted()) {
    const row = await lockSeries(tx, id);
    if (row) locked.set(id, row);
  }
  const [first, second] = [locked.get(a), locked.get(b)];
  if (!first || !second) throw notFound('series');
  return [first, second];
}

function requireVersion(series: SeriesRow, version: number): void {
  if (series.version !== version) throw conflict('series', { version }, { version: series.version });
}

async function again(tx: Tx, id: string): Promise<SeriesRow> {
  const row = await lockSeries(tx, id);
  if (!row) throw notFound('series');
  return row;
}

async function idsOf(tx: Tx, table: string, column: string, id: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM ${table} WHERE ${column} = $1 ORDER BY id`, [id]);
  return rows.map((row) => row.id);
}

/** Where one of the two counts victims and the other does not, the other's standing becomes a victim of its own. */
async function evenVictims(deps: Deps, tx: Tx, from: SeriesRow, to: SeriesRow): Promise<void> {
  const victims = async (id: string) => (await listPersons(tx, id)).filter((one) => one.kind === 'victim').length;
  const counts = [await victims(from.id), await victims(to.id)];
  if (counts.every((count) => count === 0)) return;
  for (const [n, series] of [from, to].entries()) {
    if ((counts[n] ?? 0) > 0 || series.by_bureau === null) continue;
    await tx.query(
      `INSERT INTO icse_person (id, kind, series_id, number, sex, state, by_bureau, since, active_at, opened_by, opened_at)
       VALUES ($1, 'victim', $2, 1, 'unknown', $3, $4, $5, $6, $7, $6)`,
      [deps.runtime.newId(), series.id, series.state, series.by_bureau, series.since, tx.now, SECRETARIAT],
    );
  }
}

async function move(tx: Tx, moved: Moved, from: string, to: string): Promise<void> {
  await tx.query('UPDATE icse_media SET series_id = $2 WHERE id = ANY($1::uuid[])', [moved.media, to]);
  await tx.query('UPDATE icse_clue SET series_id = $2 WHERE id = ANY($1::uuid[])', [moved.clues, to]);
  await tx.query('UPDATE icse_appeal SET series_id = $2 WHERE clue_id = ANY($1::uuid[])', [moved.clues, to]);
  // Numbers go on from those that are there.
  await tx.query(
    `UPDATE icse_person p SET series_id = $2, version = p.version + 1, number = n.number FROM (
       SELECT q.id, row_number() OVER (PARTITION BY q.kind ORDER BY q.number, q.id)
           + coalesce((SELECT max(t.number) FROM icse_person t WHERE t.series_id = $2 AND t.kind = q.kind), 0) AS number
       FROM icse_person q WHERE q.id = ANY($1::uuid[])) n WHERE p.id = n.id`,
    [moved.persons, to],
  );
  await tx.query(
    `INSERT INTO icse_party (series_id, bureau, contributes, since)
     SELECT $2::uuid, c.bureau, true, $3::bigint FROM icse_contribution c WHERE c.media_id = ANY($1::uuid[]) GROUP BY c.bureau
     UNION SELECT $2::uuid, p.bureau, false, $3::bigint FROM icse_party p WHERE p.series_id = $4
       AND NOT EXISTS (SELECT FROM icse_contribution c WHERE c.media_id = ANY($1::uuid[]) AND c.bureau = p.bureau)
     ON CONFLICT (series_id, bureau) DO NOTHING`,
    [moved.media, to, tx.now, from],
  );
  await tx.query(
    `UPDATE icse_party p SET contributes = EXISTS (SELECT FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
       WHERE m.series_id = p.series_id AND c.bureau = p.bureau) WHERE p.series_id IN ($1, $2)`,
    [from, to],
  );
}

async function oweSeries(deps: Deps, tx: Tx, series: { id: string; label: string }): Promise<void> {
  await deps.work.open(tx, {
    ref: { kind: 'series', id: series.id },
    task: 'icse.unidentified',
    owner: { role: 'curator' },
    dueAt: tx.now + due.unidentified,
    urgency: 'routine',
    params: { label: series.label },
  });
}

async function endSeries(deps: Deps, tx: Tx, series: SeriesRow, into: string): Promise<void> {
  const ref = { kind: 'series', id: series.id };
  deps.audit.record(tx, { act: 'icse.series-merged', entity: ref, about: [{ kind: 'series', id: into }] });
  await deps.work.close(tx, { ref, outcome: 'series.merged' });
}

async function restoreSeries(deps: Deps, tx: Tx, series: SeriesRow): Promise<void> {
  const ref = { kind: 'series', id: series.id };
  deps.audit.record(tx, { act: 'icse.series-restored', entity: ref });
  if (series.state === 'protected') deps.audit.record(tx, { act: 'icse.series-protected', entity: ref });
  else await oweSeries(deps, tx, series);
}

async function keepMove(
  deps: Deps,
  tx: Tx,
  given: { kind: 'merge' | 'split'; from: string; to: string; reason: string; moved: Moved },
): Promise<{ moveId: string; seriesId: string }> {
  const moveId = deps.runtime.newId();
  const { kind, from, to, reason, moved } = given;
  await tx.query(
    `INSERT INTO icse_series_move (id, kind, from_series, to_series, media, clues, persons, by_actor, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [moveId, kind, from, to, moved.media, moved.clues, moved.persons, tx.scope.actor.id, reason, tx.now],
  );
  deps.audit.record(tx, {
    act: `icse.series-${kind === 'merge' ? 'joined' : 'parted'}`,
    entity: { kind: 'series', id: from },
    about: [{ kind: 'series', id: to }],
    body: { reason, media: moved.media.length },
  });
  await tellMove(deps, tx, moveId, kind, from, to, moved.media);
  return { moveId, seriesId: to };
}

/** Every party of either is told how both stand; who contributed moved pictures, which of its own those are. */
async function tellMove(
  deps: Deps,
  tx: Tx,
  moveId: string,
  kind: 'merge' | 'split' | 'undone',
  from: string,
  to: string,
  media: readonly string[],
): Promise<void> {
  for (const id of [from, to]) await tellParties(deps, tx, id, `series-${kind}`);
  const rows = await tx.query<{ bureau: string; their_media: string }>(
    'SELECT bureau, their_media FROM icse_contribution WHERE media_id = ANY($1::uuid[]) ORDER BY bureau, at',
    [media],
  );
  const own = Map.groupBy(rows, (row) => row.bureau);
  const parties = new Set<BureauCode>([...(await readParties(tx, from)), ...(await readParties(tx, to))]);
  const [fromNow, toNow] = [await readSummary(tx, from), await readSummary(tx, to)];
  const body = JSON.parse(JSON.stringify({ move: moveId, kind, from: fromNow, to: toNow })) as JsonObject;
  for (const bureau of parties) {
    const ids = (own.get(bureau) ?? []).map((row) => row.their_media).slice(0, 5_000);
    await deps.lyon.tell(tx, [bureau], 'icse.series-moved', { ...body, alert: deps.runtime.newId(), media: ids });
  }
}
