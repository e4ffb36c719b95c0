import { refuse, type Tx } from '../platform/index.ts';
import type { ReportUrl } from './contract.ts';
import { type HostingDeps, urlRef } from './deps.ts';
import { lockUrls } from './store.ts';

/**
 * Somebody says that an address is gone, or still there. Only such a word says so: content is never fetched to see, and a change of
 * DNS means that it moved.
 * @throws AppError `refused` `hosting.report-in-future`; `conflict`
 */
export async function recordReport(deps: HostingDeps, tx: Tx, input: ReportUrl & { id: string }): Promise<void> {
  const { id, kind, by, name, at, note } = input;
  if (at > tx.now) throw refuse('hosting.report-in-future', {}, '/body/at');
  await lockUrls(tx, [{ id, version: input.version }]);
  await tx.query(
    `INSERT INTO hosting_report (id, url_id, kind, reporter, name, at, note, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [deps.runtime.newId(), id, kind, by, name, at, note, tx.scope.actor.id, tx.now],
  );
  // The newest sighting counts, whatever was written down last.
  await tx.query(
    `UPDATE hosting_url SET version = version + 1, reported =
       (SELECT jsonb_build_object('kind', kind, 'by', reporter, 'name', name, 'at', at) FROM hosting_report
        WHERE url_id = $1 ORDER BY at DESC, recorded_at DESC LIMIT 1)
     WHERE id = $1`,
    [id],
  );
  deps.audit.record(tx, { act: 'hosting.reported', entity: urlRef(id), body: { kind, by, name, at } });
}
