import type { Tx } from '../../platform/index.ts';
import type { BureauCode, JsonObject } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import { readPeople } from './person-store.ts';
import { readOutcomes, readParties, readSummary, touchSeries } from './series-store.ts';

/** Tells every party how the series stands now. Message `icse.series-update`. */
export async function tellParties(deps: Deps, tx: Tx, seriesId: string, because: string): Promise<void> {
  const parties = await readParties(tx, seriesId);
  if (parties.length === 0) return;
  await touchSeries(tx, seriesId);
  const series = await readSummary(tx, seriesId);
  const outcomes = await readOutcomes(tx, seriesId);
  await deps.lyon.tell(tx, parties, 'icse.series-update', {
    series,
    outcomes: outcomes.map((outcome) => ({ ...outcome })),
    people: plain(await readPeople(tx, seriesId)),
    because,
  });
}

/** A body is written as plain JSON: interfaces of views are no index types. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** True the first time these two are put in contact over the series. */
export async function putInContact(
  deps: Deps,
  tx: Tx,
  contact: { seriesId: string; a: BureauCode; b: BureauCode; because: string },
): Promise<boolean> {
  const [a = contact.a, b = contact.b] = [contact.a, contact.b].sort();
  const rows = await tx.query(
    `INSERT INTO icse_contact (series_id, bureau_a, bureau_b, because, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING series_id`,
    [contact.seriesId, a, b, contact.because, tx.now],
  );
  if (rows.length === 0) return false;
  deps.audit.record(tx, {
    act: 'icse.in-contact',
    entity: { kind: 'series', id: contact.seriesId },
    body: { a, b, because: contact.because },
  });
  return true;
}
