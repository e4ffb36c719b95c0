import { KOREAN_SURNAMES } from '../data/korean.ts';
import type { Form } from '../match/form.ts';
import { latinSounds } from './latin.ts';
import { collapse } from './letters.ts';

const LEADS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ').map((s) => (s === '-' ? '' : s));
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const TAILS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ').map((s) => (s === '-' ? '' : s));
/** How people write their own names: Jung, Young, Hyun, Woo, Soo, Jun. */
const PEOPLES_VOWELS: Readonly<Record<string, string>> = {
  eo: 'u',
  yeo: 'you',
  u: 'oo',
  yu: 'yoo',
  eu: 'u',
  i: 'ee',
  ae: 'ae',
  oe: 'oi',
  wo: 'wo',
  ui: 'ee',
  a: 'a',
};
const MR_LEADS: Readonly<Record<string, string>> = { g: 'k', d: 't', b: 'p', j: 'ch', r: 'r' };

interface Syllable {
  lead: string;
  vowel: string;
  tail: string;
}

function syllable(letter: string): Syllable | undefined {
  const at = (letter.codePointAt(0) ?? 0) - 0xac00;
  if (at < 0 || at >= 11172) return undefined;
  return {
    lead: LEADS[Math.floor(at / 588)] ?? '',
    vowel: VOWELS[Math.floor((at % 588) / 28)] ?? '',
    tail: TAILS[at % 28] ?? '',
  };
}

/** Whether a word is all Hangul syllables. */
export function isHangul(word: string): boolean {
  return /^[가-힣]+$/.test(word);
}

/**
 * A Korean name by the revised romanisation, McCune–Reischauer and the ways people write themselves.
 * @param isSurname read it by the table of family names first
 */
export function hangulForms(word: string, isSurname: boolean): Form[] {
  const forms: Form[] = [];
  const add = (latin: string, cost: number): void => {
    const sounds = latinSounds(latin);
    if (sounds !== '' && !forms.some((form) => form.sounds === sounds)) forms.push({ sounds, bare: false, cost });
  };
  if (isSurname) for (const [at, usual] of (KOREAN_SURNAMES[word]?.split(' ') ?? []).entries()) add(usual, at * 0.002);
  const syllables = [...word].map(syllable).filter((one) => one !== undefined);
  if (syllables.length === 0) return forms;
  add(syllables.map(({ lead, vowel, tail }) => lead + vowel + tail).join(''), 0);
  add(
    syllables
      .map(
        ({ lead, vowel, tail }) =>
          lead +
          (tail === '' && vowel === 'eo'
            ? 'eo'
            : tail === '' && vowel === 'i'
              ? 'i'
              : (PEOPLES_VOWELS[vowel] ?? vowel)) +
          tail,
      )
      .join(''),
    0,
  );
  if (isSurname) return forms;
  const mr = syllables.map(
    ({ lead, vowel, tail }, at) =>
      (at === 0 ? (MR_LEADS[lead] ?? lead) : lead) + vowel.replace('eo', 'o').replace('eu', 'u') + tail,
  );
  add(mr.join(''), 0.005);
  add(
    syllables
      .map(
        ({ lead, vowel, tail }) =>
          (MR_LEADS[lead] ?? lead) + (vowel === 'eo' || vowel === 'yeo' ? vowel.replace('eo', 'u') : vowel) + tail,
      )
      .join(''),
    0.01,
  );
  return forms.map((form) => ({ ...form, sounds: collapse(form.sounds) }));
}
