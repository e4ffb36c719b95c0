import { canonicalize, type FeedLeaf, feedLeaf, ProtocolError, parseCanonical } from '../protocol/index.ts';

export interface LeafColumns {
  readonly seq: number;
  readonly time: number;
  readonly kind: string;
  readonly body_hash: string;
}

/** The bytes of a feed leaf. */
export function leafBytes(row: LeafColumns): Uint8Array {
  return canonicalize({ v: 1, seq: row.seq, time: row.time, kind: row.kind, bodyHash: row.body_hash });
}

/** Reads a leaf back; it must stand where it says. Throws ProtocolError. */
export function readLeaf(bytes: Uint8Array, seq: number): FeedLeaf & { seq: number } {
  const parsed = feedLeaf.safeParse(parseCanonical(bytes));
  if (!parsed.success) throw new ProtocolError('malformed', 'not a feed leaf', { cause: parsed.error });
  if (parsed.data.seq !== seq) throw new ProtocolError('bad-proof', 'a leaf out of its place');
  return { ...parsed.data, seq };
}
