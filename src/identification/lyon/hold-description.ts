import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { BASELINE, type Classification, type LyonMediaView } from '../contract.ts';
import type { Deps } from '../deps.ts';
import type { Description } from '../wire-curation.ts';
import { openConflict } from './curate-media.ts';
import { isParty } from './series-store.ts';

/**
 * Request `icse/describe`: all that a bureau says of a picture it contributed, in place of what it said before. Words of
 * different schemes stand beside each other; only under the common scheme can two bureaus be in conflict.
 */
export async function holdDescription(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Description },
): Promise<{ curation: string | null }> {
  const [row] = await tx.query<{ described: number; distributed: string; series_id: string }>(
    `SELECT c.described, c.distributed, m.series_id FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
     WHERE c.media_id = $1 AND c.bureau = $2 FOR UPDATE OF c`,
    [body.media, from],
  );
  if (!row) throw refuse('icse.not-contributed');
  if (row.described < body.version) {
    await tx.query(
      `UPDATE icse_contribution SET described = $3, distributed = $4,
         distributed_at = CASE WHEN distributed = $4 THEN distributed_at ELSE $5 END WHERE media_id = $1 AND bureau = $2`,
      [body.media, from, body.version, body.distributed, tx.now],
    );
    await tx.query('DELETE FROM icse_media_person WHERE media_id = $1 AND bureau = $2', [body.media, from]);
    await tx.query(
      `INSERT INTO icse_media_person (media_id, person_id, bureau)
       SELECT $1, p.id, $2 FROM icse_person p WHERE p.id = ANY($3::uuid[]) AND p.series_id = $4`,
      [body.media, from, body.persons, row.series_id],
    );
    await tx.query(
      'DELETE FROM icse_classification WHERE media_id = $1 AND bureau = $2 AND scheme <> ALL($3::text[])',
      [body.media, from, body.classifications.map((one) => one.scheme)],
    );
    for (const one of body.classifications) await putClassification(tx, body.media, from, one);
    deps.audit.record(tx, {
      act: 'icse.described',
      entity: { kind: 'icse-media', id: body.media },
      about: [{ kind: 'series', id: row.series_id }],
      body: {
        bureau: from,
        schemes: body.classifications.map((one) => one.scheme).join(', '),
        distributed: body.distributed,
      },
    });
  }
  return { curation: await openConflict(deps, tx, body.media) };
}

/** One bureau's word under one scheme; said again unchanged, it keeps its time. */
export async function putClassification(
  tx: Tx,
  mediaId: string,
  bureau: BureauCode,
  given: Classification,
): Promise<void> {
  await tx.query(
    `INSERT INTO icse_classification (media_id, bureau, scheme, code, label, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (media_id, bureau, scheme) DO UPDATE SET code = $4, label = $5,
       at = CASE WHEN icse_classification.code = $4 THEN icse_classification.at ELSE $6 END`,
    [mediaId, bureau, given.scheme, given.code, given.label, tx.now],
  );
}

/** Request `icse/media`: one picture as Lyon has it, for those who have part in its series. */
export async function readLyonMedia(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: { media: string } },
): Promise<LyonMediaView> {
  const [row] = await tx.query<{
    series_id: string;
    label: string;
    still_ms: number | null;
    duration_ms: number | null;
    times: number[];
  }>(
    `SELECT m.series_id, s.label, m.still_ms, m.duration_ms,
       ARRAY(SELECT f.at FROM icse_media_frame f WHERE f.media_id = m.id ORDER BY f.at) AS times
     FROM icse_media m JOIN icse_series s ON s.id = m.series_id WHERE m.id = $1`,
    [body.media],
  );
  if (!row || !(await isParty(tx, row.series_id, from))) throw refuse('icse.no-such-media');
  const held = await tx.query<{ bureau: string; deposit: string; distributed: string; distributed_at: number | null }>(
    'SELECT bureau, deposit, distributed, distributed_at FROM icse_contribution WHERE media_id = $1 ORDER BY at, bureau',
    [body.media],
  );
  const [curation] = await tx.query<NonNullable<LyonMediaView['curation']>>(
    'SELECT id, state, outcome FROM icse_curation WHERE media_id = $1',
    [body.media],
  );
  const people = await tx.query<{ id: string; kind: string }>(
    `SELECT DISTINCT p.id, p.kind FROM icse_media_person l JOIN icse_person p ON p.id = l.person_id WHERE l.media_id = $1
     ORDER BY p.id`,
    [body.media],
  );
  const hidden = curation?.state === 'open';
  const classifications = await readClassifications(tx, body.media);
  deps.audit.record(tx, {
    act: 'icse.media-read',
    entity: { kind: 'icse-media', id: body.media },
    about: [{ kind: 'series', id: row.series_id }],
    body: { bureau: from },
  });
  return {
    id: body.media,
    series: { id: row.series_id, label: row.label },
    contributors: held.map((one) => one.bureau),
    deposited: held.filter((one) => one.deposit === 'held').map((one) => one.bureau),
    video: row.still_ms === null ? null : { durationMs: row.duration_ms, stillMs: row.still_ms, times: row.times },
    // While the bench is open nobody reads here what others said under the common scheme.
    classifications: classifications.filter((one) => !hidden || one.scheme !== BASELINE || one.bureau === from),
    distributed: held.flatMap((one) =>
      one.distributed_at === null
        ? []
        : [{ bureau: one.bureau, value: one.distributed as 'yes', at: one.distributed_at }],
    ),
    victims: people.filter((one) => one.kind === 'victim').map((one) => one.id),
    offenders: people.filter((one) => one.kind === 'offender').map((one) => one.id),
    curation: curation ?? null,
  };
}

export function readClassifications(tx: Tx, mediaId: string): Promise<LyonMediaView['classifications']> {
  return tx.query(
    'SELECT bureau, scheme, code, label, at FROM icse_classification WHERE media_id = $1 ORDER BY scheme, at, bureau',
    [mediaId],
  );
}
