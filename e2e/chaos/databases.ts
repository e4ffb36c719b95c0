import pg from 'pg';
import { BUREAUS, type Code, type Fleet } from './fleet.ts';

/** Reads the bureaus' databases as their owner: past the rooms, the rows' rules and whatever they would say themselves. */
export interface Databases extends AsyncDisposable {
  rows<Row extends object>(code: Code, sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export function openDatabases(fleet: Fleet): Databases {
  const pools = new Map(
    BUREAUS.map((code) => {
      const pool = new pg.Pool({ connectionString: fleet.databaseUrl(code), max: 1, idleTimeoutMillis: 1_000 });
      // Its server dies often here.
      pool.on('error', () => {});
      return [code, pool] as const;
    }),
  );
  return {
    async rows<Row extends object>(code: Code, sql: string, values: readonly unknown[] = []) {
      const pool = pools.get(code);
      if (!pool) throw new Error(`no database of ${code}`);
      return (await pool.query<Row & pg.QueryResultRow>(sql, [...values])).rows;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}
