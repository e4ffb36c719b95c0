export type { DocumentImportView, ManifestInput, PersonInput, ScreeningView } from './contract.ts';
export { createScreening, type Screening } from './create-screening.ts';
export type { ScreeningDeps } from './deps.ts';
export { travellerSource } from './sources/traveller-source.ts';
