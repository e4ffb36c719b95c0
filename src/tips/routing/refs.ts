import type { EntityRef } from '../../platform/index.ts';

/** A report that went to somebody: owed until its receiver has said what came of it. */
export const referralRef = (id: string): EntityRef => ({ kind: 'tip-referral', id });
/** A report that another bureau sent here: owed until it is told what came of it. */
export const incomingRef = (id: string): EntityRef => ({ kind: 'tip-incoming', id });
export const rulesRef = (version: number): EntityRef => ({ kind: 'tip-rules', id: String(version) });
