import { invalid, notFound, type Tx } from '../platform/index.ts';
import type { CertificateInput } from './contract.ts';
import type { AccessDeps } from './deps.ts';
import { readPerson } from './store.ts';

/** Records a certificate, or its renewal. It counts only together with the role it is for. */
export async function certifyPerson(
  { audit }: Pick<AccessDeps, 'audit'>,
  tx: Tx,
  input: CertificateInput & { id: string },
): Promise<void> {
  const person = await readPerson(tx, input.id);
  if (!person) throw notFound('person');
  if (input.validUntil <= tx.now) throw invalid('/body/validUntil', 'certificate.already-expired');
  await tx.query(
    `INSERT INTO person_certificate (person_id, kind, number, issued_by, valid_until, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (person_id, kind) DO UPDATE SET number = excluded.number, issued_by = excluded.issued_by,
       valid_until = excluded.valid_until, recorded_at = excluded.recorded_at`,
    [person.id, input.kind, input.number, input.issuedBy, input.validUntil, tx.now],
  );
  const { id: _id, ...certificate } = input;
  audit.record(tx, { act: 'person.certified', entity: { kind: 'person', id: person.id }, body: { ...certificate } });
}

/** `valid`: the person has the role and a certificate that has not run out at `tx.now`; `expired`: one that has. */
export async function certificateState(
  tx: Tx,
  id: string,
  kind: 'victim-identification',
): Promise<'valid' | 'expired' | 'missing'> {
  const person = await readPerson(tx, id);
  if (!person || person.disabled || !person.roles.includes('vid-specialist')) return 'missing';
  const [held] = await tx.query<{ valid_until: number }>(
    'SELECT valid_until FROM person_certificate WHERE person_id = $1 AND kind = $2',
    [person.id, kind],
  );
  if (!held) return 'missing';
  return held.valid_until > tx.now ? 'valid' : 'expired';
}

/** True when the person has the role and its certificate has not run out at `tx.now`. */
export async function hasCertificate(tx: Tx, id: string, kind: 'victim-identification'): Promise<boolean> {
  return (await certificateState(tx, id, kind)) === 'valid';
}
