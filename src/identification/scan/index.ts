/*
 * The door of the offline part. It is apart from the room's own, because a scan must start at once, on a machine where nothing of
 * a node is set up: what is behind this door loads no database, no server and no settings.
 */
export { ProgressLine } from './progress.ts';
export { REPORTS, writeReport } from './report.ts';
export { type ScanReport, scanFolder } from './scan-folder.ts';
