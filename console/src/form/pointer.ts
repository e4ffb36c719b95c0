/** RFC 6901 pointers into a form's value, the same that the bureau's problems use. */
function parts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function getAt(value: unknown, pointer: string): unknown {
  let at: unknown = value;
  for (const part of parts(pointer)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}

/** A copy with the value set; objects on the way are made, lists stay lists. */
export function setAt<T>(value: T, pointer: string, next: unknown): T {
  return put(value, parts(pointer), next) as T;
}

function put(value: unknown, path: readonly string[], next: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return next;
  if (Array.isArray(value)) {
    const copy = [...value];
    copy[Number(head)] = put(copy[Number(head)], rest, next);
    return copy;
  }
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [head]: put(object[head], rest, next) };
}

/** What is sent: without fields left empty. List items keep their places, so that pointers into them hold. */
export function prune(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return value.map((item) => prune(item) ?? {});
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, prune(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
