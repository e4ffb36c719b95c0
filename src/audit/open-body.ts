import { checkSaltedHash, type Json, parseCanonical, SALT_BYTES } from '../protocol/index.ts';
import type { BodyKeys } from './body-keys.ts';
import { type EntryRow, NO_BODY_HASH } from './entry.ts';

/** An entry's row joined with its body and the body's key; null where they are gone. */
export interface BodyRow extends EntryRow {
  readonly sealed: Uint8Array | null;
  readonly wrapped: string | null;
}

export type OpenedBody =
  | { readonly state: 'none' | 'destroyed' | 'damaged' }
  | { readonly state: 'present'; readonly body: Json; readonly about: readonly string[] };

/** Opens an entry's body and holds it against the hash in the sealed header. Never throws: `damaged` says it does not fit. */
export function openBody(keys: BodyKeys, row: BodyRow): OpenedBody {
  const hasNone = Buffer.compare(row.body_hash, NO_BODY_HASH) === 0;
  if (hasNone) return { state: row.sealed === null ? 'none' : 'damaged' };
  if (row.sealed === null || row.wrapped === null) return { state: 'destroyed' };
  try {
    const plain = keys.open({ entity: row.entity, entry: row.id, wrapped: row.wrapped, sealed: row.sealed });
    const salt = plain.subarray(0, SALT_BYTES);
    const bytes = plain.subarray(SALT_BYTES);
    if (!checkSaltedHash(row.body_hash, salt, bytes)) return { state: 'damaged' };
    const content = parseCanonical(bytes) as { about: string[]; body: Json };
    return { state: 'present', body: content.body, about: content.about };
  } catch {
    return { state: 'damaged' };
  }
}
