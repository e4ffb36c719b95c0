export type { NoticeForm } from './contract.ts';
export { createNotices, type Notices } from './create-notices.ts';
export type { NoticesDeps } from './deps.ts';
export type { DraftView } from './draft-many.ts';
export type { InForce } from './in-force.ts';
