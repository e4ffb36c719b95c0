import { matches, type NamePattern } from './name-pattern.ts';

/** Names tested before others get their turn of the process. */
const SLICE = 4_000;
const REMEMBERED = 64;

/** The distinct names of a column, each with a number, so that a pattern is tested once a name and not once a notice. */
export class NameIndex {
  readonly #names: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #answers = new Map<string, Uint8Array>();

  /** The number of a name. */
  add(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#names.length;
    this.#names.push(name);
    this.#ids.set(name, id);
    return id;
  }

  /** By number: 1 where the pattern matches. Gives way to others between slices; the last answers are remembered. */
  async find(pattern: NamePattern): Promise<Uint8Array> {
    const key = pattern.kind === 'pattern' ? `~${pattern.source}` : `${pattern.kind} ${pattern.text}`;
    const known = this.#answers.get(key);
    if (known) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known;
    }
    const found = new Uint8Array(this.#names.length);
    if (pattern.kind === 'exact') {
      const id = this.#ids.get(pattern.text);
      if (id !== undefined) found[id] = 1;
    } else {
      for (let i = 0; i < found.length; i++) {
        if (i > 0 && i % SLICE === 0) await breathe();
        if (matches(pattern, this.#names[i] ?? '')) found[i] = 1;
      }
    }
    this.#answers.set(key, found);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= REMEMBERED) break;
      this.#answers.delete(oldest);
    }
    return found;
  }
}

/** Lets others have their turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
