import type { Tx } from '../../platform/index.ts';
import type { Provider } from '../providers/admit-provider.ts';
import { lockTip, type TipRow } from '../store.ts';
import { IspwsProblem } from './codes.ts';

export const sourceOf = (provider: Provider): string => `provider:${provider.id}`;

/** A report's number as a provider gives it; null when it cannot be one. */
export function readNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}

/**
 * A provider's own report that is still being filled, locked for this transaction. Another's is told as one that does not exist.
 * @throws IspwsProblem
 */
export async function lockFilling(tx: Tx, provider: Provider, number: number | null): Promise<TipRow> {
  const allowed = await tx.query("SELECT FROM tips_provider WHERE id = $1 AND secret_hash = $2 AND state = 'active'", [
    provider.id,
    provider.secretHash,
  ]);
  if (allowed.length === 0) throw new IspwsProblem('noRightToSubmit');
  const tip = number === null ? null : await lockTip(tx, sourceOf(provider), number);
  if (!tip) throw new IspwsProblem('noReport');
  if (tip.state !== 'filling') throw over(tip.state);
  return tip;
}

/** A report that is no longer being filled. One that ran out of time is gone. */
export function over(state: TipRow['state']): IspwsProblem {
  if (state === 'retracted') return new IspwsProblem('retracted');
  return state === 'expired' ? new IspwsProblem('noReport') : new IspwsProblem('finished');
}
