import type { Access } from '../access/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Runtime, Tx } from '../platform/index.ts';
import type { ConservationChecks, Work } from '../work/index.ts';
import type { BoardView } from './contract-views.ts';
import { sumQueue } from './sum-queue.ts';
import { selectHandovers } from './watch/handover-store.ts';
import { readRoster } from './watch/plan-roster.ts';
import { onDuty } from './watch/stand-watch.ts';

const WEEK_MS = 7 * 86_400_000;

export interface BoardDeps {
  readonly access: Access;
  readonly runtime: Runtime;
  readonly work: Work;
  readonly federation: Pick<Federation, 'status'>;
  readonly checks: Pick<ConservationChecks, 'standing'>;
}

/**
 * The wall: figures, times and who is on watch, of everything the bureau owes. Run in the system's scope, for a screen has no
 * compartments; nothing of a case is in it.
 */
export async function showBoard(deps: BoardDeps, tx: Tx): Promise<BoardView> {
  const { byTask: _, ...sums } = await sumQueue(deps.work, tx);
  const { queue, peers, alarms } = await deps.federation.status(tx);
  const duties = await onDuty(tx);
  const people = await deps.access.people(
    tx,
    duties.map((duty) => duty.person),
  );
  const { shifts, gaps } = await readRoster(tx, { from: tx.now, to: tx.now + WEEK_MS });
  const [gap] = gaps;
  const [alerts] = await tx.query<{ dead: number; trying: number }>(
    `SELECT count(*) FILTER (WHERE state = 'dead') AS dead, count(*) FILTER (WHERE state = 'queued' AND attempts > 0) AS trying
     FROM alert_delivery WHERE state IN ('queued', 'dead')`,
  );
  const unsigned = await selectHandovers(tx, { unsigned: true, limit: 50 });
  const planned = shifts.some((shift) => shift.startsAt <= tx.now);
  return {
    bureau: deps.runtime.bureau,
    ...sums,
    undelivered: {
      waiting: queue.depth,
      failing: peers.reduce((sum, peer) => sum + peer.failing, 0),
      oldestAt: queue.oldestAt,
      bureaus: peers.filter((peer) => peer.failing > 0).map((peer) => peer.code),
    },
    conservation: await deps.checks.standing(tx),
    alarms: alarms.length,
    alerts: { dead: alerts?.dead ?? 0, trying: alerts?.trying ?? 0 },
    onWatch: duties.map(({ person, since }) => ({ name: people.get(person)?.name ?? '', since })),
    rosterUntil: planned ? (gap?.from ?? tx.now + WEEK_MS) : null,
    nextGap: gap ?? null,
    unsignedHandovers: unsigned.map(({ id, state, writtenAt, offeredAt }) => ({
      id,
      state,
      since: offeredAt ?? writtenAt,
    })),
  };
}
