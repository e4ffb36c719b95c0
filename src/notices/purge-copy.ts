import type { FeedEntry, Tx } from '../platform/index.ts';
import { importSigningKey, parseWireId, signSync, wireId } from '../protocol/index.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { blankNotice } from './draft-notice.ts';
import { closeHitsOf } from './hit-end.ts';
import { oweInstead } from './notice-work.ts';
import { oweRemovals } from './partners/owe-removals.ts';
import { collectorOf, hashOfOrder, type PurgeOrder, stateAfter } from './purge-order.ts';
import { noticeRef, noticeWireId, plain } from './refs.ts';
import { settleRetest } from './retest/test-again.ts';
import { changeNotice, insertNotice, lockNotice, type NoticeRecord, q, versionsOf } from './store.ts';
import { noteAbsent } from './store-copy.ts';
import type { CancelledEntry, PurgedMessage } from './wire.ts';

export type Copies = Record<string, number>;

/** The feed brings the order to purge. */
export async function followCancelled(deps: NoticesDeps, tx: Tx, entry: FeedEntry<CancelledEntry>): Promise<void> {
  if (!entry.body) return noteAbsent(deps, tx, entry);
  if (deps.runtime.bureau === SECRETARIAT) return;
  await obeyOrder(deps, tx, entry.body);
}

/**
 * All copies go in this transaction and a tombstone stays. The confirmation is signed at once, or when the national systems that
 * hold the notice have confirmed its removal: until then the purge is not complete.
 */
export async function obeyOrder(deps: NoticesDeps, tx: Tx, order: PurgeOrder): Promise<void> {
  const { bureau: owner, uuid: id } = parseWireId(order.notice, 'notice');
  const known = await lockNotice(tx, id);
  if (known?.purge_order != null) return;
  const tomb = {
    state: stateAfter(order),
    number: 'number' in order ? order.number : null,
    ground: order.ground,
    issued_at: order.issuedAt,
    ended_at: order.endedAt,
    purge_order: hashOfOrder(order),
    name: null,
    search: '',
    nationalities: [],
  };
  if (!known) {
    // Never held here: the tombstone says so, and keeps the notice from coming back.
    const channel = order.kind === 'recall' ? ('diffusion' as const) : ('notice' as const);
    await insertNotice(tx, {
      ...blankNotice(tx),
      ...tomb,
      id,
      relation: deps.runtime.bureau === SECRETARIAT ? 'secretariat' : 'holder',
      owner,
      channel,
      colour: order.colour,
      return_sought: false,
      purged_at: tx.now,
    });
    await confirmPurge(deps, tx, { id, owner, channel, purge_order: tomb.purge_order }, {}, 'never-held');
  } else {
    const copies = await destroyContent(deps, tx, known);
    const awaited = await oweRemovals(deps, tx, known);
    const ended = await changeNotice(tx, known, {
      ...tomb,
      amendment: null,
      suspended_until: null,
      decision_reason: null,
      ...(awaited > 0 ? { purge_copies: JSON.stringify(copies) } : { purged_at: tx.now }),
    });
    if (known.relation === 'owner') await endAtOwner(deps, tx, known, order);
    if (awaited === 0) await confirmPurge(deps, tx, ended, copies, 'purged');
  }
}

/** Signs that nothing is left here, tells whoever gathers it, and puts it on the record. */
export async function confirmPurge(
  deps: NoticesDeps,
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'owner' | 'channel' | 'purge_order'>,
  copies: Copies,
  outcome: 'purged' | 'never-held',
): Promise<void> {
  const collector = collectorOf(notice);
  const confirmation = signPurge(deps, tx, {
    notice: noticeWireId(notice.owner, notice.id),
    orderHash: notice.purge_order ?? '',
    to: collector,
    copies,
    outcome,
  });
  const message: PurgedMessage = { confirmation };
  // The Secretariat sees what becomes of a diffusion as well.
  const to = [...new Set([collector, SECRETARIAT])].filter((code) => code !== deps.runtime.bureau);
  await deps.federation.send(tx, { to, kind: 'notice.purged', body: plain(message), urgency: 'urgent' });
  deps.audit.record(tx, {
    act: 'notice.copy-purged',
    entity: noticeRef(notice.id),
    body: { outcome, copies },
  });
}

async function endAtOwner(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, order: PurgeOrder): Promise<void> {
  await q(tx)
    .updateTable('notice_ending')
    .set((eb) => ({
      state: eb
        .case()
        .when('state', '=', 'requested')
        .then('done' as const)
        .else('rejected' as const)
        .end(),
    }))
    .where('notice_id', '=', notice.id)
    .where('state', 'in', ['requested', 'proposed'])
    .execute();
  await oweInstead(deps, tx, notice, 'notice.purge', 'ended', 'urgent');
  deps.audit.record(tx, {
    act: 'notice.ended',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ground: order.ground, kind: order.kind, ...('number' in order ? { number: order.number } : {}) },
  });
}

/** Removes every copy that lies here: versions with their photographs, kept messages and feed bodies, ledger bodies. Counts them. */
export async function destroyContent(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<Copies> {
  const versions = await versionsOf(tx, notice.id);
  const photos = versions.reduce((sum, v) => sum + (v.form.subject.photos?.length ?? 0), 0);
  await q(tx).deleteFrom('notice_version').where('notice_id', '=', notice.id).execute();
  await tx.query(
    `UPDATE notice_decision SET reason = NULL, override = NULL
     WHERE review_id IN (SELECT id FROM notice_review WHERE notice_id = $1)`,
    [notice.id],
  );
  await tx.query('DELETE FROM notice_ruling WHERE notice_id = $1', [notice.id]);
  await settleRetest(deps, tx, notice.id, 'ended');
  await closeHitsOf(deps, tx, notice);
  for (const tell of deps.purgers ?? []) await tell(tx, notice.id);
  const { removed } = await deps.federation.purgeCopies(tx, noticeRef(notice.id));
  await deps.audit.destroyEntity(tx, noticeRef(notice.id));
  const counted = { record: 1, version: versions.length, photo: photos, inbox: removed };
  return Object.fromEntries(Object.entries(counted).filter(([, n]) => n > 0));
}

/** This bureau's signed word (`homeward-purge+jws`, ES256) that its copies are gone, to whoever gathers it. */
export function signPurge(
  deps: NoticesDeps,
  tx: Tx,
  purge: { notice: string; orderHash: string; to: string; copies: Copies; outcome: 'purged' | 'never-held' },
): string {
  return signSync(
    'purge',
    {
      v: 1,
      id: wireId(deps.runtime.bureau, 'purge', deps.runtime.newId()),
      from: deps.runtime.bureau,
      to: purge.to,
      iat: tx.now,
      entity: purge.notice,
      order: purge.orderHash,
      outcome: purge.outcome,
      copies: purge.copies,
      purgedAt: tx.now,
    },
    importSigningKey(deps.keys.signing),
  );
}
