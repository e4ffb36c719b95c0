import { AppError, type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { importVerifyKey, type PurgeConfirmation, parseWireId, purgeConfirmation, verify } from '../protocol/index.ts';
import type { NoticesDeps } from './deps.ts';
import { purgeComplete } from './purge-complete.ts';
import { collectorOf } from './purge-order.ts';
import { noticeRef, purgeRef } from './refs.ts';
import { reportHoldersSoon } from './report-holders.ts';
import { changeNotice, lockNotice, type NoticeRecord, q } from './store.ts';
import type { PurgedMessage } from './wire.ts';

/**
 * At the Secretariat, and at the owner of a diffusion: a holder's signed confirmation is checked and kept as evidence. The owner of
 * a notice is told by the Secretariat.
 */
export async function receivePurged(deps: NoticesDeps, tx: Tx, message: InboundMessage<PurgedMessage>): Promise<void> {
  const word = await readConfirmation(deps, message.from, message.body.confirmation);
  const { bureau: owner, uuid: id } = parseWireId(word.entity, 'notice');
  const notice = await lockNotice(tx, id);
  if (notice?.owner !== owner || notice.ended_at === null) throw refuse('notice.unknown');
  const isOurs = notice.relation === 'secretariat' || (notice.relation === 'owner' && notice.channel === 'diffusion');
  if (!isOurs || word.to !== collectorOf(notice)) throw refuse('notice.unknown');
  if (word.order !== notice.purge_order) throw refuse('notice.proof-invalid');
  const values = {
    purged_at: word.purgedAt,
    purge_outcome: word.outcome,
    purge_copies: JSON.stringify(word.copies),
    purge_proof: message.body.confirmation,
    reported: false,
  };
  await q(tx)
    .insertInto('notice_holder')
    .values({
      ...values,
      notice_id: id,
      bureau: message.from,
      expected: 'copy',
      content_version: null,
      delivered_at: null,
    })
    .onConflict((oc) => oc.columns(['notice_id', 'bureau']).doUpdateSet(values))
    .execute();
  deps.audit.record(tx, {
    act: 'notice.purge-confirmed',
    entity: noticeRef(id),
    body: { bureau: message.from, outcome: word.outcome, copies: word.copies },
  });
  await settlePurge(deps, tx, notice);
}

/** Complete once everyone who was to have a copy has confirmed; the owner of a notice is told either way. */
export async function settlePurge(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const missing = await q(tx)
    .selectFrom('notice_holder')
    .select('bureau')
    .where('notice_id', '=', notice.id)
    .where('expected', '=', 'copy')
    .where('purged_at', 'is', null)
    .limit(1)
    .execute();
  if (missing.length === 0 && notice.purge_complete_at === null) {
    await changeNotice(tx, notice, { purge_complete_at: tx.now });
    await deps.work.close(tx, { ref: purgeRef(notice.id), outcome: 'purge-complete' });
    if (notice.relation === 'owner') await purgeComplete(deps, tx, notice);
  }
  if (notice.channel === 'notice') await reportHoldersSoon(deps, tx, notice.id);
}

async function readConfirmation(deps: NoticesDeps, from: string, jws: string): Promise<PurgeConfirmation> {
  try {
    // To whom it must be addressed, the notice says.
    const { body } = await verify('purge', jws, async (kid) => {
      const key = await deps.directory.signingKey(from, kid);
      return key && key.state !== 'revoked' ? importVerifyKey(key.jwk) : null;
    });
    const word = purgeConfirmation.parse(body);
    if (word.from !== from) throw new TypeError('another bureau signed it');
    return word;
  } catch (error) {
    // Our own trouble is no verdict on the proof: the sender tries again.
    if (error instanceof AppError) throw error;
    throw refuse('notice.proof-invalid');
  }
}
