import { anyoneScope, type Tx } from '../platform/index.ts';
import { MINUTE } from '../protocol/index.ts';
import type { Context } from './context.ts';

/** Refusals of bytes that prove nothing are told one by one up to this many a minute; beyond it they are counted. */
const TOLD_A_MINUTE = 120;

export interface UnprovenRefusal {
  readonly act: 'federation.refused' | 'federation.request-refused';
  readonly entity: { readonly kind: string; readonly id: string };
  readonly body: { readonly code: string } & Readonly<Record<string, string>>;
}

/**
 * Puts refusals on the record whose sender nothing is known of. Anybody can cause them, and the ledger is for ever: so that
 * nobody can fill the disk with it, a flood is an entry with a count, written with the first refusal after its minute.
 */
export function createUnprovenRecorder(ctx: Pick<Context, 'db' | 'runtime' | 'audit'>) {
  let minute = 0;
  let told = 0;
  let untold = 0;

  return async function record(refusals: readonly UnprovenRefusal[]): Promise<void> {
    const now = ctx.runtime.clock.now();
    let flood = 0;
    if (Math.abs(now - minute) >= MINUTE) {
      flood = untold;
      minute = now;
      told = 0;
      untold = 0;
    }
    const telling = refusals.slice(0, Math.max(0, TOLD_A_MINUTE - told));
    told += telling.length;
    untold += refusals.length - telling.length;
    if (telling.length === 0 && flood === 0) return;
    await ctx.db.tx(anyoneScope(ctx.runtime.bureau), async (tx: Tx) => {
      for (const refusal of telling) ctx.audit.record(tx, refusal);
      if (flood > 0) {
        ctx.audit.record(tx, {
          act: 'federation.refusals-counted',
          entity: { kind: 'refusal', id: ctx.runtime.newId() },
          body: { count: flood },
        });
      }
    });
  };
}
