import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { MAX_LOOKUP_HASHES } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { assertFrames } from '../video/assert-frames.ts';
import { rememberFrames } from '../video/hold-frames.ts';
import type { FoundMatch, Lookup, LookupAnswer } from '../wire.ts';
import { findMatches, readHolders, standingMatches } from './find-matches.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { addParty, readSummary, touchSeries } from './series-store.ts';
import type { SourceRates } from './source-rates.ts';
import { putInContact } from './tell-parties.ts';
import { meetAsQuestion } from './turns.ts';

/** An answer larger than this would not fit into its envelope. */
const ANSWER_CHARACTERS = 500_000;

/**
 * Request `icse/lookup`: 1 to 256 hashes in, matches out. The question is remembered, for pictures that come later; asker and
 * contributors are put in contact. Questions are answered side by side; of a question and a contribution that come together
 * one always sees the other (`turns.ts`).
 */
export async function answerLookup(
  deps: Deps & { indexes: HashIndexes; rates: SourceRates },
  tx: Tx,
  { from, body }: { from: BureauCode; body: Lookup },
): Promise<LookupAnswer> {
  const given = body.items.length;
  if (given > MAX_LOOKUP_HASHES) throw refuse('lookup.too-many-hashes', { given, most: MAX_LOOKUP_HASHES });
  assertFrames(body.items, '/items');
  const wait = await deps.rates.admit(tx, { bureau: from, kind: 'lookup', amount: given });
  if (wait) return { wait };
  deps.indexes.lastUsed = tx.now;
  await meetAsQuestion(tx);
  await deps.indexes.media.follow(tx);
  await deps.indexes.frames.followHeld(tx);
  const isNew = await remember(tx, from, body);
  let found = await findMatches(tx, deps.indexes, body.items);
  if (isNew) {
    // Another question may be writing to the same series: all go through them in one order.
    const bySeries = [...Map.groupBy(standingMatches(found), (match) => match.series.id)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    let joined = false;
    for (const [seriesId, ofSeries] of bySeries) {
      if (await addParty(tx, seriesId, from, false)) {
        await touchSeries(tx, seriesId);
        joined = true;
      }
      await introduce(deps, tx, from, ofSeries);
    }
    deps.audit.record(tx, {
      act: 'icse.looked-up',
      entity: { kind: 'lookup', id: body.id },
      about: bySeries.map(([id]) => ({ kind: 'series', id })),
      body: { bureau: from, items: given, matches: found.length, purpose: body.purpose },
    });
    // Read again, so that the answer shows the asker among those who work on it.
    if (joined) found = await findMatches(tx, deps.indexes, body.items);
  }
  return fitting(found);
}

/** Each picture's best match before anyone's second best, as far as the envelope goes. */
function fitting(found: readonly FoundMatch[]): { found: FoundMatch[]; leftOut: number } {
  const rank = new Map<FoundMatch, number>();
  for (const ofItem of Map.groupBy(found, (match) => match.item).values()) {
    for (const [n, match] of ofItem.entries()) rank.set(match, n);
  }
  let left = ANSWER_CHARACTERS;
  const told = new Set<FoundMatch>();
  for (const match of found.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))) {
    left -= JSON.stringify(match).length;
    if (left < 0) break;
    told.add(match);
  }
  return { found: found.filter((match) => told.has(match)), leftOut: found.length - told.size };
}

const REMEMBER = `
WITH asked AS (
  INSERT INTO icse_lookup (id, bureau, purpose, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id
), items AS (
  INSERT INTO icse_lookup_item (lookup_id, item, md5, sha256, pdq, quality)
  SELECT asked.id, u.item - 1, u.md5, u.sha256, u.pdq, u.quality
  FROM asked, unnest($5::text[], $6::text[], $7::text[], $8::smallint[]) WITH ORDINALITY AS u(md5, sha256, pdq, quality, item)
  ORDER BY u.item
)
SELECT id FROM asked`;

/** False when this very question was asked before: its answer was lost on the way. */
async function remember(tx: Tx, from: BureauCode, body: Lookup): Promise<boolean> {
  const rows = await tx.query(
    REMEMBER,
    [
      body.id,
      from,
      body.purpose,
      tx.now,
      body.items.map((item) => item.md5 ?? null),
      body.items.map((item) => item.sha256 ?? null),
      body.items.map((item) => item.pdq ?? null),
      body.items.map((item) => item.quality ?? null),
    ],
    'icse.remember',
  );
  if (rows.length > 0) {
    await rememberFrames(tx, body);
    return true;
  }
  const [held] = await tx.query<{ bureau: string }>('SELECT bureau FROM icse_lookup WHERE id = $1', [body.id]);
  if (held?.bureau !== from) throw refuse('icse.id-used');
  return false;
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
