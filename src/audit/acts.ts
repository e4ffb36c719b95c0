import type { ActCatalogue } from '../platform/index.ts';

/** Written by every destruction of bodies, so that a missing body is either on the record or a finding. */
export const DESTROYED = 'audit.bodies-destroyed';

export const acts: ActCatalogue = {
  [DESTROYED]: {},
  'audit.viewed': {},
  'audit.verified': {},
};
