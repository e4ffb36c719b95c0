import type { EntityRef, Tx } from '../platform/index.ts';
import type { TIMELINE_PARTS, TimelineEntryView } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { actorNames } from './views.ts';

const VIEWS = /[.-](?:viewed|listed)$/;

/** Which acts a part of the timeline holds. */
const PARTS: Readonly<Record<(typeof TIMELINE_PARTS)[number], RegExp>> = {
  people: /^subject\./,
  notes: /^case\.(?:note|mention)/,
  work: /^(?:work\.|case\.(?:duty|agency-task|hand-over|reviewed))/,
  bureaus: /^(?:case\.(?:ask|answer|message)|thread\.|message\.|federation\.)/,
  outcomes: /^case\.outcome/,
  links: /^case\.(?:linked|unlinked|pair|merged|taken-apart)/,
  notices: /^(?:notice|hit|review)\./,
  standing: /^(?:request\.|case\.(?:opened|closed|changed|restricted|opened-to-all|let-|merged|taken-apart|exported))/,
};

interface TimelineQuery {
  after?: number | undefined;
  limit: number;
  views: 'yes' | 'no';
  part?: (typeof TIMELINE_PARTS)[number] | undefined;
  by?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
}

/**
 * The ledger of a thing, read aloud: the act is a key of the phrases, the body fills it. Views are left out unless asked for. Of
 * several things (a case and those merged into it) their entries stand in one order.
 * @returns entries oldest first, and the number to go on after (null at the end)
 */
export async function readTimeline(
  deps: Pick<CasesDeps, 'audit' | 'access'>,
  tx: Tx,
  of: EntityRef | readonly EntityRef[],
  query: TimelineQuery,
): Promise<{ entries: TimelineEntryView[]; next: number | null }> {
  const found = new Map<string, Awaited<ReturnType<typeof deps.audit.timeline>>[number]>();
  let isMore = false;
  for (const entity of [of].flat()) {
    const read = await deps.audit.timeline(tx, entity, { after: query.after, limit: query.limit });
    isMore ||= read.length === query.limit;
    for (const entry of read) found.set(entry.id, entry);
  }
  const place = (seq: number | null): number => seq ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...found.values()].sort((a, b) => place(a.seq) - place(b.seq) || a.time - b.time);
  const entries = ordered.slice(0, query.limit);
  const name = await actorNames(
    deps.access,
    tx,
    entries.map((entry) => entry.actor),
  );
  const shown = entries.filter((entry) => {
    if (query.views === 'no' && VIEWS.test(entry.act)) return false;
    if (query.part && !PARTS[query.part].test(entry.act)) return false;
    if (query.by !== undefined && entry.actor !== query.by) return false;
    return entry.time >= (query.since ?? 0) && entry.time <= (query.until ?? Number.MAX_SAFE_INTEGER);
  });
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
    next: isMore || ordered.length > entries.length ? (entries.at(-1)?.seq ?? null) : null,
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
