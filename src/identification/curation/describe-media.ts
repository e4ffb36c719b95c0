import { conflict, invalid, notFound, systemScope, type Tx } from '../../platform/index.ts';
import { type AskHandler, askLyon } from '../ask-lyon.ts';
import type { DescribeMedia } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { findMedia, type MediaRow, mediaSummary } from '../store-media.ts';
import * as wire from '../wire-curation.ts';
import { readAround } from './store-description.ts';

/** Whether the picture was known and passed around, and who of its series is in it. What is left out stays as it is. */
export async function describeMedia(
  deps: Deps,
  tx: Tx,
  input: DescribeMedia & { id: string },
): Promise<{ id: string; version: number }> {
  const row = await findMedia(tx, input.id);
  if (!row) throw notFound('media');
  const said = input.distributed !== undefined;
  const changed = await tx.query(
    `UPDATE ident_media SET known = coalesce($3, known), distributed = coalesce($4, distributed),
       distributed_by = CASE WHEN $5 THEN $6 ELSE distributed_by END,
       distributed_at = CASE WHEN $5 THEN $7 ELSE distributed_at END, version = version + 1
     WHERE id = $1 AND version = $2 RETURNING id`,
    [row.id, input.version, input.known ?? null, input.distributed ?? null, said, tx.scope.actor.id, tx.now],
  );
  if (changed.length === 0) throw conflict('media', input, mediaSummary(row, tx.scope.actor.id));
  if (input.victims) await link(tx, row, 'victim', input.victims);
  if (input.offenders) await link(tx, row, 'offender', input.offenders);
  deps.audit.record(tx, {
    act: 'media.described',
    entity: { kind: 'media', id: row.id },
    about: row.cases.flatMap((id) => deps.cases.timelineRefs(id)),
    body: {
      known: input.known ?? row.known,
      distributed: input.distributed ?? row.distributed,
      victims: input.victims?.length ?? null,
      offenders: input.offenders?.length ?? null,
    },
  });
  await tellDescription(deps, tx, row);
  return { id: row.id, version: input.version + 1 };
}

async function link(tx: Tx, media: MediaRow, kind: 'victim' | 'offender', ids: readonly string[]): Promise<void> {
  const known = await tx.query<{ id: string }>(
    `SELECT id FROM ident_series_person WHERE id = ANY($1::uuid[]) AND kind = $2 AND series_id = $3
     UNION SELECT id FROM icse_person WHERE id = ANY($1::uuid[]) AND kind = $2 AND series_id = $3`,
    [ids, kind, media.series_id],
  );
  const found = new Set(known.map((one) => one.id));
  for (const [n, id] of ids.entries()) {
    if (!found.has(id)) throw invalid(`/body/${kind}s/${n}`, 'series-person.unknown');
  }
  await tx.query('DELETE FROM ident_media_person WHERE media_id = $1 AND kind = $2', [media.id, kind]);
  await tx.query(
    `INSERT INTO ident_media_person (media_id, person_id, kind, compartment)
     SELECT DISTINCT $1::uuid, p, $2::text, $4::text FROM unnest($3::uuid[]) AS p`,
    [media.id, kind, ids, media.compartment],
  );
}

/** Tells Lyon all that this bureau says of a picture it holds there. Nothing is told of what Lyon does not hold. */
export async function tellDescription(deps: Deps, tx: Tx, row: MediaRow): Promise<void> {
  if (row.lyon_id === null) return;
  await askLyon(deps, tx, {
    kind: 'description',
    payload: {},
    about: { kind: 'media', id: row.id },
    seriesId: row.series_id,
    caseId: row.cases[0],
    compartment: row.compartment,
  });
}

/** What is sent is read when it is sent: of two descriptions on their way, the newer one is what Lyon keeps. */
export function descriptionKind(deps: Deps): AskHandler {
  const scope = systemScope(deps.runtime.bureau);
  return {
    async perform(ask) {
      const body = await deps.db.tx(scope, async (tx) => {
        const row = await findMedia(tx, ask.about_id);
        if (!row?.lyon_id) throw notFound('media');
        const { classifications, victims, offenders } = await readAround(tx, row.id);
        return {
          media: row.lyon_id,
          version: row.version,
          classifications: classifications.map(({ scheme, code, label }) => ({ scheme, code, label })),
          distributed: row.distributed,
          persons: [...victims, ...offenders],
        };
      });
      return deps.lyon.ask('icse/describe', body, wire.described);
    },
    settle: () => Promise.resolve({ code: null }),
  };
}

/** Whether what is known of a picture goes beyond what its contribution carried. */
export async function saysMore(tx: Tx, row: MediaRow): Promise<boolean> {
  const { classifications, victims, offenders } = await readAround(tx, row.id);
  return classifications.length > 1 || victims.length + offenders.length > 0 || row.distributed !== 'unknown';
}
