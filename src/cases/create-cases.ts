import type * as z from 'zod';
import { type EntityRef, messageHandler, type ReferenceResolver, type RoomParts, type Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import type { ClosingCheck } from './close-case.ts';
import { conservation } from './conservation.ts';
import * as c from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { exportByNumber, listForOperator } from './export/export-by-number.ts';
import type { CaseFile } from './export/export-case.ts';
import { exportRoutes } from './export/routes-export.ts';
import { createResolve } from './graph/resolve.ts';
import { knownCaseFiles } from './known-files.ts';
import { linkThing } from './links/link-things.ts';
import { findSubjects, type LocalSubject, listSubjects, subjectIdsOf } from './list-subjects.ts';
import { COMPARE_JOB, compareJob } from './merge/compare-subject.ts';
import { noteDelivery } from './note-delivery.ts';
import { openCase } from './open-case.ts';
import { receiveRequest, receiveSupplement } from './receive-request.ts';
import { receiveRequestAnswer } from './receive-request-answer.ts';
import { type PartyCheck, receiveOutcome, recordOutcome } from './record-outcome.ts';
import { references } from './references.ts';
import { createRequests, type RequestFiles } from './requests/create-requests.ts';
import { knownParts } from './requests/uploads/upload-store.ts';
import { caseRoutes } from './routes-cases.ts';
import { mergeRoutes } from './routes-merge.ts';
import { peopleRoutes } from './routes-people.ts';
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
  /** Those of these sealed files that belong to an attachment, a piece of evidence, a photograph or a copy of a case. */
  knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the rooms resolve references with: so that a case shows what it is linked to. Given once all rooms are made. */
  resolveWith(resolvers: readonly ReferenceResolver[]): void;
  /** A copy of the case with this number, for the operator of the machine; null when there is none. */
  exportByNumber(number: string, input: z.input<typeof c.exportCase>): Promise<CaseFile | null>;
  /** Cases, newest first, for the operator of the machine. */
  listForOperator(query: {
    state?: string | undefined;
    q?: string | undefined;
    limit: number;
  }): Promise<c.CaseSummary[]>;
  /** Requests by file, for the command line. */
  readonly requests: RequestFiles;
  readonly parts: RoomParts;
}

export function createCases(deps: CasesDeps): Cases {
  const checks: ClosingCheck[] = [];
  const parties: PartyCheck[] = [];
  const resolvers: ReferenceResolver[] = [...references];
  const resolve = createResolve(resolvers);
  const requests = createRequests(deps);
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
    resolveWith(more) {
      resolvers.splice(0, resolvers.length, ...more);
    },
    knownFiles: async (tx, refs) => new Set([...(await knownParts(tx, refs)), ...(await knownCaseFiles(tx, refs))]),
    exportByNumber: (number, input) => exportByNumber(deps, resolve, number, c.exportCase.parse(input)),
    listForOperator: (query) => listForOperator(deps, query),
    requests: requests.files,
    parts: {
      routes: [
        ...requestRoutes(deps),
        ...requests.routes,
        ...caseRoutes(deps, checks, resolve),
        ...peopleRoutes(deps),
        ...mergeRoutes(deps, resolve),
        ...exportRoutes(deps, resolve),
      ],
      acts,
      jobs: { ...requests.jobs, [COMPARE_JOB]: compareJob(deps) },
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
