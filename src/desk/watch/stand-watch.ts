import { refuse, type Tx } from '../../platform/index.ts';
import type { WatchView } from '../contract-watch.ts';
import { WATCH_ROLES, type WatchDeps } from './deps.ts';
import { selectHandovers } from './handover-store.ts';
import { addEntry } from './keep-log.ts';

interface Duty {
  readonly id: string;
  readonly person: string;
  readonly since: number;
}

/** Who is on watch in fact, the longest first. */
export function onDuty(tx: Tx): Promise<Duty[]> {
  return tx.query<Duty>(
    'SELECT id, person, began_at AS since FROM watch_duty WHERE ended_at IS NULL ORDER BY began_at, id LIMIT 50',
  );
}

/**
 * Begins a watch beside whoever is on, or where nobody is. To take over from somebody there is the hand-over.
 * @throws AppError `refused` `watch.on-already`.
 */
export async function beginWatch(deps: WatchDeps, tx: Tx): Promise<void> {
  await lockDuty(tx);
  const me = tx.scope.actor.id;
  if ((await onDuty(tx)).some((duty) => duty.person === me)) throw refuse('watch.on-already');
  const id = await startDuty(deps, tx, me, null);
  await addEntry(deps, tx, { kind: 'began', text: '–' });
  deps.audit.record(tx, { act: 'watch.began', entity: { kind: 'watch-duty', id } });
}

/**
 * Ends one's watch while a colleague stays on. The last one hands over.
 * @throws AppError `refused` `watch.not-on`, `watch.last-on`.
 */
export async function endWatch(deps: WatchDeps, tx: Tx): Promise<void> {
  await lockDuty(tx);
  const duties = await onDuty(tx);
  const mine = duties.find((duty) => duty.person === tx.scope.actor.id);
  if (!mine) throw refuse('watch.not-on');
  if (duties.length === 1) throw refuse('watch.last-on');
  await tx.query('UPDATE watch_duty SET ended_at = $2 WHERE id = $1', [mine.id, tx.now]);
  await addEntry(deps, tx, { kind: 'ended', text: '–' });
  deps.audit.record(tx, { act: 'watch.ended', entity: { kind: 'watch-duty', id: mine.id } });
}

export function lockDuty(tx: Tx): Promise<unknown> {
  return tx.query("SELECT pg_advisory_xact_lock(hashtext('homeward watch duty'))");
}

export async function startDuty(deps: WatchDeps, tx: Tx, person: string, takenBy: string | null): Promise<string> {
  const id = deps.runtime.newId();
  await tx.query('INSERT INTO watch_duty (id, person, began_at, taken_by) VALUES ($1, $2, $3, $4)', [
    id,
    person,
    tx.now,
    takenBy,
  ]);
  return id;
}

/** Who is on, who may be, and what waits for a signature. */
export async function showWatch(deps: WatchDeps, tx: Tx): Promise<WatchView> {
  const duties = await onDuty(tx);
  const names = await deps.access.people(
    tx,
    duties.map((duty) => duty.person),
  );
  deps.audit.record(tx, { act: 'watch.viewed', entity: { kind: 'watch', id: deps.runtime.bureau } });
  return {
    now: tx.now,
    onDuty: duties.map(({ person, since }) => ({ person, name: names.get(person)?.name ?? '', since })),
    people: await deps.access.peopleWith(tx, WATCH_ROLES),
    unsigned: await selectHandovers(tx, { unsigned: true, limit: 50 }),
  };
}
