import type { DeliveryEvent } from '../../federation/index.ts';
import { refuse, type Tx } from '../../platform/index.ts';
import { endsAfter } from '../deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { ownForChange } from '../draft-notice.ts';
import { lifeSoon } from '../life/life-soon.ts';
import { moved } from '../life.ts';
import { inForceTask, owe } from '../notice-work.ts';
import { headOf, noticeRef, noticeWireId, plain } from '../refs.ts';
import { checkForm } from '../rules/index.ts';
import {
  changeNotice,
  issueVersion,
  latestVersion,
  type NoticeRecord,
  openEnding,
  q,
  setVersionState,
} from '../store.ts';
import { rulesNotMet } from '../submit-notice.ts';
import type { DiffusionMessage } from '../wire-life.ts';
import { wasRefused } from './refused-mark.ts';

/**
 * A supervisor who did not write it sends the form straight to the bureaus that were chosen, under the same rules as a notice.
 * The Secretariat gets every diffusion and can order it withdrawn. An amended form goes the same way as a next version.
 * @throws AppError `refused`: `notice.diffusion.refused-before`, `notice.diffusion.choose`, `notice.rules-not-met`, …
 */
export async function diffuseNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; urgency: 'routine' | 'urgent' | 'life-at-risk' },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  const isNext = notice.channel === 'diffusion' && notice.state === 'issued';
  if (isNext && notice.amendment !== 'draft') throw refuse('notice.nothing-to-submit');
  const state = isNext ? notice.state : moved(notice.state, 'diffuse');
  const draft = await latestVersion(tx, notice.id);
  if (!draft || !notice.distribution) throw refuse('notice.nothing-to-submit');
  if (await openEnding(tx, notice.id)) throw refuse('notice.ending-under-way');
  const { to, withhold } = notice.distribution;
  if (to === 'all') throw refuse('notice.diffusion.choose', {}, '/body/distribution');
  if (await wasRefused(deps, tx, notice, draft.form)) throw refuse('notice.diffusion.refused-before');
  const report = checkForm(draft.form, { owner: notice.owner, now: tx.now });
  if (!report.passes) throw rulesNotMet(report);

  const chosen = [...new Set(to)].filter(
    (code) => code !== notice.owner && code !== SECRETARIAT && !withhold.includes(code),
  );
  const bureaus = new Map((await deps.directory.bureaus(tx)).map((bureau) => [bureau.code, bureau.status]));
  const reached = chosen.filter((code) => bureaus.has(code) && bureaus.get(code) !== 'not-connected');
  if (reached.length === 0) throw refuse('notice.diffusion.choose', {}, '/body/distribution');
  const issuedAt = notice.issued_at ?? tx.now;
  const endsAt = notice.ends_at ?? endsAfter(issuedAt);
  const body: DiffusionMessage = {
    notice: noticeWireId(notice.owner, notice.id),
    n: draft.n,
    form: draft.form,
    to: chosen,
    issuedAt,
    endsAt,
  };
  const { id: message } = await deps.federation.send(tx, {
    to: [...reached, SECRETARIAT],
    kind: 'notice.diffusion',
    body: plain(body),
    thread: notice.id,
    urgency: input.urgency,
    entity: noticeRef(notice.id),
  });
  await setVersionState(tx, notice.id, draft.n, 'submitted', { by: tx.scope.actor.id, message });
  await issueVersion(tx, notice.id, draft.n);
  await changeNotice(tx, notice, {
    ...headOf(draft.form),
    state,
    channel: 'diffusion',
    content_version: draft.n,
    amendment: null,
    issued_at: issuedAt,
    ends_at: endsAt,
    decision_reason: null,
    acked_version: draft.n,
  });
  await expectConfirmation(tx, notice.id, reached, chosen);
  for (const task of ['notice.complete-draft', 'notice.revise']) {
    await deps.work.close(tx, { ref: noticeRef(notice.id), task, outcome: 'sent' });
  }
  if (!isNext) await owe(deps, tx, notice, inForceTask(notice.colour));
  await lifeSoon(deps, tx, endsAt);
  deps.audit.record(tx, {
    act: 'notice.diffused',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { n: draft.n, to: chosen },
  });
}

/** Who shall confirm it; those who are not on the network are reached by other means. */
async function expectConfirmation(
  tx: Tx,
  id: string,
  reached: readonly string[],
  chosen: readonly string[],
): Promise<void> {
  await q(tx)
    .insertInto('notice_holder')
    .values(
      [...chosen, SECRETARIAT].map((bureau) => ({
        notice_id: id,
        bureau,
        expected: bureau === SECRETARIAT || reached.includes(bureau) ? ('copy' as const) : ('not-connected' as const),
        content_version: null,
        delivered_at: null,
        purged_at: null,
        purge_outcome: null,
        purge_copies: null,
        purge_proof: null,
        reported: true,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['notice_id', 'bureau']).doUpdateSet((eb) => ({ expected: eb.ref('excluded.expected') })),
    )
    .execute();
}

/** A recipient's signed receipt says that it holds the diffusion; a signed refusal, why it does not. */
export async function trackDiffusion(_deps: NoticesDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  const sent = await q(tx)
    .selectFrom('notice_version')
    .innerJoin('notice', 'notice.id', 'notice_version.notice_id')
    .select(['notice_version.notice_id', 'notice_version.n'])
    .where('notice_version.submit_message', '=', event.messageId)
    .where('notice.channel', '=', 'diffusion')
    .executeTakeFirst();
  if (!sent) return;
  const isTaken = event.state === 'delivered';
  await q(tx)
    .updateTable('notice_holder')
    .set(
      isTaken
        ? { content_version: sent.n, delivered_at: tx.now, refusal: null }
        : { refusal: event.reason ?? 'refused' },
    )
    .where('notice_id', '=', sent.notice_id)
    .where('bureau', '=', event.to)
    .execute();
}

/** Everyone who was sent a diffusion and may hold it. */
export async function recipientsOf(tx: Tx, noticeId: string): Promise<string[]> {
  const rows = await q(tx)
    .selectFrom('notice_holder')
    .select('bureau')
    .where('notice_id', '=', noticeId)
    .where('expected', '=', 'copy')
    .orderBy('bureau')
    .execute();
  return rows.map((row) => row.bureau);
}

/** The locked row of a diffusion known here. @throws AppError `refused` `notice.wrong-channel` */
export function asDiffusion(notice: NoticeRecord): NoticeRecord {
  if (notice.channel !== 'diffusion') throw refuse('notice.wrong-channel');
  return notice;
}
