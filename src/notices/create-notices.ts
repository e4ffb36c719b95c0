import type { ZodType } from 'zod';
import {
  type FeedEntry,
  feedHandler,
  type InboundMessage,
  messageHandler,
  type RoomParts,
  type Tx,
} from '../platform/index.ts';
import { acts } from './acts.ts';
import { ACK_JOB, confirmCopies, receiveAck } from './confirm-copies.ts';
import { receivePurged } from './confirm-purge.ts';
import { conservationOf } from './conservation.ts';
import type { NoticesDeps } from './deps.ts';
import { receiveCancelRequest } from './end-notice.ts';
import { openReview } from './open-review.ts';
import { followCancelled } from './purge-copy.ts';
import { receiveDecision } from './receive-decision.ts';
import { receiveHit } from './record-hit.ts';
import { references } from './references.ts';
import { REPORT_JOB, receiveDistribution, reportHolders } from './report-holders.ts';
import { hitAndReviewRoutes } from './routes-hits.ts';
import { noticeRoutes } from './routes-notices.ts';
import { q } from './store.ts';
import { storeAmended, storeIssued } from './store-copy.ts';
import { trackDelivery } from './submit-notice.ts';
import { followResumed, followSuspended } from './suspend-notice.ts';
import { receiveHitStep } from './take-hit-step.ts';
import { trackHitDelivery } from './track-hit-delivery.ts';
import * as wire from './wire.ts';

export interface Notices {
  readonly parts: RoomParts;
}

type OnMessage<B> = (deps: NoticesDeps, tx: Tx, message: InboundMessage<B>) => Promise<void>;
type OnEntry<B> = (deps: NoticesDeps, tx: Tx, entry: FeedEntry<B>) => Promise<void>;

/** Red, Blue, Green and Yellow Notices: formulate, review, issue, distribute, hit, amend, suspend, end, purge. */
export function createNotices(deps: NoticesDeps): Notices {
  deps.federation.onDelivery((tx, event) => trackDelivery(deps, tx, event));
  deps.federation.onDelivery((tx, event) => trackHitDelivery(deps, tx, event));
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
    parts: {
      acts,
      routes: [...noticeRoutes(deps), ...hitAndReviewRoutes(deps)],
      jobs: { [ACK_JOB]: confirmCopies(deps), [REPORT_JOB]: reportHolders(deps) },
      messages: [
        on('notice.submit', wire.submitMessage, openReview),
        on('notice.decision', wire.decisionMessage, receiveDecision),
        on('notice.cancel-request', wire.cancelRequestMessage, receiveCancelRequest),
        on('notice.ack', wire.ackMessage, receiveAck),
        on('notice.purged', wire.purgedMessage, receivePurged),
        on('notice.distribution', wire.distributionMessage, receiveDistribution),
        on('notice.hit', wire.hitMessage, receiveHit),
        on('notice.hit-step', wire.hitStepMessage, receiveHitStep),
      ],
      feed: [
        follow('notice.issued', wire.issuedEntry, storeIssued),
        follow('notice.amended', wire.amendedEntry, storeAmended),
        follow('notice.suspended', wire.suspendedEntry, followSuspended),
        follow('notice.resumed', wire.resumedEntry, followResumed),
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
    .where('state', 'not in', ['refused', 'discarded', 'withdrawn', 'cancelled'])
    .execute();
  return rows.map((n) => ({ code: 'notice.still-open', params: { number: n.reference ?? '', state: n.state } }));
}
