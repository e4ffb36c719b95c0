import { AppError, type Database, systemScope } from '../../../platform/index.ts';
import type { PointerAnswer } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { pointerOf, requestIdentifiers } from './pointers.ts';

/** Requests looked through, newest first. */
const REQUESTS_MOST = 5_000;
const CONTACTS_MOST = 10;

/**
 * Answers another system's question: which of its hashed identifiers we hold too, and whom to call. Hashed with the key it came
 * with, so that what it does not hold itself stays unknown to it.
 */
export async function answerPartner(
  deps: CasesDeps,
  db: Database,
  partner: string,
  key: string,
  pointers: readonly string[],
): Promise<PointerAnswer> {
  if (key === '') throw new AppError('unauthenticated', 'deconfliction');
  const asked = new Set(pointers);
  return db.tx(systemScope(deps.runtime.bureau), async (tx) => {
    const rows = await tx.query<{ id: string; number: string }>(
      `SELECT id, number FROM case_request
       WHERE confirmed_at IS NOT NULL AND state <> 'declined' AND compartment = 'general'
       ORDER BY received_at DESC LIMIT $1`,
      [REQUESTS_MOST],
    );
    const held = await requestIdentifiers(
      tx,
      rows.map((row) => row.id),
    );
    const hits = new Map<string, Set<string>>();
    for (const row of rows) {
      for (const identifier of held.get(row.id) ?? []) {
        const pointer = pointerOf(identifier, key);
        if (asked.has(pointer)) hits.set(pointer, (hits.get(pointer) ?? new Set()).add(row.number));
      }
    }
    deps.audit.record(tx, {
      act: 'deconfliction.searched',
      entity: { kind: 'deconfliction-partner', id: partner },
      body: { asked: asked.size, found: hits.size },
    });
    return {
      v: 1,
      hits: [...hits].map(([pointer, numbers]) => ({
        pointer,
        contact: [...numbers].slice(0, CONTACTS_MOST).join(', '),
      })),
    };
  });
}
