import type { EntityRef } from '../platform/index.ts';

export const requestRef = (id: string): EntityRef => ({ kind: 'request', id });
export const caseRef = (id: string): EntityRef => ({ kind: 'case', id });
export const subjectRef = (id: string): EntityRef => ({ kind: 'subject', id });
export const askRef = (id: string): EntityRef => ({ kind: 'case-ask', id });
export const taskRef = (id: string): EntityRef => ({ kind: 'case-task', id });
