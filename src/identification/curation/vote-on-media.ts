import { notFound, refuse, type Tx } from '../../platform/index.ts';
import { type AskHandler, askLyon } from '../ask-lyon.ts';
import type { BaselineCode, CurationFilter, CurationView, LyonMediaView } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { wasShown } from '../grant-view.ts';
import * as wire from '../wire-curation.ts';

/** Before the transaction: asks Lyon for its bench, as this person may see it. */
export async function prepareCurations(
  deps: Deps,
  person: string,
  filter: CurationFilter & { id?: string },
): Promise<CurationView[]> {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return (await deps.lyon.ask('icse/curations', { ...given, person }, wire.curationAnswer)).items;
}

/** Before the transaction: one picture as Lyon has it. */
export function prepareLyonMedia(deps: Deps, id: string): Promise<LyonMediaView> {
  return deps.lyon.ask('icse/media', { media: id }, wire.lyonMediaAnswer);
}

/**
 * A certified specialist's vote goes to Lyon. Only of a picture this person has been shown: the file at Lyon, or this bureau's
 * own copy.
 */
export async function voteOnMedia(
  deps: Deps,
  tx: Tx,
  input: { curation: CurationView; code: BaselineCode; reason: string },
): Promise<{ askId: string }> {
  const { id: curation, lyonMediaId, ownMediaId, state } = input.curation;
  if (state !== 'open') throw refuse('curation.closed');
  const seen =
    (await wasShown(tx, 'deposit', lyonMediaId)) || (ownMediaId !== null && (await wasShown(tx, 'media', ownMediaId)));
  if (!seen) throw refuse('curation.not-seen');
  const id = deps.runtime.newId();
  const about = { kind: 'curation', id: curation };
  deps.audit.record(tx, { act: 'curation.voted', entity: about });
  const { code, reason } = input;
  const payload = { id, curation, person: tx.scope.actor.id, certified: true, code, reason };
  return { askId: await askLyon(deps, tx, { id, kind: 'vote', payload, about, seriesId: input.curation.series.id }) };
}

export function one(items: readonly CurationView[]): CurationView {
  const [found] = items;
  if (!found) throw notFound('curation');
  return found;
}

export function voteKind(deps: Deps): AskHandler {
  return {
    perform: (ask) => deps.lyon.ask('icse/vote', ask.payload as never, wire.voteAnswer),
    settle: () => Promise.resolve({ code: null }),
  };
}
