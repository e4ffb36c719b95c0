import { AppError, systemScope } from '../../src/platform/index.ts';
import type { Random } from '../chaos/random.ts';
import type { Bureau, Fleet } from './fleet.ts';
import { answer } from './room.ts';
import type { Trace } from './trace.ts';
import type { World } from './world.ts';

export interface SentNote {
  readonly n: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly thread: string | null;
  readonly say: 'refuse' | 'stumble' | null;
  /** Wire id once the send was acknowledged; null when the bureau went down over it and nobody knows. */
  id: string | null;
  purged: boolean;
}

export interface Ledgered {
  readonly notes: SentNote[];
  readonly entries: { n: number; audience: readonly string[] | null; withhold: readonly string[]; purged: boolean }[];
  readonly asked: { n: number; from: string; to: string; outcome: string | null }[];
}

export interface WorkloadOptions {
  readonly fleet: Fleet;
  readonly world: World;
  readonly random: Random;
  readonly trace: Trace;
}

/** What people do: their numbers, senders, recipients and moments come from the seed. */
export class Workload {
  readonly done: Ledgered = { notes: [], entries: [], asked: [] };
  readonly #options: WorkloadOptions;
  readonly #pending = new Set<Promise<void>>();
  #serial = 0;

  constructor(options: WorkloadOptions) {
    this.#options = options;
  }

  /** `acts` acts spread over `ms`; returns when the last has begun. */
  async run(acts: number, ms: number): Promise<void> {
    const { world, random } = this.#options;
    const begun = world.now;
    const moments = Array.from({ length: acts }, () => begun + Math.round(random.between(0, ms))).sort((a, b) => a - b);
    for (const at of moments) {
      if (at > world.now) await world.sleep(at - world.now);
      this.#start();
    }
  }

  /** Waits for the answers still due. */
  async finish(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #start(): void {
    const { random, fleet } = this.#options;
    const up = fleet.bureaus.filter((bureau) => bureau.node !== null);
    const bureau = up[Math.floor(random.next() * up.length)];
    const kind = random.next();
    const n = ++this.#serial;
    if (!bureau) return;
    const act =
      kind < 0.66
        ? this.#send(n, bureau)
        : kind < 0.8
          ? this.#append(n)
          : kind < 0.93
            ? this.#ask(n, bureau)
            : this.#purge();
    const settled = act.catch((error: unknown) => {
      // A bureau that goes down takes what it was about to do with it: nothing was acknowledged.
      if (!(error instanceof AppError) && !/pool/.test(String(error))) throw error;
    });
    this.#pending.add(settled);
    void settled.finally(() => this.#pending.delete(settled));
  }

  async #send(n: number, { code, node }: Bureau): Promise<void> {
    if (!node) return;
    const { random, trace } = this.#options;
    const to = this.#others(code, random.chance(0.2) ? 2 : 1);
    // Half of all go to one of a few threads, so that order has something to hold.
    const threadNumber = Math.floor(random.next() * 6);
    const thread = threadNumber < 3 ? `${code}:thread:00000000-0000-7000-8000-00000000000${threadNumber}` : null;
    const word = random.next();
    const say = word < 0.06 ? ('refuse' as const) : word < 0.14 ? ('stumble' as const) : null;
    const text = 'x'.repeat(Math.floor(random.between(0, random.chance(0.05) ? 15_000 : 400)));
    const note: SentNote = { n, from: code, to, thread, say, id: null, purged: false };
    this.done.notes.push(note);
    const { id } = await node.db.tx(systemScope(code), (tx) =>
      node.federation.send(tx, {
        to,
        kind: 'sim.note',
        body: { v: 1, n, text, ...(say === null ? {} : { say }) },
        thread,
        entity: { kind: 'sim-note', id: String(n) },
      }),
    );
    note.id = id;
    trace.add('sent', n, code, to.join('+'), threadNumber, say ?? '-');
  }

  async #append(n: number): Promise<void> {
    const { random, trace, fleet } = this.#options;
    const { node } = fleet.bureau('IPSG');
    const audience = random.chance(0.7) ? null : this.#others('IPSG', 2);
    const withhold = random.chance(0.2) ? this.#others('IPSG', 1) : [];
    if (!node) return;
    await node.db.tx(systemScope('IPSG'), (tx) =>
      node.federation.append(tx, {
        kind: 'sim.entry',
        body: { v: 1, n },
        audience: audience ?? 'all',
        withhold,
        entity: { kind: 'sim-entry', id: String(n) },
      }),
    );
    this.done.entries.push({ n, audience, withhold, purged: false });
    trace.add('appended', n);
  }

  async #ask(n: number, { code, node }: Bureau): Promise<void> {
    if (!node) return;
    const [to = 'IPSG'] = this.#others(code, 1);
    const asked: Ledgered['asked'][number] = { n, from: code, to, outcome: null };
    this.done.asked.push(asked);
    try {
      const given = await node.federation.request(to, { path: 'sim/ask', body: { n }, schema: answer });
      asked.outcome = given.n === n && given.by === to ? 'answered' : 'wrong';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      asked.outcome = `${error.code} ${error.errors[0]?.code ?? ''}`.trim();
    }
    this.#options.trace.add('asked', n, code, to, asked.outcome);
  }

  async #purge(): Promise<void> {
    const { random, fleet, trace } = this.#options;
    const ofEntry = random.chance(0.4);
    const candidates = ofEntry
      ? this.done.entries.filter((entry) => !entry.purged)
      : this.done.notes.filter((note) => note.id !== null && !note.purged && fleet.bureau(note.from).node !== null);
    const at = random.next();
    const chosen = candidates[Math.floor(at * candidates.length)];
    if (!chosen) return;
    const node = fleet.bureau('from' in chosen ? chosen.from : 'IPSG').node;
    if (!node) return;
    const entity = { kind: ofEntry ? 'sim-entry' : 'sim-note', id: String(chosen.n) };
    await node.db.tx(systemScope(node.code), (tx) => node.federation.purgeCopies(tx, entity));
    chosen.purged = true;
    trace.add('purged', entity.kind, chosen.n);
  }

  #others(code: string, count: number): string[] {
    const { random, fleet } = this.#options;
    const left = fleet.bureaus.map((one) => one.code).filter((one) => one !== code);
    const taken: string[] = [];
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(Math.floor(random.next() * left.length), 1));
    }
    return taken;
  }
}
