import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import { askLyon } from '../ask-lyon.ts';
import type { WithdrawalView, WithdrawMedia } from '../contract.ts';
import { type Deps, due, roles } from '../deps.ts';
import { readKnownSeries } from '../read-series.ts';
import { findMedia, mediaSummary } from '../store-media.ts';
import { lockWithdrawal, type WithdrawalRow, withdrawalView } from './store-withdrawal.ts';

/**
 * Takes a contributed picture back from Lyon, with its deposit and the clues drawn from it; the picture itself stays here. Where
 * something at Lyon depends on it, nothing is sent until a second person agrees.
 */
export async function withdrawMedia(
  deps: Deps,
  tx: Tx,
  input: WithdrawMedia & { id: string },
): Promise<WithdrawalView> {
  const row = await findMedia(tx, input.id);
  if (!row) throw notFound('media');
  if (row.contribution !== 'held' || row.lyon_id === null || row.series_id === null)
    throw refuse('withdrawal.not-held');
  if (row.deposit === 'sending') throw refuse('withdrawal.deposit-under-way');
  if (row.version !== input.version) throw conflict('media', input, mediaSummary(row, tx.scope.actor.id));
  const depends = await whatDepends(deps, tx, row.series_id, row.id);
  const id = deps.runtime.newId();
  const rows = await tx.query<WithdrawalRow>(
    `INSERT INTO ident_withdrawal (id, media_id, lyon_id, series_id, reason, depends, state, by_actor, at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9) ON CONFLICT DO NOTHING RETURNING *`,
    [id, row.id, row.lyon_id, row.series_id, input.reason, depends, tx.scope.actor.id, tx.now, row.compartment],
  );
  const [proposed] = rows;
  if (!proposed) throw refuse('withdrawal.under-way');
  deps.audit.record(tx, {
    act: 'withdrawal.proposed',
    entity: { kind: 'withdrawal', id },
    about: [
      { kind: 'media', id: row.id },
      { kind: 'series', id: row.series_id },
      ...row.cases.flatMap((one) => deps.cases.timelineRefs(one)),
    ],
    body: { reason: input.reason, depends: depends.join(', ') },
  });
  if (depends.length === 0) return send(deps, tx, proposed);
  await deps.work.open(tx, {
    ref: { kind: 'withdrawal', id },
    task: 'identification.withdrawal-second',
    owner: { role: roles(deps.runtime.bureau).chief },
    dueAt: tx.now + due.withdrawal,
    urgency: 'routine',
    params: { label: row.label },
    about: [{ kind: 'media', id: row.id }],
    compartment: row.compartment,
  });
  return withdrawalView(proposed);
}

/** What others at Lyon would miss. */
async function whatDepends(deps: Deps, tx: Tx, seriesId: string, mediaId: string): Promise<WithdrawalView['depends']> {
  const series = (await readKnownSeries(deps, tx, [seriesId])).get(seriesId);
  const clues = await tx.query("SELECT FROM ident_clue WHERE media_id = $1 AND contribution IN ('held', 'sending')", [
    mediaId,
  ]);
  const others = (codes: readonly string[] = []) => codes.some((code) => code !== deps.runtime.bureau);
  return [
    ...(others(series?.contributors) ? ['others-contribute' as const] : []),
    ...(others(series?.workers) ? ['others-work' as const] : []),
    ...(series && series.state !== 'unidentified' ? ['series-advanced' as const] : []),
    ...(series && series.victims + series.offenders > 0 ? ['people-registered' as const] : []),
    ...(clues.length > 0 ? ['clue-listed' as const] : []),
  ];
}

/** Another person than who proposed it agrees, or does not. */
export async function secondWithdrawal(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string; agrees: boolean },
): Promise<WithdrawalView> {
  const row = await lockWithdrawal(tx, input.id);
  if (!row) throw notFound('withdrawal');
  if (row.state !== 'proposed') throw refuse('withdrawal.decided-already');
  if (row.version !== input.version) throw conflict('withdrawal', input, withdrawalView(row));
  if (row.by_actor === tx.scope.actor.id) throw refuse('withdrawal.own');
  const [decided] = await tx.query<WithdrawalRow>(
    `UPDATE ident_withdrawal SET second_actor = $2, second_reason = $3, second_at = $4, version = version + 1,
       state = CASE WHEN $5 THEN state ELSE 'declined' END, settled_at = CASE WHEN $5 THEN NULL ELSE $4::bigint END
     WHERE id = $1 RETURNING *`,
    [row.id, tx.scope.actor.id, input.reason, tx.now, input.agrees],
  );
  if (!decided) throw notFound('withdrawal');
  const ref = { kind: 'withdrawal', id: row.id };
  deps.audit.record(tx, {
    act: input.agrees ? 'withdrawal.confirmed' : 'withdrawal.declined',
    entity: ref,
    about: [{ kind: 'media', id: row.media_id }],
    body: { reason: input.reason },
  });
  await deps.work.close(tx, { ref, outcome: input.agrees ? 'confirmed' : 'declined' });
  return input.agrees ? send(deps, tx, decided) : withdrawalView(decided);
}

async function send(deps: Deps, tx: Tx, row: WithdrawalRow): Promise<WithdrawalView> {
  const media = await findMedia(tx, row.media_id);
  const [sent] = await tx.query<WithdrawalRow>(
    "UPDATE ident_withdrawal SET state = 'sent', version = version + 1 WHERE id = $1 RETURNING *",
    [row.id],
  );
  if (!media || !sent) throw notFound('withdrawal');
  const ref = { kind: 'withdrawal', id: row.id };
  await deps.work.open(tx, {
    ref,
    task: 'identification.withdrawal-sent',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + due.ask.routine,
    urgency: 'routine',
    params: { label: media.label },
    about: [{ kind: 'media', id: media.id }],
    compartment: row.compartment,
  });
  await askLyon(deps, tx, {
    kind: 'withdrawal',
    payload: { withdrawal: row.id },
    about: { kind: 'media', id: media.id },
    seriesId: row.series_id,
    caseId: media.cases[0],
    compartment: row.compartment,
  });
  return withdrawalView(sent);
}
