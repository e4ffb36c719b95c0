import type { EntityRef } from '../platform/index.ts';

export const requestRef = (id: string): EntityRef => ({ kind: 'request', id });
export const caseRef = (id: string): EntityRef => ({ kind: 'case', id });
export const subjectRef = (id: string): EntityRef => ({ kind: 'subject', id });
export const askRef = (id: string): EntityRef => ({ kind: 'case-ask', id });
export const taskRef = (id: string): EntityRef => ({ kind: 'case-task', id });
export const transferRef = (id: string): EntityRef => ({ kind: 'evidence-transfer', id });
export const mentionRef = (id: string): EntityRef => ({ kind: 'case-mention', id });
export const dutyRef = (id: string): EntityRef => ({ kind: 'case-duty', id });
export const handOverRef = (id: string): EntityRef => ({ kind: 'case-hand-over', id });
export const pairRef = (id: string): EntityRef => ({ kind: 'case-pair', id });
