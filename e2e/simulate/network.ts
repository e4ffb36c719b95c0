import type { FastifyInstance } from 'fastify';
import type { Random } from '../chaos/random.ts';
import type { Trace } from './trace.ts';
import type { World } from './world.ts';

/** Where a bureau answers, while it is up. */
export interface Station {
  readonly app: FastifyInstance;
}

export interface Faults {
  lostRequests: number;
  lostAnswers: number;
  doubled: number;
  slow: number;
  cutOff: number;
  unreachable: number;
}

const DOMAIN = '.sim.example.org';
/** What the callers allow with timers of the real clock is allowed here in virtual time. */
const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^\/federation\/inbox$/, 30_000],
  [/^\/federation\/feed\/wait$/, 40_000],
  [/./, 15_000],
];

export const addressOf = (code: string): string => `http://${code.toLowerCase()}${DOMAIN}`;

/** Carries requests between bureaus in this process, and loses, doubles, delays and so reorders them as the seed says. */
export class Network {
  readonly faults: Faults = { lostRequests: 0, lostAnswers: 0, doubled: 0, slow: 0, cutOff: 0, unreachable: 0 };
  readonly #world: World;
  readonly #random: Random;
  readonly #trace: Trace;
  readonly #stations = new Map<string, Station>();
  readonly #cut = new Set<string>();
  /** No faults any more: whoever is up is reached. */
  calm = true;

  constructor(world: World, random: Random, trace: Trace) {
    this.#world = world;
    this.#random = random;
    this.#trace = trace;
  }

  up(code: string, station: Station): void {
    this.#stations.set(code, station);
  }

  down(code: string): void {
    this.#stations.delete(code);
  }

  cut(a: string, b: string): void {
    this.#cut.add(pair(a, b));
  }

  heal(a: string, b: string): void {
    this.#cut.delete(pair(a, b));
  }

  /** `fetch` as one bureau is given it. */
  fetchFrom(from: string): typeof fetch {
    return (input, init = {}) => {
      const url = new URL(String(input));
      const to = url.hostname.slice(0, -DOMAIN.length).toUpperCase();
      return this.#carry(from, to, url, init);
    };
  }

  #carry(from: string, to: string, url: URL, init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { signal } = init;
      let over = false;
      const end = (finish: () => void): void => {
        if (over) return;
        over = true;
        stopLimit();
        signal?.removeEventListener('abort', onAbort);
        finish();
      };
      const fail = (why: string): void => end(() => reject(new TypeError(`fetch failed: ${why}`)));
      const limit = LIMITS.find(([path]) => path.test(url.pathname))?.[1] ?? 15_000;
      const stopLimit = this.#world.after(limit, () => fail('no answer in time'));
      const onAbort = (): void => {
        // A limit in real time is none of the simulation's.
        if ((signal?.reason as Error | undefined)?.name !== 'TimeoutError') fail('aborted');
      };
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort);
      const plan = this.#plan(from, to, url.pathname);
      for (const delay of plan.arrivals) {
        this.#world.after(delay, () => {
          const station = this.#stations.get(to);
          if (!station || this.#cut.has(pair(from, to))) {
            this.faults[station ? 'cutOff' : 'unreachable']++;
            return fail('no connection');
          }
          void this.#serve(to, station, url, init).then((response) => {
            if (response === null || !plan.answered) return;
            this.#world.after(plan.back, () => {
              if (this.#cut.has(pair(from, to))) return;
              end(() => resolve(response));
            });
          });
        });
      }
      // A connection that breaks is noticed at once about as often as not at all.
      if (plan.broken !== null) this.#world.after(plan.broken, () => fail('connection reset'));
    });
  }

  /** Null when the bureau went down meanwhile: nobody is there to answer. */
  async #serve(to: string, station: Station, url: URL, init: RequestInit): Promise<Response | null> {
    const { method = 'GET', headers, body } = init;
    const answer = await station.app
      .inject({
        method: method as 'GET' | 'POST',
        url: url.pathname + url.search,
        headers: { ...(headers as Record<string, string> | undefined), host: url.host },
        ...(body == null ? {} : { payload: body as string }),
      })
      .catch(() => null);
    if (answer === null || this.#stations.get(to) !== station) return null;
    const sent = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) sent.append(name, String(value));
    return new Response(answer.rawPayload, { status: answer.statusCode, headers: sent });
  }

  #plan(from: string, to: string, path: string) {
    const { between, chance, next } = this.#random;
    const delay = (): number => Math.round(1 + 60 * next() ** 3);
    const plan = { arrivals: [delay()], answered: true, back: delay(), broken: null as number | null };
    if (this.calm) return plan;
    const note = (fault: keyof Faults): void => {
      this.faults[fault]++;
      this.#trace.add('fault', fault, from, to, path.split('/')[2] ?? '');
    };
    const lost = next();
    if (lost < 0.06) {
      note('lostRequests');
      plan.arrivals = [];
      plan.answered = false;
      if (chance(0.5)) plan.broken = delay();
    } else if (lost < 0.12) {
      note('lostAnswers');
      plan.answered = false;
      if (chance(0.5)) plan.broken = Math.round(between(60, 400));
    }
    if (plan.arrivals.length > 0 && chance(0.08)) {
      note('doubled');
      plan.arrivals.push(Math.round(between(1, chance(0.5) ? 200 : 20_000)));
    }
    if (chance(0.08)) {
      note('slow');
      const ms = Math.round(between(500, 35_000));
      if (chance(0.5)) plan.arrivals = plan.arrivals.map((at) => at + ms);
      else plan.back += ms;
    }
    return plan;
  }
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
