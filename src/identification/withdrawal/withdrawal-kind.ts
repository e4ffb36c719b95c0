import { notFound, systemScope, type Tx } from '../../platform/index.ts';
import type { AskHandler } from '../ask-lyon.ts';
import type { Deps } from '../deps.ts';
import { takeSeriesWord } from '../take-series-word.ts';
import * as wire from '../wire-withdrawal.ts';
import { lockWithdrawal } from './store-withdrawal.ts';

/** Asks Lyon to let go of a picture, and follows here once it has. */
export function withdrawalKind(deps: Deps): AskHandler {
  const scope = systemScope(deps.runtime.bureau);
  const idOf = (payload: unknown) => (payload as { withdrawal: string }).withdrawal;
  return {
    async perform(ask) {
      const row = await deps.db.tx(scope, (tx) => lockWithdrawal(tx, idOf(ask.payload)));
      if (!row) throw notFound('withdrawal');
      const body = { id: row.id, media: row.lyon_id, reason: row.reason };
      return deps.lyon.ask('icse/withdraw', body, wire.withdrawalAnswer);
    },
    async settle(tx, ask, answer) {
      const { series, gone } = answer as wire.WithdrawalAnswer;
      await takeSeriesWord(deps, tx, { series });
      const row = await close(deps, tx, idOf(ask.payload), { state: 'done', code: null, gone });
      if (!row) return { code: null };
      await tx.query(
        `UPDATE ident_media SET contribution = 'withdrawn', deposit = CASE WHEN deposit = 'held' THEN 'withdrawn' ELSE deposit END,
           lyon_id = NULL, series_id = NULL, version = version + 1 WHERE id = $1`,
        [row.media_id],
      );
      // Victims and offenders are of the series it has left.
      await tx.query('DELETE FROM ident_media_person WHERE media_id = $1', [row.media_id]);
      await tx.query(
        `UPDATE ident_clue SET contribution = 'withdrawn', version = version + 1
         WHERE media_id = $1 AND contribution IN ('held', 'sending')`,
        [row.media_id],
      );
      deps.audit.record(tx, {
        act: 'withdrawal.done',
        entity: { kind: 'withdrawal', id: row.id },
        about: [
          { kind: 'media', id: row.media_id },
          { kind: 'series', id: series.id },
          ...deps.cases.timelineRefs(ask.case_id),
        ],
        body: { label: series.label, gone },
      });
      return { code: null };
    },
    async refused(tx, ask, code) {
      const row = await close(deps, tx, idOf(ask.payload), { state: 'refused', code, gone: null });
      if (!row) return;
      deps.audit.record(tx, {
        act: 'withdrawal.refused',
        entity: { kind: 'withdrawal', id: row.id },
        about: [{ kind: 'media', id: row.media_id }],
        body: { code },
      });
    },
  };
}

async function close(
  deps: Deps,
  tx: Tx,
  id: string,
  end: { state: 'done' | 'refused'; code: string | null; gone: boolean | null },
): Promise<{ id: string; media_id: string } | undefined> {
  const [row] = await tx.query<{ id: string; media_id: string }>(
    `UPDATE ident_withdrawal SET state = $2, code = $3, gone = $4, settled_at = $5, version = version + 1
     WHERE id = $1 AND state = 'sent' RETURNING id, media_id`,
    [id, end.state, end.code, end.gone, tx.now],
  );
  await deps.work.close(tx, { ref: { kind: 'withdrawal', id }, outcome: `withdrawal.${end.state}` });
  return row;
}
