import { type Job, systemScope } from '../../platform/index.ts';
import { clocksOf } from '../clocks.ts';
import type { NoticesDeps } from '../deps.ts';
import { oweValidations } from '../partners/validate-entry.ts';
import { q } from '../store.ts';
import { watchPurges } from './chase-purges.ts';
import { watchWarrants } from './reconfirm-warrant.ts';
import { watchPapers } from './remind-of-papers.ts';
import { watchRefused } from './remove-refused.ts';
import { earliest, type Watch } from './watch.ts';
import { watchEnds } from './watch-ends.ts';
import { watchSuspensions } from './watch-suspensions.ts';

const watchValidations: Watch = async (deps, tx) => {
  await oweValidations(deps, tx);
  const row = await q(tx)
    .selectFrom('notice_entry')
    .select((eb) => eb.fn.min<number | null>('validate_at').as('at'))
    .where('state', 'in', ['entered', 'change-owed'])
    .where('validation_owed', '=', false)
    .executeTakeFirst();
  return row?.at == null ? null : row.at - clocksOf(deps).entryValidateWarn;
};

const WATCHES: readonly Watch[] = [
  watchPapers,
  watchPurges,
  watchSuspensions,
  watchEnds,
  watchWarrants,
  watchValidations,
  watchRefused,
];

/** One look at all clocks: each in a transaction of its own, so that what one has done stands whatever the next meets. */
export function lifeDue(deps: NoticesDeps) {
  return async (_job: Job): Promise<{ againAfterMs: number } | undefined> => {
    const scope = systemScope(deps.runtime.bureau);
    const times: (number | null)[] = [];
    for (const watch of WATCHES) times.push(await deps.db.tx(scope, (tx) => watch(deps, tx)));
    const next = earliest(times);
    return next === null ? undefined : { againAfterMs: Math.max(1_000, next - deps.runtime.clock.now()) };
  };
}
