import { refuse, type Tx } from '../../platform/index.ts';
import { dueAt, ownerOf } from '../deadlines.ts';
import type { CasesDeps } from '../deps.ts';
import { caseRef } from '../refs.ts';
import type { CaseRow } from '../store-cases.ts';

export const CHILD_WELFARE_TASK = 'case.child-welfare';

/** A child without anybody is looked after by a child-welfare authority, whatever else the police do. */
export function needsChildWelfare(wanted: readonly string[]): boolean {
  return wanted.includes('unaccompanied-child');
}

type Opened = Pick<CaseRow, 'id' | 'number' | 'wanted' | 'urgency' | 'compartment' | 'agency'>;

/** With the case the authority is owed its task. */
export async function oweChildWelfare(deps: CasesDeps, tx: Tx, file: Opened): Promise<void> {
  if (!needsChildWelfare(file.wanted)) return;
  await deps.work.open(tx, {
    ref: caseRef(file.id),
    task: CHILD_WELFARE_TASK,
    owner: ownerOf(file.urgency),
    dueAt: dueAt('intake', file.urgency, tx.now),
    urgency: file.urgency,
    params: { number: file.number },
    compartment: file.compartment,
    agency: file.agency,
  });
}

/** Whether a child-welfare authority has been asked on this case. */
export async function hasChildWelfare(deps: CasesDeps, tx: Tx, caseId: string): Promise<boolean> {
  const tasks = await tx.query<{ to_agency: string }>('SELECT DISTINCT to_agency FROM case_task WHERE case_id = $1', [
    caseId,
  ]);
  for (const { to_agency } of tasks) {
    if ((await deps.directory.agency(tx, to_agency))?.kind === 'child-welfare') return true;
  }
  return false;
}

/**
 * Called before an agency is tasked: for an unaccompanied child the child-welfare authority comes first, and then police too.
 * @throws AppError `refused` `case.task.child-welfare-first`
 */
export async function childWelfareFirst(
  deps: CasesDeps,
  tx: Tx,
  file: Pick<CaseRow, 'id' | 'wanted'>,
  kind: 'law-enforcement' | 'child-welfare',
): Promise<void> {
  if (!needsChildWelfare(file.wanted)) return;
  if (kind === 'child-welfare') {
    await deps.work.close(tx, { ref: caseRef(file.id), task: CHILD_WELFARE_TASK, outcome: 'referred' });
    return;
  }
  if (!(await hasChildWelfare(deps, tx, file.id)))
    throw refuse('case.task.child-welfare-first', undefined, '/body/agency');
}
