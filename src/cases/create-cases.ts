import { type EntityRef, messageHandler, type RoomParts, type Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import { linkThing } from './annotate-case.ts';
import type { ClosingCheck } from './close-case.ts';
import { conservation } from './conservation.ts';
import * as c from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { findSubjects, type LocalSubject, listSubjects, subjectIdsOf } from './list-subjects.ts';
import { noteDelivery } from './note-delivery.ts';
import { openCase } from './open-case.ts';
import { receiveRequest, receiveSupplement } from './receive-request.ts';
import { receiveRequestAnswer } from './receive-request-answer.ts';
import { type PartyCheck, receiveOutcome, recordOutcome } from './record-outcome.ts';
import { references } from './references.ts';
import { caseRoutes } from './routes-cases.ts';
import { requestRoutes } from './routes-requests.ts';
import { findCase, findSubject } from './store-cases.ts';
import { caseSummary, subjectView } from './views.ts';

/** What the rooms above may ask of this one. Each works under the caller's scope and in its transaction. */
export interface Cases {
  openCase(tx: Tx, input: c.OpenCase): Promise<{ id: string; number: string }>;
  /** Null when there is none, or it is not for this scope. */
  case(tx: Tx, id: string): Promise<c.CaseSummary | null>;
  subject(tx: Tx, id: string): Promise<c.SubjectView | null>;
  /** Subjects of open cases within the scope, witnesses left out, by id. For an index of persons. */
  listSubjects(tx: Tx, after: string | null, limit: number): Promise<LocalSubject[]>;
  findSubjects(tx: Tx, ids: readonly string[]): Promise<LocalSubject[]>;
  subjectIdsOf(tx: Tx, caseIds: readonly string[]): Promise<string[]>;
  /** Links a thing to a case, once. @throws AppError `not-found` */
  link(tx: Tx, caseId: string, ref: EntityRef, label: string): Promise<void>;
  recordOutcome(tx: Tx, caseId: string, outcome: c.RecordOutcome): Promise<{ id: string }>;
  /** What an act of another room should be `about`, to appear on a case's timeline. */
  timelineRefs(caseId: string | null | undefined): EntityRef[];
  /** A room above says what it still owes on a case; closing is refused with it. */
  onClosing(check: ClosingCheck): void;
  /** A room above says which bureaus have part in a case; only those may report an outcome for it. */
  onParty(check: PartyCheck): void;
  readonly parts: RoomParts;
}

export function createCases(deps: CasesDeps): Cases {
  const checks: ClosingCheck[] = [];
  const parties: PartyCheck[] = [];
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  return {
    openCase: (tx, input) => openCase(deps, tx, c.openCase.parse(input)),
    async case(tx, id) {
      const row = await findCase(tx, id);
      return row && caseSummary(tx, row);
    },
    async subject(tx, id) {
      const row = await findSubject(tx, id);
      return row && subjectView(row);
    },
    listSubjects,
    findSubjects,
    subjectIdsOf,
    async link(tx, caseId, ref, label) {
      await linkThing(deps, tx, caseId, ref, label);
    },
    recordOutcome: (tx, caseId, outcome) => recordOutcome(deps, tx, caseId, c.recordOutcome.parse(outcome)),
    timelineRefs: (caseId) => (caseId ? [{ kind: 'case', id: caseId }] : []),
    onClosing(check) {
      checks.push(check);
    },
    onParty(check) {
      parties.push(check);
    },
    parts: {
      routes: [...requestRoutes(deps), ...caseRoutes(deps, checks)],
      acts,
      messages: [
        messageHandler<c.WireCaseRequest>({
          kind: 'case.request',
          schema: c.wireCaseRequest,
          handle: (tx, message) => receiveRequest(deps, tx, message),
        }),
        messageHandler<c.WireSupplement>({
          kind: 'case.request-supplement',
          schema: c.wireSupplement,
          handle: (tx, message) => receiveSupplement(deps, tx, message),
        }),
        messageHandler<c.WireRequestAnswer>({
          kind: 'case.request-answer',
          schema: c.wireRequestAnswer,
          handle: (tx, message) => receiveRequestAnswer(deps, tx, message),
        }),
        messageHandler<c.WireOutcome>({
          kind: 'case.outcome',
          schema: c.wireOutcome,
          handle: (tx, message) => receiveOutcome(deps, tx, message, parties),
        }),
      ],
      references,
      conservation,
    },
  };
}
