import type * as z from 'zod';
import { AppError, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { HandOverView, offerHandOver, settleHandOver } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { checkColleagues } from '../people/colleagues.ts';
import { caseRef, handOverRef } from '../refs.ts';
import { type CaseRow, lockOpenCase } from '../store-cases.ts';

export interface HandOverRow {
  id: string;
  case_id: string;
  from_person: string;
  to_person: string;
  note: string;
  state: HandOverView['state'];
  reason: string | null;
  at: number;
  settled_at: number | null;
}

const ANSWER_WITHIN_MS = 86_400_000;

/**
 * Offers the lead of a case to a colleague, with what they must know. Until they accept, the lead stays; one offer at a time.
 * @throws AppError `invalid`; `refused` when one is open already; `conflict`
 */
export async function offerCase(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: z.infer<typeof offerHandOver>,
): Promise<{ id: string }> {
  const row = await lockOpenCase(tx, caseId, input.version);
  await checkColleagues(deps, tx, row.compartment, [input.to], '/body/to');
  if (input.to === row.lead) throw invalid('/body/to', 'case.hand-over.is-lead');
  const open = await tx.query(`SELECT 1 FROM case_hand_over WHERE case_id = $1 AND state = 'offered'`, [caseId]);
  if (open.length > 0) throw refuse('case.hand-over.open');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_hand_over (id, case_id, from_person, to_person, note, state, at, compartment)
     VALUES ($1,$2,$3,$4,$5,'offered',$6,$7)`,
    [id, caseId, tx.scope.actor.id, input.to, input.note, tx.now, row.compartment],
  );
  deps.audit.record(tx, {
    act: 'case.hand-over-offered',
    entity: handOverRef(id),
    about: [caseRef(caseId)],
    body: { number: row.number, to: input.to },
  });
  await deps.work.open(tx, {
    ref: handOverRef(id),
    task: 'case.hand-over',
    owner: { person: input.to },
    dueAt: tx.now + ANSWER_WITHIN_MS,
    urgency: row.urgency,
    params: { number: row.number },
    about: [caseRef(caseId)],
    compartment: row.compartment,
  });
  return { id };
}

const ACT = {
  accepted: 'case.hand-over-accepted',
  declined: 'case.hand-over-declined',
  withdrawn: 'case.hand-over-withdrawn',
} as const;

/**
 * The colleague accepts or declines; whoever offered it takes the offer back. A refusal says why.
 * @throws AppError `forbidden` for anybody else, `refused` when it is settled already, `invalid`
 */
export async function settleOffer(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: z.infer<typeof settleHandOver>,
): Promise<{ id: string }> {
  const [offer] = await tx.query<HandOverRow>('SELECT * FROM case_hand_over WHERE id = $1 FOR UPDATE', [id]);
  if (!offer) throw notFound('case-hand-over');
  const who = input.result === 'withdrawn' ? offer.from_person : offer.to_person;
  if (who !== tx.scope.actor.id) throw new AppError('forbidden', 'hand-over of another');
  if (offer.state !== 'offered') throw refuse('case.hand-over.settled', { state: offer.state });
  if (input.result === 'declined' && input.reason === undefined) throw invalid('/body/reason', 'case.hand-over.reason');
  const row = await lockOpenCase(tx, offer.case_id);
  await settle(deps, tx, row, offer, input.result, input.reason ?? null);
  if (input.result === 'accepted') {
    await tx.query('UPDATE case_file SET lead = $2, version = version + 1 WHERE id = $1', [row.id, offer.to_person]);
  }
  return { id };
}

/** An offer that nobody can answer any more ends with the case. */
export async function withdrawOffers(deps: CasesDeps, tx: Tx, row: CaseRow): Promise<void> {
  const offers = await tx.query<HandOverRow>(
    `SELECT * FROM case_hand_over WHERE case_id = $1 AND state = 'offered' FOR UPDATE`,
    [row.id],
  );
  for (const offer of offers) await settle(deps, tx, row, offer, 'withdrawn', null);
}

async function settle(
  deps: CasesDeps,
  tx: Tx,
  row: CaseRow,
  offer: HandOverRow,
  result: keyof typeof ACT,
  reason: string | null,
): Promise<void> {
  await tx.query('UPDATE case_hand_over SET state = $2, reason = $3, settled_at = $4 WHERE id = $1', [
    offer.id,
    result,
    reason,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: ACT[result],
    entity: handOverRef(offer.id),
    about: [caseRef(row.id)],
    body: { number: row.number, to: offer.to_person },
  });
  await deps.work.close(tx, { ref: handOverRef(offer.id), outcome: result });
}

export async function handOversOf(tx: Tx, caseId: string): Promise<HandOverRow[]> {
  return tx.query<HandOverRow>('SELECT * FROM case_hand_over WHERE case_id = $1 ORDER BY at, id', [caseId]);
}
