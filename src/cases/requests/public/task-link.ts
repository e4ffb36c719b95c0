import { AppError, notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { PublicTask } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef, taskRef } from '../../refs.ts';
import { findCase, type TaskRow } from '../../store-cases.ts';
import { finishTask } from '../../task-agency.ts';
import { hashOf, holderScope, newSecret } from '../secrets.ts';

const GRACE_MS = 14 * 86_400_000;

/** A private link by which an agency without an account answers a task; the one of before is void. */
export async function issueTaskLink(
  deps: CasesDeps,
  tx: Tx,
  taskId: string,
): Promise<{ token: string; expiresAt: number }> {
  const [task] = await tx.query<TaskRow>('SELECT * FROM case_task WHERE id = $1', [taskId]);
  if (!task) throw notFound('case-task');
  if (task.state !== 'open') throw refuse('case.task.finished', { state: task.state });
  const token = newSecret(deps.runtime);
  const expiresAt = Math.max(task.due_at, tx.now) + GRACE_MS;
  await tx.query(
    `INSERT INTO case_task_link (task_id, token_hash, by_actor, at, expires_at, compartment) VALUES ($1,$2,$3,$4,$5,$6)
     ON CONFLICT (task_id) DO UPDATE SET token_hash = excluded.token_hash, by_actor = excluded.by_actor,
       at = excluded.at, expires_at = excluded.expires_at`,
    [taskId, hashOf(token), tx.scope.actor.id, tx.now, expiresAt, task.compartment],
  );
  deps.audit.record(tx, {
    act: 'case.task-link-issued',
    entity: taskRef(taskId),
    about: [caseRef(task.case_id)],
    body: { agency: task.to_agency },
  });
  return { token, expiresAt };
}

async function byToken(tx: Tx, token: string): Promise<TaskRow> {
  const [row] = await tx.query<TaskRow>(
    `SELECT t.* FROM case_task t JOIN case_task_link l ON l.task_id = t.id
     WHERE l.token_hash = $1 AND l.expires_at > $2`,
    [hashOf(token), tx.now],
  );
  if (!row) throw new AppError('not-found', 'task link');
  return row;
}

async function view(deps: CasesDeps, tx: Tx, task: TaskRow): Promise<PublicTask> {
  const file = await findCase(tx, task.case_id);
  if (!file) throw notFound('case');
  const agency = await deps.directory.agency(tx, task.to_agency);
  return {
    bureau: tx.scope.bureau,
    number: file.number,
    agencyName: agency?.name ?? null,
    what: task.what,
    dueAt: task.due_at,
    urgency: file.urgency,
    state: task.state,
    answer: task.note,
  };
}

/** What the agency is asked. @throws AppError `not-found` */
export async function readTaskByLink(deps: CasesDeps, token: string): Promise<PublicTask> {
  return deps.db.tx(holderScope(deps.runtime), async (tx) => {
    const task = await byToken(tx, token);
    deps.audit.record(tx, {
      act: 'case.task-viewed',
      entity: taskRef(task.id),
      about: [caseRef(task.case_id)],
      body: { agency: task.to_agency },
    });
    return view(deps, tx, task);
  });
}

/** The agency's answer. The same answer sent again after a broken connection has no second effect. */
export async function answerTaskByLink(
  deps: CasesDeps,
  token: string,
  input: { by: string; result: 'done' | 'not-possible'; text: string },
): Promise<PublicTask> {
  return deps.db.tx(holderScope(deps.runtime), async (tx) => {
    const task = await byToken(tx, token);
    const note = `${input.by}: ${input.text}`;
    if (task.state === input.result && task.note === note) return view(deps, tx, task);
    await finishTask(deps, tx, task.id, { result: input.result, note });
    return view(deps, tx, await byToken(tx, token));
  });
}
