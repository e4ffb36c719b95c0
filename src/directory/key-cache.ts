import { type Database, type Runtime, systemScope, type Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import { readKeys, type StoredKey } from './key-store.ts';

export interface KnownBureau {
  readonly endpoint: string | null;
  readonly keys: readonly StoredKey[];
}

export interface KeyCache {
  /** What is known of a bureau's keys and address; null for a code that is no bureau. */
  of(code: BureauCode): Promise<KnownBureau | null>;
  /** After the commit: the bureau is read anew. */
  forget(tx: Tx, code: BureauCode): void;
}

/** Another process of the same bureau may have followed the feed: within this a revocation reaches all of them. */
const FRESH_MS = 15_000;

/** Every message needs the sender's key: it is answered from memory, one query a bureau when it is stale. */
export function createKeyCache({ db, runtime }: { db: Database; runtime: Runtime }): KeyCache {
  const known = new Map<BureauCode, { bureau: KnownBureau; at: number }>();
  const loading = new Map<BureauCode, Promise<KnownBureau | null>>();
  const system = systemScope(runtime.bureau);

  async function load(code: BureauCode): Promise<KnownBureau | null> {
    return db.tx(system, async (tx) => {
      const [row] = await tx.query<{ endpoint: string | null }>('SELECT endpoint FROM bureau WHERE code = $1', [code]);
      return row ? { endpoint: row.endpoint, keys: await readKeys(tx, code) } : null;
    });
  }

  return {
    async of(code) {
      const now = runtime.clock.now();
      const found = known.get(code);
      if (found && now >= found.at && now < found.at + FRESH_MS) return found.bureau;
      const waiting = loading.get(code);
      if (waiting) return waiting;
      const promise = load(code)
        .then((bureau) => {
          // A change that committed while this was read has dropped it from `loading`: what was read may be old.
          if (loading.get(code) === promise) {
            if (bureau) known.set(code, { bureau, at: now });
            else known.delete(code);
          }
          return bureau;
        })
        .finally(() => {
          if (loading.get(code) === promise) loading.delete(code);
        });
      loading.set(code, promise);
      return promise;
    },
    forget(tx, code) {
      tx.onCommit(() => {
        known.delete(code);
        loading.delete(code);
      });
    },
  };
}
