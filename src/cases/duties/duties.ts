import type * as z from 'zod';
import { conflict, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { addDuty, changeDuty, DutyView, finishDuty } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { checkColleagues } from '../people/colleagues.ts';
import { caseRef, dutyRef } from '../refs.ts';
import { type CaseRow, lockOpenCase, theCase } from '../store-cases.ts';

export interface DutyRow {
  id: string;
  case_id: string;
  owner: string;
  what: string;
  due_at: number;
  state: DutyView['state'];
  version: number;
  note: string | null;
  at: number;
}

/** Gives a colleague something to do on the case, by a day. @throws AppError `invalid`, `refused` when the case is closed */
export async function giveDuty(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: z.infer<typeof addDuty>,
): Promise<{ id: string }> {
  const row = await lockOpenCase(tx, caseId);
  await checkColleagues(deps, tx, row.compartment, [input.owner], '/body/owner');
  if (input.dueAt <= tx.now) throw invalid('/body/dueAt', 'deadline.in-past');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_duty (id, case_id, owner, what, due_at, state, version, by_actor, at, compartment)
     VALUES ($1,$2,$3,$4,$5,'open',1,$6,$7,$8)`,
    [id, caseId, input.owner, input.what, input.dueAt, tx.scope.actor.id, tx.now, row.compartment],
  );
  deps.audit.record(tx, {
    act: 'case.duty-given',
    entity: dutyRef(id),
    about: [caseRef(caseId)],
    body: { number: row.number, owner: input.owner },
  });
  await owe(deps, tx, row, { id, owner: input.owner, dueAt: input.dueAt });
  return { id };
}

/** Another colleague, or another day. @throws AppError `conflict` with both values */
export async function moveDuty(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: z.infer<typeof changeDuty>,
): Promise<{ id: string; version: number }> {
  const duty = await lockDuty(tx, id, input);
  const row = await theCase(tx, duty.case_id);
  await checkColleagues(deps, tx, row.compartment, [input.owner], '/body/owner');
  if (input.dueAt <= tx.now) throw invalid('/body/dueAt', 'deadline.in-past');
  await tx.query('UPDATE case_duty SET owner = $2, due_at = $3, version = version + 1 WHERE id = $1', [
    id,
    input.owner,
    input.dueAt,
  ]);
  deps.audit.record(tx, {
    act: 'case.duty-moved',
    entity: dutyRef(id),
    about: [caseRef(duty.case_id)],
    body: { number: row.number, owner: input.owner },
  });
  await deps.work.close(tx, { ref: dutyRef(id), outcome: 'moved' });
  await owe(deps, tx, row, { id, owner: input.owner, dueAt: input.dueAt });
  return { id, version: duty.version + 1 };
}

/** Done, or dropped, and in both cases what was found. @throws AppError `conflict` with both values */
export async function endDuty(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: z.infer<typeof finishDuty>,
): Promise<{ id: string; version: number }> {
  const duty = await lockDuty(tx, id, input);
  const { number } = await theCase(tx, duty.case_id);
  await tx.query('UPDATE case_duty SET state = $2, note = $3, finished_at = $4, version = version + 1 WHERE id = $1', [
    id,
    input.result,
    input.note,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: input.result === 'done' ? 'case.duty-done' : 'case.duty-dropped',
    entity: dutyRef(id),
    about: [caseRef(duty.case_id)],
    body: { number },
  });
  await deps.work.close(tx, { ref: dutyRef(id), outcome: input.result });
  return { id, version: duty.version + 1 };
}

export async function dutiesOf(tx: Tx, caseId: string): Promise<DutyRow[]> {
  return tx.query<DutyRow>('SELECT * FROM case_duty WHERE case_id = $1 ORDER BY at, id', [caseId]);
}

async function lockDuty(tx: Tx, id: string, yours: { version: number }): Promise<DutyRow> {
  const [duty] = await tx.query<DutyRow>('SELECT * FROM case_duty WHERE id = $1 FOR UPDATE', [id]);
  if (!duty) throw notFound('case-duty');
  if (duty.version !== yours.version) {
    const { version, state, owner, due_at: dueAt } = duty;
    throw conflict('case-duty', yours, { version, state, owner, dueAt });
  }
  if (duty.state !== 'open') throw refuse('case.duty.finished', { state: duty.state });
  return duty;
}

async function owe(
  deps: CasesDeps,
  tx: Tx,
  of: CaseRow,
  duty: { id: string; owner: string; dueAt: number },
): Promise<void> {
  await deps.work.open(tx, {
    ref: dutyRef(duty.id),
    task: 'case.duty',
    owner: { person: duty.owner },
    dueAt: duty.dueAt,
    urgency: of.urgency,
    params: { number: of.number },
    about: [caseRef(of.id)],
    compartment: of.compartment,
  });
}
