import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import type { FoundMatch, Lookup } from '../wire.ts';
import { findMatches, readHolders } from './find-matches.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { addParty, readSummary, touchSeries } from './series-store.ts';
import { putInContact } from './tell-parties.ts';

/**
 * Request `icse/lookup`: hashes in, matches out. The question is remembered, for pictures that come later; asker and
 * contributors are put in contact.
 */
export async function answerLookup(
  deps: Deps & { indexes: HashIndexes },
  tx: Tx,
  { from, body }: { from: BureauCode; body: Lookup },
): Promise<{ found: FoundMatch[] }> {
  await deps.indexes.takeTurn(tx);
  if (await remember(tx, from, body)) {
    const matched = await findMatches(tx, deps.indexes, body.items);
    const bySeries = Map.groupBy(matched, (match) => match.series.id);
    for (const [seriesId, ofSeries] of bySeries) {
      if (await addParty(tx, seriesId, from, false)) await touchSeries(tx, seriesId);
      await introduce(deps, tx, from, ofSeries);
    }
    deps.audit.record(tx, {
      act: 'icse.looked-up',
      entity: { kind: 'lookup', id: body.id },
      about: [...bySeries.keys()].map((id) => ({ kind: 'series', id })),
      body: { bureau: from, items: body.items.length, matches: matched.length, purpose: body.purpose },
    });
  }
  // Read again, so that the answer shows the asker among those who work on it.
  return { found: (await findMatches(tx, deps.indexes, body.items)).slice(0, 2_000) };
}

/** False when this very question was asked before: its answer was lost on the way. */
async function remember(tx: Tx, from: BureauCode, body: Lookup): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO icse_lookup (id, bureau, purpose, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id',
    [body.id, from, body.purpose, tx.now],
  );
  if (rows.length === 0) {
    const [held] = await tx.query<{ bureau: string }>('SELECT bureau FROM icse_lookup WHERE id = $1', [body.id]);
    if (held?.bureau !== from) throw refuse('icse.id-used');
    return false;
  }
  await tx.query(
    `INSERT INTO icse_lookup_item (lookup_id, item, md5, sha256, pdq, quality)
     SELECT $1, u.item - 1, u.md5, u.sha256, u.pdq, u.quality
     FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[]) WITH ORDINALITY AS u(md5, sha256, pdq, quality, item)
     ORDER BY u.item`,
    [
      body.id,
      body.items.map((item) => item.md5 ?? null),
      body.items.map((item) => item.sha256 ?? null),
      body.items.map((item) => item.pdq ?? null),
      body.items.map((item) => item.quality ?? null),
    ],
  );
  return true;
}

/** Tells the series' contributors who asked, and the asker whom to talk to: once for each two bureaus and series. */
async function introduce(deps: Deps, tx: Tx, asker: BureauCode, matches: readonly FoundMatch[]): Promise<void> {
  const [best] = matches;
  if (!best) return;
  const seriesId = best.series.id;
  const series = await readSummary(tx, seriesId);
  const met: BureauCode[] = [];
  for (const owner of series.contributors) {
    if (owner === asker) continue;
    if (await putInContact(deps, tx, { seriesId, a: asker, b: owner, because: 'lookup' })) met.push(owner);
  }
  if (met.length === 0) return;
  const holders = await readHolders(
    tx,
    matches.map((match) => match.lyonMediaId),
  );
  const message = { series, because: 'lookup', lookup: null, found: [] };
  for (const owner of met) {
    const own = matches.find((match) => match.contributors.includes(owner)) ?? best;
    const media = holders.get(own.lyonMediaId)?.find((holder) => holder.bureau === owner)?.their_media ?? null;
    const match = { kind: own.kind, distance: own.distance, orientation: own.orientation, media };
    await deps.lyon.tell(tx, [owner], 'icse.match', {
      ...message,
      alert: deps.runtime.newId(),
      bureaus: [asker],
      match,
    });
  }
  const match = { kind: best.kind, distance: best.distance, orientation: best.orientation, media: null };
  await deps.lyon.tell(tx, [asker], 'icse.match', { ...message, alert: deps.runtime.newId(), bureaus: met, match });
}
