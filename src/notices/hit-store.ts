import type { Selectable } from 'kysely';
import type { Tx } from '../platform/index.ts';
import type { HitStep } from './contract.ts';
import type { HitPosition, Side } from './hit-machine.ts';
import { q } from './store.ts';
import type { HitStepTable, HitTable } from './tables.ts';

export type HitRecord = Selectable<HitTable>;
export type HitStepRecord = Selectable<HitStepTable>;

export async function lockHit(tx: Tx, id: string): Promise<HitRecord | undefined> {
  return q(tx).selectFrom('notice_hit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function findHit(tx: Tx, id: string): Promise<HitRecord | undefined> {
  return q(tx).selectFrom('notice_hit').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function hitsOf(tx: Tx, noticeId: string): Promise<HitRecord[]> {
  return q(tx)
    .selectFrom('notice_hit')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('recorded_at', 'desc')
    .execute();
}

export async function stepsOf(tx: Tx, hitId: string): Promise<HitStepRecord[]> {
  return q(tx)
    .selectFrom('notice_hit_step')
    .selectAll()
    .where('hit_id', '=', hitId)
    .orderBy('at')
    .orderBy('from_bureau')
    .orderBy('n')
    .execute();
}

export async function insertHit(
  tx: Tx,
  hit: Omit<HitRecord, 'version' | 'compartment' | 'papers_reminders' | 'papers_late_at'>,
): Promise<void> {
  await q(tx)
    .insertInto('notice_hit')
    .values({ ...hit, version: 1, compartment: 'general' })
    .execute();
}

export async function insertStep(
  tx: Tx,
  step: { hitId: string; from: string; n: number; body: HitStep; person: string; at: number; message: string | null },
): Promise<void> {
  await q(tx)
    .insertInto('notice_hit_step')
    .values({
      hit_id: step.hitId,
      from_bureau: step.from,
      n: step.n,
      step: step.body.step,
      body: JSON.stringify(step.body),
      person: step.person,
      message: step.message,
      at: step.at,
      compartment: 'general',
    })
    .execute();
}

type HitChange = Partial<
  Pick<
    HitRecord,
    'state' | 'open' | 'papers_due_at' | 'papers_due_days' | 'papers_due_basis' | 'place' | 'circumstances'
  >
>;

/** Writes a change to a locked hit and counts its version up. */
export async function changeHit(tx: Tx, hit: HitRecord, change: HitChange): Promise<HitRecord> {
  return q(tx)
    .updateTable('notice_hit')
    .set({ ...change, version: hit.version + 1 })
    .where('id', '=', hit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function positionOf(hit: HitRecord, steps: readonly HitStepRecord[]): HitPosition {
  return {
    colour: hit.colour,
    returnSought: hit.return_sought,
    owner: hit.owner,
    finder: hit.finder,
    state: hit.state,
    open: hit.open,
    checkedBy: steps.filter((s) => s.step === 'identity-checked').map((s) => s.person ?? ''),
  };
}

export const sideOf = (hit: HitRecord, bureau: string): Side => (hit.owner === bureau ? 'owner' : 'finder');
