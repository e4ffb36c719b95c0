export type { PostMessage, StartThread, ThreadView } from './contract.ts';
export { type Correspondence, createCorrespondence } from './create-correspondence.ts';
export type { CorrespondenceDeps } from './deps.ts';
export type { Sent } from './send-message.ts';
