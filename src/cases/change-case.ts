import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import { checkOffence } from './check-offence.ts';
import type { ChangeCase } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef } from './refs.ts';
import type { CaseRow } from './store-cases.ts';

type Field = Exclude<keyof ChangeCase, 'version'>;

const COLUMN: Readonly<Record<Field, keyof CaseRow>> = {
  title: 'title',
  offence: 'offence',
  wanted: 'wanted',
  countries: 'countries',
  urgency: 'urgency',
  legalBasis: 'legal_basis',
  purpose: 'purpose',
  summary: 'summary',
};
const FIELDS = Object.keys(COLUMN) as Field[];

/**
 * Changes what a case says of itself, based on a version.
 * @throws AppError `conflict` with every field as sent and as it stands, and whose change came first; `refused` when it is closed
 */
export async function changeCase(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  { version, ...change }: ChangeCase,
): Promise<{ id: string; version: number }> {
  const [row] = await tx.query<CaseRow>('SELECT * FROM case_file WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('case');
  if (row.version !== version) {
    const standing = Object.fromEntries(FIELDS.map((field) => [field, row[COLUMN[field]]]));
    throw conflict(
      'case',
      { version, ...change },
      { version: row.version, state: row.state, ...standing, changedBy: row.changed_by, changedAt: row.changed_at },
    );
  }
  if (row.state !== 'open') throw refuse('case.closed-already', { number: row.number });
  if (change.offence !== undefined) await checkOffence(change.offence);
  const changed = FIELDS.filter(
    (field) => change[field] !== undefined && JSON.stringify(change[field]) !== JSON.stringify(row[COLUMN[field]]),
  );
  const sets = changed.map((field, i) => `${COLUMN[field]} = $${i + 4}`);
  await tx.query(
    `UPDATE case_file SET ${['version = version + 1', 'changed_by = $2', 'changed_at = $3', ...sets].join(', ')} WHERE id = $1`,
    [id, tx.scope.actor.id, tx.now, ...changed.map((field) => change[field])],
  );
  deps.audit.record(tx, {
    act: 'case.changed',
    entity: caseRef(id),
    // Which fields, never what they say.
    body: { number: row.number, fields: changed.join(', ') },
  });
  return { id, version: version + 1 };
}
