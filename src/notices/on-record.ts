import type { Audit } from '../audit/index.ts';
import { MOVES, type MoveRule } from './life.ts';

const moves = Object.entries(MOVES) as [string, MoveRule][];

/** The article under which an act moves a notice; null for an act that moves none. `kind` tells ends apart. */
export function articleOf(act: string, kind?: unknown): string | null {
  const found = moves.filter(([, move]) => Object.values(move.acts).includes(act));
  const [, move] = found.find(([name]) => name === kind) ?? found[0] ?? [];
  return move?.article ?? null;
}

/** The ledger, with the rule's article on every act that moves a notice. */
export function ruled(audit: Audit): Audit {
  return {
    ...audit,
    record(tx, entry) {
      const body = entry.body;
      const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
      const { kind, ground } = isObject ? body : {};
      const article = articleOf(entry.act, ground === 'expired' ? 'expire' : kind);
      audit.record(
        tx,
        article === null || (body !== undefined && !isObject) ? entry : { ...entry, body: { ...body, article } },
      );
    },
  };
}
