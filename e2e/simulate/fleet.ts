import type { FastifyInstance } from 'fastify';
import { keyStatement, type RootBootstrap } from '../../src/directory/index.ts';
import { createNode, type Node } from '../../src/node.ts';
import { type BureauKeys, buildServer, createLogger, generateKeys, systemScope } from '../../src/platform/index.ts';
import { generateP256, publicPart, thumbprint } from '../../src/protocol/index.ts';
import { createRandom } from '../chaos/random.ts';
import { addressOf, type Network } from './network.ts';
import { countingRoom } from './room.ts';
import type { Trace } from './trace.ts';
import type { World } from './world.ts';

/** One bureau over its restarts: database, keys and the error of its clock stay. */
export interface Bureau {
  readonly code: string;
  /** Null while it is down. */
  node: Node | null;
  /** Error of its clock, ms. */
  skew: number;
}

export interface FleetOptions {
  readonly codes: readonly string[];
  readonly seed: number;
  readonly world: World;
  readonly network: Network;
  readonly trace: Trace;
  readonly folder: string;
  readonly databaseUrl: (code: string) => string;
  readonly logLevel: string;
}

/** Real nodes on real PostgreSQL, with this world's time, randomness and network. */
export class Fleet {
  readonly bureaus: readonly Bureau[];
  readonly #options: FleetOptions;
  readonly #rootKey = generateP256();
  readonly #keys = new Map<string, BureauKeys>();
  readonly #running = new Map<string, { app: FastifyInstance; life: { over: boolean } }>();
  readonly #stumbles = new Map<string, Set<number>>();
  #starts = 0;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.bureaus = options.codes.map((code) => ({ code, node: null, skew: 0 }));
  }

  bureau(code: string): Bureau {
    const found = this.bureaus.find((one) => one.code === code);
    if (!found) throw new Error(`no bureau ${code}`);
    return found;
  }

  /** The Secretariat first; it takes in the others, and all follow the feed to its end. */
  async start(): Promise<void> {
    const ipsg = await this.open('IPSG');
    const statement = await keyStatement(ipsg.keys, { ...this.#word(ipsg), signWith: this.#rootKey });
    const root: RootBootstrap = { root: publicPart(this.#rootKey), statement };
    await ipsg.bootstrap(root);
    await ipsg.start();
    for (const { code } of this.bureaus) {
      if (code === 'IPSG') continue;
      const node = await this.open(code);
      await node.bootstrap(root);
      const own = await keyStatement(node.keys, this.#word(node));
      await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.directory.enrol(tx, { statement: own, status: 'connected' }));
      await node.start();
    }
  }

  /** Makes a node on the bureau's database. `start` is the caller's. */
  async open(code: string): Promise<Node> {
    const { world, network, trace, seed, folder } = this.#options;
    const bureau = this.bureau(code);
    const life = { over: false };
    const keys = this.#keys.get(code) ?? generateKeys();
    this.#keys.set(code, keys);
    const random = createRandom(seed * 1_000 + this.#starts++);
    const node = await world.external(() =>
      createNode(
        {
          code,
          host: '127.0.0.1',
          port: 0,
          databaseUrl: this.#options.databaseUrl(code),
          dataDir: `${folder}/${code.toLowerCase()}`,
          ipsg: { url: code === 'IPSG' ? '' : addressOf('IPSG'), rootFingerprint: thumbprint(this.#rootKey) },
          sole: true,
          poolSize: 2,
        },
        {
          log: createLogger(this.#options.logLevel),
          clock: world.clock(bureau, life),
          random: (n) => Uint8Array.from({ length: n }, () => Math.floor(random.next() * 256)),
          fetch: network.fetchFrom(code),
          keys,
          database: (db) => world.gate(db),
        },
      ),
    );
    const stumbles = this.#stumbles.get(code) ?? new Set();
    this.#stumbles.set(code, stumbles);
    node.federation.register(countingRoom(code, trace, stumbles));
    const app = await world.external(async () => {
      const built = await buildServer({ ...node, guard: node.access.guard });
      await built.ready();
      return built;
    });
    this.#running.set(code, { app, life });
    bureau.node = node;
    network.up(code, { app });
    return node;
  }

  /** Stops it as the process is stopped, in order; what it was about to answer is never answered. */
  async close(code: string): Promise<void> {
    const bureau = this.bureau(code);
    const running = this.#running.get(code);
    const { node } = bureau;
    if (!node || !running) return;
    this.#options.network.down(code);
    bureau.node = null;
    await node.close();
    running.life.over = true;
    await this.#options.world.external(() => running.app.close().then(() => undefined));
    this.#running.delete(code);
  }

  async restart(code: string): Promise<void> {
    const node = await this.open(code);
    await node.start();
  }

  #word(node: Node) {
    const now = this.#options.world.now;
    return { bureau: node.code, endpoint: addressOf(node.code), serial: now, now, newId: node.runtime.newId };
  }
}
