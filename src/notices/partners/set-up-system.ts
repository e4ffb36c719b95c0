import { isUniqueViolation, refuse, type Tx } from '../../platform/index.ts';
import { validateDays } from '../clocks.ts';
import type { Colour, SystemKind } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { systemRef } from '../refs.ts';
import { q } from '../store.ts';

/**
 * Names a national system to which incoming notices are offered from now on.
 * @throws AppError `refused` `system.known`
 */
export async function setUpSystem(
  deps: NoticesDeps,
  tx: Tx,
  input: {
    code: string;
    name: string;
    kind: SystemKind;
    colours: readonly Colour[];
    partner?: string | null | undefined;
    validateDays?: number | undefined;
  },
): Promise<void> {
  try {
    await q(tx)
      .insertInto('notice_system')
      .values({
        code: input.code,
        name: input.name,
        kind: input.kind,
        colours: [...new Set(input.colours)],
        partner: input.partner ?? null,
        validate_days: input.validateDays ?? validateDays[input.kind] ?? 365,
        active: true,
        created_by: tx.scope.actor.id,
        created_at: tx.now,
        version: 1,
      })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('system.known', {}, '/body/code');
    throw error;
  }
  deps.audit.record(tx, {
    act: 'system.set-up',
    entity: systemRef(input.code),
    body: { kind: input.kind, colours: [...input.colours] },
  });
}
