export { createIdentification, type Identification } from './create-identification.ts';
export type { IdentificationDeps } from './deps.ts';
export { type HashList, type ListEntry, type ListProblem, readHashList } from './hash-list.ts';
export { type HashedPicture, hashPicture } from './hash-picture.ts';
export { phrases } from './phrases.ts';
export { type ScanMatch, type ScanReport, scanFolder } from './scan-folder.ts';
