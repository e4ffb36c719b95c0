import { conflict, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { RosterView, ShiftView } from '../contract-watch.ts';
import { WATCH_ROLES, type WatchDeps } from './deps.ts';

const LONGEST_MS = 24 * 3_600_000;
const WIDEST_MS = 62 * 86_400_000;
const COLUMNS = 'id, person, starts_at AS "startsAt", ends_at AS "endsAt", version';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Who is planned when, and when nobody is.
 * @throws AppError `invalid` `watch.span` for more than two months or none.
 */
export async function readRoster(tx: Tx, { from, to }: Span): Promise<RosterView> {
  if (to <= from || to - from > WIDEST_MS) throw invalid('/query/to', 'watch.span');
  const shifts = await tx.query<ShiftView>(
    `SELECT ${COLUMNS} FROM watch_shift WHERE cancelled_at IS NULL AND ends_at > $1 AND starts_at < $2
     ORDER BY starts_at, id LIMIT 1000`,
    [from, to],
  );
  return { shifts, gaps: gapsOf(shifts, { from, to }) };
}

/** Times of a span that no shift covers. Shifts come by their beginning. */
export function gapsOf(shifts: readonly Pick<ShiftView, 'startsAt' | 'endsAt'>[], { from, to }: Span): Span[] {
  const gaps: Span[] = [];
  let covered = from;
  for (const { startsAt, endsAt } of shifts) {
    if (startsAt > covered) gaps.push({ from: covered, to: Math.min(startsAt, to) });
    covered = Math.max(covered, endsAt);
    if (covered >= to) break;
  }
  if (covered < to) gaps.push({ from: covered, to });
  return gaps;
}

/**
 * Plans a shift. Two people may be on at once; one person not twice.
 * @throws AppError `invalid` `watch.shift-times`, `watch.not-staff`; `refused` `watch.shift-overlaps`.
 */
export async function planShift(
  deps: WatchDeps,
  tx: Tx,
  input: { readonly person: string; readonly startsAt: number; readonly endsAt: number },
): Promise<ShiftView> {
  const { person, startsAt, endsAt } = input;
  if (endsAt <= startsAt || endsAt - startsAt > LONGEST_MS) throw invalid('/body/endsAt', 'watch.shift-times');
  await requireStaff(deps, tx, person, '/body/person');
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('homeward watch roster'))");
  const other = await tx.query(
    'SELECT id FROM watch_shift WHERE person = $1 AND cancelled_at IS NULL AND ends_at > $2 AND starts_at < $3',
    [person, startsAt, endsAt],
  );
  if (other.length > 0) throw refuse('watch.shift-overlaps');
  const id = deps.runtime.newId();
  await tx.query('INSERT INTO watch_shift (id, person, starts_at, ends_at, planned_by) VALUES ($1, $2, $3, $4, $5)', [
    id,
    person,
    startsAt,
    endsAt,
    tx.scope.actor.id,
  ]);
  deps.audit.record(tx, {
    act: 'watch.shift-planned',
    entity: { kind: 'watch-shift', id },
    body: { person, startsAt, endsAt },
  });
  return { id, person, startsAt, endsAt, version: 1 };
}

/** @throws AppError `conflict` `version.stale`; `not-found`. */
export async function cancelShift(deps: WatchDeps, tx: Tx, input: { id: string; version: number }): Promise<ShiftView> {
  const [shift] = await tx.query<ShiftView>(
    `SELECT ${COLUMNS} FROM watch_shift WHERE id = $1 AND cancelled_at IS NULL FOR UPDATE`,
    [input.id],
  );
  if (!shift) throw notFound('shift');
  if (shift.version !== input.version) throw conflict('shift changed', { version: input.version }, shift);
  await tx.query('UPDATE watch_shift SET cancelled_at = $2, version = version + 1 WHERE id = $1', [shift.id, tx.now]);
  const { person, startsAt, endsAt } = shift;
  deps.audit.record(tx, {
    act: 'watch.shift-cancelled',
    entity: { kind: 'watch-shift', id: shift.id },
    body: { person, startsAt, endsAt },
  });
  return { ...shift, version: shift.version + 1 };
}

/** @throws AppError `invalid` `watch.not-staff`. */
export async function requireStaff(deps: WatchDeps, tx: Tx, person: string, pointer: string): Promise<void> {
  const scope = (await deps.access.scopesOf(tx, [person])).get(person);
  if (!scope || scope.agency !== null || !WATCH_ROLES.some((role) => scope.roles.includes(role)))
    throw invalid(pointer, 'watch.not-staff');
}
