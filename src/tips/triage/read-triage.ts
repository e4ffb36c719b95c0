import { notFound, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { findTip } from '../store.ts';
import type {
  Outcomes,
  QueueRow,
  SetWeights,
  TriageReason,
  TriageView,
  Trial,
  TryWeights,
  Weights,
} from './contract-triage.ts';
import { BANDS } from './contract-triage.ts';
import type { Sign } from './read-signs.ts';
import { bandOf, scoreTip } from './score-tip.ts';
import { addWeights, readWeights } from './weights-store.ts';

/** Open reports whose order a trial compares. */
const TRIED = 5_000;
/** Moves told, the furthest first. */
const TOLD = 50;

interface Judged {
  readonly id: string;
  readonly report_number: number;
  readonly score: number;
  readonly signs: readonly Sign[];
}

/** Reports that wait for a decision, heaviest first, with why; those that weigh the same by age. */
export async function readQueue(
  deps: Deps,
  tx: Tx,
  query: { band?: (typeof BANDS)[number] | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: QueueRow[]; next: string | null }> {
  const { weights } = await readWeights(tx);
  const [least, below] = rangeOf(query.band, weights);
  const [score, at, id] = query.cursor?.split('_') ?? [];
  const rows = await tx.query<{
    id: string;
    report_number: number;
    provider_name: string;
    incident_type: string;
    received_at: number;
    preserved_until: number | null;
    score: number;
    reasons: TriageReason[];
  }>(
    `SELECT t.id, t.report_number, t.provider_name, t.incident_type, t.received_at, t.preserved_until, g.score, g.reasons
     FROM tips_triage g JOIN tips_tip t ON t.id = g.tip_id
     WHERE t.state = 'open' AND g.score >= $1 AND g.score < $2
       AND ($3::int IS NULL OR (-g.score, t.received_at, t.id) > (-$3::int, $4::bigint, $5::uuid))
     ORDER BY g.score DESC, t.received_at, t.id LIMIT $6`,
    [least, below, score ?? null, at ?? null, id ?? null, query.limit + 1],
  );
  deps.audit.record(tx, {
    act: 'tip.queue-listed',
    entity: { kind: 'tip-queue', id: 'open' },
    body: { reports: Math.min(rows.length, query.limit) },
  });
  const items = rows.slice(0, query.limit).map((row) => ({
    id: row.id,
    reportNumber: row.report_number,
    provider: row.provider_name,
    incidentType: row.incident_type,
    receivedAt: row.received_at,
    preservedUntil: row.preserved_until,
    score: row.score,
    band: bandOf(row.score, weights),
    reasons: row.reasons,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.score}_${last.receivedAt}_${last.id}` : null };
}

function rangeOf(band: (typeof BANDS)[number] | undefined, { bands }: Weights): [number, number] {
  if (band === 'high') return [bands.high, 101];
  if (band === 'medium') return [bands.medium, bands.high];
  return band === 'low' ? [0, bands.medium] : [0, 101];
}

/** How one report was judged. @throws AppError `not-found` */
export async function readTriage(tx: Tx, tipId: string): Promise<TriageView> {
  if (!(await findTip(tx, tipId))) throw notFound('tip');
  const [row] = await tx.query<{ score: number; reasons: TriageReason[]; weights: number; at: number }>(
    'SELECT score, reasons, weights, at FROM tips_triage WHERE tip_id = $1',
    [tipId],
  );
  if (!row) throw notFound('tip-triage');
  const { weights } = await readWeights(tx);
  return { score: row.score, band: bandOf(row.score, weights), reasons: row.reasons, weights: row.weights, at: row.at };
}

/** What other weights would do to the open reports; nothing is kept. */
export async function tryOut(tx: Tx, input: TryWeights): Promise<Trial> {
  const { weights } = await readWeights(tx);
  const rows = await tx.query<Judged>(
    `SELECT t.id, t.report_number, g.score, g.signs FROM tips_triage g JOIN tips_tip t ON t.id = g.tip_id
     WHERE t.state = 'open' ORDER BY g.score DESC, t.received_at, t.id LIMIT ${TRIED}`,
  );
  const after = rows.map((row) => ({ row, score: scoreTip(row.signs, input).score }));
  const order = after.toSorted((a, b) => b.score - a.score);
  const place = new Map(order.map(({ row }, at) => [row.id, at + 1]));
  const moved = after
    .map(({ row, score }, at) => ({
      id: row.id,
      reportNumber: row.report_number,
      before: row.score,
      after: score,
      placeBefore: at + 1,
      placeAfter: place.get(row.id) ?? 0,
    }))
    .filter((one) => one.before !== one.after)
    .sort((a, b) => Math.abs(b.placeAfter - b.placeBefore) - Math.abs(a.placeAfter - a.placeBefore))
    .slice(0, TOLD);
  return {
    reports: rows.length,
    bands: BANDS.map((band) => ({
      band,
      before: rows.filter((row) => bandOf(row.score, weights) === band).length,
      after: after.filter(({ score }) => bandOf(score, input) === band).length,
    })),
    moved,
  };
}

/**
 * Sets the weights: every open report is judged by them at once.
 * @throws AppError `conflict` when others were set since
 */
export async function setWeights(deps: Deps, tx: Tx, input: SetWeights): Promise<void> {
  const weights = await addWeights(tx, input);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await tx.query<{ tip_id: string; signs: Sign[] }>(
      `SELECT g.tip_id, g.signs FROM tips_triage g JOIN tips_tip t ON t.id = g.tip_id
       WHERE t.state = 'open' AND g.tip_id > $1 ORDER BY g.tip_id LIMIT 2000 FOR UPDATE OF g`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) break;
    const scored = rows.map((row) => ({ id: row.tip_id, ...scoreTip(row.signs, weights) }));
    await tx.query(
      `UPDATE tips_triage g SET score = u.score, reasons = u.reasons::jsonb, weights = $4, at = $5
       FROM unnest($1::uuid[], $2::int[], $3::text[]) AS u(id, score, reasons) WHERE g.tip_id = u.id`,
      [
        scored.map((one) => one.id),
        scored.map((one) => one.score),
        scored.map((one) => JSON.stringify(one.reasons)),
        weights.version,
        tx.now,
      ],
    );
    after = last.tip_id;
  }
  deps.audit.record(tx, {
    act: 'tip.weights-set',
    entity: { kind: 'tip-weights', id: String(weights.version) },
    body: { version: weights.version, reason: input.reason },
  });
}

/** How past scores met what became of the reports: whether what weighed much was worth it. */
export async function readOutcomes(tx: Tx): Promise<Outcomes> {
  const { weights } = await readWeights(tx);
  const rows = await tx.query<{ score: number; state: string; n: number }>(
    `SELECT g.score, t.state, count(*) AS n FROM tips_triage g JOIN tips_tip t ON t.id = g.tip_id
     WHERE t.state IN ('open', 'routed', 'merged', 'refused') GROUP BY 1, 2`,
  );
  const signs = await tx.query<{ sign: string; reports: number; refused: number; routed: number }>(
    `SELECT s.value ->> 'sign' AS sign, count(*) AS reports, count(*) FILTER (WHERE t.state = 'refused') AS refused,
       count(*) FILTER (WHERE t.state = 'routed') AS routed
     FROM tips_triage g JOIN tips_tip t ON t.id = g.tip_id CROSS JOIN LATERAL jsonb_array_elements(g.signs) AS s
     WHERE t.state IN ('routed', 'merged', 'refused') GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
  );
  const sum = (band: string, state: string): number =>
    rows
      .filter((row) => row.state === state && bandOf(row.score, weights) === band)
      .reduce((total, row) => total + row.n, 0);
  return {
    bands: BANDS.map((band) => ({
      band,
      open: sum(band, 'open'),
      routed: sum(band, 'routed'),
      merged: sum(band, 'merged'),
      refused: sum(band, 'refused'),
    })),
    signs,
  };
}
