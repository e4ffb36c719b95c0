export type { Evidence, Verdict } from './contract.ts';
export { createHosting, type Hosting } from './create-hosting.ts';
export { type HostingSettings, readSettings } from './deps.ts';
export { eachAtOnce, lookAtUrl } from './look-at-url.ts';
export { createLooker } from './looker.ts';
export { readLines } from './read-lines.ts';
export type { NewList } from './submit-list.ts';
export { defang } from './url-text.ts';
