import type { ZodType } from 'zod';
import {
  type FeedEntry,
  feedHandler,
  type InboundMessage,
  messageHandler,
  type RoomParts,
  systemScope,
  type Tx,
} from '../platform/index.ts';
import { acts } from './acts.ts';
import { ACK_JOB, confirmCopies, receiveAck } from './confirm-copies.ts';
import { receivePurged } from './confirm-purge.ts';
import { conservationOf } from './conservation.ts';
import type { DocumentFormat, Language, NoticeForm, RetestDetail } from './contract.ts';
import type { NoticesDeps, PurgeListener } from './deps.ts';
import { receiveRecall } from './diffusion/recall-diffusion.ts';
import { receiveDiffusion } from './diffusion/receive-diffusion.ts';
import { trackDiffusion } from './diffusion/send-diffusion.ts';
import { receiveDismissal } from './dismissal.ts';
import { followDistributed, receiveDistribute } from './distribute-notice.ts';
import { findByNumber, makeDocument, type NoticeDocument } from './document/make-document.ts';
import { documentRoutes } from './document/routes-document.ts';
import { createDrafts, type Drafts } from './draft-many.ts';
import { receiveCancelRequest } from './end-notice.ts';
import { formulationRoutes } from './formulate/routes-formulation.ts';
import { type NoticeFiles, noticeFiles } from './import/import-file.ts';
import { noticeImportJobs } from './import/import-jobs.ts';
import { noticeImportRoutes } from './import/routes-imports.ts';
import { findInForce, formInForce, type InForce, listInForce } from './in-force.ts';
import { receivePurgeReminder } from './life/chase-purges.ts';
import { followExtended, receiveExtend } from './life/extend-notice.ts';
import { lifeDue } from './life/life-due.ts';
import { LIFE_JOB } from './life/life-soon.ts';
import { PROGRESS_JOB, receiveProgress, tellProgress } from './note-progress.ts';
import { ruled } from './on-record.ts';
import { openReview } from './open-review.ts';
import { createPartners, type Partners } from './partners/index.ts';
import { consentRoutes } from './public/routes-consent.ts';
import { publicRoutes } from './public/routes-public.ts';
import { followCancelled } from './purge-copy.ts';
import { receiveDecision } from './receive-decision.ts';
import { type RecordHit, receiveHit, recordHit } from './record-hit.ts';
import { references } from './references.ts';
import { REPORT_JOB, receiveDistribution, reportHolders } from './report-holders.ts';
import { viewRetest } from './retest/read-retests.ts';
import { receiveRuling } from './retest/record-ruling.ts';
import { RETEST_JOB, retestJob, retestNow } from './retest/retest-notices.ts';
import { retestRoutes } from './retest/routes-retest.ts';
import { hitAndReviewRoutes } from './routes-hits.ts';
import { lifeRoutes } from './routes-life.ts';
import { noticeRoutes } from './routes-notices.ts';
import { partnerRoutes } from './routes-partners.ts';
import { q } from './store.ts';
import { storeAmended, storeIssued } from './store-copy.ts';
import { storeManyIssued } from './store-many.ts';
import { trackDelivery } from './submit-notice.ts';
import { followResumed, followSuspended } from './suspend-notice.ts';
import { receiveHitStep } from './take-hit-step.ts';
import { trackHitDelivery } from './track-hit-delivery.ts';
import * as wire from './wire.ts';
import * as life from './wire-life.ts';
import { rulingMessage } from './wire-retest.ts';

export interface Notices {
  /** National systems to which incoming notices are offered. */
  readonly partners: Partners;
  /** Drafting, submitting and discarding by hundreds, as the actor of the transaction. */
  readonly drafts: Drafts;
  /** Notices and diffusions in force about persons, within the scope, by id: for an index of persons. */
  listInForce(tx: Tx, after: string | null, limit: number): Promise<InForce[]>;
  /** Those of the ids that are in force now. */
  findInForce(tx: Tx, ids: readonly string[]): Promise<InForce[]>;
  formInForce(tx: Tx, id: string): Promise<NoticeForm | null>;
  /** Tells the owner of a hit on its notice. Returns the hit's id. @throws AppError `refused` */
  recordHit(tx: Tx, input: RecordHit): Promise<string>;
  /** A room above holds something made of notices: in the transaction that purges one it is told which. */
  onPurge(listener: PurgeListener): void;
  /** Notices from files on this machine: for the command line. */
  readonly files: NoticeFiles;
  /** A notice as a document, by its number: for the command line. Null when there is none. */
  document(number: string, asked: { lang: Language; format: DocumentFormat }): Promise<NoticeDocument | null>;
  /** Tests every notice in force by the rules of today, `progress` after each hundred. Returns the run's id. */
  retestNow(progress: (run: { tested: number; total: number; failing: number }) => void): Promise<string>;
  /** The notices that a run found no longer to pass. */
  retestResults(run: string): Promise<RetestDetail>;
  readonly parts: RoomParts;
}

type OnMessage<B> = (deps: NoticesDeps, tx: Tx, message: InboundMessage<B>) => Promise<void>;
type OnEntry<B> = (deps: NoticesDeps, tx: Tx, entry: FeedEntry<B>) => Promise<void>;

/** Red, Blue, Green and Yellow Notices: formulate, review, issue, distribute, hit, amend, suspend, end, purge. */
export function createNotices(given: NoticesDeps): Notices {
  const purgers: PurgeListener[] = [];
  const deps: NoticesDeps = { ...given, purgers, audit: ruled(given.audit) };
  deps.federation.onDelivery((tx, event) => trackDelivery(deps, tx, event));
  deps.federation.onDelivery((tx, event) => trackHitDelivery(deps, tx, event));
  deps.federation.onDelivery((tx, event) => trackDiffusion(deps, tx, event));
  deps.cases.onClosing((tx, caseId) => stillOpen(tx, caseId));
  deps.cases.onParty(async (tx, caseId, bureau) => {
    const hits = await q(tx)
      .selectFrom('notice_hit')
      .innerJoin('notice', 'notice.id', 'notice_hit.notice_id')
      .select('notice_hit.id')
      .where('notice.case_id', '=', caseId)
      .where('notice_hit.finder', '=', bureau)
      .limit(1)
      .execute();
    return hits.length > 0;
  });
  const on = <B>(kind: string, schema: ZodType<B>, take: OnMessage<B>) =>
    messageHandler<B>({ kind, schema, handle: (tx, message) => take(deps, tx, message) });
  const follow = <B>(kind: string, schema: ZodType<B>, take: OnEntry<B>) =>
    feedHandler<B>({ kind, schema, handle: (tx, entry) => take(deps, tx, entry) });

  return {
    partners: createPartners(deps),
    drafts: createDrafts(deps),
    listInForce,
    findInForce,
    formInForce,
    recordHit: (tx, input) => recordHit(deps, tx, input),
    retestNow: (progress) => retestNow(deps, progress),
    retestResults: (run) => deps.db.tx(systemScope(deps.runtime.bureau), (tx) => viewRetest(deps, tx, run)),
    onPurge: (listener) => void purgers.push(listener),
    files: noticeFiles(deps),
    async document(number, asked) {
      const scope = systemScope(deps.runtime.bureau);
      const id = await deps.db.tx(scope, (tx) => findByNumber(tx, number));
      return id === null ? null : makeDocument(deps, scope, { id, ...asked });
    },
    parts: {
      acts,
      routes: [
        ...noticeRoutes(deps),
        ...documentRoutes(deps),
        ...noticeImportRoutes(deps),
        ...consentRoutes(deps),
        ...publicRoutes(deps),
        ...retestRoutes(deps),
        ...hitAndReviewRoutes(deps),
        ...formulationRoutes(deps),
        ...lifeRoutes(deps),
        ...partnerRoutes(deps),
      ],
      jobs: {
        ...noticeImportJobs(deps),
        [RETEST_JOB]: retestJob(deps),
        [ACK_JOB]: confirmCopies(deps),
        [REPORT_JOB]: reportHolders(deps),
        [LIFE_JOB]: lifeDue(deps),
        [PROGRESS_JOB]: tellProgress(deps),
      },
      messages: [
        on('notice.ruling', rulingMessage, receiveRuling),
        on('notice.submit', wire.submitMessage, openReview),
        on('notice.decision', wire.decisionMessage, receiveDecision),
        on('notice.cancel-request', wire.cancelRequestMessage, receiveCancelRequest),
        on('notice.ack', wire.ackMessage, receiveAck),
        on('notice.purged', wire.purgedMessage, receivePurged),
        on('notice.distribution', wire.distributionMessage, receiveDistribution),
        on('notice.distribute', life.distributeMessage, receiveDistribute),
        on('notice.progress', life.progressMessage, receiveProgress),
        on('notice.purge-reminder', life.purgeReminderMessage, receivePurgeReminder),
        on('notice.diffusion', life.diffusionMessage, receiveDiffusion),
        on('notice.recall', life.recallMessage, receiveRecall),
        on('notice.dismissal', life.dismissalMessage, receiveDismissal),
        on('notice.extend', life.extendMessage, receiveExtend),
        on('notice.hit', wire.hitMessage, receiveHit),
        on('notice.hit-step', wire.hitStepMessage, receiveHitStep),
      ],
      feed: [
        feedHandler<wire.IssuedEntry>({
          kind: 'notice.issued',
          schema: wire.issuedEntry,
          handle: (tx, entry) => storeIssued(deps, tx, entry),
          handleMany: (tx, entries) => storeManyIssued(deps, tx, entries),
        }),
        follow('notice.amended', wire.amendedEntry, storeAmended),
        follow('notice.suspended', wire.suspendedEntry, followSuspended),
        follow('notice.resumed', wire.resumedEntry, followResumed),
        follow('notice.distributed', life.distributedEntry, followDistributed),
        follow('notice.extended', life.extendedEntry, followExtended),
        follow('notice.cancelled', wire.cancelledEntry, followCancelled),
      ],
      references,
      conservation: conservationOf(deps.runtime.bureau),
    },
  };
}

/** A case does not close over notices that are still drafted, reviewed or out. */
async function stillOpen(tx: Tx, caseId: string) {
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['reference', 'state'])
    .where('case_id', '=', caseId)
    .where('relation', '=', 'owner')
    .where('state', 'not in', ['refused', 'discarded', 'withdrawn', 'cancelled', 'expired'])
    .execute();
  return rows.map((n) => ({ code: 'notice.still-open', params: { number: n.reference ?? '', state: n.state } }));
}
