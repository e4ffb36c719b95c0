import type { Tx } from '../../platform/index.ts';
import type { EntryFeedback } from '../contract.ts';
import type { HashEntry } from '../formats/entry.ts';
import { type NewEntry, removeEntries, upsertEntries } from '../hash-lists/store.ts';
import { type Entry, keyOf } from './wire.ts';

/** Scheme of the protocol's own classification, A1 to B2. */
export const SCHEME = 'NCMEC';

export interface Kept {
  /** Entries of the page that changed something here. */
  readonly changed: number;
  readonly removed: number;
}

/**
 * Keeps what a page says, in the list and beside it. The newest word on an entry counts, in whatever order words come: an
 * older one changes nothing, a tombstone outweighs an entry of the same second, and of two entries the one read later.
 */
export async function keepEntries(
  tx: Tx,
  source: { readonly id: string; readonly list_id: string },
  entries: readonly Entry[],
): Promise<Kept> {
  const newest = new Map<string, Entry>();
  for (const entry of entries) {
    const key = keyOf(entry.member.id, entry.id);
    const other = newest.get(key);
    if (!other || isNewer(entry, other)) newest.set(key, entry);
  }
  const taken = await writeEntries(tx, source.id, newest);
  const forList: NewEntry[] = [];
  const gone: string[] = [];
  for (const key of taken) {
    const entry = newest.get(key);
    const hashes = entry && !entry.deleted ? listEntry(entry) : null;
    if (hashes) forList.push({ key, ...hashes });
    else gone.push(key);
  }
  await upsertEntries(tx, source.list_id, forList, { mode: 'replace' });
  if (gone.length > 0) await removeEntries(tx, source.list_id, gone);
  return { changed: taken.length, removed: [...newest].filter(([key, e]) => e.deleted && taken.includes(key)).length };
}

function isNewer(entry: Entry, than: Entry): boolean {
  if (entry.at !== than.at) return entry.at > than.at;
  return entry.deleted || !than.deleted;
}

/** Returns the keys whose entry is now another. One that says the same again is left alone. */
async function writeEntries(tx: Tx, sourceId: string, entries: ReadonlyMap<string, Entry>): Promise<string[]> {
  if (entries.size === 0) return [];
  const rows = [...entries].map(([key, entry]) => ({
    key,
    member_id: entry.member.id,
    member_name: entry.member.name,
    entry_id: entry.id,
    kind: entry.kind,
    deleted: entry.deleted,
    at: entry.at,
    classification: entry.classification,
    fingerprints: entry.fingerprints,
    large: Object.keys(entry.large).sort(),
    feedback: entry.feedback.map(summary),
    categorizations: entry.categorizations,
  }));
  const columns =
    'member_id, member_name, entry_id, kind, deleted, at, classification, fingerprints, large, feedback, categorizations';
  const tuple = (of: string): string => `(${columns.replaceAll(/(\w+)/g, `${of}.$1`)})`;
  const written = await tx.query<{ key: string }>(
    `INSERT INTO ident_source_entry AS e (source_id, key, ${columns})
     SELECT $1, r.key, ${columns.replaceAll(/(\w+)/g, 'r.$1')} FROM jsonb_to_recordset($2::jsonb) AS r(key text, member_id text,
       member_name text, entry_id text, kind text, deleted boolean, at bigint, classification text, fingerprints jsonb,
       large text[], feedback jsonb, categorizations text[])
     ON CONFLICT (source_id, key) DO UPDATE SET (${columns}) = ROW ${tuple('excluded')}
     WHERE (excluded.at > e.at OR (excluded.at = e.at AND (excluded.deleted OR NOT e.deleted)))
       AND ${tuple('excluded')} IS DISTINCT FROM ${tuple('e')}
     RETURNING key`,
    [sourceId, JSON.stringify(rows)],
  );
  return written.map((row) => row.key);
}

function summary(feedback: Entry['feedback'][number]): EntryFeedback {
  return {
    sentiment: feedback.sentiment,
    type: feedback.type,
    members: feedback.members.map((member) => member.name || member.id),
    reasons: feedback.reasons.map((given) => given.reason.name || given.reason.guid),
  };
}

const HEX = { MD5: /^[0-9a-f]{32}$/, SHA1: /^[0-9a-f]{40}$/, PDQ: /^[0-9a-f]{64}$/ } as const;

function hex(entry: Entry, type: keyof typeof HEX): string | undefined {
  const value = entry.fingerprints[type]?.toLowerCase();
  return value !== undefined && HEX[type].test(value) ? value : undefined;
}

/** PhotoDNA is 144 bytes, written in base64 or in hex. */
function photodna(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const encoding = /^[0-9a-fA-F]{288}$/.test(value) ? 'hex' : 'base64';
  const bytes = Buffer.from(value, encoding);
  return bytes.length === 144 ? bytes.toString('base64') : undefined;
}

/** What a list can compare; null when the entry has nothing of the kind. */
function listEntry(entry: Entry): HashEntry | null {
  const hashes = Object.entries({
    md5: hex(entry, 'MD5'),
    sha1: hex(entry, 'SHA1'),
    pdq: hex(entry, 'PDQ'),
    photodna: photodna(entry.fingerprints.PDNA),
  }).filter(([, value]) => value !== undefined);
  if (hashes.length === 0) return null;
  const { classification } = entry;
  const isCode = classification !== null && /^[A-Za-z0-9._-]{1,20}$/.test(classification);
  return {
    ...Object.fromEntries(hashes),
    ...(isCode
      ? { classification: { scheme: SCHEME, code: classification, label: `${SCHEME} ${classification}` } }
      : {}),
    raw: { 'hash-sharing': { kind: entry.kind } },
  };
}
