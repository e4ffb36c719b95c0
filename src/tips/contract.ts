/* What the API and the console know of this room. Triage, routing and dedupe have contracts of their own beside these. */
export * from './contract-dedupe.ts';
export * from './contract-files.ts';
export * from './contract-intake.ts';
export * from './contract-model.ts';
export * from './contract-routing.ts';
export * from './contract-rules.ts';
export * from './contract-tips.ts';
export * from './triage/contract-triage.ts';
