import { checkDigit } from './check-digit.ts';

/** Characters that readers take for each other in the type of these zones. */
const LOOKALIKES = ['0ODQ', '1IL', '2Z', '5S', '6G', '8B', '4A', '7T', 'VY', 'UV', 'MN', 'K<', 'L<', 'C<', 'E<'];
const SLIPS = new Map<string, Set<string>>();
for (const group of LOOKALIKES) {
  for (const character of group) {
    const others = SLIPS.get(character) ?? new Set<string>();
    for (const other of group) if (other !== character) others.add(other);
    SLIPS.set(character, others);
  }
}
const MOST = 5;

export interface Slip {
  /** Position within the text, from 0. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** The whole text with the slip put right. */
  readonly text: string;
}

/**
 * Texts that differ from `text` by one character a reader mistakes, or by two neighbours that a typist swaps.
 * @param only what the field may hold
 */
function* slips(text: string, only: RegExp): Generator<Slip> {
  for (let at = 0; at < text.length; at++) {
    const from = text[at] ?? '';
    for (const to of SLIPS.get(from) ?? []) {
      if (only.test(to)) yield { at, from, to, text: text.slice(0, at) + to + text.slice(at + 1) };
    }
  }
  for (let at = 0; at + 1 < text.length; at++) {
    const from = text.slice(at, at + 2);
    const to = `${from[1]}${from[0]}`;
    if (from !== to) yield { at, from, to, text: text.slice(0, at) + to + text.slice(at + 2) };
  }
}

/**
 * What a wrong check digit may come from: one slip in the field, or in the digit itself.
 * @param holds whether the other check digits of the zone hold with the slip put right; those that do come first
 */
export function suggestFor(
  field: string,
  check: string,
  only: RegExp,
  holds: (field: string, check: string) => boolean,
): { field: Slip[]; check: string | null } {
  const found = [...slips(field, only)].filter((slip) => checkDigit(slip.text) === check);
  const sure = found.filter((slip) => holds(slip.text, check));
  const right = checkDigit(field);
  const misread = (SLIPS.get(check)?.has(right) ?? false) || !/[0-9]/.test(check);
  return {
    field: (sure.length > 0 ? sure : found).slice(0, MOST),
    check: misread || holds(field, right) ? right : null,
  };
}

/** Letters and digits put where they belong: `0` in a name, `O` in a date. Null when nothing would change. */
export function asLetters(text: string): string | null {
  const map: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 6: 'G', 8: 'B', 4: 'A', 7: 'T' };
  const changed = text.replace(/[0-9]/g, (digit) => map[digit] ?? digit);
  return changed === text || /[0-9]/.test(changed) ? null : changed;
}

export function asDigits(text: string): string | null {
  const map: Record<string, string> = {
    O: '0',
    D: '0',
    Q: '0',
    I: '1',
    L: '1',
    Z: '2',
    S: '5',
    G: '6',
    B: '8',
    A: '4',
    T: '7',
  };
  const changed = text.replace(/[A-Z]/g, (letter) => map[letter] ?? letter);
  return changed === text || /[A-Z]/.test(changed) ? null : changed;
}
