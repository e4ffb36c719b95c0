import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode, JsonObject } from '../../protocol/index.ts';
import { BASELINE, type BaselineCode, type CurationView, VOTES_NEEDED } from '../contract.ts';
import { type Deps, due } from '../deps.ts';
import type { Vote } from '../wire-curation.ts';
import { type CurationRow, curationViews, type VoteRow } from './read-curations.ts';
import { readSummary } from './series-store.ts';

const RULE = { kind: 'curation' } as const;

/**
 * Puts a picture on the bench when two bureaus disagree under the common scheme, or when one newly contradicts what the bench
 * agreed. Returns the open bench's id, or null.
 */
export async function openConflict(deps: Deps, tx: Tx, mediaId: string): Promise<string | null> {
  const words = await tx.query<{ code: string; at: number }>(
    'SELECT code, at FROM icse_classification WHERE media_id = $1 AND scheme = $2',
    [mediaId, BASELINE],
  );
  const [held] = await tx.query<CurationRow>('SELECT * FROM icse_curation WHERE media_id = $1 FOR UPDATE', [mediaId]);
  if (held?.state === 'open') return held.id;
  const contradicts =
    held?.state === 'agreed' && words.some((one) => one.code !== held.outcome && one.at > (held.closed_at ?? 0));
  if (held) {
    if (contradicts) await reopen(deps, tx, held, 'conflict', null);
    return contradicts ? held.id : null;
  }
  if (new Set(words.map((one) => one.code)).size < 2) return null;
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO icse_curation (id, media_id, state, because, opened_at, due_at) VALUES ($1, $2, 'open', 'conflict', $3, $4)`,
    [id, mediaId, tx.now, tx.now + due.curation],
  );
  await owe(deps, tx, id, mediaId, 'icse.curation-opened', {});
  await tellContributors(deps, tx, { id, media_id: mediaId }, await classifiersOf(tx, mediaId));
  return id;
}

/** A curator at Lyon puts it on the bench again: a new round, in which nobody's earlier vote counts. */
export async function reopenCuration(deps: Deps, tx: Tx, input: { id: string; reason: string }): Promise<void> {
  const held = await lockCuration(tx, input.id);
  if (held.state === 'open') throw refuse('curation.open-already');
  await reopen(deps, tx, held, 'reopened', input.reason);
}

async function reopen(
  deps: Deps,
  tx: Tx,
  held: CurationRow,
  because: CurationView['because'],
  reason: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE icse_curation SET state = 'open', because = $2, round = round + 1, outcome = NULL, closed_at = NULL,
       opened_at = $3, due_at = $4 WHERE id = $1`,
    [held.id, because, tx.now, tx.now + due.curation],
  );
  await owe(deps, tx, held.id, held.media_id, 'icse.curation-reopened', reason === null ? {} : { reason });
  if (because === 'conflict') await tellContributors(deps, tx, held, await classifiersOf(tx, held.media_id));
}

async function owe(deps: Deps, tx: Tx, id: string, mediaId: string, act: string, body: JsonObject): Promise<void> {
  const [media] = await tx.query<{ series_id: string; label: string }>(
    'SELECT m.series_id, s.label FROM icse_media m JOIN icse_series s ON s.id = m.series_id WHERE m.id = $1',
    [mediaId],
  );
  const ref = { ...RULE, id };
  const about = [
    { kind: 'icse-media', id: mediaId },
    { kind: 'series', id: media?.series_id ?? '' },
  ];
  deps.audit.record(tx, { act, entity: ref, about, body });
  await deps.work.open(tx, {
    ref,
    task: 'icse.curation',
    owner: { role: 'curator' },
    dueAt: tx.now + due.curation,
    urgency: 'routine',
    params: { label: media?.label ?? '' },
    about,
  });
}

/**
 * Request `icse/vote`: one certified specialist's word in this round. Three of them end it: equal, and it is agreed; else the
 * disagreement stands, with who said what. The bureaus that disagree cannot settle it among themselves, and a bureau gives a
 * second vote only when half the time has gone by without others.
 */
export async function castVote(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Vote },
): Promise<{ curation: CurationView }> {
  const held = await lockCuration(tx, body.curation);
  const [same] = await tx.query<VoteRow>('SELECT * FROM icse_vote WHERE id = $1', [body.id]);
  if (same && (same.bureau !== from || same.curation_id !== held.id)) throw refuse('icse.id-used');
  if (!same) await takeVote(deps, tx, held, from, body);
  const [view] = await curationViews(deps, tx, [body.curation], { bureau: from, person: body.person });
  if (!view) throw refuse('curation.unknown');
  return { curation: view };
}

async function takeVote(deps: Deps, tx: Tx, held: CurationRow, from: BureauCode, body: Vote): Promise<void> {
  if (held.state !== 'open') throw refuse('curation.closed');
  const votes = await tx.query<VoteRow>(
    'SELECT * FROM icse_vote WHERE curation_id = $1 AND round = $2 ORDER BY at, id',
    [held.id, held.round],
  );
  if (votes.some((vote) => vote.bureau === from && vote.person === body.person)) throw refuse('curation.voted-already');
  const half = held.opened_at + (held.due_at - held.opened_at) / 2;
  if (votes.some((vote) => vote.bureau === from) && tx.now < half) throw refuse('curation.other-bureau-first');
  if (votes.length === VOTES_NEEDED - 1) {
    const classifiers = new Set(await classifiersOf(tx, held.media_id));
    if ([...votes.map((vote) => vote.bureau), from].every((bureau) => classifiers.has(bureau))) {
      throw refuse('curation.needs-outsider');
    }
  }
  await tx.query(
    `INSERT INTO icse_vote (id, curation_id, round, bureau, person, code, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [body.id, held.id, held.round, from, body.person, body.code, body.reason, tx.now],
  );
  // What was voted is told to the ledger with the outcome: until then nobody is to know.
  deps.audit.record(tx, {
    act: 'icse.vote-cast',
    entity: { ...RULE, id: held.id },
    body: { bureau: from, person: body.person, round: held.round },
  });
  const codes = [...votes.map((vote) => vote.code), body.code];
  if (codes.length === VOTES_NEEDED) await settle(deps, tx, held, codes);
}

async function settle(deps: Deps, tx: Tx, held: CurationRow, codes: readonly BaselineCode[]): Promise<void> {
  const [first] = codes;
  const agreed = codes.every((code) => code === first);
  const state = agreed ? 'agreed' : 'disagreed';
  await tx.query('UPDATE icse_curation SET state = $2, outcome = $3, closed_at = $4 WHERE id = $1', [
    held.id,
    state,
    agreed ? first : null,
    tx.now,
  ]);
  const ref = { ...RULE, id: held.id };
  deps.audit.record(tx, {
    act: `icse.curation-${state}`,
    entity: ref,
    about: [{ kind: 'icse-media', id: held.media_id }],
    body: { votes: codes.toSorted().join(', '), round: held.round },
  });
  await deps.work.close(tx, { ref, outcome: `curation.${state}` });
  await tellContributors(deps, tx, held);
}

/** Message `icse.curation` to everyone who contributed the picture; at its opening to `only` those who are in the conflict. */
async function tellContributors(
  deps: Deps,
  tx: Tx,
  held: Pick<CurationRow, 'id' | 'media_id'>,
  only?: readonly BureauCode[],
): Promise<void> {
  const holders = await tx.query<{ bureau: string; their_media: string; series_id: string }>(
    `SELECT c.bureau, c.their_media, m.series_id FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
     WHERE c.media_id = $1 ORDER BY c.bureau`,
    [held.media_id],
  );
  const [view] = await curationViews(deps, tx, [held.id], null);
  const [one] = holders;
  if (!view || !one) return;
  const { work: _work, myVote: _myVote, ownMediaId: _own, ...curation } = view;
  const body = JSON.parse(JSON.stringify({ series: await readSummary(tx, one.series_id), curation })) as JsonObject;
  for (const { bureau, their_media } of holders) {
    if (only && !only.includes(bureau)) continue;
    await deps.lyon.tell(tx, [bureau], 'icse.curation', { ...body, alert: deps.runtime.newId(), media: their_media });
  }
}

async function lockCuration(tx: Tx, id: string): Promise<CurationRow> {
  const [row] = await tx.query<CurationRow>('SELECT * FROM icse_curation WHERE id = $1 FOR UPDATE', [id]);
  // Its picture was taken back.
  if (!row || row.media_id === null) throw refuse('curation.unknown');
  return row;
}

async function classifiersOf(tx: Tx, mediaId: string): Promise<string[]> {
  const rows = await tx.query<{ bureau: string }>(
    'SELECT bureau FROM icse_classification WHERE media_id = $1 AND scheme = $2',
    [mediaId, BASELINE],
  );
  return rows.map((row) => row.bureau);
}
