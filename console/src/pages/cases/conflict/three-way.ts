import { getAt, setAt } from '../../../form/pointer.ts';

/** One thing that both changed since they opened it. */
export interface Clash {
  readonly pointer: string;
  /** What both saw. */
  readonly was: unknown;
  readonly yours: unknown;
  readonly theirs: unknown;
}

export interface ThreeWay {
  readonly clashes: readonly Clash[];
  /** Pointers of what only the other changed: kept as it stands. */
  readonly kept: readonly string[];
  /** What stands but for the clashes: theirs, with what only you changed. */
  readonly merged: object;
}

/** Empty in whatever way it is written, and in the order it is kept. */
function plain(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value) && value.length === 0) return '';
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );
}

/**
 * Compares what two people made of one thing, place by place: `base` is what both saw, `yours` what you made of it, `theirs` what
 * stands now.
 */
export function threeWay(pointers: readonly string[], base: object, yours: object, theirs: object): ThreeWay {
  const clashes: Clash[] = [];
  const kept: string[] = [];
  let merged = theirs;
  for (const pointer of pointers) {
    const [was, mine, stands] = [base, yours, theirs].map((value) => getAt(value, pointer));
    const [isMine, isTheirs] = [plain(mine) !== plain(was), plain(stands) !== plain(was)];
    if (plain(mine) === plain(stands)) continue;
    if (isMine && isTheirs) clashes.push({ pointer, was, yours: mine, theirs: stands });
    else if (isTheirs) kept.push(pointer);
    else merged = setAt(merged, pointer, mine);
  }
  return { clashes, kept, merged };
}

/**
 * Both values in one: texts one after the other, what both had before once; lists without what is there twice. Null where that
 * makes no sense.
 */
export function joined({ was, yours, theirs }: Clash): unknown {
  if (typeof yours === 'string' && typeof theirs === 'string' && /\s/.test(yours + theirs)) {
    const isAdded = typeof was === 'string' && was !== '' && yours.startsWith(was) && theirs.startsWith(was);
    return isAdded ? `${theirs}${yours.slice(was.length)}` : `${theirs}\n\n${yours}`;
  }
  if (!Array.isArray(yours) || !Array.isArray(theirs)) return null;
  const seen = new Set(theirs.map(plain));
  return [...theirs, ...yours.filter((item) => !seen.has(plain(item)))];
}
