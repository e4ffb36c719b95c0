import { notFound, refuse, type Tx } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { changeNotice, lockForChange } from '../store.ts';
import { settleRetest } from './test-again.ts';

/**
 * A notice that no longer passes stays as it is, with a reason: at the Secretariat its override, at the owner why nothing changes.
 * @throws AppError `refused` `notice.retest.nothing-open`; `conflict`
 */
export async function keepNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const notice = await lockForChange(tx, input.id, input.version);
  if (notice.relation === 'holder') throw notFound('notice');
  if (!(await settleRetest(deps, tx, notice.id, 'kept', input.reason))) throw refuse('notice.retest.nothing-open');
  await changeNotice(tx, notice, {});
}
