/** Without letters and digits that look alike on paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679';
const LENGTH = 16;

/** A password to begin with: about 90 random bits. */
export function firstPassword(): string {
  let made = '';
  while (made.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // A byte beyond the last whole round would favour the first signs.
      if (byte < 256 - (256 % SIGNS.length) && made.length < LENGTH) made += SIGNS[byte % SIGNS.length];
    }
  }
  return made;
}
