import type { Duplex } from 'node:stream';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { AppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { kyselyOn } from './kysely-on-client.ts';

/** A transaction under one scope. The only way to reach the database. */
export interface Tx {
  readonly scope: Scope;
  /** The transaction's one moment, UTC ms, from the injected clock. */
  readonly now: number;
  /** The transaction as Kysely, typed by the room's own tables. */
  as<Tables>(): Kysely<Tables>;
  /**
   * Plain SQL with parameters. Under a `name` the session keeps its plan: for the few statements that run with every message,
   * where planning costs more than running. One name, one text.
   */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
  /** Runs once, after everything else and before COMMIT (the ledger writes itself here). One hook a key. */
  beforeCommit(key: string, hook: () => Promise<void>): void;
  /**
   * Runs after all of those, once a key: `send` hands its statements over at once, and COMMIT goes right behind them, so that the
   * last write and the commit are one round trip. A statement that fails rolls the transaction back. What `send` throws itself
   * does too; it must not wait before its statements, and their values are text, numbers and bytes alone, which always encode.
   * Absent within a savepoint.
   */
  withCommit?(key: string, send: () => Promise<void>): void;
  /** Runs after a successful COMMIT, never on rollback. For waking workers; must not throw. */
  onCommit(hook: () => void): void;
  /** Per-transaction memory of a room, dropped with the transaction. */
  readonly memo: Map<string, unknown>;
}

export interface Database {
  /**
   * Runs `fn` in one READ COMMITTED transaction with the scope's row-level security, and commits synchronously.
   * A deadlock or serialization failure is retried (the whole `fn`) up to three times.
   * @throws AppError `unavailable` when the database cannot be reached or went away.
   */
  tx<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** A session of its own for advisory locks and LISTEN; the caller releases it. */
  session(): Promise<pg.PoolClient>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly runtime: Runtime;
  /** Connections at most; they are closed after 10 s idle, so an idle bureau holds none. */
  readonly poolSize?: number;
}

// UTC milliseconds and counters are bigint columns; all of them are safe integers, and a larger one is a defect.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? (text: string) => {
          const n = Number(text);
          if (!Number.isSafeInteger(n)) throw new RangeError('bigint beyond the safe integers');
          return n;
        }
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

const RETRIED = new Set(['40001', '40P01']);
const CONNECTION_LOST = /^(08|57P0|53300)/;

/** Opens the pool. Nothing connects before the first transaction. */
export function openDatabase(options: DatabaseOptions): Database {
  const { runtime } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    min: 0,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    types,
    // Statements go out as they come and are answered in order, so BEGIN and the first of them share a round trip.
    pipeline: true,
    application_name: `homeward-${runtime.bureau}`,
  });
  // A backend that dies while idle is an event, not a crash: the pool opens another at the next use.
  pool.on('error', (error) => runtime.log.warn({ err: error.message }, 'database connection lost while idle'));
  // And one that dies as it is handed over, before `once` listens: the pool has let go of it by then, and a connection's
  // error that nobody hears ends the process. Who uses it next hears of it from the query.
  pool.on('connect', (client) => client.on('error', () => undefined));

  /** It is committed by now: a defect in a hook must not tell the caller otherwise. */
  function runHook(hook: () => void): void {
    try {
      hook();
    } catch (error) {
      runtime.log.error({ err: error }, 'a hook after a commit failed');
    }
  }

  async function once<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    const before = new Map<string, () => Promise<void>>();
    const last = new Map<string, () => Promise<void>>();
    const after: (() => void)[] = [];
    try {
      holdWrites(client);
      // Not waited for: if it fails, so does every statement behind it, as it is one transaction or none.
      const begun = client.query(beginText(scope));
      begun.catch(() => undefined);
      const tx: Tx = {
        scope,
        now: runtime.clock.now(),
        memo: new Map(),
        as: <Tables>() => kyselyOn<Tables>(client),
        query: async <Row extends object>(text: string, values: readonly unknown[] = [], name?: string) => {
          holdWrites(client);
          return (await client.query<Row & pg.QueryResultRow>({ text, values: [...values], ...(name ? { name } : {}) }))
            .rows;
        },
        beforeCommit: (key, hook) => {
          if (!before.has(key)) before.set(key, hook);
        },
        withCommit: (key, send) => {
          if (!last.has(key)) last.set(key, send);
        },
        onCommit: (hook) => {
          after.push(hook);
        },
      };
      const value = await fn(tx);
      for (const hook of before.values()) await hook();
      holdWrites(client);
      const sent = [...last.values()].map((send) => send());
      const committed = client.query('COMMIT');
      await allEnded([begun, ...sent, committed]);
      const { command } = await committed;
      // PostgreSQL answers the COMMIT of a transaction that an error has broken with a roll-back, and calls that no error.
      if (command !== 'COMMIT')
        throw new AppError('internal', 'the transaction was rolled back: an error in it was swallowed');
      for (const hook of after) runHook(hook);
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((e: Error) => {
        broken = e;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken ?? false);
    }
  }

  return {
    async tx(scope, fn) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(scope, fn);
        } catch (error) {
          const code = pgCode(error);
          if (code && RETRIED.has(code) && attempt < 4) continue;
          throw translate(error, code);
        }
      }
    },
    session: () => pool.connect(),
    close: () => pool.end(),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

const held = new WeakSet<pg.PoolClient>();

/** What is sent to the database in this turn of the event loop leaves in one write: each wakes the other side, at a price. */
function holdWrites(client: pg.PoolClient): void {
  if (held.has(client)) return;
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  held.add(client);
  stream.cork();
  process.nextTick(() => {
    held.delete(client);
    stream.uncork();
  });
}

/** Once all have ended, the first failure in their order, if there was one. */
async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
}

/** BEGIN, the application role and the scope in one round trip. The role owns no table, so row-level security binds it. */
function beginText(scope: Scope): string {
  const setting = (name: string, value: string): string => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`;
  return `BEGIN; SELECT ${setting('role', 'homeward_app')}, ${setting('homeward.actor', scope.actor.id)}, ${setting(
    'homeward.agency',
    scope.agency ?? '',
  )}, ${setting('homeward.compartments', scope.compartments.join(','))}`;
}

function pgCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** True for a unique-key violation, optionally of one constraint: the loser of a race, told by the database. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (pgCode(error) !== '23505') return false;
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint;
}

function translate(error: unknown, code: string | undefined): unknown {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const lost =
    (code !== undefined && (CONNECTION_LOST.test(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET')) ||
    /Connection terminated|timeout exceeded when trying to connect|connection error|not queryable/i.test(message);
  return lost ? new AppError('unavailable', 'database unavailable', { cause: error, retryAfterSeconds: 1 }) : error;
}
