import { coarse, skeletons } from '../match/skeleton.ts';
import type { Token } from '../match/token.ts';
import { hashText } from './hash.ts';

/** A word with more forms than these is entered by its whole forms alone. */
const MANY_FORMS = 6;
/** Skeletons so short are shared by too many words: they are told apart by their vowels, unless a side does not write them. */
const SHORT = 2;
/** Skeletons from here on may lack one consonant; shorter words may lack one sound. */
const LONG = 5;

/**
 * The keys under which a word is entered in the vocabulary, or looked up: words that may be one another share at least one.
 * Consonant skeletons; with one left out for long words (so that one consonant changed, added or dropped still meets); whole
 * coarse forms with one sound left out for the others; both ends of very long ones.
 * @param isAsked the keys to look up, which differ where vowels are not written on one side
 * @returns 32-bit hashes, each once
 */
export function expansionKeys(token: Token, isAsked: boolean): Set<number> {
  const keys = new Set<number>();
  const isMany = token.forms.length > MANY_FORMS;
  const seen = new Set<string>();
  for (const form of token.forms) {
    const bones = skeletons(form.sounds, isMany ? 1 : 4);
    for (const [at, bone] of bones.entries()) {
      if (seen.has(bone)) continue;
      seen.add(bone);
      if (bone.length > SHORT) keys.add(hashText(`S${bone}`));
      else {
        // Bare words are entered under b, others under n; a bare one may be either, another one only a bare one by this.
        if (isAsked || form.bare) keys.add(hashText(`b${bone}`));
        if (isAsked === form.bare) keys.add(hashText(`n${bone}`));
      }
      if (at > 0 || isMany || bone.length < LONG) continue;
      for (const less of withoutOne(bone)) keys.add(hashText(`S${less}`));
      if (bone.length > LONG) {
        keys.add(hashText(`P${bone.slice(0, 4)}`));
        keys.add(hashText(`Q${bone.slice(-4)}`));
      }
    }
    if (form.bare || (bones[0]?.length ?? 0) >= LONG) continue;
    const whole = coarse(form.sounds);
    keys.add(hashText(`C${whole}`));
    if (whole.length > 2 && !isMany) for (const less of withoutOne(whole)) keys.add(hashText(`C${less}`));
  }
  return keys;
}

/** The spelling with one letter left out, for slips that change how a word sounds. */
export function spellingKeys(plain: string): number[] {
  if (plain.length < 4 || plain.length > 18) return [];
  return [plain, ...withoutOne(plain)].map((text) => hashText(`D${text}`));
}

function withoutOne(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) found.push(text.slice(0, at) + text.slice(at + 1));
  return found;
}
