export { createTips, type Tips } from './create-tips.ts';
export type { TipsDeps } from './deps.ts';
