export { createIdentification, type Identification } from './create-identification.ts';
export type { IdentificationDeps } from './deps.ts';
export type { HashList, ListEntry, ListProblem } from './hash-list.ts';
export type { HashedPicture } from './hash-picture.ts';
export { type ScanMatch, type ScanReport, scanFolder } from './scan-folder.ts';
