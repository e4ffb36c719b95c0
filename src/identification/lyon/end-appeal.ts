import { type JobHandler, refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { type Deps, due } from '../deps.ts';
import type { AppealMessage, AppealTakenDown, AppealWithdrawal } from '../wire.ts';
import { lockAppeal, readAppeal, tellAppeal } from './hold-appeal.ts';

export const APPEAL_JOB = 'icse.appeal-expiry';

/**
 * Request `icse/appeal-withdraw`: an owner's yes taken back, or the appeal given up by who asked for it. While others are still
 * being asked that refuses it; afterwards it is withdrawn, and what was published is to be taken down.
 */
export async function withdrawAppeal(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: AppealWithdrawal },
): Promise<AppealMessage> {
  const row = await lockAppeal(tx, body.appeal);
  const { owners } = await readAppeal(tx, body.appeal);
  const own = owners.find((owner) => owner.bureau === from);
  if (!own && row.requester !== from) throw refuse('appeal.not-owner');
  if (row.state === 'refused' || row.state === 'withdrawn' || row.state === 'expired')
    return readAppeal(tx, body.appeal);
  const ref = { kind: 'icse-appeal', id: body.appeal };
  if (own) {
    await tx.query(
      "UPDATE icse_appeal_owner SET answer = 'no', reason = $3, at = $4 WHERE appeal_id = $1 AND bureau = $2",
      [body.appeal, from, body.reason, tx.now],
    );
  }
  const wasAsked = row.state === 'asked';
  await tx.query('UPDATE icse_appeal SET state = $2, withdrawn = $3 WHERE id = $1', [
    body.appeal,
    wasAsked ? 'refused' : 'withdrawn',
    JSON.stringify({ bureau: from, reason: body.reason, at: tx.now }),
  ]);
  deps.audit.record(tx, {
    act: wasAsked ? 'icse.appeal-refused' : 'icse.appeal-withdrawn',
    entity: ref,
    about: [{ kind: 'series', id: row.series_id }],
    body: { bureau: from },
  });
  if (wasAsked) await deps.work.close(tx, { ref, outcome: 'appeal.refused' });
  if (row.published !== null) await oweTakeDown(deps, tx, body.appeal, row.requester);
  await tellAppeal(deps, tx, body.appeal);
  return readAppeal(tx, body.appeal);
}

/** What is still shown to the public though it may not be: owed by who published it, and watched here. */
export async function oweTakeDown(deps: Deps, tx: Tx, id: string, requester: BureauCode): Promise<void> {
  const { series } = await readAppeal(tx, id);
  const ref = { kind: 'icse-appeal', id };
  deps.audit.record(tx, { act: 'icse.appeal-take-down-owed', entity: ref, body: { bureau: requester } });
  await deps.work.open(tx, {
    ref,
    task: 'icse.appeal-take-down',
    owner: { role: 'curator' },
    dueAt: tx.now + due.takeDown,
    urgency: 'urgent',
    params: { label: series.label, requester },
  });
}

/** Request `icse/appeal-taken-down`: it is no longer shown. */
export async function holdTakeDown(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: AppealTakenDown },
): Promise<AppealMessage> {
  const row = await lockAppeal(tx, body.appeal);
  if (row.requester !== from) throw refuse('appeal.not-yours');
  const isOver = row.state === 'withdrawn' || row.state === 'expired';
  if (isOver && row.published !== null && row.taken_down_at === null) {
    await tx.query('UPDATE icse_appeal SET taken_down_at = $2 WHERE id = $1', [body.appeal, tx.now]);
    const ref = { kind: 'icse-appeal', id: body.appeal };
    deps.audit.record(tx, { act: 'icse.appeal-taken-down', entity: ref, body: { bureau: from } });
    await deps.work.close(tx, { ref, outcome: 'appeal.taken-down' });
    await tellAppeal(deps, tx, body.appeal);
  }
  return readAppeal(tx, body.appeal);
}

/** Its days are over: nobody need answer any more, and what is published is to be taken down. */
export function appealJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    await deps.db.tx(scope, async (tx) => {
      const row = await lockAppeal(tx, id);
      if (row.state === 'asked' || row.state === 'cleared' || row.state === 'published') {
        await tx.query("UPDATE icse_appeal SET state = 'expired' WHERE id = $1", [id]);
        const ref = { kind: 'icse-appeal', id };
        deps.audit.record(tx, {
          act: row.state === 'asked' ? 'icse.appeal-lapsed' : 'icse.appeal-expired',
          entity: ref,
        });
        if (row.state === 'asked') await deps.work.close(tx, { ref, outcome: 'appeal.expired' });
        if (row.published !== null) await oweTakeDown(deps, tx, id, row.requester);
        await tellAppeal(deps, tx, id);
      }
      await job.done(tx);
    });
    return undefined;
  };
}
