import { Resolver } from 'node:dns/promises';

export interface DnsSettings {
  /** `host` or `host:port` each; empty: those of the machine. */
  readonly servers: readonly string[];
  readonly timeoutMs: number;
  readonly tries: number;
  /** Names looked up at once. */
  readonly concurrency: number;
  /** Addresses kept of one name; more are counted and left out. */
  readonly addresses: number;
  /** Aliases followed from one name. */
  readonly chain: number;
}

/** What the resolver said of one name. Nothing is ever asked of, or sent to, an address found. */
export interface DnsAnswer {
  /** Where the question went, as configured. */
  readonly resolvers: readonly string[];
  /** UTC milliseconds. */
  readonly at: number;
  /** Aliases in order, the name itself left out. */
  readonly chain: readonly string[];
  readonly addresses: readonly { readonly address: string; readonly ttl: number }[];
  /** Addresses beyond the bound. */
  readonly leftOut: number;
  /** Why there is no address, or not all: `no-such-name`, `no-address`, `timeout`, `refused`, `server-failed`, `alias-loop`, `alias-too-long`, `malformed`. */
  readonly problem: DnsProblem | null;
}

export const DNS_PROBLEMS = [
  'no-such-name',
  'no-address',
  'timeout',
  'refused',
  'server-failed',
  'alias-loop',
  'alias-too-long',
  'malformed',
] as const;
export type DnsProblem = (typeof DNS_PROBLEMS)[number];

export interface Dns {
  lookUp(host: string): Promise<DnsAnswer>;
  /** Gives up what is under way. */
  cancel(): void;
}

const PROBLEMS: Readonly<Record<string, DnsProblem>> = {
  ENOTFOUND: 'no-such-name',
  ENODATA: 'no-address',
  ETIMEOUT: 'timeout',
  ECONNREFUSED: 'timeout',
  EREFUSED: 'refused',
  ESERVFAIL: 'server-failed',
  EBADNAME: 'malformed',
  EBADRESP: 'malformed',
  EFORMERR: 'malformed',
  EBADQUERY: 'malformed',
  ENOTIMP: 'refused',
  ECANCELLED: 'timeout',
};

/** No name longer than DNS allows, and none that only a hostile server would say. */
const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** Looks names up through configured resolvers (c-ares): aliases one by one, then IPv4 and IPv6 addresses. */
export function createDns(settings: DnsSettings, now: () => number): Dns {
  const open = (): Resolver => {
    const made = new Resolver({ timeout: settings.timeoutMs, tries: settings.tries });
    if (settings.servers.length > 0) made.setServers([...settings.servers]);
    return made;
  };
  const shared = open();
  const resolvers = shared.getServers();
  const alone = new Set<Resolver>();

  /**
   * Questions share a socket, and a malformed answer to one makes the resolver give up the others on it: what failed there is
   * asked once more on a socket of its own.
   */
  async function ask<T>(question: (resolver: Resolver) => Promise<T>): Promise<Said<T>> {
    const said = await answered(() => question(shared));
    if (!('problem' in said) || !AGAIN.has(said.problem)) return said;
    const own = open();
    alone.add(own);
    try {
      return await answered(() => question(own));
    } finally {
      alone.delete(own);
    }
  }

  async function aliases(host: string): Promise<{ chain: string[]; problem: DnsProblem | null }> {
    const chain: string[] = [];
    const seen = new Set([host]);
    let name = host;
    for (;;) {
      const said = await ask((resolver) => resolver.resolveCname(name));
      // No alias: the server says "no data". That a name does not exist shows again at its addresses.
      if ('problem' in said) return { chain, problem: said.problem === 'no-address' ? null : said.problem };
      const next = said.value[0]?.toLowerCase().replace(/\.$/, '');
      if (next === undefined) return { chain, problem: null };
      if (!NAME.test(next)) return { chain, problem: 'malformed' };
      if (seen.has(next)) return { chain: [...chain, next], problem: 'alias-loop' };
      if (chain.length === settings.chain) return { chain, problem: 'alias-too-long' };
      seen.add(next);
      chain.push(next);
      name = next;
    }
  }

  return {
    async lookUp(host) {
      const at = now();
      const none = { resolvers, at, addresses: [], leftOut: 0 };
      const named = await aliases(host);
      const { chain } = named;
      // A server that never answers is not asked twice more.
      if (named.problem !== null && named.problem !== 'server-failed' && named.problem !== 'refused') {
        return { ...none, chain, problem: named.problem };
      }
      const last = chain.at(-1) ?? host;
      const [v4, v6] = await Promise.all([
        ask((resolver) => resolver.resolve4(last, { ttl: true })),
        ask((resolver) => resolver.resolve6(last, { ttl: true })),
      ]);
      const all = [v4, v6].flatMap((said) => ('value' in said ? said.value : []));
      const failed = [v4, v6].flatMap((said) => ('problem' in said ? [said.problem] : []));
      // One family without addresses is usual; one that could not be asked leaves the picture incomplete.
      const serious = failed.find((problem) => problem !== 'no-address' && problem !== 'no-such-name');
      const problem = serious ?? (all.length > 0 ? null : (failed[0] ?? 'no-address'));
      const kept = all.slice(0, settings.addresses).map(({ address, ttl }) => ({ address, ttl }));
      return { resolvers, at, chain, addresses: kept, leftOut: all.length - kept.length, problem };
    },
    cancel() {
      shared.cancel();
      for (const own of alone) own.cancel();
    },
  };
}

type Said<T> = { readonly value: T } | { readonly problem: DnsProblem };

const AGAIN: ReadonlySet<DnsProblem> = new Set(['timeout', 'server-failed', 'malformed']);

async function answered<T>(question: () => Promise<T>): Promise<Said<T>> {
  try {
    return { value: await question() };
  } catch (error) {
    const { code } = error as { code?: string };
    return { problem: PROBLEMS[code ?? ''] ?? 'server-failed' };
  }
}
