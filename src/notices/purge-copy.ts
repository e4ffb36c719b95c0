import type { FeedEntry, Tx } from '../platform/index.ts';
import { canonicalize, importSigningKey, parseWireId, sha256Hex, signSync, wireId } from '../protocol/index.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { blankNotice } from './draft-notice.ts';
import { closeHitsOf } from './hit-end.ts';
import { oweInstead } from './notice-work.ts';
import { noticeRef, plain } from './refs.ts';
import { changeNotice, insertNotice, lockNotice, type NoticeRecord, q, versionsOf } from './store.ts';
import { noteAbsent } from './store-copy.ts';
import type { CancelledEntry, PurgedMessage } from './wire.ts';

export type Copies = Record<string, number>;

/** The order to purge arrives: all copies go in this transaction, a tombstone stays, and the confirmation is signed. */
export async function followCancelled(deps: NoticesDeps, tx: Tx, entry: FeedEntry<CancelledEntry>): Promise<void> {
  const { body } = entry;
  if (!body) return noteAbsent(deps, tx, entry);
  if (deps.runtime.bureau === SECRETARIAT) return;
  const { bureau: owner, uuid: id } = parseWireId(body.notice, 'notice');
  const known = await lockNotice(tx, id);
  if (known?.purged_at != null) return;
  const tomb = {
    state: body.kind === 'withdraw' ? ('withdrawn' as const) : ('cancelled' as const),
    number: body.number,
    ground: body.ground,
    issued_at: body.issuedAt,
    ended_at: body.endedAt,
    purged_at: tx.now,
    purge_order: sha256Hex(canonicalize(plain(body))),
    name: null,
    search: '',
    nationalities: [],
  };
  let copies: Copies = {};
  if (known) {
    copies = await destroyContent(deps, tx, known);
    await changeNotice(tx, known, { ...tomb, amendment: null, suspended_until: null, decision_reason: null });
    if (known.relation === 'owner') await endAtOwner(deps, tx, known, body);
  } else {
    // Never held here: the tombstone says so, and keeps the notice from coming back.
    await insertNotice(tx, {
      ...blankNotice(tx),
      ...tomb,
      id,
      relation: 'holder',
      owner,
      colour: body.colour,
      return_sought: false,
    });
  }
  const confirmation = signPurge(deps, tx, {
    notice: body.notice,
    orderHash: tomb.purge_order,
    copies,
    outcome: known ? 'purged' : 'never-held',
  });
  const message: PurgedMessage = { confirmation };
  await deps.federation.send(tx, { to: [SECRETARIAT], kind: 'notice.purged', body: plain(message), urgency: 'urgent' });
  deps.audit.record(tx, { act: 'notice.copy-purged', entity: noticeRef(id), body: { ground: body.ground, copies } });
}

async function endAtOwner(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, body: CancelledEntry): Promise<void> {
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
    body: { ground: body.ground, kind: body.kind, number: body.number },
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
  await closeHitsOf(deps, tx, notice);
  const { removed } = await deps.federation.purgeCopies(tx, noticeRef(notice.id));
  await deps.audit.destroyEntity(tx, noticeRef(notice.id));
  const counted = { record: 1, version: versions.length, photo: photos, inbox: removed };
  return Object.fromEntries(Object.entries(counted).filter(([, n]) => n > 0));
}

/** This bureau's signed word (`homeward-purge+jws`, ES256) that its copies are gone. */
export function signPurge(
  deps: NoticesDeps,
  tx: Tx,
  purge: { notice: string; orderHash: string; copies: Copies; outcome: 'purged' | 'never-held' },
): string {
  return signSync(
    'purge',
    {
      v: 1,
      id: wireId(deps.runtime.bureau, 'purge', deps.runtime.newId()),
      from: deps.runtime.bureau,
      to: SECRETARIAT,
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
