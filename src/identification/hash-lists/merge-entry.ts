import type { EntryRaw, RawObject } from '../formats/entry.ts';
import { isObject } from '../formats/json.ts';
import type { NewEntry } from './store.ts';

/**
 * What a list knows of a file when it is named again: the newer word on each thing, and both words' lists joined. What the
 * newer one does not say stays. `differs` tells whether the two call it by different categories.
 */
export function mergeEntry(old: NewEntry, fresh: NewEntry): { entry: NewEntry; differs: boolean } {
  const [a, b] = [old.classification, fresh.classification];
  const known = Object.fromEntries(Object.entries(fresh).filter(([, value]) => value !== undefined));
  const flags = { ...old.flags, ...fresh.flags };
  const cases = [...new Set([...(old.cases ?? []), ...(fresh.cases ?? [])])];
  return {
    entry: {
      ...old,
      ...known,
      key: old.key,
      ...(Object.keys(flags).length > 0 ? { flags } : {}),
      ...(cases.length > 0 ? { cases } : {}),
      ...(old.raw || fresh.raw ? { raw: mergeRaw(old.raw ?? {}, fresh.raw ?? {}) } : {}),
    },
    differs: a !== undefined && b !== undefined && (a.scheme !== b.scheme || a.code !== b.code),
  };
}

function mergeRaw(old: EntryRaw, fresh: EntryRaw): EntryRaw {
  const formats = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return Object.fromEntries([...formats].map((name) => [name, mergeObject(old[name] ?? {}, fresh[name] ?? {})]));
}

function mergeObject(old: RawObject, fresh: RawObject): RawObject {
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [a, b] = [own(old, name), own(fresh, name)];
      if (Array.isArray(a) && Array.isArray(b)) return [name, union(a, b)];
      return [name, b === undefined ? a : b];
    }),
  );
}

/** `__proto__` is a name like any other in what others send. */
function own(object: RawObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function union(a: readonly unknown[], b: readonly unknown[]): unknown[] {
  const seen = new Set(a.map(canonical));
  return [...a, ...b.filter((item) => !seen.has(canonical(item)) && seen.add(canonical(item)))];
}

/** The same whatever the order of the names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1))) : inner,
  );
}
