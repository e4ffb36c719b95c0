import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import { readSettings } from './icse-settings.ts';
import { lockPerson, personLabel } from './person-store.ts';
import { readSummary } from './series-store.ts';

export const LEAD_JOB = 'icse.watch-lead';
const DAY = 86_400_000;

interface Watched {
  readonly id: string;
  readonly of: 'series' | 'person';
}

/** From now on the lead is looked at: when nothing was done on it for so many days, the bureau that leads is reminded. */
export async function watchLead(deps: Pick<Deps, 'jobs'>, tx: Tx, watched: Watched): Promise<void> {
  const { leadStaleDays } = await readSettings(tx);
  await lookAgain(deps, tx, watched, tx.now + leadStaleDays * DAY);
}

async function lookAgain(deps: Pick<Deps, 'jobs'>, tx: Tx, watched: Watched, runAt: number): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: LEAD_JOB, key: watched.id, payload: { ...watched }, runAt });
}

interface Lead {
  readonly seriesId: string;
  readonly by: BureauCode;
  readonly activeAt: number;
  readonly of: { id: string; label: string } | null;
}

/** One job a lead: ends with it, and reminds again each time the days are over. */
export function leadJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const watched = job.payload as Watched;
    await deps.db.tx(scope, async (tx) => {
      await job.done(tx);
      const lead = watched.of === 'series' ? await seriesLead(tx, watched.id) : await personLead(tx, watched.id);
      if (!lead) return;
      const days = (await readSettings(tx)).leadStaleDays;
      const until = lead.activeAt + days * DAY;
      if (until <= tx.now) await remind(deps, tx, lead);
      await lookAgain(deps, tx, watched, until > tx.now ? until : tx.now + days * DAY);
    });
    return undefined;
  };
}

async function remind(deps: Deps, tx: Tx, lead: Lead): Promise<void> {
  deps.audit.record(tx, {
    act: 'icse.lead-stale',
    entity: { kind: 'series', id: lead.seriesId },
    body: { bureau: lead.by, of: lead.of?.label ?? '' },
  });
  await deps.lyon.tell(tx, [lead.by], 'icse.claim', {
    alert: deps.runtime.newId(),
    kind: 'stale-lead',
    series: { ...(await readSummary(tx, lead.seriesId)) },
    of: lead.of,
    bureau: lead.by,
  });
}

/** A series with victims registered is led victim by victim. */
async function seriesLead(tx: Tx, id: string): Promise<Lead | null> {
  const [row] = await tx.query<{ by_bureau: string; active_at: number | null; since: number }>(
    `SELECT by_bureau, active_at, since FROM icse_series WHERE id = $1 AND state = 'lead' AND merged_into IS NULL
       AND NOT EXISTS (SELECT FROM icse_person p WHERE p.series_id = $1 AND p.kind = 'victim')`,
    [id],
  );
  return row ? { seriesId: id, by: row.by_bureau, activeAt: row.active_at ?? row.since, of: null } : null;
}

async function personLead(tx: Tx, id: string): Promise<Lead | null> {
  const row = await lockPerson(tx, id);
  if (row?.state !== 'lead' || row.by_bureau === null) return null;
  const of = { id: row.id, label: personLabel(row) };
  return { seriesId: row.series_id, by: row.by_bureau, activeAt: row.active_at ?? row.since ?? 0, of };
}
