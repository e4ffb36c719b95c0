import { createHash } from 'node:crypto';
import { AppError, conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import { canonicalize } from '../../protocol/index.ts';
import type { HandoverFigures, HandoverView } from '../contract-watch.ts';
import { sumQueue } from '../sum-queue.ts';
import type { WatchDeps } from './deps.ts';
import { lockHandover, selectHandovers, updateHandover } from './handover-store.ts';
import { addEntry } from './keep-log.ts';
import { requireStaff } from './plan-roster.ts';
import { lockDuty, onDuty, startDuty } from './stand-watch.ts';

export const HANDOVER = 'watch-handover';
/** An unsigned note is owed within this. */
const SIGN_MS = 30 * 60_000;
const OPEN: readonly string[] = ['written', 'offered'];

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/**
 * Whoever is on watch writes what the next must know. Nothing is handed over until both have signed.
 * @throws AppError `refused` `watch.not-on`, `watch.handover-open`; `invalid` `watch.not-staff`, `watch.to-oneself`.
 */
export async function writeHandover(
  deps: WatchDeps,
  tx: Tx,
  input: { readonly incoming: string; readonly text: string },
): Promise<HandoverView> {
  await lockDuty(tx);
  const me = tx.scope.actor.id;
  if (!(await onDuty(tx)).some((duty) => duty.person === me)) throw refuse('watch.not-on');
  if (input.incoming === me) throw refuse('watch.to-oneself', undefined, '/body/incoming');
  await requireStaff(deps, tx, input.incoming, '/body/incoming');
  const open = await selectHandovers(tx, { unsigned: true, limit: 50 });
  if (open.some((note) => note.outgoing === me)) throw refuse('watch.handover-open');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO watch_handover (id, outgoing, incoming, text, state, written_at) VALUES ($1, $2, $3, $4, 'written', $5)`,
    [id, me, input.incoming, input.text, tx.now],
  );
  deps.audit.record(tx, { act: 'watch.handover-written', entity: { kind: HANDOVER, id } });
  await owe(deps, tx, id, me);
  return found(await lockHandover(tx, id));
}

/** @throws AppError `refused` `watch.handover-signed-already`; as `writeHandover`; `conflict`; `forbidden`; `not-found`. */
export async function changeHandover(
  deps: WatchDeps,
  tx: Tx,
  input: Versioned & { readonly incoming: string; readonly text: string },
): Promise<HandoverView> {
  const note = await lockVersion(tx, input);
  if (note.outgoing !== tx.scope.actor.id) throw new AppError('forbidden', 'the note is another’s');
  if (note.state !== 'written') throw refuse('watch.handover-signed-already');
  if (input.incoming === note.outgoing) throw refuse('watch.to-oneself', undefined, '/body/incoming');
  await requireStaff(deps, tx, input.incoming, '/body/incoming');
  deps.audit.record(tx, { act: 'watch.handover-changed', entity: { kind: HANDOVER, id: note.id } });
  return updateHandover(tx, note.id, { text: input.text, incoming: input.incoming });
}

/**
 * Signs in one's own name; the caller has confirmed who it is. The outgoing officer's signature fixes note and figures; the
 * incoming one's signs the same digest, and with it the watch passes.
 * @throws AppError `refused` `watch.not-yours-to-sign`, `watch.outgoing-first`; `conflict`; `not-found`.
 */
export async function signHandover(deps: WatchDeps, tx: Tx, input: Versioned): Promise<HandoverView> {
  await lockDuty(tx);
  const note = await lockVersion(tx, input);
  if (!OPEN.includes(note.state)) throw refuse('watch.handover-signed-already');
  const me = tx.scope.actor.id;
  if (me === note.outgoing && note.state === 'written') return offer(deps, tx, note);
  if (me !== note.incoming) throw refuse('watch.not-yours-to-sign');
  if (note.state === 'written') throw refuse('watch.outgoing-first');
  return takeOn(deps, tx, note);
}

async function offer(deps: WatchDeps, tx: Tx, note: HandoverView): Promise<HandoverView> {
  const { open, overdue, lifeAtRisk, escalated, snoozed } = await sumQueue(deps.work, tx);
  const { queue } = await deps.federation.status(tx);
  const figures: HandoverFigures = { open, overdue, lifeAtRisk, escalated, snoozed, undelivered: queue.depth };
  const digest = digestOf(note, figures);
  deps.audit.record(tx, {
    act: 'watch.handover-offered',
    entity: { kind: HANDOVER, id: note.id },
    body: { as: 'outgoing', digest, confirmed: 'password' },
  });
  await deps.work.close(tx, { ref: { kind: HANDOVER, id: note.id }, outcome: 'signed-outgoing' });
  await owe(deps, tx, note.id, note.incoming);
  return updateHandover(tx, note.id, {
    state: 'offered',
    digest,
    figures: JSON.stringify(figures),
    offered_at: tx.now,
  });
}

async function takeOn(deps: WatchDeps, tx: Tx, note: HandoverView): Promise<HandoverView> {
  if (!note.figures || digestOf(note, note.figures) !== note.digest)
    throw new Error('watch: the note is not what was signed');
  const duties = await onDuty(tx);
  await tx.query('UPDATE watch_duty SET ended_at = $2, given_by = $3 WHERE person = $1 AND ended_at IS NULL', [
    note.outgoing,
    tx.now,
    note.id,
  ]);
  if (!duties.some((duty) => duty.person === note.incoming)) await startDuty(deps, tx, note.incoming, note.id);
  deps.audit.record(tx, {
    act: 'watch.handover-signed',
    entity: { kind: HANDOVER, id: note.id },
    body: { as: 'incoming', outgoing: note.outgoing, digest: note.digest ?? '', confirmed: 'password' },
  });
  await deps.work.close(tx, { ref: { kind: HANDOVER, id: note.id }, outcome: 'signed' });
  await addEntry(deps, tx, {
    kind: 'handed-over',
    text: note.text.slice(0, 4000),
    ref: { kind: HANDOVER, id: note.id },
  });
  return updateHandover(tx, note.id, { state: 'signed', signed_at: tx.now });
}

/**
 * Takes an unsigned note back: its writer, or a supervisor, with the reason. The watch stays where it is.
 * @throws AppError `refused` `watch.handover-signed-already`; `conflict`; `forbidden`; `not-found`.
 */
export async function withdrawHandover(
  deps: WatchDeps,
  tx: Tx,
  input: Versioned & { readonly reason: string },
): Promise<HandoverView> {
  const note = await lockVersion(tx, input);
  if (!OPEN.includes(note.state)) throw refuse('watch.handover-signed-already');
  if (note.outgoing !== tx.scope.actor.id && !tx.scope.roles.includes('supervisor'))
    throw new AppError('forbidden', 'the note is another’s');
  deps.audit.record(tx, {
    act: 'watch.handover-withdrawn',
    entity: { kind: HANDOVER, id: note.id },
    body: { reason: input.reason },
  });
  await deps.work.close(tx, { ref: { kind: HANDOVER, id: note.id }, outcome: 'withdrawn' });
  return updateHandover(tx, note.id, { state: 'withdrawn', withdrawn_at: tx.now });
}

/** SHA-256 over the canonical form of all that both sign, lower-case hex. */
function digestOf({ id, outgoing, incoming, text }: HandoverView, figures: HandoverFigures): string {
  return createHash('sha256')
    .update(canonicalize({ v: 1, id, outgoing, incoming, text, figures: { ...figures } }))
    .digest('hex');
}

async function owe(deps: WatchDeps, tx: Tx, id: string, person: string): Promise<void> {
  await deps.work.open(tx, {
    ref: { kind: HANDOVER, id },
    task: 'watch.sign-handover',
    owner: { person },
    dueAt: tx.now + SIGN_MS,
    urgency: 'urgent',
  });
}

async function lockVersion(tx: Tx, { id, version }: Versioned): Promise<HandoverView> {
  const note = found(await lockHandover(tx, id));
  if (note.version !== version)
    throw conflict('hand-over changed', { version }, { version: note.version, state: note.state });
  return note;
}

function found(note: HandoverView | null): HandoverView {
  if (!note) throw notFound('hand-over');
  return note;
}

/** The room's own account of its notes. */
export async function handoverStates(tx: Tx): Promise<{ open: string[]; finished: string[]; refused: string[] }> {
  const rows = await tx.query<{ id: string; state: HandoverView['state'] }>('SELECT id, state FROM watch_handover');
  const of = (...states: string[]) => rows.filter((row) => states.includes(row.state)).map((row) => row.id);
  return { open: of('written', 'offered'), finished: of('signed'), refused: of('withdrawn') };
}
