import { type EntityRef, parseRef, refText } from '../platform/index.ts';
import { canonicalize, type Json, sha256, toHex, utf8 } from '../protocol/index.ts';

/** What a use case says it did. */
export interface LedgerAct {
  /** A code from a registered catalogue, such as `notice.issued`. */
  readonly act: string;
  /** What was acted on; the body is encrypted under this entity's key. */
  readonly entity: EntityRef;
  /** What else the act concerns: it shows on their timelines too. */
  readonly about?: readonly EntityRef[];
  /** Codes, ids and values of the act. Canonical JSON: safe integers, no `undefined`. */
  readonly body?: Json;
}

/** A header of the sealed ledger. */
export interface SealedEntry {
  readonly seq: number;
  readonly id: string;
  /** UTC ms. */
  readonly time: number;
  readonly act: string;
  readonly actor: string;
  readonly entity: EntityRef;
  readonly about: readonly EntityRef[];
  /** SHA-256(salt || body), lower-case hex; `NO_BODY` when there is none. */
  readonly bodyHash: string;
}

export interface TimelineEntry extends Omit<SealedEntry, 'seq'> {
  /** Null for the moment before the sealer numbers it. */
  readonly seq: number | null;
  readonly body: Json;
  readonly bodyState: 'present' | 'none' | 'destroyed';
}

/** Columns shared by `audit_unsealed` and `audit_entry`. */
export interface EntryRow {
  readonly id: string;
  readonly time: number;
  readonly act: string;
  readonly actor: string;
  readonly entity: string;
  readonly about: readonly string[];
  readonly body_hash: Uint8Array;
}

/** The hash of nothing marks an entry without a body: no salted hash can equal it. */
export const NO_BODY_HASH: Uint8Array = sha256();

/** What the body hash commits to: the references are inside, as the leaf itself has room for the entity alone. */
export function bodyBytes(about: readonly string[], body: Json): Uint8Array {
  return canonicalize({ about: [...about], body });
}

/** The bytes of the Merkle leaf: protocol's `ledgerLeaf`. */
export function leafBytes(seq: number, row: EntryRow): Uint8Array {
  const { kind, id } = parseRef(row.entity);
  return canonicalize({
    v: 1,
    seq,
    time: row.time,
    act: row.act,
    actor: row.actor,
    entity: { kind, id },
    bodyHash: toHex(row.body_hash),
  });
}

export function toSealedEntry(row: EntryRow & { readonly seq: number }): SealedEntry {
  return {
    seq: row.seq,
    id: row.id,
    time: row.time,
    act: row.act,
    actor: row.actor,
    entity: parseRef(row.entity),
    about: row.about.map(parseRef),
    bodyHash: toHex(row.body_hash),
  };
}

const REF = /^[a-z][a-z0-9-]{0,31}:\S{1,128}$/;

/** Text of a reference, checked: it is a column, a key's context and a list element, so it holds no white space. */
export function checkedRef(ref: EntityRef): string {
  const text = refText(ref);
  if (!REF.test(text) || utf8(text).length > 200) throw new TypeError(`ledger: not a reference: ${text.slice(0, 60)}`);
  return text;
}
