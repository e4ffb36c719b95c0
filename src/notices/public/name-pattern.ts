import { RE2JS } from 're2js';
import { invalid } from '../../platform/index.ts';

/** How a name is asked for. Regular expressions run in linear time, whatever they say. */
export type NamePattern =
  | { readonly kind: 'contains' | 'prefix' | 'exact'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; test(name: string): boolean };

const LONGEST = 100;
/** Instructions of a compiled pattern: `(a{30}){30}` has 962. */
const LARGEST = 1_000;
const META = /[\\^$.*+?()[\]{}|]/;

/** Upper case, no marks on letters, single spaces: how names are compared here. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/\s+/gu, ' ').trim();
}

/**
 * Reads what a client sent for a name: words to be found anywhere in it, or a regular expression such as `^AB.*$`, in either case.
 * @throws AppError `invalid` `public.pattern` when it is no regular expression, or too large a one
 */
export function namePattern(field: string, asked: string): NamePattern {
  if (asked.length > LONGEST) throw invalid(`/query/${field}`, 'public.pattern', { most: LONGEST });
  if (!META.test(asked)) return { kind: 'contains', text: fold(asked) };
  const [, start, rest] = /^\^([^\\^$.*+?()[\]{}|]+)((?:\.\*)?\$?)$/.exec(asked) ?? [];
  if (start !== undefined) return { kind: rest === '$' ? 'exact' : 'prefix', text: fold(start) };
  let compiled: RE2JS;
  try {
    // Names are stored in upper case without marks; classes such as \w must stay as they are.
    compiled = RE2JS.compile(asked.normalize('NFKD').replace(/\p{M}/gu, ''), RE2JS.CASE_INSENSITIVE);
  } catch {
    throw invalid(`/query/${field}`, 'public.pattern', { most: LONGEST });
  }
  if (compiled.programSize() > LARGEST) throw invalid(`/query/${field}`, 'public.pattern', { most: LONGEST });
  return { kind: 'pattern', source: asked, test: (name) => compiled.test(name) };
}

export function matches(pattern: NamePattern, name: string): boolean {
  switch (pattern.kind) {
    case 'contains':
      return name.includes(pattern.text);
    case 'prefix':
      return name.startsWith(pattern.text);
    case 'exact':
      return name === pattern.text;
    case 'pattern':
      return pattern.test(name);
  }
}
