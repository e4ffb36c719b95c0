import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { keyStatement } from '../directory/index.ts';
import { createNode, type Node, type NodeOverrides } from '../node.ts';
import { ensureDatabase, type RunningPostgres, startPostgres, systemScope } from '../platform/index.ts';
import { type JwkInput, publicPart, thumbprint } from '../protocol/index.ts';
import { awaitDatabase } from './await-database.ts';
import { databasePrefix } from './database-prefix.ts';
import { joinSecretariat } from './join-secretariat.ts';
import { loadRoot } from './root-key.ts';

export interface LaunchOptions {
  /** The bureaus to run here. With `IPSG` among them the others are taken in by it; without, `ipsg` says where it is. */
  readonly bureaus: readonly string[];
  readonly host: string;
  /** The first bureau's port, in the order of `bureaus`; 0: any free ones. */
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly log: Logger;
  /** Needed when the Secretariat runs elsewhere. */
  readonly ipsg?: { readonly url: string; readonly rootFingerprint: string };
  readonly poolSize?: number;
  readonly hostingSettings?: string | undefined;
  readonly overrides?: Partial<Omit<NodeOverrides, 'log' | 'keys'>>;
}

export interface Launched {
  readonly nodes: ReadonlyMap<string, Node>;
  node(code: string): Node;
  readonly postgres: RunningPostgres | null;
  readonly rootFingerprint: string;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts one or more bureaus in this process, each with a database, keys and a port of its own, talking real HTTP. */
export async function startBureaus(options: LaunchOptions): Promise<Launched> {
  await mkdir(options.dataDir, { recursive: true });
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    // One that cannot stop must not leave the others, and PostgreSQL, running.
    for (const part of started.splice(0).reverse()) await part.stop().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'not everything stopped cleanly');
  };
  try {
    const postgres = options.databaseUrl
      ? null
      : await startPostgres({ dataDir: join(options.dataDir, 'postgres'), log: options.log });
    if (postgres) started.push(postgres);
    const adminUrl = options.databaseUrl ?? postgres?.adminUrl ?? '';
    if (options.databaseUrl) await awaitDatabase(options.databaseUrl, options.log);
    const prefix = databasePrefix(options.databaseUrl);
    const root = options.bureaus.includes('IPSG') ? await loadRoot(options.dataDir) : null;
    const rootFingerprint = root ? thumbprint(root) : (options.ipsg?.rootFingerprint ?? '');
    if (!rootFingerprint)
      throw new Error(
        'the Secretariat is not among the bureaus here: HOMEWARD_IPSG_URL and HOMEWARD_IPSG_ROOT must say where it is',
      );

    const nodes = new Map<string, Node>();
    const create = async (code: string): Promise<Node> => {
      const index = options.bureaus.indexOf(code);
      const databaseUrl = await ensureDatabase(adminUrl, `${prefix}_${code.toLowerCase()}`);
      const ipsgUrl = code === 'IPSG' ? '' : (nodes.get('IPSG')?.url ?? options.ipsg?.url ?? '');
      const node = await createNode(
        {
          code,
          host: options.host,
          port: options.port === 0 ? 0 : options.port + index,
          databaseUrl,
          dataDir: join(options.dataDir, code.toLowerCase()),
          ipsg: { url: ipsgUrl, rootFingerprint },
          sole: true,
          poolSize: options.poolSize,
          hostingSettings: options.hostingSettings,
        },
        { log: options.log, ...options.overrides },
      );
      nodes.set(code, node);
      started.push({ stop: () => node.close() });
      await node.listen();
      return node;
    };

    // The Secretariat first: the others take their root of trust and each other's keys from it.
    if (root) {
      const ipsg = await create('IPSG');
      await vouch(ipsg, root);
      await ipsg.start();
    }
    await Promise.all(
      options.bureaus
        .filter((code) => code !== 'IPSG')
        .map(async (code) => {
          const node = await create(code);
          const ipsg = nodes.get('IPSG');
          if (ipsg) {
            await takeIn(ipsg, node);
            await node.bootstrap();
            await node.start();
          } else {
            await node.start();
            started.push({ stop: await joinSecretariat(node) });
          }
        }),
    );
    const inOrder = new Map(options.bureaus.flatMap((code) => [...nodes].filter(([known]) => known === code)));
    return {
      nodes: inOrder,
      node(code) {
        const found = nodes.get(code);
        if (!found) throw new Error(`${code} does not run here`);
        return found;
      },
      postgres,
      rootFingerprint,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The root key signs the Secretariat's keys and address, when they are new or have changed. */
async function vouch(ipsg: Node, root: JwkInput): Promise<void> {
  const known = await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.directory.bureau(tx, 'IPSG'));
  if (known?.signingKid && known.endpoint === ipsg.url) return;
  const now = ipsg.runtime.clock.now();
  const statement = await keyStatement(ipsg.keys, {
    bureau: 'IPSG',
    endpoint: ipsg.url,
    serial: now,
    now,
    newId: ipsg.runtime.newId,
    signWith: root,
  });
  await ipsg.bootstrap({ root: publicPart(root), statement });
}

/** The Secretariat takes a bureau's signed statement of keys and address, when it is new or has changed. */
async function takeIn(ipsg: Node, bureau: Node): Promise<void> {
  const scope = systemScope('IPSG');
  const now = bureau.runtime.clock.now();
  const known = await ipsg.db.tx(scope, (tx) => ipsg.directory.bureau(tx, bureau.code));
  if (known?.signingKid && known.endpoint === bureau.url) return;
  const statement = await keyStatement(bureau.keys, {
    bureau: bureau.code,
    endpoint: bureau.url,
    serial: now,
    now,
    newId: bureau.runtime.newId,
  });
  await ipsg.db.tx(scope, (tx) => ipsg.directory.enrol(tx, { statement, status: 'hosted' }));
}
