import type { z } from 'zod';
import { conflict, type Tx } from '../platform/index.ts';
import type { papersDaysView } from './contract.ts';
import papersData from './data/papers-due.json' with { type: 'json' };
import { papersDue } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import { q } from './store.ts';

const countryRef = (country: string) => ({ kind: 'papers-days', id: country });

/** When the papers are due after an arrest there: by what this bureau has set, by its configuration, or by the default. */
export async function papersDueIn(deps: NoticesDeps, tx: Tx, country: string, date: string) {
  const row = await q(tx)
    .selectFrom('notice_papers_days')
    .select('days')
    .where('country', '=', country)
    .executeTakeFirst();
  return papersDue(country, date, { ...deps.papersDueDays, ...(row ? { [country]: row.days } : {}) });
}

export async function listPapersDays(deps: NoticesDeps, tx: Tx): Promise<z.input<typeof papersDaysView>> {
  const rows = await q(tx).selectFrom('notice_papers_days').selectAll().orderBy('country').execute();
  deps.audit.record(tx, { act: 'papers-days.listed', entity: countryRef('all') });
  const set = rows.map((row) => ({
    country: row.country,
    days: row.days,
    basis: 'set' as const,
    source: row.source,
    setAt: row.set_at,
    version: row.version,
  }));
  return { default: { days: papersData.default.days, source: papersData.note }, items: set };
}

/** What the treaty with a country says. Arrests from now on are counted by it; a clock that runs keeps its day. */
export async function setPapersDays(
  deps: NoticesDeps,
  tx: Tx,
  input: { country: string; version: number; days: number; source: string },
): Promise<void> {
  const known = await q(tx)
    .selectFrom('notice_papers_days')
    .selectAll()
    .where('country', '=', input.country)
    .forUpdate()
    .executeTakeFirst();
  if ((known?.version ?? 0) !== input.version) {
    throw conflict(
      'papers-days',
      { version: input.version },
      { version: known?.version ?? 0, days: known?.days ?? null },
    );
  }
  const values = { days: input.days, source: input.source, set_by: tx.scope.actor.id, set_at: tx.now };
  await q(tx)
    .insertInto('notice_papers_days')
    .values({ country: input.country, ...values, version: 1 })
    .onConflict((oc) => oc.column('country').doUpdateSet({ ...values, version: input.version + 1 }))
    .execute();
  deps.audit.record(tx, {
    act: 'papers-days.set',
    entity: countryRef(input.country),
    body: { days: input.days, before: known?.days ?? null, source: input.source },
  });
}
