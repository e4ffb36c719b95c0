import { createHash } from 'node:crypto';

/**
 * What happened, in order: virtual time, who, what, by the workload's own numbers. Nothing that carries a key, a signature or a
 * hash of one, as those are drawn from the operating system and differ from run to run.
 */
export class Trace {
  readonly lines: string[] = [];
  readonly #now: () => number;
  readonly #start: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#start = now();
  }

  add(...what: readonly (string | number)[]): void {
    this.lines.push(`${this.#now() - this.#start} ${what.join(' ')}`);
  }

  digest(): string {
    return createHash('sha256').update(this.lines.join('\n')).digest('hex');
  }
}
