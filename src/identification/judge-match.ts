import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import { type AskHandler, askLyon, readAsk } from './ask-lyon.ts';
import type { Judged, JudgeMatch, JudgementView, Standing, Verdict } from './contract.ts';
import type { Deps } from './deps.ts';
import * as wire from './wire.ts';

interface JudgementRow {
  readonly id: string;
  readonly lookup_id: string;
  readonly item: number;
  readonly lyon_media: string;
  readonly series_id: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly by_actor: string;
  readonly at: number;
  readonly standing: Standing;
  readonly second_actor: string | null;
  readonly second_reason: string | null;
  readonly second_at: number | null;
  readonly version: number;
}

/** A person who looked at a match says whether the two are one picture, and why. It stands at once; Lyon is told. */
export async function judgeMatch(
  deps: Deps,
  tx: Tx,
  input: JudgeMatch & { id: string; item: number; media: string },
): Promise<JudgementView> {
  const [match] = await tx.query<{ kind: string; series_id: string }>(
    'SELECT kind, series_id FROM ident_lookup_match WHERE lookup_id = $1 AND item = $2 AND lyon_media = $3',
    [input.id, input.item, input.media],
  );
  if (!match) throw notFound('lookup-match');
  if (match.kind === 'exact' && input.verdict === 'not-same') throw refuse('judgement.same-file');
  const [row] = await tx.query<JudgementRow>(
    `INSERT INTO ident_judgement (id, lookup_id, item, lyon_media, series_id, verdict, reason, by_actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (lookup_id, item, lyon_media) WHERE standing <> 'undone' DO NOTHING RETURNING *`,
    [
      deps.runtime.newId(),
      input.id,
      input.item,
      input.media,
      match.series_id,
      input.verdict,
      input.reason,
      tx.scope.actor.id,
      tx.now,
    ],
  );
  if (!row) throw refuse('match.judged-already');
  await record(deps, tx, row, 'match.judged', input.reason);
  return judgementView(row);
}

/** A second person has looked too and says the same. */
export async function confirmJudgement(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<JudgementView> {
  const row = await lock(tx, input);
  if (row.by_actor === tx.scope.actor.id) throw refuse('judgement.own');
  if (row.standing === 'confirmed') throw refuse('judgement.confirmed-already');
  return second(deps, tx, row, 'confirmed', input.reason);
}

/** It was wrong: from now on the match is as if nobody had judged it, and both words stay on the record. */
export async function undoJudgement(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<JudgementView> {
  return second(deps, tx, await lock(tx, input), 'undone', input.reason);
}

async function lock(tx: Tx, input: { id: string; version: number }): Promise<JudgementRow> {
  const [row] = await tx.query<JudgementRow>('SELECT * FROM ident_judgement WHERE id = $1 FOR UPDATE', [input.id]);
  if (!row) throw notFound('judgement');
  if (row.version !== input.version) {
    throw conflict('judgement', { version: input.version }, { version: row.version, standing: row.standing });
  }
  if (row.standing === 'undone') throw refuse('judgement.undone-already');
  return row;
}

async function second(
  deps: Deps,
  tx: Tx,
  row: JudgementRow,
  to: 'confirmed' | 'undone',
  reason: string,
): Promise<JudgementView> {
  const [changed] = await tx.query<JudgementRow>(
    `UPDATE ident_judgement SET standing = $2, second_actor = $3, second_reason = $4, second_at = $5, version = version + 1
     WHERE id = $1 RETURNING *`,
    [row.id, to, tx.scope.actor.id, reason, tx.now],
  );
  if (!changed) throw notFound('judgement');
  const act = to === 'confirmed' ? 'match.judgement-confirmed' : 'match.judgement-undone';
  await record(deps, tx, changed, act, reason);
  return judgementView(changed);
}

/** On the record here with its reason, which stays here; Lyon is told the verdict and how it stands. */
async function record(deps: Deps, tx: Tx, row: JudgementRow, act: string, reason: string): Promise<void> {
  const ask = await readAsk(tx, row.lookup_id);
  const about = { kind: 'lookup', id: row.lookup_id };
  const series = { kind: 'series', id: row.series_id };
  deps.audit.record(tx, {
    act,
    entity: about,
    about: [series, ...deps.cases.timelineRefs(ask?.case_id)],
    body: { verdict: row.verdict, reason, media: row.lyon_media, item: row.item },
  });
  const payload: wire.Judgement = {
    id: row.id,
    lookup: row.lookup_id,
    item: row.item,
    media: row.lyon_media,
    verdict: row.verdict,
    standing: row.standing,
    version: row.version,
  };
  await askLyon(deps, tx, { kind: 'judgement', payload, about, seriesId: row.series_id, caseId: ask?.case_id });
}

/** Lyon keeps the word, and answers with what all bureaus said of the pair. */
export function judgementKind(deps: Deps): AskHandler {
  return {
    perform: (ask) => deps.lyon.ask('icse/judge', ask.payload as wire.Judgement, wire.judgementAnswer),
    async settle(tx, ask, answer) {
      const { judged } = answer as { judged: Judged | null };
      const { lookup, item, media, verdict } = ask.payload as wire.Judgement;
      await tx.query(
        'UPDATE ident_lookup_match SET judged = $4 WHERE lookup_id = $1 AND item = $2 AND lyon_media = $3',
        [lookup, item, media, judged ? JSON.stringify(judged) : null],
      );
      return { code: null, body: { verdict } };
    },
  };
}

/** The word that stands on each match of a look-up, by item and picture. */
export async function readStanding(tx: Tx, lookupId: string): Promise<ReadonlyMap<string, JudgementView>> {
  const rows = await tx.query<JudgementRow>(
    "SELECT * FROM ident_judgement WHERE lookup_id = $1 AND standing <> 'undone'",
    [lookupId],
  );
  return new Map(rows.map((row) => [`${row.item} ${row.lyon_media}`, judgementView(row)]));
}

export async function listJudgements(
  tx: Tx,
  filter: { verdict: Verdict; standing?: Standing; before?: { at: number; id: string }; limit: number },
): Promise<JudgementView[]> {
  const rows = await tx.query<JudgementRow>(
    `SELECT * FROM ident_judgement WHERE verdict = $1 AND ($2::text IS NULL OR standing = $2)
       AND ($3::bigint IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [filter.verdict, filter.standing ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map(judgementView);
}

function judgementView(row: JudgementRow): JudgementView {
  const { second_actor: by, second_reason: reason, second_at: at } = row;
  return {
    id: row.id,
    lookupId: row.lookup_id,
    item: row.item,
    lyonMediaId: row.lyon_media,
    seriesId: row.series_id,
    verdict: row.verdict,
    reason: row.reason,
    by: row.by_actor,
    at: row.at,
    standing: row.standing,
    second: by !== null && reason !== null && at !== null ? { by, reason, at } : null,
    version: row.version,
  };
}
