import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { PersonRow } from './person-store.ts';

/** Sets where a victim or an offender stands. Who identified an offender stays with it. */
export async function setPerson(
  tx: Tx,
  person: Pick<PersonRow, 'id' | 'state' | 'by_bureau'>,
  next: { state: string; by: BureauCode | null },
): Promise<void> {
  if (person.state === next.state && person.by_bureau === next.by) return;
  await tx.query(
    `UPDATE icse_person SET state = $2, by_bureau = $3, since = CASE WHEN $3::text IS NULL THEN NULL ELSE $4::bigint END,
       active_at = $4, version = version + 1 WHERE id = $1`,
    [person.id, next.state, next.by, tx.now],
  );
}
