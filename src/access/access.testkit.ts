import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildServer, type Clock, generateKeys, openVault, type Route, systemClock } from '../platform/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';
import { createAccess } from './index.ts';
import { totpCode } from './totp.ts';
import type { Access, NewPerson } from './types.ts';

export const PASSWORD = 'a long enough password';

export interface TestAccess extends AsyncDisposable {
  readonly ledger: TestLedger;
  readonly access: Access;
  readonly app: FastifyInstance;
  /** Another process over the same database: its memory is its own. */
  readonly other: { access: Access; app: FastifyInstance };
  /** Moves the injected clock. */
  pass(ms: number): void;
  now(): number;
  person(fields: Partial<NewPerson> & { username: string }): Promise<{ id: string; totpSecret: string }>;
  /** Signs in with the code of this moment; a step is good once, so the clock moves on by one. */
  signIn(username: string, totpSecret: string, password?: string): Promise<LightMyRequestResponse>;
  /** The cookie of a new session. */
  session(username: string, totpSecret: string): Promise<string>;
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    options?: { cookie?: string; body?: object; headers?: Record<string, string>; app?: FastifyInstance },
  ): Promise<LightMyRequestResponse>;
  acts(): Promise<{ act: string; actor: string; entity: string }[]>;
}

export async function createTestAccess(extra: readonly Route[] = []): Promise<TestAccess> {
  let offset = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + offset };
  const ledger = await createTestLedger({ clock });
  const folder = await mkdtemp(join(tmpdir(), 'homeward-access-'));
  const vault = openVault(folder, generateKeys().vault, ledger.runtime);
  const start = async () => {
    const access = createAccess({ db: ledger.db, runtime: ledger.runtime, vault, audit: ledger.audit });
    const routes = [...(access.parts.routes ?? []), ...extra];
    return { access, app: await buildServer({ runtime: ledger.runtime, db: ledger.db, guard: access.guard, routes }) };
  };
  const [first, other] = [await start(), await start()];
  ledger.audit.registerActs(first.access.parts.acts ?? {});
  let calls = 0;
  const kit: TestAccess = {
    ledger,
    ...first,
    other,
    pass(ms) {
      offset += ms;
    },
    now: () => clock.now(),
    person: (fields) =>
      ledger.db.tx(ledger.system, (tx) =>
        first.access.createPerson(tx, {
          name: 'Ada Example',
          roles: ['analyst'],
          compartments: ['general'],
          agency: null,
          password: PASSWORD,
          ...fields,
        }),
      ),
    async signIn(username, totpSecret, password = PASSWORD) {
      offset += 30_000;
      return kit.call('POST', '/api/session', {
        body: { username, password, totp: totpCode(totpSecret, clock.now()) },
      });
    },
    async session(username, totpSecret) {
      const answer = await kit.signIn(username, totpSecret);
      const cookie = answer.cookies.find((one) => one.name === 'homeward_session_us');
      if (!cookie) throw new Error(`no session: ${answer.statusCode} ${answer.body}`);
      return cookie.value;
    },
    call(method, url, options = {}) {
      return (options.app ?? first.app).inject({
        method,
        url,
        headers: { 'idempotency-key': `test-call-${++calls}`, ...options.headers },
        ...(options.cookie ? { cookies: { homeward_session_us: options.cookie } } : {}),
        ...(options.body ? { payload: options.body } : {}),
      });
    },
    acts: () =>
      ledger.db.tx(ledger.system, (tx) =>
        tx.query(
          `SELECT act, actor, entity FROM
             (SELECT act, actor, entity, time, id FROM audit_entry UNION ALL
              SELECT act, actor, entity, time, id FROM audit_unsealed) e ORDER BY time, id`,
        ),
      ),
    async [Symbol.asyncDispose]() {
      await first.app.close();
      await other.app.close();
      await ledger[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return kit;
}
