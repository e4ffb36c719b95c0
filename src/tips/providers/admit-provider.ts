import { timingSafeEqual } from 'node:crypto';
import { type Runtime, type Scope, systemScope } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { hashSecret, type ProviderRow } from './manage-provider.ts';

export interface Provider {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly secretHash: string;
  /** What its request does here, it does under this: it sees compartment `general`, and of that its own reports. */
  readonly scope: Scope;
}

/** An account read from the database is gone by for so long; whatever writes looks at it again in its own transaction. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 1_000;
/** Failed attempts an address: so many at once, then one each so many ms. */
const FAILURES = { burst: 20, everyMs: 45_000, most: 10_000 };

type Door = (request: { ip: string; authorization: string | undefined }) => Promise<Provider | null>;

/**
 * Tells by HTTP Basic (RFC 7617) which provider calls. Null for whatever is wrong: an unknown name, a wrong password, an account
 * that is over, or an address that has failed too often; the same work for each but the last.
 */
export function createDoor(deps: Pick<Deps, 'db' | 'runtime' | 'audit'>): Door {
  const { db, runtime, audit } = deps;
  const scope = systemScope(runtime.bureau);
  const nobody = hashSecret(Buffer.from(runtime.random(32)).toString('hex'));
  const remembered = new Map<string, { at: number; row: ProviderRow | undefined }>();
  const failures = createFailures(runtime);

  async function read(username: string): Promise<ProviderRow | undefined> {
    const now = runtime.clock.now();
    const known = remembered.get(username);
    if (known && now >= known.at && now - known.at < REMEMBERED_MS) return known.row;
    const [row] = await db.tx(scope, (tx) =>
      tx.query<ProviderRow>('SELECT id, username, name, secret_hash, state FROM tips_provider WHERE username = $1', [
        username,
      ]),
    );
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(username, { at: now, row });
    return row;
  }

  return async ({ ip, authorization }) => {
    if (failures.isOver(ip)) return null;
    const given = readBasic(authorization);
    const row = await read(given?.username ?? '');
    const fits = timingSafeEqual(
      Buffer.from(hashSecret(given?.password ?? '')),
      Buffer.from(row?.secret_hash ?? nobody),
    );
    if (!row || !fits || row.state === 'ended') {
      // Without credentials it is only a client that asks how to sign in.
      if (given) {
        failures.note(ip);
        const entity = { kind: 'tip-provider', id: row?.id ?? 'unknown' };
        await audit.recordAlone(scope, { act: 'tip-provider.refused', entity });
      }
      return null;
    }
    return {
      id: row.id,
      username: row.username,
      name: row.name,
      isActive: row.state === 'active',
      secretHash: row.secret_hash,
      scope: {
        actor: { kind: 'partner', id: `partner:${row.id}` },
        bureau: runtime.bureau,
        agency: null,
        roles: ['partner'],
        compartments: ['general'],
      },
    };
  };
}

function readBasic(header: string | undefined): { username: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { username: text.slice(0, colon).slice(0, 200), password: text.slice(colon + 1) };
}

/** A bucket an address, in this process's memory. */
function createFailures(runtime: Runtime) {
  const fullAt = new Map<string, number>();
  return {
    isOver(ip: string): boolean {
      const missing = (fullAt.get(ip) ?? 0) - runtime.clock.now();
      return missing > (FAILURES.burst - 1) * FAILURES.everyMs && missing <= FAILURES.burst * FAILURES.everyMs;
    },
    note(ip: string): void {
      const now = runtime.clock.now();
      if (fullAt.size >= FAILURES.most) for (const [other, at] of fullAt) if (at <= now) fullAt.delete(other);
      fullAt.set(ip, Math.max(now, fullAt.get(ip) ?? 0) + FAILURES.everyMs);
    },
  };
}
