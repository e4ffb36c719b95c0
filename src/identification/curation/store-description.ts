import type { Tx } from '../../platform/index.ts';
import type { Classification, MediaView } from '../contract.ts';

/** One scheme's word on a picture, in place of the same scheme's earlier one; the newest is the one its row shows. */
export async function putClassification(
  tx: Tx,
  media: { id: string; compartment: string },
  given: Classification,
): Promise<void> {
  await tx.query(
    `INSERT INTO ident_classification (media_id, scheme, code, label, by_actor, at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (media_id, scheme) DO UPDATE SET code = $3, label = $4, by_actor = $5, at = $6`,
    [media.id, given.scheme, given.code, given.label, tx.scope.actor.id, tx.now, media.compartment],
  );
  await showNewest(tx, media.id);
}

export async function dropClassification(tx: Tx, mediaId: string, scheme: string): Promise<void> {
  await tx.query('DELETE FROM ident_classification WHERE media_id = $1 AND scheme = $2', [mediaId, scheme]);
  await showNewest(tx, mediaId);
}

async function showNewest(tx: Tx, mediaId: string): Promise<void> {
  await tx.query(
    `UPDATE ident_media SET classification = (SELECT jsonb_build_object('scheme', scheme, 'code', code, 'label', label)
       FROM ident_classification WHERE media_id = $1 ORDER BY at DESC, scheme LIMIT 1) WHERE id = $1`,
    [mediaId],
  );
}

/** What stands around a picture's row: each scheme's word, who is in it, who opened it at Lyon. */
export async function readAround(
  tx: Tx,
  mediaId: string,
): Promise<Pick<MediaView, 'classifications' | 'victims' | 'offenders' | 'openings'>> {
  const classifications = await tx.query<Classification & { by: string; at: number }>(
    'SELECT scheme, code, label, by_actor AS by, at FROM ident_classification WHERE media_id = $1 ORDER BY at DESC, scheme',
    [mediaId],
  );
  const people = await readPeopleOf(tx, mediaId);
  const openings = await tx.query<MediaView['openings'][number]>(
    'SELECT bureau, person, purpose, at FROM ident_opening WHERE media_id = $1 ORDER BY at DESC, id LIMIT 100',
    [mediaId],
  );
  return {
    classifications: classifications.map((one) => ({ ...one, mine: one.by === tx.scope.actor.id })),
    victims: people.filter((one) => one.kind === 'victim').map((one) => one.person_id),
    offenders: people.filter((one) => one.kind === 'offender').map((one) => one.person_id),
    openings,
  };
}

export function readPeopleOf(tx: Tx, mediaId: string): Promise<{ person_id: string; kind: 'victim' | 'offender' }[]> {
  return tx.query('SELECT person_id, kind FROM ident_media_person WHERE media_id = $1 ORDER BY person_id', [mediaId]);
}
