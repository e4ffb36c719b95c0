/** Characters that would not show, or would show a name as another: controls, and marks that turn the direction of text. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{fffe}\u{ffff}]/u;

/**
 * A file name as text, each name differently: what is no UTF-8, what would not show and the backslash itself are written as
 * `\xNN` by the byte.
 */
export function showName(bytes: Uint8Array): string {
  const name = Buffer.from(bytes);
  const text = name.toString('utf8');
  const isPlain = !text.includes('\\') && !HIDDEN.test(text) && Buffer.from(text, 'utf8').equals(name);
  if (isPlain) return text;
  let out = '';
  for (let at = 0; at < name.length; ) {
    const char = validChar(name, at);
    if (char !== null && char !== '\\' && !HIDDEN.test(char)) out += char;
    else for (const byte of name.subarray(at, at + lengthOf(char))) out += `\\x${byte.toString(16).padStart(2, '0')}`;
    at += lengthOf(char);
  }
  return out;
}

function lengthOf(char: string | null): number {
  return char === null ? 1 : Buffer.byteLength(char);
}

/** The UTF-8 character that begins here; null when none does. */
function validChar(bytes: Buffer, at: number): string | null {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const part = bytes.subarray(at, at + length);
  const char = part.toString('utf8');
  return Buffer.from(char, 'utf8').equals(part) && [...char].length === 1 ? char : null;
}
