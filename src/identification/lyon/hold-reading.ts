import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { ReadingView, SeriesSummary } from '../contract.ts';
import type { Deps } from '../deps.ts';
import type { Reading } from '../wire.ts';
import { addParty, readSummary } from './series-store.ts';
import { tellParties } from './tell-parties.ts';

/**
 * Request `icse/clue-reading`: what a certified specialist makes of a clue. A lead of its own: the contributors are told, and
 * the bureau of the country it points to.
 */
export async function holdReading(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Reading },
): Promise<{ series: SeriesSummary }> {
  const [clue] = await tx.query<{ series_id: string; state: string }>(
    'SELECT series_id, state FROM icse_clue WHERE id = $1 FOR UPDATE',
    [body.clue],
  );
  if (!clue) throw refuse('clue.unknown');
  if (clue.state === 'withdrawn') throw refuse('clue.withdrawn');
  const rows = await tx.query(
    `INSERT INTO icse_reading (id, clue_id, bureau, person, words, make, country, confidence, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [body.id, body.clue, from, body.person, body.words, body.make, body.country, body.confidence, tx.now],
  );
  if (rows.length > 0) {
    const ref = { kind: 'icse-clue', id: body.clue };
    deps.audit.record(tx, {
      act: clue.state === 'unread' ? 'icse.clue-read' : 'icse.clue-read-again',
      entity: ref,
      about: [{ kind: 'series', id: clue.series_id }],
      body: { bureau: from, person: body.person, country: body.country, confidence: body.confidence },
    });
    await tx.query("UPDATE icse_clue SET state = 'read' WHERE id = $1", [body.clue]);
    await deps.work.close(tx, { ref, outcome: 'clue.read' });
    await addParty(tx, clue.series_id, from, false);
    await tellReading(deps, tx, clue.series_id, from, body);
  }
  return { series: await readSummary(tx, clue.series_id) };
}

async function tellReading(deps: Deps, tx: Tx, seriesId: string, from: BureauCode, body: Reading): Promise<void> {
  const told = new Set<BureauCode>();
  if (body.country !== null) {
    const pointed = await deps.directory.bureau(tx, body.country);
    if (pointed && pointed.status !== 'not-connected') told.add(body.country);
  }
  for (const bureau of told) await addParty(tx, seriesId, bureau, false);
  const series = await readSummary(tx, seriesId);
  for (const bureau of series.contributors) told.add(bureau);
  told.delete(from);
  const reading: ReadingView = {
    id: body.id,
    clueId: body.clue,
    bureau: from,
    words: body.words,
    make: body.make,
    country: body.country,
    confidence: body.confidence,
    at: tx.now,
  };
  for (const bureau of told) {
    const message = { alert: deps.runtime.newId(), series, reading: { ...reading } };
    await deps.lyon.tell(tx, [bureau], 'icse.clue-reading', message);
  }
  await tellParties(deps, tx, seriesId, 'clue-read');
}
