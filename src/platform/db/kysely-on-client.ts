import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

/** Kysely speaking on one client whose transaction is run elsewhere: `database.ts` owns BEGIN, scope and COMMIT. */
const made = new WeakMap<pg.PoolClient, Kysely<unknown>>();

export function kyselyOn<Tables>(client: pg.PoolClient): Kysely<Tables> {
  let instance = made.get(client);
  if (!instance) {
    const connection: DatabaseConnection = {
      async executeQuery<R>(compiled: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
        const result = await client.query(compiled.sql, [...compiled.parameters]);
        return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
      },
      // biome-ignore lint/correctness/useYield: streaming is refused here, as no cursor is shipped
      async *streamQuery(): AsyncGenerator<never> {
        throw new Error('streaming is not offered: page with a cursor column');
      },
    };
    const nothing = async (): Promise<void> => undefined;
    const driver: Driver = {
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    };
    instance = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => driver,
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
      },
    });
    made.set(client, instance);
  }
  return instance as Kysely<Tables>;
}
