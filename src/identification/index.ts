export { createIdentification, type Identification } from './create-identification.ts';
export type { IdentificationDeps } from './deps.ts';
export type { HashedPicture } from './hash-picture.ts';
