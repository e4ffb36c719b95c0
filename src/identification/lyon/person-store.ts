import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { ClaimView, OffenderView, VictimView } from '../contract.ts';
import type { People } from '../wire.ts';

export interface PersonRow {
  readonly id: string;
  readonly kind: 'victim' | 'offender';
  readonly series_id: string;
  readonly number: number;
  readonly sex: VictimView['sex'];
  readonly age_from: number | null;
  readonly age_to: number | null;
  readonly state: VictimView['state'] | OffenderView['state'];
  readonly by_bureau: BureauCode | null;
  readonly since: number | null;
  readonly active_at: number | null;
  readonly version: number;
}

/** `V1`, `O2`: how a victim or an offender is called between bureaus. */
export function personLabel(row: Pick<PersonRow, 'kind' | 'number'>): string {
  return `${row.kind === 'victim' ? 'V' : 'O'}${row.number}`;
}

/** Locks the row; after the series, which everyone locks first. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | null> {
  const [row] = await tx.query<PersonRow>('SELECT * FROM icse_person WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

export function listPersons(tx: Tx, seriesId: string): Promise<PersonRow[]> {
  return tx.query<PersonRow>('SELECT * FROM icse_person WHERE series_id = $1 ORDER BY kind, number, id LIMIT 1000', [
    seriesId,
  ]);
}

/** Everyone in a series and the newest claims, as bureaus are told. */
export async function readPeople(tx: Tx, seriesId: string): Promise<People> {
  const rows = await listPersons(tx, seriesId);
  const claims = await tx.query<ClaimView>(
    `SELECT id, of_id AS of, bureau, wanted, code, at FROM icse_claim WHERE series_id = $1 ORDER BY at DESC, id DESC LIMIT 50`,
    [seriesId],
  );
  const view = (row: PersonRow) => ({
    id: row.id,
    label: personLabel(row),
    sex: row.sex,
    ageFrom: row.age_from,
    ageTo: row.age_to,
    by: row.by_bureau,
    since: row.since,
    activeAt: row.active_at,
    version: row.version,
    state: row.state,
  });
  return {
    victims: rows.filter((row) => row.kind === 'victim').map((row) => view(row) as VictimView),
    offenders: rows.filter((row) => row.kind === 'offender').map((row) => view(row) as OffenderView),
    claims,
  };
}
