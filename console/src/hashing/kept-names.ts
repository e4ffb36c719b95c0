const KEY = 'homeward.lookup-names.';

/** Keeps in this tab alone which file each item of a look-up was: a file's name goes nowhere. */
export function keepNames(lookupId: string, names: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY + lookupId, JSON.stringify(names));
  } catch {
    // Full: the items are then numbered.
  }
}

export function namesOf(lookupId: string): readonly string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY + lookupId) ?? '[]');
  return Array.isArray(kept) ? kept.map(String) : [];
}

/** When somebody signs out, the next person at this computer finds no names. */
export function forgetNames(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
}
