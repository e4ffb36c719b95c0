import { conflict, type Tx } from '../../platform/index.ts';
import { type SetWeights, weights as shape, type Weights } from './contract-triage.ts';
import shipped from './data/weights.json' with { type: 'json' };

const SHIPPED: Weights = shape.parse(shipped);

interface Row {
  readonly version: number;
  readonly factors: Weights['factors'];
  readonly bands: Weights['bands'];
  readonly reason: string;
  readonly changed_by: string;
  readonly at: number;
}

export interface WeightsInForce {
  readonly weights: Weights;
  readonly changedBy: string | null;
  readonly changedAt: number | null;
}

/** The weights in force. */
export async function readWeights(tx: Tx): Promise<WeightsInForce> {
  const [row] = await tx.query<Row>('SELECT * FROM tips_weights ORDER BY version DESC LIMIT 1', [], 'tips.weights');
  if (!row) return { weights: SHIPPED, changedBy: null, changedAt: null };
  const { version, factors, bands, reason } = row;
  return { weights: { version, factors, bands, source: reason }, changedBy: row.changed_by, changedAt: row.at };
}

/** @throws AppError `conflict` when others were set since */
export async function addWeights(tx: Tx, input: SetWeights): Promise<Weights> {
  // Two at once: the second waits here, and then sees the first's.
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('tips-weights', 0))");
  const { weights } = await readWeights(tx);
  if (weights.version !== input.version)
    throw conflict('tip-weights', { version: input.version }, { version: weights.version });
  const version = weights.version + 1;
  await tx.query(
    'INSERT INTO tips_weights (version, factors, bands, reason, changed_by, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [version, JSON.stringify(input.factors), JSON.stringify(input.bands), input.reason, tx.scope.actor.id, tx.now],
  );
  return { version, factors: input.factors, bands: input.bands, source: input.reason };
}
