export type { Flows } from './count-flows.ts';
export { type Audit, type AuditDeps, createAudit } from './create-audit.ts';
export type { LedgerAct, SealedEntry, TimelineEntry } from './entry.ts';
export type { LedgerHandler } from './follow-ledger.ts';
export { type Appended, createSealedLog, type LogState, type SealedLog } from './sealed-log.ts';
export type { LedgerProblem, LedgerVerdict } from './verify-ledger.ts';
