import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { BASELINE, type BaselineCode, type CurationView, type LyonMediaView, VOTES_NEEDED } from '../contract.ts';
import { type Deps, SECRETARIAT } from '../deps.ts';
import type { CurationSearch } from '../wire-curation.ts';

export interface CurationRow {
  readonly id: string;
  readonly media_id: string;
  readonly state: CurationView['state'];
  readonly because: CurationView['because'];
  readonly round: number;
  readonly outcome: BaselineCode | null;
  readonly opened_at: number;
  readonly due_at: number;
  readonly closed_at: number | null;
}

export interface VoteRow {
  readonly id: string;
  readonly curation_id: string;
  readonly round: number;
  readonly bureau: string;
  readonly person: string;
  readonly code: BaselineCode;
  readonly reason: string;
  readonly at: number;
}

/** Request `icse/curations`: the bench's queue, soonest deadline first, as one specialist may see it. */
export async function searchCurations(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: CurationSearch },
): Promise<{ items: CurationView[] }> {
  const rows = await tx.query<{ id: string }>(
    `SELECT c.id FROM icse_curation c WHERE ($1::text IS NULL OR c.state = $1) AND ($2::uuid IS NULL OR c.id = $2)
       AND (NOT $3 OR NOT EXISTS (SELECT FROM icse_vote v
              WHERE v.curation_id = c.id AND v.round = c.round AND v.bureau = $4 AND v.person = $5))
       AND c.media_id IS NOT NULL
     ORDER BY (c.state <> 'open'), c.due_at, c.id LIMIT 200`,
    [body.state ?? null, body.id ?? null, body.unvoted === 'true', from, body.person],
  );
  deps.audit.record(tx, {
    act: 'icse.curations-listed',
    entity: { kind: 'curation', id: body.id ?? 'list' },
    body: { bureau: from, person: body.person, found: rows.length },
  });
  const ids = rows.map((row) => row.id);
  return { items: await curationViews(deps, tx, ids, { bureau: from, person: body.person }) };
}

/** `reader` null: after the end, for everyone. Before it, others' words and votes show only to who has voted. */
export async function curationViews(
  deps: Deps,
  tx: Tx,
  ids: readonly string[],
  reader: { bureau: BureauCode; person: string } | null,
): Promise<CurationView[]> {
  const rows = await tx.query<
    CurationRow & { series_id: string; label: string; own: string | null; deposited: boolean }
  >(
    `SELECT c.*, m.series_id, s.label, (SELECT their_media FROM icse_contribution o WHERE o.media_id = m.id AND o.bureau = $2) AS own,
       EXISTS (SELECT FROM icse_contribution d WHERE d.media_id = m.id AND d.deposit = 'held') AS deposited
     FROM icse_curation c JOIN icse_media m ON m.id = c.media_id JOIN icse_series s ON s.id = m.series_id
     WHERE c.id = ANY($1::uuid[])`,
    [ids, reader?.bureau ?? null],
  );
  const votes = Map.groupBy(
    await tx.query<VoteRow>('SELECT * FROM icse_vote WHERE curation_id = ANY($1::uuid[]) ORDER BY round, at, id', [
      ids,
    ]),
    (vote) => vote.curation_id,
  );
  const words = Map.groupBy(
    await tx.query<LyonMediaView['classifications'][number] & { media_id: string }>(
      `SELECT media_id, bureau, scheme, code, label, at FROM icse_classification
       WHERE scheme = $2 AND media_id = ANY($1::uuid[]) ORDER BY at, bureau`,
      [rows.map((row) => row.media_id), BASELINE],
    ),
    (word) => word.media_id,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const views: CurationView[] = [];
  for (const id of ids) {
    const row = byId.get(id);
    if (!row) continue;
    const cast = votes.get(id) ?? [];
    const inRound = cast.filter((vote) => vote.round === row.round);
    const mine = inRound.find((vote) => vote.bureau === reader?.bureau && vote.person === reader.person) ?? null;
    const open = row.state !== 'open' || mine !== null;
    const [work] =
      reader?.bureau === SECRETARIAT && row.state === 'open' ? await deps.work.ofRef(tx, { kind: 'curation', id }) : [];
    views.push({
      id,
      lyonMediaId: row.media_id,
      ownMediaId: row.own,
      series: { id: row.series_id, label: row.label },
      state: row.state,
      because: row.because,
      round: row.round,
      votesGiven: inRound.length,
      votesNeeded: VOTES_NEEDED,
      classifications: open ? (words.get(row.media_id) ?? []).map(({ media_id: _media, ...word }) => word) : null,
      votes: open ? cast.map(voteView) : null,
      myVote: mine && voteView(mine),
      deposited: row.deposited,
      outcome: row.outcome,
      openedAt: row.opened_at,
      dueAt: row.due_at,
      closedAt: row.closed_at,
      work: work ? { id: work.id, version: work.version, claimedBy: work.claimedBy } : null,
    });
  }
  return views;
}

/** With the bureau, without the person. */
function voteView({ round, bureau, code, reason, at }: VoteRow): NonNullable<CurationView['myVote']> {
  return { round, bureau, code, reason, at };
}
