import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { Classification } from './contract.ts';
import type { Deps } from './deps.ts';
import { findMedia, mediaSummary } from './store-media.ts';

/** Records what the picture is, in the words of one country's scheme, and whether it was known before. */
export async function classifyMedia(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; known: boolean; classification: Classification | null },
): Promise<{ id: string; version: number }> {
  const row = await findMedia(tx, input.id);
  if (!row) throw notFound('media');
  const changed = await tx.query(
    'UPDATE ident_media SET known = $3, classification = $4, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id',
    [row.id, input.version, input.known, input.classification ? JSON.stringify(input.classification) : null],
  );
  if (changed.length === 0) throw conflict('media', input, mediaSummary(row));
  deps.audit.record(tx, {
    act: 'media.classified',
    entity: { kind: 'media', id: row.id },
    about: row.cases.flatMap((id) => deps.cases.timelineRefs(id)),
    body: { known: input.known, classification: input.classification },
  });
  return { id: row.id, version: input.version + 1 };
}
