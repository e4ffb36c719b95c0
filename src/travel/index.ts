export type { ImportResult, RemovalPreview, RemovalView } from './contract.ts';
export { createTravel, type Travel } from './create-travel.ts';
export type { TravelDeps } from './deps.ts';
export type { Traveller } from './travellers.ts';
