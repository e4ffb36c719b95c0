import type { Tx } from '../platform/index.ts';
import type { TipModel } from './contract-model.ts';

/** A report that has come whole: what triage and routing go by. */
export interface CompletedTip {
  readonly id: string;
  readonly version: number;
  readonly shape: 'ispws' | 'le-json' | 'referral';
  readonly source: string;
  readonly reportNumber: number;
  readonly receivedAt: number;
  readonly model: TipModel;
}

export interface TipHook {
  /**
   * In the transaction that completes the reports, many at once: what this writes commits with them, or neither does. For
   * round trips that count, one statement for all of them. May settle some (`settleTips`).
   */
  completed?(tx: Tx, tips: readonly CompletedTip[]): Promise<void>;
  /** In the transaction in which something new was learnt of a report's files (a hash known here, or at Lyon). */
  learned?(tx: Tx, tipIds: readonly string[]): Promise<void>;
}

/** What is done with a report beyond taking it in: triage, dedupe and routing register here. Run in the order they were added. */
export class TipHooks {
  readonly #hooks: TipHook[] = [];

  add(hook: TipHook): void {
    this.#hooks.push(hook);
  }

  async completed(tx: Tx, tips: readonly CompletedTip[]): Promise<void> {
    if (tips.length === 0) return;
    for (const hook of this.#hooks) await hook.completed?.(tx, tips);
  }

  async learned(tx: Tx, tipIds: readonly string[]): Promise<void> {
    if (tipIds.length === 0) return;
    for (const hook of this.#hooks) await hook.learned?.(tx, tipIds);
  }
}
