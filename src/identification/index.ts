export {
  EXPORT_FORMATS,
  type ImportPreview,
  type ImportProblem,
  type ImportSummary,
  LIST_KINDS,
} from './contract.ts';
export { createIdentification, type Identification } from './create-identification.ts';
export { sniff } from './decode/sniff.ts';
export type { IdentificationDeps } from './deps.ts';
export type { AnsweredMatch, FileHashSet, FileService, KnownFile } from './file-service.ts';
export { previewFile } from './hash-lists/import-file.ts';
export type { HashedPicture } from './hash-picture.ts';
