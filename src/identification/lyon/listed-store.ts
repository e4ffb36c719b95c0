import { type HashIndex, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import { NEAR_RADIUS } from '../contract.ts';

const HASH_BYTES = 32;
/** So many hashes are compared before others get their turn. */
const SLICE = 512;

/** A question in the database: its number, its hash and, where it came with them, its seven turned forms behind it. */
export interface AskedHash {
  readonly seq: number;
  readonly hashes: Uint8Array;
}

export interface ListedPair {
  readonly entry: number;
  readonly question: number;
  readonly kind: 'exact' | 'near' | 'turned';
  /** Bits of 256 that differ; null for the same file. */
  readonly distance: number | null;
  /** How the picture asked about has to be turned; null for the same file. */
  readonly orientation: Orientation | null;
}

/** Questions by number with enough to see, in order. */
export function readAsked(tx: Tx, after: number, upTo: number, limit: number): Promise<AskedHash[]> {
  return tx.query<AskedHash>(
    `SELECT i.seq, decode(i.pdq, 'hex') || coalesce(t.forms, ''::bytea) AS hashes FROM icse_lookup_item i
     LEFT JOIN icse_lookup_turned t USING (lookup_id, item)
     WHERE i.seq > $1 AND i.seq <= $2 AND i.pdq IS NOT NULL AND i.quality >= 50 ORDER BY i.seq LIMIT $3`,
    [after, upTo, limit],
    'icse.asked-hashes',
  );
}

/** Which entries of the index are within the radius of a question or one of its turned forms, each pair once at its nearest. */
export async function nearPairs(index: HashIndex, asked: readonly AskedHash[]): Promise<ListedPair[]> {
  const forms = asked.flatMap(({ seq, hashes }) =>
    Array.from({ length: hashes.byteLength / HASH_BYTES }, (_, turn) => ({
      seq,
      orientation: ORIENTATIONS[turn] ?? ('original' as const),
    })),
  );
  const bytes = new Uint8Array(Buffer.concat(asked.map(({ hashes }) => hashes)));
  const best = new Map<string, ListedPair & { readonly distance: number }>();
  for (let from = 0; from < forms.length; from += SLICE) {
    if (from > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    const answers = index.queryMany(bytes.subarray(from * HASH_BYTES, (from + SLICE) * HASH_BYTES), NEAR_RADIUS);
    for (const [n, found] of answers.entries()) {
      const form = forms[from + n];
      if (!form) continue;
      for (const { id, distance } of found) {
        const key = `${id} ${form.seq}`;
        if (distance >= (best.get(key)?.distance ?? 257)) continue;
        const kind = form.orientation === 'original' ? 'near' : 'turned';
        best.set(key, { entry: id, question: form.seq, kind, distance, orientation: form.orientation });
      }
    }
  }
  return [...best.values()];
}

/**
 * The same file by MD5, SHA-256 or PhotoDNA, in lists that say something of a picture.
 * @param which a condition on entry `e` and question `i`, over `values`
 */
export async function exactPairs(tx: Tx, which: string, values: readonly unknown[]): Promise<ListedPair[]> {
  const rows = await tx.query<{ entry: number; question: number }>(
    `SELECT e.id AS entry, i.seq AS question FROM ident_hash_entry e
       JOIN icse_lookup_item i ON i.sha256 = encode(e.sha256, 'hex') WHERE e.state = 'active' AND ${which}
     UNION SELECT e.id, i.seq FROM ident_hash_entry e
       JOIN icse_lookup_item i ON i.md5 = encode(e.md5, 'hex') WHERE e.state = 'active' AND ${which}
     UNION SELECT e.id, i.seq FROM ident_hash_entry e
       JOIN icse_lookup_photodna p ON p.value = e.photodna
       JOIN icse_lookup_item i ON i.lookup_id = p.lookup_id AND i.item = p.item WHERE e.state = 'active' AND ${which}`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: 'exact', distance: null, orientation: null }));
}

/**
 * Writes down what is found, each pair once however often it is found; entries of lists that are retired, or of harmless files,
 * tell nobody anything.
 * @returns the look-ups that have something new to be told
 */
export async function keepPairs(tx: Tx, pairs: readonly ListedPair[]): Promise<string[]> {
  if (pairs.length === 0) return [];
  const rows = await tx.query<{ lookup_id: string }>(
    `INSERT INTO icse_listed (entry_id, question, list_id, kind, distance, orientation, bureau, lookup_id, item, at)
     SELECT DISTINCT ON (f.entry, f.question) f.entry, f.question, e.list_id, f.kind, f.distance, f.orientation, l.bureau,
       i.lookup_id, i.item, $2
     FROM jsonb_to_recordset($1::jsonb) AS f (entry bigint, question bigint, kind text, distance smallint, orientation text)
     JOIN ident_hash_entry e ON e.id = f.entry AND e.state = 'active'
     JOIN ident_hash_list h ON h.id = e.list_id AND h.state = 'active' AND h.kind <> 'benign'
     JOIN icse_lookup_item i ON i.seq = f.question JOIN icse_lookup l ON l.id = i.lookup_id
     ORDER BY f.entry, f.question, f.kind
     ON CONFLICT DO NOTHING RETURNING lookup_id`,
    [JSON.stringify(pairs), tx.now],
  );
  return [...new Set(rows.map((row) => row.lookup_id))];
}
