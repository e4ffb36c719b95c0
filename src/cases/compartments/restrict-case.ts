import { conflict, refuse, type Tx } from '../../platform/index.ts';
import type { CaseAccess } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { familyOf } from '../merge/survivor.ts';
import { actingPerson } from '../people/colleagues.ts';
import { caseRef } from '../refs.ts';
import { type CaseRow, theCase } from '../store-cases.ts';
import { VICTIM_IDENTITY } from '../store-identity.ts';
import { beyondSight } from './beyond-sight.ts';

const OPEN = 'general';
const STAFF = ['analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'auditor'];
/** A compartment of a case alone. */
const nameOf = (caseId: string): string => `case:${caseId}`;

/**
 * Closes a case to all but those named: for anybody else it is not there, nor what belongs to it, nor the work on it. The
 * supervisor who does it and the lead stay in.
 * @throws AppError `conflict`; `refused` when it is restricted already
 */
export async function restrictCase(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: { version: number; people: readonly string[] },
): Promise<{ id: string; version: number }> {
  const row = await lock(tx, caseId, input.version);
  if (row.compartment !== OPEN) throw refuse('case.restricted-already');
  const compartment = nameOf(caseId);
  const lead = (await deps.access.person(tx, row.lead)) === null ? [] : [row.lead];
  const people = [...new Set([actingPerson(tx), ...lead, ...input.people])];
  for (const person of people) await deps.access.setCompartment(tx, { person, compartment, isIn: true });
  await moveCase(deps, tx, caseId, compartment);
  deps.audit.record(tx, {
    act: 'case.restricted',
    entity: caseRef(caseId),
    body: { number: row.number, people: people.length },
  });
  return { id: caseId, version: row.version + 1 };
}

/** Opens a restricted case to all who work on cases again. @throws AppError `conflict`, `refused` when it is open */
export async function openToAll(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  version: number,
): Promise<{ id: string; version: number }> {
  const row = await lock(tx, caseId, version);
  if (row.compartment === OPEN) throw refuse('case.not-restricted');
  await moveCase(deps, tx, caseId, OPEN);
  for (const { id } of await holders(deps, tx, row.compartment)) {
    await deps.access.setCompartment(tx, { person: id, compartment: row.compartment, isIn: false });
  }
  deps.audit.record(tx, { act: 'case.opened-to-all', entity: caseRef(caseId), body: { number: row.number } });
  return { id: caseId, version: row.version + 1 };
}

/**
 * Lets a colleague into a restricted case, or out of it.
 * @throws AppError `refused` when the case is open, or when it would be left without a supervisor
 */
export async function letIn(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: { person: string; isIn: boolean },
): Promise<{ id: string }> {
  const row = await theCase(tx, caseId);
  if (row.compartment === OPEN) throw refuse('case.not-restricted');
  if (!input.isIn) {
    const left = (await holders(deps, tx, row.compartment)).filter(({ id }) => `person:${id}` !== input.person);
    if (!left.some(({ roles }) => roles.includes('supervisor'))) throw refuse('case.restricted-last');
  }
  const { changed } = await deps.access.setCompartment(tx, { ...input, compartment: row.compartment });
  if (changed) {
    deps.audit.record(tx, {
      act: input.isIn ? 'case.let-in' : 'case.let-out',
      entity: caseRef(caseId),
      body: { number: row.number, person: input.person },
    });
  }
  return { id: caseId };
}

/** Who may see the case: `null` when everybody who works on cases may. */
export async function caseAccess(deps: CasesDeps, tx: Tx, caseId: string): Promise<CaseAccess> {
  const { compartment } = await theCase(tx, caseId);
  if (compartment === OPEN) return { restricted: false, people: [] };
  const people = await holders(deps, tx, compartment);
  return {
    restricted: true,
    people: people.map(({ id, name, roles }) => ({ id: `person:${id}`, name, roles: [...roles] })),
  };
}

const holders = (deps: CasesDeps, tx: Tx, compartment: string) =>
  deps.access.holders(tx, { compartment, roles: STAFF, limit: 10_000 });

async function lock(tx: Tx, caseId: string, version: number): Promise<CaseRow> {
  await tx.query('SELECT id FROM case_file WHERE id = $1 FOR UPDATE', [caseId]);
  const row = await theCase(tx, caseId);
  if (row.state === 'merged') throw refuse('case.merge.already', { number: row.number });
  if (row.version !== version) throw conflict('case', { version }, { version: row.version, state: row.state });
  return row;
}

/**
 * Everything that belongs to the case, and to those that were merged into it: by the columns that say so, whichever tables there
 * are. Identities of victims stay where they are, which is stricter.
 */
async function moveCase(deps: CasesDeps, tx: Tx, caseId: string, compartment: string): Promise<void> {
  const family = await familyOf(tx, caseId);
  await beyondSight(tx, async () => {
    const tables = await tx.query<{ name: string; by: string }>(
      `SELECT c.table_name AS name, c.column_name AS by FROM information_schema.columns c
       JOIN information_schema.columns k ON k.table_schema = c.table_schema AND k.table_name = c.table_name
         AND k.column_name = 'compartment'
       WHERE c.table_schema = current_schema() AND c.table_name LIKE 'case\\_%'
         AND c.column_name IN ('case_id', 'request_id', 'into_case')
       ORDER BY c.table_name`,
    );
    const requests = await tx.query<{ id: string }>('SELECT id FROM case_request WHERE case_id = ANY($1::uuid[])', [
      family,
    ]);
    const ids = { case_id: family, into_case: family, request_id: requests.map(({ id }) => id) };
    for (const { name, by } of tables) {
      await tx.query(
        `UPDATE ${name} SET compartment = $1 WHERE ${by} = ANY($2::uuid[]) AND compartment <> '${VICTIM_IDENTITY}'`,
        [compartment, ids[by as keyof typeof ids]],
      );
    }
    await tx.query('UPDATE case_file SET compartment = $1, version = version + 1 WHERE id = ANY($2::uuid[])', [
      compartment,
      family,
    ]);
    await tx.query(
      `UPDATE case_moved SET compartment = $1 WHERE merge_id IN (SELECT id FROM case_merge WHERE into_case = ANY($2::uuid[]))`,
      [compartment, family],
    );
    await tx.query(
      `UPDATE case_pair p SET compartments = (
         SELECT array_agg(DISTINCT c) FROM case_subject s,
           LATERAL (SELECT s.compartment UNION SELECT '${VICTIM_IDENTITY}' WHERE s.identity_held) AS held(c)
         WHERE s.id IN (p.one, p.other))
       WHERE EXISTS (SELECT 1 FROM case_subject s WHERE s.id IN (p.one, p.other) AND s.case_id = ANY($1::uuid[]))`,
      [family],
    );
    for (const id of family) await deps.work.move(tx, caseRef(id), compartment);
    for (const { id } of requests) await deps.work.move(tx, { kind: 'request', id }, compartment);
  });
}
