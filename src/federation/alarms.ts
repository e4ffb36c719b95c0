import type { Tx } from '../platform/index.ts';
import type { Context } from './context.ts';

export interface Alarm {
  /** What is wrong, as a code of `phrases.ts`. */
  readonly code: string;
  readonly peer: string | null;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Raises an alarm for the watch, on the record. */
export async function raiseAlarm(ctx: Pick<Context, 'runtime' | 'audit'>, tx: Tx, alarm: Alarm): Promise<void> {
  const id = ctx.runtime.newId();
  await tx.query('INSERT INTO federation_alarm (id, code, peer, params, at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    alarm.code,
    alarm.peer,
    JSON.stringify(alarm.params ?? {}),
    tx.now,
  ]);
  ctx.audit.record(tx, {
    act: 'federation.alarm',
    entity: { kind: 'alarm', id },
    body: { code: alarm.code, ...(alarm.peer === null ? {} : { peer: alarm.peer }), ...alarm.params },
  });
  ctx.runtime.log.warn({ code: alarm.code, peer: alarm.peer }, 'alarm');
}
