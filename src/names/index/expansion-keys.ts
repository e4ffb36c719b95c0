import { KHMER, THAI } from '../match/scripts.ts';
import { coarse, skeletons } from '../match/skeleton.ts';
import type { Token } from '../match/token.ts';
import { hashText } from './hash.ts';

/** A word with more forms than these is entered by its whole forms alone. */
const MANY_FORMS = 6;

/**
 * The keys under which a word is entered in the vocabulary and looked up from it: words that may be one another share at least
 * one. Consonant skeletons with one left out (so that one consonant changed, added or dropped still meets), whole coarse forms
 * with one sound left out for short words, and both ends of long ones.
 * @returns 32-bit hashes, each once
 */
export function expansionKeys(token: Token): Set<number> {
  const keys = new Set<number>();
  const isMany = token.forms.length > MANY_FORMS;
  const seen = new Set<string>();
  for (const form of token.forms) {
    const bones = skeletons(form.sounds, isMany ? 1 : 4);
    for (const [at, bone] of bones.entries()) {
      if (seen.has(bone)) continue;
      seen.add(bone);
      keys.add(hashText(`S${bone}`));
      if (at > 1 || isMany || bone.length < 4) continue;
      for (const less of withoutOne(bone)) keys.add(hashText(`S${less}`));
      if (bone.length >= 6) {
        keys.add(hashText(`P${bone.slice(0, 4)}`));
        keys.add(hashText(`Q${bone.slice(-4)}`));
      }
    }
    const bone = bones[0] ?? '';
    if (bone.length > 3 || (form.bare && token.script !== THAI && token.script !== KHMER)) continue;
    const whole = coarse(form.sounds);
    keys.add(hashText(`C${whole}`));
    if (whole.length >= 4 && !isMany) for (const less of withoutOne(whole)) keys.add(hashText(`C${less}`));
  }
  return keys;
}

function withoutOne(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) found.push(text.slice(0, at) + text.slice(at + 1));
  return found;
}
