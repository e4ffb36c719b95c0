import { timingSafeEqual } from 'node:crypto';
import { AppError, type Runtime, type Scope, systemScope } from '../../platform/index.ts';
import type { IdentificationDeps } from '../deps.ts';
import { hashSecret } from './manage-partner.ts';

export interface Partner {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly member: number;
  /** What its request does here, it does under this. It sees compartment `general`, and of that what its grants say. */
  readonly scope: Scope;
}

/** Failed attempts an address, and requests a partner: so many at once, then one each so many ms. */
const FAILURES = { burst: 20, everyMs: 45_000 };
const REQUESTS = { burst: 100, everyMs: 100 };

interface Request {
  readonly ip: string;
  readonly authorization: string | undefined;
}

/**
 * Tells by HTTP Basic (RFC 7617) which partner calls. One answer and the same work for whatever is wrong: an unknown name, a
 * wrong password, an account that is over.
 * @throws AppError `unauthenticated`, `rate-limited`
 */
export function createDoor(deps: IdentificationDeps): (request: Request) => Promise<Partner> {
  const { db, runtime, audit } = deps;
  const failures = createAllowance(runtime, FAILURES);
  const requests = createAllowance(runtime, REQUESTS);
  const nobody = hashSecret(Buffer.from(runtime.random(32)).toString('hex'));

  return async ({ ip, authorization }) => {
    failures.require(ip);
    const given = readBasic(authorization);
    const found = await db.tx(systemScope(runtime.bureau), async (tx) => {
      const [row] = await tx.query<Omit<Partner, 'scope'> & { secret_hash: string; over: boolean }>(
        `SELECT id, username, name, member, secret_hash, revoked_at IS NOT NULL OR expires_at <= $2 AS over
         FROM ident_hash_partner WHERE username = $1`,
        [given?.username.toLowerCase() ?? '', tx.now],
      );
      return row;
    });
    const fits = timingSafeEqual(
      Buffer.from(hashSecret(given?.password ?? '')),
      Buffer.from(found?.secret_hash ?? nobody),
    );
    if (!found || !fits || found.over) {
      // Without credentials it is only a client that asks how to sign in.
      if (given) {
        failures.take(ip);
        const entity = { kind: 'hash-partner', id: found?.id ?? 'unknown' };
        await audit.recordAlone(systemScope(runtime.bureau), { act: 'hash-partner.refused', entity });
      }
      throw new AppError('unauthenticated', 'hash sharing');
    }
    requests.require(found.id);
    requests.take(found.id);
    const { id, username, name, member } = found;
    const scope: Scope = {
      actor: { kind: 'partner', id: `partner:${id}` },
      bureau: runtime.bureau,
      agency: null,
      roles: ['partner'],
      compartments: ['general'],
    };
    return { id, username, name, member, scope };
  };
}

function readBasic(header: string | undefined): { username: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { username: text.slice(0, colon).slice(0, 200), password: text.slice(colon + 1) };
}

interface Allowance {
  /** @throws AppError `rate-limited` with the time after which there is one again */
  require(key: string): void;
  take(key: string): void;
}

const MAX_KEYS = 10_000;

/** A bucket a key: full at first, one more each `everyMs`. In this process's memory. */
function createAllowance(runtime: Runtime, { burst, everyMs }: { burst: number; everyMs: number }): Allowance {
  /** When the bucket will be full again. */
  const fullAt = new Map<string, number>();
  return {
    require(key) {
      const missing = (fullAt.get(key) ?? 0) - runtime.clock.now();
      // More can be missing than there ever was only when the clock was set back.
      const wait = missing > burst * everyMs ? 0 : missing - (burst - 1) * everyMs;
      if (wait > 0)
        throw new AppError('rate-limited', 'hash sharing', { retryAfterSeconds: Math.max(1, Math.ceil(wait / 1_000)) });
    },
    take(key) {
      const now = runtime.clock.now();
      if (fullAt.size >= MAX_KEYS) for (const [other, at] of fullAt) if (at <= now) fullAt.delete(other);
      fullAt.set(key, Math.max(now, fullAt.get(key) ?? 0) + everyMs);
    },
  };
}
