import type { FieldChange, NoticeForm } from './contract.ts';

type Value = NonNullable<FieldChange['before']> | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A picture's bytes are not words: its hash says that it is another. */
const shown = (value: unknown): Value =>
  (value === undefined
    ? null
    : (JSON.parse(JSON.stringify(value, (key, inner) => (key === 'data' ? undefined : inner))) as Value)) ?? null;

/**
 * What one version of a form changed of another, field by field, in the order of the form. Lists of plain values and of records
 * are compared as wholes: an alias more is one change, not a shift of all that follow. Pure.
 */
export function formDifference(before: NoticeForm, after: NoticeForm): FieldChange[] {
  const changes: FieldChange[] = [];
  walk('', before, after, changes);
  return changes;
}

function walk(pointer: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    for (const name of names) walk(`${pointer}/${escaped(name)}`, before[name], after[name], changes);
    return;
  }
  if (isObject(after) && before === undefined) {
    for (const [name, value] of Object.entries(after)) walk(`${pointer}/${escaped(name)}`, undefined, value, changes);
    return;
  }
  if (isObject(before) && after === undefined) {
    for (const [name, value] of Object.entries(before)) walk(`${pointer}/${escaped(name)}`, value, undefined, changes);
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  changes.push({ pointer, kind, before: shown(before), after: shown(after) });
}

/** An addendum only adds: fields that were empty, or entries of a list. */
export function isAddendum(changes: readonly FieldChange[]): boolean {
  return changes.every(({ kind, before, after }) => {
    if (kind === 'added') return true;
    if (kind === 'removed' || !Array.isArray(before) || !Array.isArray(after)) return false;
    const kept = new Set(after.map((item) => JSON.stringify(item)));
    return before.every((item) => kept.has(JSON.stringify(item)));
  });
}
