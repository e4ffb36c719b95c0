import type { EntityRef, Tx } from '../platform/index.ts';
import type { TimelineEntryView } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { actorNames } from './views.ts';

const VIEWS = /[.-](?:viewed|listed)$/;

/**
 * The ledger of a thing, read aloud: the act is a key of the phrases, the body fills it. Views are left out unless asked for.
 * @returns entries oldest first, and the number to go on after (null at the end)
 */
export async function readTimeline(
  deps: Pick<CasesDeps, 'audit' | 'access'>,
  tx: Tx,
  entity: EntityRef,
  query: { after?: number; limit: number; views: 'yes' | 'no' },
): Promise<{ entries: TimelineEntryView[]; next: number | null }> {
  const entries = await deps.audit.timeline(tx, entity, { after: query.after, limit: query.limit });
  const name = await actorNames(
    deps.access,
    tx,
    entries.map((entry) => entry.actor),
  );
  const shown = entries.filter((entry) => query.views === 'yes' || !VIEWS.test(entry.act));
  return {
    entries: shown.map((entry) => {
      const actorName = name(entry.actor);
      return {
        seq: entry.seq,
        time: entry.time,
        act: entry.act,
        actor: entry.actor,
        actorName: actorName === entry.actor ? null : actorName,
        entity: entry.entity,
        params: paramsOf(entry.body),
      };
    }),
    next: entries.length === query.limit ? (entries.at(-1)?.seq ?? null) : null,
  };
}

/** What a phrase can be filled with: the plain values of the body. */
function paramsOf(body: unknown): TimelineEntryView['params'] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const plain = Object.entries(body).filter(
    (pair): pair is [string, string | number | boolean] =>
      typeof pair[1] === 'string' || typeof pair[1] === 'number' || typeof pair[1] === 'boolean',
  );
  return Object.fromEntries(plain);
}
