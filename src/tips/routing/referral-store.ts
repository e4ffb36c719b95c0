import { notFound, type Tx } from '../../platform/index.ts';
import type { ReferralView } from '../contract-routing.ts';

export interface ReferralRow {
  readonly id: string;
  readonly tip_id: string;
  readonly direction: 'out' | 'in';
  readonly kind: ReferralView['kind'];
  readonly party: string;
  readonly n: number;
  readonly state: ReferralView['state'];
  readonly outcome: string | null;
  readonly automatic: boolean;
  readonly reason: string;
  readonly their_id: string | null;
  readonly delivery: string | null;
  readonly by_actor: string;
  readonly at: number;
  readonly due_at: number;
  readonly closed_at: number | null;
  readonly version: number;
}

/** @throws AppError `not-found` */
export async function lockReferral(tx: Tx, id: string): Promise<ReferralRow> {
  const [row] = await tx.query<ReferralRow>('SELECT * FROM tips_referral WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('tip-referral');
  return row;
}

export const isOver = (row: Pick<ReferralRow, 'state'>): boolean =>
  row.state === 'closed' || row.state === 'refused' || row.state === 'withdrawn';
