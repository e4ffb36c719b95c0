import { type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import { checkPhotos } from '../check-photos.ts';
import { clocksOf } from '../clocks.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { blankNotice } from '../draft-notice.ts';
import { offerToSystems } from '../partners/offer-entries.ts';
import { diffusionRef, headOf, noticeRef, ownedBy } from '../refs.ts';
import { checkForm } from '../rules/index.ts';
import { changeNotice, insertNotice, lockNotice } from '../store.ts';
import { keepVersion } from '../store-copy.ts';
import { rulesNotMet } from '../submit-notice.ts';
import type { DiffusionMessage } from '../wire-life.ts';
import { orderWithdrawn } from './recall-diffusion.ts';
import { wasRefused } from './refused-mark.ts';

/**
 * A diffusion arrives: a copy like any other, by another way. The rules are applied here again, on what came. At the Secretariat
 * it is looked at by a person, and one whose Red was refused is ordered withdrawn at once.
 */
export async function receiveDiffusion(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<DiffusionMessage>,
): Promise<void> {
  const { body } = message;
  const id = ownedBy(message.from, body.notice);
  const isSecretariat = deps.runtime.bureau === SECRETARIAT;
  if (!isSecretariat && !body.to.includes(deps.runtime.bureau)) throw refuse('notice.not-yours');
  checkPhotos(body.form);
  const report = checkForm(body.form, { owner: message.from, now: tx.now });
  if (!report.passes) throw rulesNotMet(report);
  const known = await lockNotice(tx, id);
  // The recall overtook it: the tombstone keeps it from coming back.
  if (known && known.ended_at !== null) return;
  if (known && (known.channel !== 'diffusion' || known.colour !== body.form.colour)) {
    throw refuse('notice.wrong-channel');
  }
  if (known && known.content_version >= body.n) return;
  await deps.federation.tag(tx, message.id, noticeRef(id));
  const distribution = JSON.stringify({ to: body.to, withhold: [] });
  if (!known) {
    await insertNotice(tx, {
      ...blankNotice(tx),
      ...headOf(body.form),
      id,
      relation: isSecretariat ? 'secretariat' : 'holder',
      owner: message.from,
      colour: body.form.colour,
      channel: 'diffusion',
      state: 'issued',
      content_version: body.n,
      // Its receipt is the confirmation.
      acked_version: body.n,
      issued_at: body.issuedAt,
      ends_at: body.endsAt,
      ...(isSecretariat ? { distribution } : {}),
    });
  } else {
    await changeNotice(tx, known, {
      ...headOf(body.form),
      content_version: body.n,
      acked_version: body.n,
      ...(isSecretariat ? { distribution } : {}),
    });
  }
  await keepVersion(tx, id, message.from, body.n, body.form);
  deps.audit.record(tx, {
    act: 'notice.diffusion-received',
    entity: noticeRef(id),
    body: { n: body.n, colour: body.form.colour, owner: message.from },
  });
  if (!isSecretariat) {
    await offerToSystems(deps, tx, { id, colour: body.form.colour, content_version: body.n });
    return;
  }
  const row = await lockNotice(tx, id);
  if (row && (await wasRefused(deps, tx, { id, owner: message.from }, body.form))) {
    return orderWithdrawn(deps, tx, row);
  }
  await deps.work.open(tx, {
    ref: diffusionRef(id),
    task: 'diffusion.check',
    owner: { role: 'reviewer' },
    dueAt: tx.now + clocksOf(deps).diffusionCheck,
    urgency: message.urgency,
    params: { colour: body.form.colour, owner: message.from },
    about: [noticeRef(id)],
  });
}
