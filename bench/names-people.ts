import { allFakers } from '@faker-js/faker';
import type { PersonQuery, PersonRecord } from '../src/names/index.ts';

/** Numbers from a seed, the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Lists {
  given: readonly string[];
  family: readonly string[];
}

/** Locales whose lists are their own, most in Latin letters. */
const LATIN =
  'af_ZA az cs_CZ da de de_CH en en_AU en_GH en_IN en_NG en_ZA es es_MX fi fr fr_BE fr_SN hr hu id_ID it ku_kmr_latin lv nb_NO nl pl pt_BR pt_PT ro ro_MD sk sl_SI sr_RS_latin sv tr uz_UZ_latin vi yo_NG zu_ZA'.split(
    ' ',
  );

/** The given and family names of a locale. */
export function namesOf(locale: string): Lists {
  const person = allFakers[locale as keyof typeof allFakers]?.rawDefinitions.person;
  const all = (part: unknown): string[] => {
    if (Array.isArray(part)) return part.filter((name): name is string => typeof name === 'string');
    return typeof part === 'object' && part !== null ? Object.values(part).flatMap(all) : [];
  };
  return { given: [...new Set(all(person?.first_name))], family: [...new Set(all(person?.last_name))] };
}

const lists = LATIN.map(namesOf).filter(({ given, family }) => given.length > 0 && family.length > 0);

/** A few names are common and most are rare. */
function pick(names: readonly string[], random: () => number): string {
  return names[Math.floor(random() ** 2.2 * names.length)] ?? '';
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One slip: a letter changed, dropped, doubled or swapped with its neighbour, not the first. */
export function slip(word: string, random: () => number): string {
  if (word.length < 4) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return word.slice(0, at) + LETTERS.charAt(Math.floor(random() * 26)) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 2) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}

const two = (part: number): string => String(part).padStart(2, '0');

/** A date of birth between 1940 and 2009. */
export function birthOf(random: () => number): string {
  return `${1940 + Math.floor(random() * 70)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
}

/**
 * An invented person: names of one of forty locales, a middle name for one in four, and for one in seven a spelling that is in no
 * list, so that the vocabulary grows with the number of persons as it does in life.
 */
export function personOf(number: number, seed: number): PersonRecord {
  const random = seeded(Math.imul(number + 1, 0x9e3779b1) ^ seed);
  const { given, family } = lists[Math.floor(random() * lists.length)] ?? { given: ['Ann'], family: ['Lee'] };
  const words = [pick(given, random)];
  if (random() < 0.25) words.push(pick(given, random));
  const last = pick(family, random);
  words.push(random() < 0.14 ? slip(last, random) : last);
  return {
    id: `p${number}`,
    names: [{ text: words.join(' ') }],
    births: [birthOf(random)],
    sex: random() < 0.5 ? 'male' : 'female',
  };
}

/** `count` invented persons, one after another. */
export function* people(count: number, seed = 7): Generator<PersonRecord> {
  for (let number = 0; number < count; number++) yield personOf(number, seed);
}

/**
 * A query for one of them as an officer might type it: every second one with a slip, some with the order turned or a middle name
 * left out, seven in ten with the date of birth; one in five is for somebody who is not there.
 */
export function queryFor(number: number, count: number, seed = 7): PersonQuery {
  const random = seeded(Math.imul(number + 11, 0x85ebca6b) ^ 0x51ed);
  const isStranger = random() < 0.2;
  const person = isStranger ? personOf(number, seed + 1) : personOf(Math.floor(random() * count), seed);
  let words = (person.names[0]?.text ?? '').split(' ');
  if (words.length > 2 && random() < 0.4) words = [words[0] ?? '', words[words.length - 1] ?? ''];
  if (random() < 0.2) words.reverse();
  if (random() < 0.5) {
    const at = Math.floor(random() * words.length);
    words[at] = slip(words[at] ?? '', random);
  }
  return { names: [{ text: words.join(' ') }], ...(random() < 0.7 ? { births: person.births } : {}) };
}
