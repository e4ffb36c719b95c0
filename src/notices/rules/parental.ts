import type { Parental } from '../contract.ts';

/** Where rules about a matter between parents look. */
export const PARENTAL = [
  '/parental/custody',
  '/parental/orders',
  '/parental/hague',
  '/parental/hagueProceedings',
  '/parental/centralAuthorityConsulted',
  '/parental/warrant',
] as const;

/**
 * Courts differ when two orders that stand give the child to different parents, whatever the author calls it. An order
 * under appeal stands until it is annulled.
 */
export function rulingsConflict(p: Parental): boolean {
  if (p.custody === 'conflicting-orders') return true;
  const standing = new Set((p.orders ?? []).filter((o) => o.standing !== 'annulled').map((o) => o.custodyTo));
  standing.delete('other');
  return standing.size > 1;
}

/** An application for return under the Hague Convention waits for its answer. */
export const hagueRuns = (p: Parental): boolean => p.hagueProceedings || p.hague === 'applied' || p.hague === 'running';

/** The orders that stand give the child to the parent who has it: there is nobody to bring back. */
export function givenToTaker(p: Parental): boolean {
  const standing = (p.orders ?? []).filter((o) => o.standing !== 'annulled');
  return (
    p.hague === 'return-refused' || (standing.length > 0 && standing.every((o) => o.custodyTo === 'taking-parent'))
  );
}
