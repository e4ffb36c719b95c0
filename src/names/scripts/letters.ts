/** Letters, and groups of up to three of them, to the sounds they stand for. */
export type Letters = Readonly<Record<string, string>>;

/** Writes a word down by a table, longest group first; what the table lacks is left out. A doubled sound is one. */
export function write(word: string, letters: Letters): string {
  return collapse(writeEach(word, letters));
}

/** The same, doubled sounds kept: where a vowel between them is not written. */
export function writeEach(word: string, letters: Letters): string {
  let out = '';
  for (let at = 0; at < word.length; ) {
    let taken = 1;
    for (let length = 3; length >= 1; length--) {
      const sound = letters[word.slice(at, at + length)];
      if (sound !== undefined && at + length <= word.length) {
        out += sound;
        taken = length;
        break;
      }
    }
    at += taken;
  }
  return out;
}

/** A doubled sound is one. */
export function collapse(sounds: string): string {
  return sounds.replace(/(.)\1+/g, '$1');
}
