export { apart, directionOf } from './direction.ts';
export { Press, PressError, type Pressed } from './press.ts';
export { printRecord } from './print-record.ts';
export type { RecordModel, RecordSection } from './record-model.ts';
export { createSayer, type Said } from './say-text.ts';
