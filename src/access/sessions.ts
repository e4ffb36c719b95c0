import { createHash } from 'node:crypto';
import type { Database, Runtime, Scope, Tx } from '../platform/index.ts';
import { systemScope } from '../platform/index.ts';
import { LOCKED } from './compile-policy.ts';
import type { Role } from './policy.ts';
import { personActor } from './store.ts';

/** Cookies know no ports: consoles of several bureaus on one host must not take each other's session. */
export function sessionCookie(bureau: string): string {
  return `homeward_session_${bureau.toLowerCase()}`;
}
/** A session ends by itself after a long shift. */
export const SESSION_MS = 12 * 3_600_000;
/** After this pause it must be unlocked with the password. */
export const IDLE_MS = 30 * 60_000;

/** How long memory answers for the database; another process's sign-out takes effect within it. */
const MEMORY_MS = 3_000;
const TOUCH_MS = 60_000;
const MEMORY_SIZE = 5_000;

export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
  readonly compartments: readonly string[];
  readonly expiresAt: number;
  readonly locked: boolean;
}

interface Remembered {
  readonly session: Session;
  readonly at: number;
}

export interface Sessions {
  /** The live session behind a cookie's token, or null. Counts as activity unless `background`. */
  find(token: string, background: boolean): Promise<Session | null>;
  /** Opens one; returns the token, which is stored nowhere. */
  open(tx: Tx, personId: string): Promise<{ token: string; sessionId: string; expiresAt: number }>;
  unlock(tx: Tx, sessionId: string): Promise<void>;
  end(tx: Tx, sessionId: string): Promise<void>;
  endAll(tx: Tx, personId: string): Promise<number>;
  /** After the commit: the person's sessions are read anew. */
  forget(tx: Tx, personId: string): void;
  scopeOf(session: Session): Scope;
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function createSessions({ db, runtime }: { db: Database; runtime: Runtime }): Sessions {
  const memory = new Map<string, Remembered>();
  const system = systemScope(runtime.bureau);
  // A look-up that began before a sign-out must not put back what the sign-out removed.
  let generation = 0;

  function drop(matches: (session: Session) => boolean): void {
    generation++;
    for (const [key, { session }] of memory) if (matches(session)) memory.delete(key);
  }

  async function load(tokenHash: string, background: boolean): Promise<Session | null> {
    return db.tx(system, async (tx) => {
      const [row] = await tx.query<SessionRow>(
        `SELECT s.id, s.person_id, s.last_seen_at, s.expires_at, p.username, p.name, p.roles, p.agency, p.compartments
         FROM session s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.disabled_at IS NULL`,
        [tokenHash, tx.now],
      );
      if (!row) return null;
      const locked = tx.now - row.last_seen_at >= IDLE_MS;
      if (!locked && !background && tx.now - row.last_seen_at >= TOUCH_MS) {
        await tx.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [row.id, tx.now]);
      }
      return {
        id: row.id,
        personId: row.person_id,
        username: row.username,
        name: row.name,
        roles: row.roles,
        agency: row.agency,
        compartments: row.compartments,
        expiresAt: row.expires_at,
        locked,
      };
    });
  }

  return {
    async find(token, background) {
      const key = hashToken(token);
      const now = runtime.clock.now();
      const known = memory.get(key);
      if (known && now >= known.at && now < known.at + MEMORY_MS && now < known.session.expiresAt) return known.session;
      const before = generation;
      const session = await load(key, background);
      if (session && before === generation) {
        if (memory.size >= MEMORY_SIZE) memory.clear();
        memory.set(key, { session, at: now });
      } else memory.delete(key);
      return session;
    },
    async open(tx, personId) {
      const token = Buffer.from(runtime.random(32)).toString('base64url');
      const sessionId = runtime.newId();
      const expiresAt = tx.now + SESSION_MS;
      await tx.query(
        `INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)`,
        [sessionId, personId, hashToken(token), tx.now, expiresAt],
      );
      return { token, sessionId, expiresAt };
    },
    async unlock(tx, sessionId) {
      await tx.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND ended_at IS NULL', [sessionId, tx.now]);
      tx.onCommit(() => drop((s) => s.id === sessionId));
    },
    async end(tx, sessionId) {
      await tx.query('UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [sessionId, tx.now]);
      tx.onCommit(() => drop((s) => s.id === sessionId));
    },
    async endAll(tx, personId) {
      const ended = await tx.query(
        'UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 RETURNING id',
        [personId, tx.now],
      );
      tx.onCommit(() => drop((s) => s.personId === personId));
      return ended.length;
    },
    forget(tx, personId) {
      tx.onCommit(() => drop((s) => s.personId === personId));
    },
    scopeOf(session) {
      return {
        actor: { kind: 'person', id: personActor(session.personId) },
        bureau: runtime.bureau,
        agency: session.locked ? null : session.agency,
        roles: session.locked ? [LOCKED] : session.roles,
        compartments: session.locked ? [] : session.compartments,
      };
    },
  };
}

interface SessionRow {
  id: string;
  person_id: string;
  last_seen_at: number;
  expires_at: number;
  username: string;
  name: string;
  roles: Role[];
  agency: string | null;
  compartments: string[];
}
