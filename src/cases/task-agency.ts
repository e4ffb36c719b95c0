import { invalid, notFound, refuse, type Tx } from '../platform/index.ts';
import type { FinishTask, TaskAgency } from './contract.ts';
import { ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef, taskRef } from './refs.ts';
import { childWelfareFirst } from './requests/child-welfare.ts';
import { lockOpenCase, type TaskRow } from './store-cases.ts';

/** Asks an agency of this country to act, by ORI, with a deadline; somebody here watches for its answer. */
export async function taskAgency(deps: CasesDeps, tx: Tx, caseId: string, input: TaskAgency): Promise<{ id: string }> {
  const row = await lockOpenCase(tx, caseId);
  const agency = await deps.directory.agency(tx, input.agency);
  if (!agency) throw invalid('/body/agency', 'agency.unknown', { ori: input.agency });
  if (input.dueAt <= tx.now) throw invalid('/body/dueAt', 'deadline.in-past');
  await childWelfareFirst(deps, tx, row, agency.kind);
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_task (id, case_id, to_agency, what, due_at, state, at, compartment) VALUES ($1,$2,$3,$4,$5,'open',$6,$7)`,
    [id, caseId, input.agency, input.what, input.dueAt, tx.now, row.compartment],
  );
  deps.audit.record(tx, {
    act: 'case.agency-tasked',
    entity: taskRef(id),
    about: [caseRef(caseId)],
    body: { agency: input.agency, number: row.number },
  });
  await deps.work.open(tx, {
    ref: taskRef(id),
    task: 'case.agency-task',
    owner: ownerOf(row.urgency),
    dueAt: input.dueAt,
    urgency: row.urgency,
    params: { number: row.number, agency: input.agency },
    about: [caseRef(caseId)],
    compartment: row.compartment,
  });
  return { id };
}

/** The agency's answer, recorded here. */
export async function finishTask(deps: CasesDeps, tx: Tx, id: string, input: FinishTask): Promise<{ id: string }> {
  const [task] = await tx.query<TaskRow>('SELECT * FROM case_task WHERE id = $1 FOR UPDATE', [id]);
  if (!task) throw notFound('case-task');
  if (task.state !== 'open') throw refuse('case.task.finished', { state: task.state });
  await tx.query('UPDATE case_task SET state = $2, note = $3 WHERE id = $1', [id, input.result, input.note]);
  deps.audit.record(tx, {
    act: input.result === 'done' ? 'case.agency-task-done' : 'case.agency-task-not-possible',
    entity: taskRef(id),
    about: [caseRef(task.case_id)],
    body: { agency: task.to_agency },
  });
  await deps.work.close(tx, { ref: taskRef(id), outcome: input.result });
  return { id };
}
