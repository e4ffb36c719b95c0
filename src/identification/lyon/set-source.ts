import { conflict, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { RateView, SetRate } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { type SourceRates, USUAL_RATES } from './source-rates.ts';

const SOURCE = `bureau, hashes_a_minute AS "hashesAMinute", contributions_a_minute AS "contributionsAMinute",
  held_until AS "heldUntil", held_kind AS "heldKind", held_times AS "heldTimes", updated_at AS "updatedAt", version`;

/** Bureaus that were ever held back or given rates of their own; those that wait first. */
export async function listSources(
  deps: Deps,
  tx: Tx,
): Promise<{ usual: { hashesAMinute: number; contributionsAMinute: number }; items: RateView[] }> {
  deps.audit.record(tx, { act: 'icse.sources-listed', entity: { kind: 'icse-source', id: 'all' } });
  return {
    usual: { hashesAMinute: USUAL_RATES.lookup, contributionsAMinute: USUAL_RATES.contribute },
    items: await tx.query<RateView>(
      `SELECT ${SOURCE} FROM icse_source ORDER BY held_until DESC NULLS LAST, bureau LIMIT 500`,
    ),
  };
}

/** Sets a bureau's own rates, or the usual ones again, and ends its waiting. */
export async function setSource(
  deps: Deps & { rates: SourceRates },
  tx: Tx,
  input: SetRate & { bureau: BureauCode },
): Promise<RateView> {
  const [row] = await tx.query<RateView>(
    `INSERT INTO icse_source (bureau, hashes_a_minute, contributions_a_minute, updated_at)
     SELECT $1, $2, $3, $4 WHERE $5 = 0 OR EXISTS (SELECT FROM icse_source WHERE bureau = $1)
     ON CONFLICT (bureau) DO UPDATE SET hashes_a_minute = $2, contributions_a_minute = $3, held_until = NULL, held_kind = NULL,
       updated_at = $4, version = icse_source.version + 1 WHERE icse_source.version = $5
     RETURNING ${SOURCE}`,
    [input.bureau, input.hashesAMinute, input.contributionsAMinute, tx.now, input.version],
  );
  if (!row) {
    const [current] = await tx.query<RateView>(`SELECT ${SOURCE} FROM icse_source WHERE bureau = $1`, [input.bureau]);
    throw conflict('source', { version: input.version }, current ?? { version: 0 });
  }
  tx.onCommit(() => deps.rates.forget(input.bureau));
  deps.audit.record(tx, {
    act: 'icse.source-set',
    entity: { kind: 'icse-source', id: input.bureau },
    body: {
      bureau: input.bureau,
      hashes: input.hashesAMinute ?? USUAL_RATES.lookup,
      contributions: input.contributionsAMinute ?? USUAL_RATES.contribute,
    },
  });
  return row;
}
