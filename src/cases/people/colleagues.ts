import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { Colleague } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { theCase } from '../store-cases.ts';

/** Roles that work on cases. */
const CASE_ROLES = ['analyst', 'supervisor', 'watch-officer', 'vid-specialist'];
const MOST = 50;

/** Colleagues who may see the case, or (of the bureau) who work on open ones, by name. @throws AppError `not-found` */
export async function listColleagues(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  { q, of }: { q?: string | undefined; of: 'case' | 'bureau' },
): Promise<{ items: Colleague[] }> {
  const row = await theCase(tx, caseId);
  const compartment = of === 'case' ? row.compartment : 'general';
  const people = await deps.access.holders(tx, { compartment, roles: CASE_ROLES, q, limit: MOST });
  return { items: people.map(({ id, name, roles }) => ({ id: `person:${id}`, name, roles: [...roles] })) };
}

/**
 * Checks that each is a colleague who may see a case of this compartment: nobody is told of what they may not see.
 * @throws AppError `invalid` `case.colleague.unknown`
 */
export async function checkColleagues(
  deps: CasesDeps,
  tx: Tx,
  compartment: string,
  ids: readonly string[],
  pointer: string,
): Promise<void> {
  if (ids.length === 0) return;
  const people = await deps.access.holders(tx, { compartment, roles: CASE_ROLES, limit: 10_000 });
  const known = new Set(people.map(({ id }) => `person:${id}`));
  if (ids.some((id) => !known.has(id))) throw invalid(pointer, 'case.colleague.unknown');
}

/** The name of whoever acts, by what the ledger calls them. @throws AppError `not-found` for an actor that is no person */
export function actingPerson(tx: Tx): string {
  if (tx.scope.actor.kind !== 'person') throw notFound('person');
  return tx.scope.actor.id;
}
