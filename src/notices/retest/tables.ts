import type { JSONColumnType, Selectable } from 'kysely';
import type { Tx } from '../../platform/index.ts';
import type { RetestResult, RetestRun, RuleFinding, Ruling } from '../contract.ts';
import type { Tables } from '../tables.ts';

interface RunTable {
  id: string;
  cause: RetestRun['cause'];
  rules: string;
  state: RetestRun['state'];
  cursor: string | null;
  total: number;
  tested: number;
  failing: number;
  asked_by: string;
  started_at: number;
  ended_at: number | null;
  compartment: string;
}

interface ResultTable {
  run_id: string;
  notice_id: string;
  n: number;
  failing: string[];
  newly: string[];
  findings: JSONColumnType<RuleFinding[], string, string>;
  standing: RetestResult['standing'];
  settled_by: string | null;
  settled_at: number | null;
  reason: string | null;
  at: number;
  compartment: string;
}

interface RulingTable {
  id: string;
  notice_id: string;
  ruling: JSONColumnType<Ruling & object, string, string>;
  recorded_by: string;
  at: number;
  compartment: string;
}

interface RetestTables extends Tables {
  notice_retest_run: RunTable;
  notice_retest: ResultTable;
  notice_ruling: RulingTable;
}

export type RunRecord = Selectable<RunTable>;
export const retestQ = (tx: Tx) => tx.as<RetestTables>();

/** What courts ruled since the notice went out, oldest first. */
export async function rulingsOf(tx: Tx, noticeId: string): Promise<Ruling[]> {
  const rows = await retestQ(tx)
    .selectFrom('notice_ruling')
    .select('ruling')
    .where('notice_id', '=', noticeId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.ruling);
}

/** The rules that a re-test found it to fail and that nobody has answered for. */
export async function failingOf(tx: Tx, noticeId: string): Promise<string[]> {
  const row = await retestQ(tx)
    .selectFrom('notice_retest')
    .select('failing')
    .where('notice_id', '=', noticeId)
    .where('standing', '=', 'open')
    .executeTakeFirst();
  return row?.failing ?? [];
}
