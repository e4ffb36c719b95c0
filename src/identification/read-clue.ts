import { refuse, type Tx } from '../platform/index.ts';
import { askLyon } from './ask-lyon.ts';
import type { ClueFilter, ClueView, RecordReading } from './contract.ts';
import type { Deps } from './deps.ts';
import { wasShown } from './grant-view.ts';
import * as wire from './wire.ts';

/** Before the transaction: asks Lyon for clues by words, series or hash. Lyon records the search too. */
export async function prepareClueSearch(deps: Deps, filter: ClueFilter): Promise<ClueView[]> {
  const body = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return (await deps.lyon.ask('icse/clues', body, wire.clueSearchAnswer)).items;
}

/** A specialist's reading of a clue goes to Lyon, and is told to the series' contributors as a lead of its own. */
export async function recordReading(
  deps: Deps,
  tx: Tx,
  input: RecordReading & { id: string },
): Promise<{ askId: string }> {
  if (!(await wasShown(tx, 'clue', input.id))) throw refuse('clue.not-opened');
  const id = deps.runtime.newId();
  const payload = {
    id,
    clue: input.id,
    person: tx.scope.actor.id,
    certified: true,
    words: input.words,
    make: input.make ?? null,
    country: input.country ?? null,
    confidence: input.confidence,
  };
  const ref = { kind: 'clue', id: input.id };
  deps.audit.record(tx, {
    act: 'clue.read-here',
    entity: ref,
    body: { country: payload.country, confidence: input.confidence },
  });
  return { askId: await askLyon(deps, tx, { id, kind: 'clue-reading', payload, about: ref, urgency: 'urgent' }) };
}
