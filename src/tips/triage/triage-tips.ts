import type { Tx } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import type { Deps } from '../deps.ts';
import type { TipHook } from '../hooks.ts';
import { type FilesKnown, NOTHING_KNOWN, readSigns, type Sign } from './read-signs.ts';
import { scoreTip } from './score-tip.ts';
import { readWeights } from './weights-store.ts';

/** Judges reports as they come whole, and again when something is learnt of their files. */
export function triageHook(deps: Deps): TipHook {
  return {
    async completed(tx, tips) {
      await keep(
        tx,
        tips.map((tip) => ({ id: tip.id, signs: readSigns(tip.model, NOTHING_KNOWN, tx.now) })),
      );
    },
    learned: (tx, ids) => judgeAgain(deps, tx, ids),
  };
}

/** Reads reports again with what is known of their files now. */
export async function judgeAgain(deps: Deps, tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string; model: TipModel }>(
    `SELECT t.id, v.model FROM tips_tip t JOIN tips_version v ON v.tip_id = t.id AND v.n = t.versions
     WHERE t.id = ANY($1::uuid[]) ORDER BY t.id`,
    [ids],
  );
  const known = await filesKnown(deps, tx, ids);
  await keep(
    tx,
    rows.map(({ id, model }) => ({ id, signs: readSigns(model, known.get(id) ?? NOTHING_KNOWN, tx.now) })),
  );
}

/** One statement, however many. */
async function keep(tx: Tx, judged: readonly { id: string; signs: readonly Sign[] }[]): Promise<void> {
  if (judged.length === 0) return;
  const { weights } = await readWeights(tx);
  const scored = judged.map(({ id, signs }) => ({ id, signs, ...scoreTip(signs, weights) }));
  scored.sort((a, b) => (a.id < b.id ? -1 : 1));
  await tx.query(
    `INSERT INTO tips_triage (tip_id, score, reasons, signs, weights, at)
     SELECT u.id, u.score, u.reasons::jsonb, u.signs::jsonb, $5, $6
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) AS u(id, score, reasons, signs)
     ON CONFLICT (tip_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, signs = excluded.signs,
       weights = excluded.weights, at = excluded.at`,
    [
      scored.map((one) => one.id),
      scored.map((one) => one.score),
      scored.map((one) => JSON.stringify(one.reasons)),
      scored.map((one) => JSON.stringify(one.signs)),
      weights.version,
      tx.now,
    ],
    'tips.triage',
  );
}

interface FileRow {
  readonly tip_id: string;
  readonly looked_up: number;
  readonly found: readonly { readonly kind: 'list' | 'media'; readonly listKind: string | null }[];
  readonly lookup_id: string | null;
  readonly lookup_item: number | null;
}

async function filesKnown(deps: Deps, tx: Tx, ids: readonly string[]): Promise<Map<string, FilesKnown>> {
  const files = await tx.query<FileRow>(
    `SELECT tip_id, looked_up, found, lookup_id, lookup_item FROM tips_file
     WHERE tip_id = ANY($1::uuid[]) AND role = 'file' AND looked_up > 0`,
    [ids],
  );
  const lookups = [...new Set(files.flatMap((file) => file.lookup_id ?? []))];
  const matches = lookups.length > 0 ? await deps.identification.files.matches(tx, lookups) : [];
  const byItem = Map.groupBy(matches, (match) => `${match.lookupId} ${match.item}`);
  const known = new Map<string, FilesKnown>();
  for (const [id, ofTip] of Map.groupBy(files, (file) => file.tip_id)) {
    const series = ofTip.flatMap((file) => byItem.get(`${file.lookup_id} ${file.lookup_item}`) ?? []);
    const isBenign = (file: FileRow): boolean => file.found.some((one) => one.listKind === 'benign');
    const isKnown = (file: FileRow): boolean =>
      !isBenign(file) &&
      (file.found.length > 0 || (byItem.get(`${file.lookup_id} ${file.lookup_item}`)?.length ?? 0) > 0);
    const labels = (of: (state: string) => boolean): string[] => [
      ...new Set(series.filter((one) => of(one.seriesState)).map((one) => one.seriesLabel)),
    ];
    const isOpen = (state: string): boolean => state === 'unidentified' || state === 'lead';
    known.set(id, {
      looked: ofTip.length,
      known: ofTip.filter(isKnown).length,
      benign: ofTip.filter(isBenign).length,
      unidentifiedSeries: labels(isOpen),
      identifiedSeries: labels((state) => !isOpen(state)),
    });
  }
  return known;
}
