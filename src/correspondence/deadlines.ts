import { conflict, type Tx } from '../platform/index.ts';
import { HOUR, type Urgency } from '../protocol/index.ts';
import type { DeadlineBody } from './contract-handling.ts';
import data from './data/deadlines.json' with { type: 'json' };
import type { CorrespondenceDeps } from './deps.ts';

type Setting = DeadlineBody & { readonly version: number };

/** What is in force: what people here set last, or the house defaults (version 0). Once read, kept for the transaction. */
export async function deadlineSetting(tx: Tx): Promise<Setting> {
  const known = tx.memo.get('correspondence.deadlines') as Setting | undefined;
  if (known) return known;
  const [row] = await tx.query<{ version: number; body: DeadlineBody }>(
    'SELECT version, body FROM deadline_setting ORDER BY version DESC LIMIT 1',
  );
  const { answerWithinHours, remindBeforeHours, watchAfterHours } = data;
  const found: Setting = row
    ? { version: row.version, ...row.body }
    : { version: 0, answerWithinHours, remindBeforeHours, watchAfterHours };
  tx.memo.set('correspondence.deadlines', found);
  return found;
}

/** When an answer is due, UTC ms, counted from now. */
export async function answerDueAt(tx: Tx, urgency: Urgency): Promise<number> {
  return tx.now + (await deadlineSetting(tx)).answerWithinHours[urgency] * HOUR;
}

/** The role that owns work of this urgency. */
export function ownerOf(urgency: Urgency): { role: string } {
  return { role: data.owner[urgency] };
}

const inMs = (hours: Readonly<Record<Urgency, number>>): Record<Urgency, number> => ({
  routine: hours.routine * HOUR,
  urgent: hours.urgent * HOUR,
  'life-at-risk': hours['life-at-risk'] * HOUR,
});

/** The deadlines in force and where they come from. */
export async function deadlinesInForce(tx: Tx) {
  const setting = await deadlineSetting(tx);
  return {
    source: setting.version === 0 ? data.source : '',
    version: setting.version,
    answerWithinMs: inMs(setting.answerWithinHours),
    remindBeforeMs: inMs(setting.remindBeforeHours),
    watchAfterMs: inMs(setting.watchAfterHours),
  };
}

/** Sets the deadlines of what is sent and received from now on; what runs keeps its own. */
export async function setDeadlines(
  deps: CorrespondenceDeps,
  tx: Tx,
  { version, ...body }: DeadlineBody & { version: number },
): Promise<{ version: number }> {
  // One after the other: the loser of two changes at once sees the winner's version.
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('correspondence.deadlines'))");
  const current = await deadlineSetting(tx);
  if (current.version !== version) throw conflict('deadlines', { version, ...body }, current);
  const next = version + 1;
  await tx.query('INSERT INTO deadline_setting (version, body, at, actor) VALUES ($1,$2,$3,$4)', [
    next,
    JSON.stringify(body),
    tx.now,
    tx.scope.actor.id,
  ]);
  tx.memo.delete('correspondence.deadlines');
  deps.audit.record(tx, {
    act: 'correspondence.deadlines-changed',
    entity: { kind: 'list', id: 'deadlines' },
    body: { version: next },
  });
  return { version: next };
}

export async function deadlineHistory(tx: Tx) {
  const entries = await tx.query<{ version: number; at: number; actor: string; body: DeadlineBody }>(
    'SELECT version, at, actor, body FROM deadline_setting ORDER BY version DESC LIMIT 100',
  );
  return { entries };
}
