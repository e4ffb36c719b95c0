import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { checkPhotos } from './check-photos.ts';
import { dueAt } from './deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { isNarrower } from './distribution.ts';
import { blankNotice } from './draft-notice.ts';
import { headOf, noticeRef, ownedBy, reviewRef } from './refs.ts';
import { checkForm } from './rules/index.ts';
import { changeNotice, insertNotice, lockNotice, putVersion, q } from './store.ts';
import { rulesNotMet } from './submit-notice.ts';
import type { SubmitMessage } from './wire.ts';

/** Two people look at every request to arrest. */
export const reviewersNeeded = (colour: string): number => (colour === 'red' ? 2 : 1);

/**
 * At the Secretariat: a bureau submits a notice, or an amendment. The rules are applied again here, on what arrived.
 * @throws AppError `refused`, which the sender gets as a signed refusal
 */
export async function openReview(deps: NoticesDeps, tx: Tx, message: InboundMessage<SubmitMessage>): Promise<void> {
  if (deps.runtime.bureau !== SECRETARIAT) throw refuse('notice.unknown');
  const { body } = message;
  const id = ownedBy(message.from, body.notice);
  const known = await lockNotice(tx, id);
  if (known && known.colour !== body.form.colour) throw refuse('notice.colour-changed');
  if (body.kind === 'issue') {
    if (known && known.state !== 'returned') throw refuse('notice.wrong-state', { state: known.state, move: 'submit' });
  } else {
    if (!known) throw refuse('notice.unknown');
    if (known.state !== 'issued') throw refuse('notice.wrong-state', { state: known.state, move: 'amend' });
    if (known.amendment === 'in-review') throw refuse('notice.amendment-under-way');
    if (body.n <= known.content_version) throw refuse('notice.nothing-to-submit');
    if (known.distribution && isNarrower(known.distribution, body.distribution, known.owner)) {
      throw refuse('notice.distribution-narrowed');
    }
  }
  checkPhotos(body.form);
  const report = checkForm(body.form, { owner: message.from, now: tx.now });
  if (!report.passes) throw rulesNotMet(report);

  if (!known) {
    await insertNotice(tx, {
      ...blankNotice(tx),
      ...headOf(body.form),
      id,
      relation: 'secretariat',
      owner: message.from,
      colour: body.form.colour,
      state: 'in-review',
      distribution: JSON.stringify(body.distribution),
    });
  } else if (body.kind === 'issue') {
    await changeNotice(tx, known, {
      ...headOf(body.form),
      state: 'in-review',
      distribution: JSON.stringify(body.distribution),
    });
  } else {
    await changeNotice(tx, known, { amendment: 'in-review' });
  }
  await putVersion(tx, { noticeId: id, n: body.n, state: 'submitted', form: body.form, report, reason: body.reason });
  const review = deps.runtime.newId();
  const due = dueAt(tx.now, `review.decide/${body.urgency}`);
  await q(tx)
    .insertInto('notice_review')
    .values({
      id: review,
      notice_id: id,
      n: body.n,
      kind: body.kind,
      state: 'open',
      urgency: body.urgency,
      distribution: JSON.stringify(body.distribution),
      needed: reviewersNeeded(body.form.colour),
      opened_at: tx.now,
      due_at: due,
      closed_at: null,
      version: 1,
      compartment: 'general',
    })
    .execute();
  await deps.federation.tag(tx, message.id, noticeRef(id));
  await deps.work.open(tx, {
    ref: reviewRef(review),
    task: 'review.decide',
    owner: { role: 'reviewer' },
    dueAt: due,
    urgency: body.urgency,
    params: { colour: body.form.colour, owner: message.from },
    about: [noticeRef(id)],
  });
  deps.audit.record(tx, {
    act: 'review.opened',
    entity: reviewRef(review),
    about: [noticeRef(id)],
    body: { colour: body.form.colour, owner: message.from, n: body.n, kind: body.kind },
  });
}
