import type { EntityRef } from '../platform/index.ts';

/** A question with candidates that wait for a decision. */
export const screeningRef = (id: string): EntityRef => ({ kind: 'screening', id });
/** A record that may be the person asked about. */
export const candidateRef = (id: string): EntityRef => ({ kind: 'screening-candidate', id });
/** A candidate that is the person: open until somebody says what was done. The id is the candidate's. */
export const matchRef = (id: string): EntityRef => ({ kind: 'screening-match', id });
export const documentImportRef = (id: string): EntityRef => ({ kind: 'document-import', id });

const KINDS: Readonly<Record<string, string>> = {
  notice: 'notice',
  subject: 'subject',
  traveller: 'travel',
};

/** What a candidate's record is called in the ledger; lost documents are not things of their own. */
export function recordRef(source: string, id: string): EntityRef[] {
  const kind = KINDS[source];
  return kind === undefined ? [] : [{ kind, id }];
}
