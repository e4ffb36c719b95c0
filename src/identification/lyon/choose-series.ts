import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { type Deps, due } from '../deps.ts';
import type { Contribution, FoundMatch } from '../wire.ts';
import { followMerge, lockSeries } from './series-store.ts';

/** The series a new picture belongs to: the one named, or the one a match points to, or a new one. */
export async function chooseSeries(
  deps: Deps,
  tx: Tx,
  from: BureauCode,
  body: Contribution,
  matches: readonly FoundMatch[],
): Promise<string> {
  if (body.series && 'id' in body.series) {
    const row = await lockSeries(tx, await followMerge(tx, body.series.id));
    if (!row) throw refuse('series.unknown');
    return row.id;
  }
  const [best] = matches;
  if (body.series === null && best) return best.series.id;
  return openSeries(deps, tx, from, body.series?.label ?? `${from}-${body.sha256.slice(0, 8)}`);
}

/** A contributor's own label names one series: used again, it means the same. */
async function openSeries(deps: Deps, tx: Tx, from: BureauCode, label: string): Promise<string> {
  const id = deps.runtime.newId();
  const made = await tx.query(
    `INSERT INTO icse_series (id, label, opened_by, opened_at, state, version, state_version, updated_at)
     VALUES ($1, $2, $3, $4, 'unidentified', 1, 1, $4) ON CONFLICT (opened_by, label) DO NOTHING RETURNING id`,
    [id, label, from, tx.now],
  );
  if (made.length === 0) {
    const [own] = await tx.query<{ id: string }>('SELECT id FROM icse_series WHERE opened_by = $1 AND label = $2', [
      from,
      label,
    ]);
    if (!own) throw new Error('series label is taken and not there');
    return followMerge(tx, own.id);
  }
  deps.audit.record(tx, {
    act: 'icse.series-opened',
    entity: { kind: 'series', id },
    body: { label, bureau: from },
  });
  await deps.work.open(tx, {
    ref: { kind: 'series', id },
    task: 'icse.unidentified',
    owner: { role: 'curator' },
    dueAt: tx.now + due.unidentified,
    urgency: 'routine',
    params: { label },
  });
  return id;
}
