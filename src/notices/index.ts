export { createNotices, type Notices } from './create-notices.ts';
export type { NoticesDeps } from './deps.ts';
