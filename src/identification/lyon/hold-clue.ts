import { createHash } from 'node:crypto';
import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { SeriesSummary } from '../contract.ts';
import { type Deps, due } from '../deps.ts';
import { phrases } from '../phrases.ts';
import type { Clue } from '../wire.ts';
import { addParty, readSummary } from './series-store.ts';
import { tellParties } from './tell-parties.ts';

/** Request `icse/clue`: a crop that shows an object alone, with its words, listed to every bureau. */
export async function holdClue(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Clue },
): Promise<{ series: SeriesSummary }> {
  const [media] = await tx.query<{ series_id: string }>(
    `SELECT m.series_id FROM icse_media m JOIN icse_contribution c ON c.media_id = m.id AND c.bureau = $2 WHERE m.id = $1`,
    [body.media, from],
  );
  if (!media) throw refuse('icse.not-contributed');
  const file = Buffer.from(body.data, 'base64');
  if (createHash('sha256').update(file).digest('hex') !== body.sha256) throw refuse('icse.file-differs');
  const [held] = await tx.query<{ bureau: string }>('SELECT bureau FROM icse_clue WHERE id = $1', [body.id]);
  if (held && held.bureau !== from) throw refuse('icse.id-used');
  if (!held) await listClue(deps, tx, from, body, media.series_id, file);
  return { series: await readSummary(tx, media.series_id) };
}

/** What a clue is found by: its words as given, and its kind as each language calls it. */
function searchText(body: Clue): string {
  const kind = phrases[`clue.kind.${body.kind}`];
  return [body.words, body.make ?? '', ...body.placeHints, ...(kind ? Object.values(kind) : [])].join(' ');
}

async function listClue(
  deps: Deps,
  tx: Tx,
  from: BureauCode,
  body: Clue,
  seriesId: string,
  file: Uint8Array,
): Promise<void> {
  const sealed = await deps.vault.seal(file);
  await tx.query(
    `INSERT INTO icse_clue (id, series_id, media_id, bureau, kind, words, make, place_hints, width, height, sha256, md5,
       pdq, quality, vault_ref, vault_key, at, search)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, icse_fold($18))`,
    [
      body.id,
      seriesId,
      body.media,
      from,
      body.kind,
      body.words,
      body.make,
      body.placeHints,
      body.width,
      body.height,
      body.sha256,
      body.md5,
      body.pdq,
      body.quality,
      sealed.ref,
      sealed.key,
      tx.now,
      searchText(body),
    ],
  );
  await addParty(tx, seriesId, from, true);
  const ref = { kind: 'icse-clue', id: body.id };
  const about = [{ kind: 'series', id: seriesId }];
  deps.audit.record(tx, { act: 'icse.clue-listed', entity: ref, about, body: { bureau: from, kind: body.kind } });
  await deps.work.open(tx, {
    ref,
    task: 'icse.clue-unread',
    owner: { role: 'vid-specialist' },
    dueAt: tx.now + due.clue,
    urgency: 'routine',
    params: { kind: body.kind, bureau: from },
    about,
  });
  await tellParties(deps, tx, seriesId, 'clue-listed');
}
