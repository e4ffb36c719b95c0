import type { Json } from '../protocol/index.ts';
import type { Change } from './contract.ts';

type Obj = { [key: string]: Json };
const isObject = (value: Json | undefined): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const step = (key: string | number): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What leads from one JSON value to another, in an order in which it can be applied. Pure. */
export function compareForms(was: Json, is: Json, at = ''): Change[] {
  if (isObject(was) && isObject(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
    return keys.flatMap((key) => compareMember(was[key], is[key], at + step(key)));
  }
  if (Array.isArray(was) && Array.isArray(is)) {
    const shared = Math.min(was.length, is.length);
    const changes: Change[] = [];
    for (let n = 0; n < shared; n++) changes.push(...compareMember(was[n], is[n], at + step(n)));
    for (let n = shared; n < is.length; n++) changes.push({ op: 'add', pointer: at + step(n), is: is[n] as Json });
    // From the end, so that what is left keeps its place.
    for (let n = was.length - 1; n >= shared; n--)
      changes.push({ op: 'remove', pointer: at + step(n), was: was[n] as Json });
    return changes;
  }
  return was === is ? [] : [{ op: 'replace', pointer: at, was, is }];
}

function compareMember(was: Json | undefined, is: Json | undefined, at: string): Change[] {
  if (was === undefined) return is === undefined ? [] : [{ op: 'add', pointer: at, is }];
  return is === undefined ? [{ op: 'remove', pointer: at, was }] : compareForms(was, is, at);
}

/** Applies changes to a copy. Null when one does not fit what is there. */
export function applyChanges(value: Json, changes: readonly Change[]): Json | null {
  let root = structuredClone(value);
  for (const change of changes) {
    const keys = change.pointer
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop();
    if (last === undefined) {
      if (change.op !== 'replace' || change.is === undefined) return null;
      root = change.is as Json;
      continue;
    }
    let holder: Json | undefined = root;
    for (const key of keys) holder = memberOf(holder, key);
    if (!setMember(holder, last, change)) return null;
  }
  return root;
}

function memberOf(holder: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(holder)) return /^\d{1,4}$/.test(key) ? holder[Number(key)] : undefined;
  return isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function setMember(holder: Json | undefined, key: string, change: Change): boolean {
  const isThere = memberOf(holder, key) !== undefined;
  if (isThere !== (change.op !== 'add') || (change.op !== 'remove' && change.is === undefined)) return false;
  if (Array.isArray(holder)) {
    const n = Number(key);
    if (change.op === 'remove') {
      if (n !== holder.length - 1) return false;
      holder.pop();
      return true;
    }
    if (change.op === 'add' && n !== holder.length) return false;
    holder[n] = change.is as Json;
    return true;
  }
  if (!isObject(holder) || key === '__proto__') return false;
  if (change.op === 'remove') delete holder[key];
  else holder[key] = change.is as Json;
  return true;
}
