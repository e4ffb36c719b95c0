import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { MAX_LOOKUP_HASHES } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { assertFrames } from '../video/assert-frames.ts';
import { rememberFrames } from '../video/hold-frames.ts';
import type { FoundMatch, Lookup, LookupAnswer } from '../wire.ts';
import { findMatches, readHolders, standingMatches } from './find-matches.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { rememberPhotoDna } from './photodna.ts';
import { addParty, readSummary, touchSeries } from './series-store.ts';
import type { SourceRates } from './source-rates.ts';
import { putInContact } from './tell-parties.ts';
import { turnedForms } from './turned-forms.ts';

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
  const { isNew, exact } = await remember(deps.indexes, tx, from, body);
  let found = await findMatches(tx, deps.indexes, body.items, exact);
  if (isNew) {
    // Another question may be writing to the same series: all go through them in one order.
    const bySeries = [...Map.groupBy(standingMatches(found), (match) => match.series.id)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const met = await readContacts(
      tx,
      from,
      bySeries.map(([id]) => id),
    );
    let joined = false;
    for (const [seriesId, ofSeries] of bySeries) {
      const series = ofSeries[0]?.series;
      const isParty = series?.contributors.includes(from) || series?.workers.includes(from);
      if (!isParty && (await addParty(tx, seriesId, from, false))) {
        await touchSeries(tx, seriesId);
        joined = true;
      }
      const isMet = series?.contributors.every((owner) => owner === from || met.has(`${seriesId} ${owner}`));
      if (!isMet) await introduce(deps, tx, from, ofSeries);
    }
    deps.audit.record(tx, {
      act: 'icse.looked-up',
      entity: { kind: 'lookup', id: body.id },
      about: bySeries.map(([id]) => ({ kind: 'series', id })),
      body: { bureau: from, items: given, matches: found.length, purpose: body.purpose },
    });
    // Read again, so that the answer shows the asker among those who work on it.
    if (joined) found = await findMatches(tx, deps.indexes, body.items, exact);
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

interface Remembered {
  readonly fresh: boolean;
  readonly last_media: number;
  readonly last_gone: number;
  readonly last_frame: number;
  readonly exact: string[];
}

const REMEMBER =
  'SELECT * FROM icse_ask($1, $2, $3, $4, $5::text[], $6::text[], $7::text[], $8::smallint[], $9::bytea[])';

/**
 * Meets contributions, remembers the question, and reads the indexes on to what was committed before it.
 * @returns `isNew` false when this very question was asked before: its answer was lost on the way
 */
async function remember(
  indexes: HashIndexes,
  tx: Tx,
  from: BureauCode,
  body: Lookup,
): Promise<{ isNew: boolean; exact: readonly number[] }> {
  const { items } = body;
  const [row] = await tx.query<Remembered>(
    REMEMBER,
    [
      body.id,
      from,
      body.purpose,
      tx.now,
      items.map((item) => item.md5 ?? null),
      items.map((item) => item.sha256 ?? null),
      items.map((item) => item.pdq ?? null),
      items.map((item) => item.quality ?? null),
      items.map(turnedForms),
    ],
    'icse.ask',
  );
  if (!row) throw new Error('a question is always remembered');
  const { mark } = indexes.media;
  if (row.last_media > mark.last || row.last_gone > mark.lastGone) await indexes.media.follow(tx);
  if (row.last_frame > indexes.frames.lastHeld) await indexes.frames.followHeld(tx);
  if (row.fresh) {
    await rememberFrames(tx, body);
    await rememberPhotoDna(tx, body.id, items);
  } else {
    const [held] = await tx.query<{ bureau: string }>('SELECT bureau FROM icse_lookup WHERE id = $1', [body.id]);
    if (held?.bureau !== from) throw refuse('icse.id-used');
  }
  return { isNew: row.fresh, exact: row.exact.map(Number) };
}

/** With whom the asker is in contact already, as series and bureau. */
async function readContacts(tx: Tx, asker: BureauCode, series: readonly string[]): Promise<ReadonlySet<string>> {
  if (series.length === 0) return new Set();
  const rows = await tx.query<{ series_id: string; a: BureauCode; b: BureauCode }>(
    `SELECT series_id, bureau_a AS a, bureau_b AS b FROM icse_contact
     WHERE series_id = ANY($1::uuid[]) AND $2 IN (bureau_a, bureau_b)`,
    [series, asker],
    'icse.contacts',
  );
  return new Set(rows.map(({ series_id, a, b }) => `${series_id} ${a === asker ? b : a}`));
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
    const { kind, distance, orientation, frame } = own;
    const match = { kind, distance, orientation, frame, media };
    await deps.lyon.tell(tx, [owner], 'icse.match', {
      ...message,
      alert: deps.runtime.newId(),
      bureaus: [asker],
      match,
    });
  }
  const { kind, distance, orientation, frame } = best;
  const match = { kind, distance, orientation, frame, media: null };
  await deps.lyon.tell(tx, [asker], 'icse.match', { ...message, alert: deps.runtime.newId(), bureaus: met, match });
}
