export type { ClosingCheck } from './close-case.ts';
export {
  type CaseSummary,
  type OpenCase,
  type Particulars,
  type RecordOutcome,
  type SubjectView,
  stripDomestic,
  type WireParticulars,
} from './contract.ts';
export { type Cases, createCases } from './create-cases.ts';
export type { CasesDeps } from './deps.ts';
export { type CheckedBundle, verifyBundle } from './export/verify-bundle.ts';
export type { LocalSubject } from './list-subjects.ts';
export { readTimeline } from './read-timeline.ts';
