import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import type { Withdrawal, WithdrawalAnswer } from '../wire-withdrawal.ts';
import { withdrawAppeal } from './end-appeal.ts';
import { lockSeries, readParties, readSummary } from './series-store.ts';
import { tellParties } from './tell-parties.ts';
import { takeTurn } from './turns.ts';

/**
 * Request `icse/withdraw`: a bureau takes its contribution of a picture back. Its deposit, its words and the clues it drew go with
 * it; when nobody else contributed the picture, the picture itself: its numbers leave every index with the commit, and what
 * was found and not told yet is not told. A row stays that says so.
 */
export async function holdWithdrawal(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Withdrawal },
): Promise<WithdrawalAnswer> {
  const [earlier] = await tx.query<{ bureau: string; series_id: string; gone: boolean }>(
    'SELECT bureau, series_id, gone FROM icse_withdrawal WHERE id = $1',
    [body.id],
  );
  if (earlier && earlier.bureau !== from) throw refuse('icse.id-used');
  if (earlier) return { series: await readSummary(tx, earlier.series_id), gone: earlier.gone };
  await takeTurn(tx);
  const [held] = await tx.query<{ series_id: string; sha256: string }>(
    `SELECT m.series_id, m.sha256 FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
     WHERE c.media_id = $1 AND c.bureau = $2 FOR UPDATE OF c`,
    [body.media, from],
  );
  if (!held) throw refuse('icse.not-contributed');
  const { series_id: seriesId, sha256 } = held;
  await lockSeries(tx, seriesId);
  await dropDeposit(deps, tx, body.media, from);
  await dropClues(deps, tx, { from, media: body.media, reason: body.reason });
  for (const table of ['icse_classification', 'icse_media_person', 'icse_photodna', 'icse_contribution']) {
    await tx.query(`DELETE FROM ${table} WHERE media_id = $1 AND bureau = $2`, [body.media, from]);
  }
  // What this contributor's picture answered and nobody was told of.
  await tx.query('DELETE FROM icse_late WHERE media_id = $1 AND contributor = $2 AND told_at IS NULL', [
    body.media,
    from,
  ]);
  const others = await tx.query('SELECT FROM icse_contribution WHERE media_id = $1 LIMIT 1', [body.media]);
  const gone = others.length === 0;
  if (gone) await dropMedia(deps, tx, body.media);
  await tx.query(
    `INSERT INTO icse_withdrawal (id, media_id, bureau, series_id, sha256, reason, gone, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [body.id, body.media, from, seriesId, sha256, body.reason, gone, tx.now],
  );
  deps.audit.record(tx, {
    act: 'icse.withdrawn',
    entity: { kind: 'icse-media', id: body.media },
    about: [{ kind: 'series', id: seriesId }],
    body: { bureau: from, gone, reason: body.reason },
  });
  await leaveSeries(tx, seriesId, from);
  await tellParties(deps, tx, seriesId, 'withdrawn');
  const series = await readSummary(tx, seriesId);
  for (const party of await readParties(tx, seriesId)) {
    if (party === from) continue;
    await deps.lyon.tell(tx, [party], 'icse.media-withdrawn', {
      alert: deps.runtime.newId(),
      series: { ...series },
      media: body.media,
      bureau: from,
      gone,
    });
  }
  return { series, gone };
}

/** The sealed parts of the file are destroyed once this is committed. */
async function dropDeposit(deps: Deps, tx: Tx, media: string, bureau: BureauCode): Promise<void> {
  const parts = await tx.query<{ vault_ref: string }>(
    'DELETE FROM icse_deposit_part WHERE media_id = $1 AND bureau = $2 RETURNING vault_ref',
    [media, bureau],
  );
  destroyAfter(deps, tx, parts);
}

/** Clues that this bureau drew from it: no longer found, opened, read or shown to the public. */
async function dropClues(
  deps: Deps,
  tx: Tx,
  { from, media, reason }: { from: BureauCode; media: string; reason: string },
): Promise<void> {
  const clues = await tx.query<{ id: string; series_id: string; vault_ref: string }>(
    'SELECT id, series_id, vault_ref FROM icse_clue WHERE media_id = $1 AND bureau = $2 ORDER BY id FOR UPDATE',
    [media, from],
  );
  for (const clue of clues) {
    const appeals = await tx.query<{ id: string }>(
      "SELECT id FROM icse_appeal WHERE clue_id = $1 AND state IN ('asked', 'cleared', 'published') ORDER BY id",
      [clue.id],
    );
    for (const { id } of appeals) await withdrawAppeal(deps, tx, { from, body: { appeal: id, reason } });
    const ref = { kind: 'icse-clue', id: clue.id };
    deps.audit.record(tx, {
      act: 'icse.clue-withdrawn',
      entity: ref,
      about: [{ kind: 'series', id: clue.series_id }],
      body: { bureau: from },
    });
    await deps.work.close(tx, { ref, outcome: 'clue.withdrawn' });
  }
  await tx.query(
    `UPDATE icse_clue SET state = 'withdrawn', media_id = NULL, words = '', make = NULL, place_hints = '{}', search = '',
       vault_ref = '', vault_key = '' WHERE id = ANY($1::uuid[])`,
    [clues.map((clue) => clue.id)],
  );
  destroyAfter(deps, tx, clues);
}

async function dropMedia(deps: Deps, tx: Tx, media: string): Promise<void> {
  const [bench] = await tx.query<{ id: string; state: string }>(
    'SELECT id, state FROM icse_curation WHERE media_id = $1 FOR UPDATE',
    [media],
  );
  if (bench) {
    await tx.query(
      `UPDATE icse_curation SET media_id = NULL, closed_at = coalesce(closed_at, $2),
         state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END WHERE id = $1`,
      [bench.id, tx.now],
    );
    if (bench.state === 'open') {
      const ref = { kind: 'curation', id: bench.id };
      deps.audit.record(tx, { act: 'icse.curation-withdrawn', entity: ref });
      await deps.work.close(tx, { ref, outcome: 'curation.withdrawn' });
    }
  }
  for (const table of ['icse_classification', 'icse_media_person', 'icse_photodna']) {
    await tx.query(`DELETE FROM ${table} WHERE media_id = $1`, [media]);
  }
  await tx.query('UPDATE icse_clue SET media_id = NULL WHERE media_id = $1', [media]);
  await tx.query('DELETE FROM icse_media WHERE id = $1', [media]);
}

/** With no picture left in it a bureau is a party no more, unless it leads something there. */
async function leaveSeries(tx: Tx, seriesId: string, bureau: BureauCode): Promise<void> {
  await tx.query(
    `UPDATE icse_party SET contributes = EXISTS (SELECT FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
       WHERE m.series_id = $1 AND c.bureau = $2) WHERE series_id = $1 AND bureau = $2`,
    [seriesId, bureau],
  );
  await tx.query(
    `DELETE FROM icse_party WHERE series_id = $1 AND bureau = $2 AND NOT contributes
       AND NOT EXISTS (SELECT FROM icse_series s WHERE s.id = $1 AND s.by_bureau = $2)
       AND NOT EXISTS (SELECT FROM icse_person p WHERE p.series_id = $1 AND p.by_bureau = $2)`,
    [seriesId, bureau],
  );
}

function destroyAfter(deps: Deps, tx: Tx, files: readonly { readonly vault_ref: string }[]): void {
  tx.onCommit(() => {
    for (const file of files) void deps.vault.destroy(file.vault_ref).catch(() => undefined);
  });
}
