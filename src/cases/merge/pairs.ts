import type * as z from 'zod';
import { notFound, refuse, type Tx } from '../../platform/index.ts';
import { beyondSight } from '../compartments/beyond-sight.ts';
import type { PairReason, PairView, settlePair } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { linkThing } from '../links/link-things.ts';
import { caseRef, pairRef } from '../refs.ts';
import { type CaseRow, theCase } from '../store-cases.ts';
import { mergeCases } from './merge-cases.ts';

export interface PairRow {
  id: string;
  one: string;
  other: string;
  score: number;
  reasons: PairReason[];
  state: PairView['state'];
  note: string | null;
  at: number;
  compartments: string[];
}

const DECIDE_WITHIN_MS = 7 * 86_400_000;

/** Proposes that two subjects are one person, or renews the reasons. What was settled stays settled. */
export async function proposePair(
  deps: CasesDeps,
  tx: Tx,
  pair: { one: string; other: string; score: number; reasons: readonly PairReason[]; compartments: readonly string[] },
): Promise<void> {
  const [one, other] = pair.one < pair.other ? [pair.one, pair.other] : [pair.other, pair.one];
  const id = deps.runtime.newId();
  const [row] = await tx.query<{ id: string; state: string }>(
    `INSERT INTO case_pair (id, one, other, score, reasons, state, at, compartments)
     VALUES ($1,$2,$3,$4,$5,'open',$6,$7)
     ON CONFLICT (one, other) DO UPDATE SET score = excluded.score, reasons = excluded.reasons,
       compartments = excluded.compartments,
       state = CASE WHEN case_pair.state = 'no-longer' THEN 'open' ELSE case_pair.state END
     RETURNING id, state`,
    [id, one, other, pair.score, JSON.stringify(pair.reasons), tx.now, pair.compartments],
  );
  if (row?.state !== 'open' || (await deps.work.ofRef(tx, pairRef(row.id))).length > 0) return;
  await owePair(deps, tx, row.id);
}

/** Somebody looks at it: with the number of the case that the work lies with, and nothing of the other. */
async function owePair(deps: CasesDeps, tx: Tx, id: string): Promise<void> {
  const [pair] = await tx.query<PairRow>('SELECT * FROM case_pair WHERE id = $1', [id]);
  if (!pair) return;
  const cases = await casesOf(tx, pair);
  const compartment = pair.compartments.find((name) => name !== 'general') ?? 'general';
  const own = cases.find((row) => row.compartment === compartment) ?? cases[0];
  deps.audit.record(tx, {
    act: 'case.pair-proposed',
    entity: pairRef(id),
    about: cases.map((row) => caseRef(row.id)),
    body: { score: Math.round(pair.score * 100) },
  });
  await deps.work.open(tx, {
    ref: pairRef(id),
    task: 'case.pair',
    owner: { role: 'analyst' },
    dueAt: tx.now + DECIDE_WITHIN_MS,
    urgency: 'routine',
    params: { number: own?.number ?? '' },
    about: own ? [caseRef(own.id)] : [],
    compartment,
  });
}

/** They do not look like one person any more. */
export async function withdrawPairs(deps: CasesDeps, tx: Tx, subject: string, still: readonly string[]): Promise<void> {
  const gone = await tx.query<{ id: string }>(
    `UPDATE case_pair SET state = 'no-longer', settled_at = $3
     WHERE state = 'open' AND (one = $1 OR other = $1) AND NOT (CASE WHEN one = $1 THEN other ELSE one END = ANY($2::uuid[]))
     RETURNING id`,
    [subject, still, tx.now],
  );
  for (const { id } of gone) await end(deps, tx, id, 'case.pair-gone', 'no-longer');
}

/**
 * Decides on a proposal: the two cases are linked, merged, or about different people.
 * @throws AppError `not-found`, also for who may not see both; `refused` when it is settled already
 */
export async function decidePair(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: z.infer<typeof settlePair>,
): Promise<{ id: string }> {
  const [pair] = await tx.query<PairRow>('SELECT * FROM case_pair WHERE id = $1 FOR UPDATE', [id]);
  if (!pair) throw notFound('case-pair');
  if (pair.state !== 'open') throw refuse('case.pair.settled', { state: pair.state });
  const [one, other] = await casesOf(tx, pair);
  if (!one || !other) throw notFound('case');
  if (input.result === 'linked') {
    await linkThing(deps, tx, one.id, caseRef(other.id), other.number);
  } else if (input.result === 'merged') {
    const into = input.into ?? one.id;
    const from = into === one.id ? other.id : one.id;
    await mergeCases(deps, tx, { into, from, reason: input.note });
    // The merge settles every proposal between the two.
    return { id };
  }
  await tx.query('UPDATE case_pair SET state = $2, note = $3, by_actor = $4, settled_at = $5 WHERE id = $1', [
    id,
    input.result,
    input.note,
    tx.scope.actor.id,
    tx.now,
  ]);
  const act = input.result === 'linked' ? 'case.pair-linked' : 'case.pair-different';
  await end(deps, tx, id, act, input.result, [one, other]);
  return { id };
}

/** After a merge: what was proposed between subjects that now lie in one case is settled by it. */
export async function settlePairsWithin(deps: CasesDeps, tx: Tx, caseId: string, mergeId: string): Promise<void> {
  await beyondSight(tx, async () => {
    const settled = await tx.query<{ id: string }>(
      `UPDATE case_pair p SET state = 'merged', by_actor = $2, settled_at = $3
       FROM case_subject a, case_subject b
       WHERE p.state = 'open' AND a.id = p.one AND b.id = p.other AND a.case_id = $1 AND b.case_id = $1 RETURNING p.id`,
      [caseId, tx.scope.actor.id, tx.now],
    );
    for (const { id } of settled) {
      await tx.query(
        `INSERT INTO case_moved (merge_id, kind, row_id) VALUES ($1, 'case_pair', $2) ON CONFLICT DO NOTHING`,
        [mergeId, id],
      );
      await end(deps, tx, id, 'case.pair-merged', 'merged');
    }
  });
}

/** After a merge was undone: what it had settled is open again. */
export async function reopenPairs(deps: CasesDeps, tx: Tx, mergeId: string): Promise<void> {
  await beyondSight(tx, async () => {
    const open = await tx.query<{ id: string }>(
      `UPDATE case_pair SET state = 'open', settled_at = NULL, by_actor = NULL
       WHERE state = 'merged' AND id IN (SELECT row_id::uuid FROM case_moved WHERE merge_id = $1 AND kind = 'case_pair')
       RETURNING id`,
      [mergeId],
    );
    for (const { id } of open) await owePair(deps, tx, id);
  });
}

async function end(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  act: string,
  outcome: string,
  about: readonly CaseRow[] = [],
): Promise<void> {
  deps.audit.record(tx, { act, entity: pairRef(id), about: about.map((row) => caseRef(row.id)) });
  await deps.work.close(tx, { ref: pairRef(id), outcome });
}

/** The two cases, in the order of the pair's subjects; those that this scope may see. */
async function casesOf(tx: Tx, pair: Pick<PairRow, 'one' | 'other'>): Promise<CaseRow[]> {
  const rows = await tx.query<{ case_id: string }>(
    'SELECT case_id FROM case_subject WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
    [[pair.one, pair.other]],
  );
  return Promise.all(rows.map(({ case_id }) => theCase(tx, case_id)));
}

/** Proposals that touch a case, open ones first. */
export async function pairsOf(tx: Tx, caseId: string): Promise<(PairRow & { here: string; there: string })[]> {
  return tx.query(
    `SELECT p.*, a.id AS here, b.id AS there FROM case_pair p
     JOIN case_subject a ON a.id IN (p.one, p.other) AND a.case_id = $1
     JOIN case_subject b ON b.id IN (p.one, p.other) AND b.id <> a.id
     WHERE p.state <> 'no-longer' AND (p.state <> 'open' OR b.case_id <> $1)
     ORDER BY p.state = 'open' DESC, p.score DESC, p.id LIMIT 50`,
    [caseId],
  );
}
