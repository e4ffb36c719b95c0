export {
  type Conservation,
  type ConservationDifference,
  checkConservation,
  type ItemConservation,
  type ItemState,
} from './check-conservation.ts';
export type { ClaimWork } from './claim-work.ts';
export type { CloseWork } from './close-work.ts';
export { type QueueFilter, readFilter, type WorkItem, type WorkList, type WorkOwner, workQuery } from './contract.ts';
export { type ConservationChecks, createConservation } from './create-conservation.ts';
export { createWork, type Work } from './create-work.ts';
export type { ListWork } from './list-work.ts';
export type { OpenWork } from './open-work.ts';
export type { Untold } from './untold.ts';
