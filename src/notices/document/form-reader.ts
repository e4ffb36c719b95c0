import { type NoticeForm, WORDED, type WordedField } from '../contract.ts';
import { wordingIn } from '../wording.ts';
import type { Say } from './say.ts';

/** One line of the document: a label, and one value or more. */
export interface Row {
  readonly label: string;
  readonly values: readonly string[];
}

export type Format =
  | 'text'
  | 'country'
  | 'language'
  | 'bool'
  | { readonly code: string }
  /** An entry of several fields, as one line. */
  | ((value: Record<string, unknown>, say: Say) => string);

/** A value of the form: where, what it is called, how it is said. A trailing `/*` takes a whole list. */
export interface Field {
  readonly at: string;
  readonly label: string;
  readonly as: Format;
}

/** Fields that say nothing to a reader of the document. */
const SILENT = [/^\/colour$/, /^\/subject\/photos\//, /^\/wording\//];

/** Reads a form field by field and knows what has not been read: what nobody asked for comes out at the end. */
export class FormReader {
  readonly #form: NoticeForm;
  readonly #say: Say;
  readonly #left: Map<string, unknown>;
  /** Some free text is here in another language than the document's: nobody has translated it. */
  untranslated = false;

  constructor(form: NoticeForm, say: Say) {
    this.#form = form;
    this.#say = say;
    this.#left = new Map([...leaves(form, '')].filter(([at]) => !SILENT.some((silent) => silent.test(at))));
  }

  take({ at, label, as }: Field): Row[] {
    const value = valueAt(this.#form, at);
    if (value === undefined || value === null) return [];
    for (const path of [...this.#left.keys()]) if (path === at || path.startsWith(`${at}/`)) this.#left.delete(path);
    const items = Array.isArray(value) ? value : [this.#worded(at) ?? value];
    const values = items.map((item) => format(item, as, this.#say)).filter((text) => text !== '');
    return values.length === 0 ? [] : [{ label: this.#say.word(label), values }];
  }

  /** A text that may be worded in four languages, in the document's own. */
  #worded(at: string): string | null {
    const field = WORDED.find((one): one is WordedField => one === at);
    const worded = field && wordingIn(this.#form, field, this.#say.lang);
    if (!worded) return null;
    if (worded.state === 'missing') this.untranslated = true;
    return worded.text;
  }

  /** What was not taken, under the names of its fields. */
  rest(): Row[] {
    return [...this.#left].map(([at, value]) => {
      const name = at.split('/').findLast((part) => !/^\d+$/.test(part)) ?? at;
      const as = typeof value === 'boolean' ? 'bool' : 'text';
      const code = `field.${name}`;
      return { label: this.#say.has(code) ? this.#say.word(code) : name, values: [format(value, as, this.#say)] };
    });
  }
}

function format(value: unknown, as: Format, say: Say): string {
  if (typeof as === 'function') {
    return typeof value === 'object' && value !== null ? as(value as Record<string, unknown>, say) : String(value);
  }
  if (typeof as === 'object') {
    const code = `${as.code}.${String(value)}`;
    return say.has(code) ? say.word(code) : String(value);
  }
  switch (as) {
    case 'country':
      return value === 'all' ? say.word('field.extraditionFrom.all') : say.country(String(value));
    case 'language':
      return say.language(String(value));
    case 'bool':
      return say.word(value === true ? 'yes' : 'no');
    case 'text':
      return String(value);
  }
}

function valueAt(form: NoticeForm, at: string): unknown {
  let value: unknown = form;
  for (const part of at.split('/').slice(1)) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}

/** Every value that is not an object or a list, with its RFC 6901 pointer. */
export function* leaves(value: unknown, at: string): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined && value !== null) yield [at, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${at}/${key}`);
}
