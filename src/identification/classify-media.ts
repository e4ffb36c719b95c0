import { conflict, invalid, notFound, type Tx } from '../platform/index.ts';
import type { Classification } from './contract.ts';
import { tellDescription } from './curation/describe-media.ts';
import { readClassification } from './curation/schemes.ts';
import { dropClassification, putClassification } from './curation/store-description.ts';
import type { Deps } from './deps.ts';
import { findMedia, mediaSummary } from './store-media.ts';

/**
 * Records what the picture is, in the words of one scheme, and whether it was known before. Each scheme's word stands apart;
 * null takes the newest one back. What Lyon holds of it is told to Lyon.
 */
export async function classifyMedia(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; known: boolean; classification: Classification | null },
): Promise<{ id: string; version: number }> {
  const row = await findMedia(tx, input.id);
  if (!row) throw notFound('media');
  const given = input.classification && readClassification(input.classification);
  if (input.classification && !given) {
    throw invalid('/body/classification/code', 'classification.no-such-code', { scheme: input.classification.scheme });
  }
  const changed = await tx.query(
    'UPDATE ident_media SET known = $3, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id',
    [row.id, input.version, input.known],
  );
  if (changed.length === 0) throw conflict('media', input, mediaSummary(row, tx.scope.actor.id));
  if (given) await putClassification(tx, row, given);
  else if (row.classification) await dropClassification(tx, row.id, row.classification.scheme);
  deps.audit.record(tx, {
    act: 'media.classified',
    entity: { kind: 'media', id: row.id },
    about: row.cases.flatMap((id) => deps.cases.timelineRefs(id)),
    body: { known: input.known, classification: given },
  });
  await tellDescription(deps, tx, row);
  return { id: row.id, version: input.version + 1 };
}
