import type { FileHashSet, KnownFile } from '../../identification/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { Found } from '../contract.ts';
import { type Deps, tipRef } from '../deps.ts';

interface OwedFile {
  readonly id: string;
  readonly tip_id: string;
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly stated: readonly { readonly kind: string; readonly value: string }[];
  readonly escalated: boolean;
}

const SHAPES: Readonly<Record<'md5' | 'sha1' | 'sha256' | 'pdq', RegExp>> = {
  md5: /^[0-9a-f]{32}$/,
  sha1: /^[0-9a-f]{40}$/,
  sha256: /^[0-9a-f]{64}$/,
  pdq: /^[0-9a-f]{64}$/,
};

/**
 * Looks files of completed reports up by the provider's hashes and by those of their bytes: here at once, at Lyon by one question
 * for all of them. Nothing is decoded. Returns how many files were taken.
 */
export async function lookUpFiles(deps: Deps, tx: Tx, limit: number): Promise<number> {
  const files = await tx.query<OwedFile>(
    `SELECT f.id, f.tip_id, f.md5, f.sha1, f.sha256, f.stated, t.escalated FROM tips_file f JOIN tips_tip t ON t.id = f.tip_id
     WHERE f.looked_up = 0 AND t.completed_at IS NOT NULL ORDER BY f.added_at, f.id LIMIT $1 FOR UPDATE OF f SKIP LOCKED`,
    [limit],
  );
  if (files.length === 0) return 0;
  // The bytes' own hashes first; what the provider stated beside them may be of another rendition, and is looked up too.
  const sets = files.flatMap((file, item) => hashSets(file).map((set) => ({ item, set })));
  const known = await deps.identification.files.findKnown(
    tx,
    sets.map((one) => one.set),
  );
  const found = files.map((): Found[] => []);
  for (const one of known) {
    const at = sets[one.item]?.item;
    const list = at === undefined ? undefined : found[at];
    if (list && !list.some((other) => other.id === one.id)) list.push(toFound(one));
  }
  const lookupId = await askLyon(deps, tx, files);
  await tx.query(
    `UPDATE tips_file f SET looked_up = 1, found = u.found, lookup_id = u.lookup_id, lookup_item = u.lookup_item
     FROM jsonb_to_recordset($1) AS u(id uuid, found jsonb, lookup_id uuid, lookup_item int) WHERE f.id = u.id`,
    [
      JSON.stringify(
        files.map((file, at) => ({
          id: file.id,
          found: found[at],
          lookup_id: lookupId.items.has(at) ? lookupId.id : null,
          lookup_item: lookupId.items.get(at) ?? null,
        })),
      ),
    ],
  );
  const learned: string[] = [];
  for (const [tipId, ofTip] of Map.groupBy([...files.entries()], ([, file]) => file.tip_id)) {
    const hits = ofTip.filter(([at]) => (found[at]?.length ?? 0) > 0).length;
    deps.audit.record(tx, {
      act: 'tip.files-looked-up',
      entity: tipRef(tipId),
      body: { files: ofTip.length, known: hits, ...(lookupId.id ? { lookup: lookupId.id } : {}) },
    });
    if (hits > 0) learned.push(tipId);
  }
  await deps.hooks.learned(tx, learned);
  return files.length;
}

/** The bytes' hashes, and each stated one that differs from them. */
function hashSets(file: OwedFile): FileHashSet[] {
  const own: FileHashSet = {
    md5: file.md5 ?? undefined,
    sha1: file.sha1 ?? undefined,
    sha256: file.sha256 ?? undefined,
  };
  const sets = own.md5 ? [own] : [];
  for (const kind of ['md5', 'sha1', 'sha256'] as const) {
    for (const value of statedOf(file, kind)) if (own[kind] !== value) sets.push({ [kind]: value });
  }
  return sets;
}

function statedOf(file: OwedFile, kind: keyof typeof SHAPES): string[] {
  return file.stated.filter((one) => one.kind === kind && SHAPES[kind].test(one.value)).map((one) => one.value);
}

/** One question for all files that have a hash which Lyon compares; each file's place in it. */
async function askLyon(
  deps: Deps,
  tx: Tx,
  files: readonly OwedFile[],
): Promise<{ id: string | null; items: Map<number, number> }> {
  const items = new Map<number, number>();
  const hashes = files.flatMap((file, at) => {
    const md5 = file.md5 ?? statedOf(file, 'md5')[0];
    const sha256 = file.sha256 ?? statedOf(file, 'sha256')[0];
    const [pdq] = statedOf(file, 'pdq');
    if (md5 === undefined && sha256 === undefined && pdq === undefined) return [];
    items.set(at, items.size);
    // Who shares a PDQ hash does so where it is good enough to compare.
    return [{ ...(md5 ? { md5 } : {}), ...(sha256 ? { sha256 } : {}), ...(pdq ? { pdq, quality: 100 } : {}) }];
  });
  if (hashes.length === 0) return { id: null, items };
  const urgency = files.some((file) => file.escalated) ? ('urgent' as const) : ('routine' as const);
  const { id } = await deps.identification.files.lookUp(tx, {
    mediaIds: [],
    hashes,
    purpose: 'CyberTipline',
    urgency,
  });
  return { id, items };
}

function toFound(one: KnownFile): Found {
  const { kind, by, id, name, listKind, scheme, code, label, series } = one;
  return { kind, by, id, name, listKind, scheme, code, label, series };
}
