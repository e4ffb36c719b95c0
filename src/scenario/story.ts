import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiProblem } from '../launch/api-client.ts';
import type { Login } from '../launch/people.ts';
import type { Launched } from '../launch/start-bureaus.ts';
import { systemScope } from '../platform/index.ts';
import { Person } from './person.ts';
import type { StoryClock } from './story-clock.ts';

export interface Step {
  readonly n: number;
  /** The story's day. */
  readonly day: string;
  readonly bureau: string;
  readonly who: string;
  readonly text: string;
}

export interface Told {
  step(step: Step): void;
  chapter(title: string): void;
}

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples', 'rabbit');

/** Everything a chapter needs: the bureaus over HTTP, their people, the files, and what earlier chapters left. */
export class Story {
  readonly launched: Launched;
  readonly clock: StoryClock;
  /** Signed checkpoints of every ledger, taken along the way. */
  readonly checkpoints: { bureau: string; note: string }[] = [];
  readonly steps: Step[] = [];
  /** Ids that later chapters go on with. */
  readonly ids = new Map<string, string>();
  readonly #logins: readonly Login[];
  readonly #told: Told;
  readonly #people = new Map<string, Person>();

  constructor(options: { launched: Launched; clock: StoryClock; logins: readonly Login[]; told: Told }) {
    this.launched = options.launched;
    this.clock = options.clock;
    this.#logins = options.logins;
    this.#told = options.told;
  }

  /** A person at their own bureau's console. */
  async as(bureau: string, username: string): Promise<Person> {
    const key = `${bureau}/${username}`;
    let person = this.#people.get(key);
    if (!person) {
      const login = this.#logins.find((l) => l.bureau === bureau && l.username === username);
      if (!login) throw new Error(`no ${username} at ${bureau}`);
      person = new Person(this.launched.node(bureau).url, login, this.clock);
      this.#people.set(key, person);
    }
    return person;
  }

  id(name: string): string {
    const value = this.ids.get(name);
    if (value === undefined) throw new Error(`the story has no ${name} yet`);
    return value;
  }

  /** Sets the clock forward, once all is quiet: what still waits for its seal would seem to have waited for days. */
  async day(moment: string): Promise<void> {
    for (let before = -1, size = await this.#sealed(); size !== before; ) {
      before = size;
      await this.clock.sleep(120);
      size = await this.#sealed();
    }
    this.clock.goTo(moment);
  }

  /** Seals all ledgers and counts their entries. */
  async #sealed(): Promise<number> {
    let entries = 0;
    for (const node of this.launched.nodes.values()) {
      await node.audit.sealNow();
      entries += await node.db.tx(systemScope(node.code), async (tx) => (await node.audit.log.state(tx)).size);
    }
    return entries;
  }

  chapter(title: string): void {
    this.#told.chapter(title);
  }

  tell(bureau: string, who: string, text: string): void {
    const step = {
      n: this.steps.length + 1,
      day: new Date(this.clock.now()).toISOString().slice(0, 10),
      bureau,
      who,
      text,
    };
    this.steps.push(step);
    this.#told.step(step);
  }

  /** Asks until there is an answer: bureaus tell each other within moments, not at once. */
  async until<T>(what: string, look: () => Promise<T | null | undefined | false>, timeoutMs = 30_000): Promise<T> {
    const end = performance.now() + timeoutMs;
    let last: unknown;
    for (;;) {
      try {
        const found = await look();
        if (found !== null && found !== undefined && found !== false) return found;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
        last = error;
      }
      if (performance.now() > end) throw new Error(`waited in vain: ${what}`, { cause: last });
      await this.clock.sleep(100);
    }
  }

  /** Something that must be refused, by this rule. */
  async refused(rule: string, attempt: () => Promise<unknown>): Promise<ApiProblem> {
    try {
      await attempt();
    } catch (error) {
      if (error instanceof ApiProblem && error.rule === rule) return error;
      throw error;
    }
    throw new Error(`expected a refusal by ${rule}, and it was allowed`);
  }

  async takeCheckpoints(): Promise<void> {
    for (const node of this.launched.nodes.values()) {
      await node.audit.sealNow();
      this.checkpoints.push({ bureau: node.code, note: await node.audit.checkpoint() });
    }
  }

  async json<T>(file: string): Promise<T> {
    return JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as T;
  }

  async picture(file: string): Promise<Uint8Array> {
    return new Uint8Array(await readFile(join(EXAMPLES, file)));
  }
}

export function must(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`the story went wrong: ${what}`);
}
