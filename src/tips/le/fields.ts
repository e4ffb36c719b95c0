import type { TipModel } from '../contract-model.ts';
import { said } from '../model/values.ts';

const MAX_UNKNOWN = 200;
const MAX_UNKNOWN_CHARS = 4_000;

/**
 * One object of the report, read by name. Whatever it holds may be null, missing, "N/A", or of another kind than was seen so
 * far; what nobody asked for is told at the end.
 */
export class Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #model: Pick<TipModel, 'unknown'>;
  readonly #asked = new Set<string>();

  constructor(value: unknown, path: string, model: Pick<TipModel, 'unknown'>) {
    this.#value = isObject(value) ? value : {};
    this.#path = path;
    this.#model = model;
    // Words where an object was expected are shown with what is unknown.
    if (!isObject(value) && !isNothing(value)) note(model, path, value);
  }

  /** Words, or a number or a yes or no as words; `{value}` is looked into. */
  text(name: string): string | null {
    const value = this.#take(name);
    if (isObject(value)) return this.#inner(name, value).text('value');
    return wordsOf(value);
  }

  raw(name: string): unknown {
    return this.#take(name);
  }

  boolean(name: string): string | boolean | null {
    const value = this.#take(name);
    return typeof value === 'boolean' || typeof value === 'string' ? value : null;
  }

  object(name: string): Fields {
    return this.#inner(name, this.#take(name));
  }

  /** A list, whether it stands bare or in a wrapper (`people: {persons: […]}`), or as one thing alone. */
  list(name: string, wrapped: string): Fields[] {
    const value = this.#take(name);
    const path = `${this.#path}/${name}`;
    if (isNothing(value)) return [];
    if (Array.isArray(value)) return toFields(value, path, this.#model);
    if (isObject(value) && wrapped in value) {
      const wrapper = new Fields(value, path, this.#model);
      const inner = wrapper.#take(wrapped);
      wrapper.rest();
      if (isNothing(inner)) return [];
      return toFields(Array.isArray(inner) ? inner : [inner], `${path}/${wrapped}`, this.#model);
    }
    return toFields([value], path, this.#model);
  }

  /** Words of a list of words or of `{value}`. */
  texts(name: string, wrapped = name): string[] {
    const value = this.#take(name);
    const inner = isObject(value) && !Array.isArray(value) && wrapped in value ? value[wrapped] : value;
    if (isNothing(inner)) return [];
    return (Array.isArray(inner) ? inner : [inner]).flatMap((one, at) => {
      if (!isObject(one)) return wordsOf(one) ?? [];
      const fields = new Fields(one, `${this.#path}/${name}/${at}`, this.#model);
      const text = fields.text('value');
      fields.rest();
      return text ?? [];
    });
  }

  /** What was not asked for, once everything was. */
  rest(): void {
    for (const [name, value] of Object.entries(this.#value)) {
      if (!this.#asked.has(name) && !isNothing(value)) note(this.#model, `${this.#path}/${name}`, value);
    }
  }

  /** Keys that were not asked for and hold words: shown as facts. */
  facts(names: readonly string[]): { name: string; value: string }[] {
    return names.flatMap((name) => {
      const words = this.texts(name);
      return words.length > 0 ? [{ name, value: words.join(', ') }] : [];
    });
  }

  #take(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }

  #inner(name: string, value: unknown): Fields {
    return new Fields(value, `${this.#path}/${name}`, this.#model);
  }
}

function toFields(values: readonly unknown[], path: string, model: Pick<TipModel, 'unknown'>): Fields[] {
  return values.flatMap((one, at) => (isNothing(one) ? [] : [new Fields(one, `${path}/${at}`, model)]));
}

function wordsOf(value: unknown): string | null {
  if (typeof value === 'string') return said(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && said(value) === null);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function note(model: Pick<TipModel, 'unknown'>, path: string, value: unknown): void {
  if (model.unknown.length >= MAX_UNKNOWN) return;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  model.unknown.push({ path: path.slice(0, 300), value: text.slice(0, MAX_UNKNOWN_CHARS) });
}
