/** Classes of consonants that practices mix: the bones of a word. */
const CLASS: Readonly<Record<string, string>> = {
  p: 'P',
  b: 'P',
  f: 'F',
  v: 'F',
  t: 'T',
  T: 'T',
  d: 'T',
  D: 'T',
  s: 'S',
  z: 'S',
  S: 'S',
  Z: 'S',
  C: 'S',
  J: 'S',
  c: 'S',
  k: 'K',
  g: 'K',
  q: 'K',
  x: 'K',
  G: 'K',
  m: 'M',
  n: 'N',
  l: 'L',
  r: 'R',
  h: '',
  y: '',
  a: '',
  e: '',
  i: '',
  o: '',
  u: '',
};
const BITS = 'PFTSKMNLR';
const VOWELS: Readonly<Record<string, string>> = { a: 'a', e: 'a', i: 'i', y: 'i', o: 'u', u: 'u', w: 'u' };

/** The classes of consonants in a word, a bit each. */
export function coarseMask(sounds: string): number {
  let mask = 0;
  for (const sound of sounds) {
    const at = BITS.indexOf(CLASS[sound] || '?');
    if (at >= 0) mask |= 1 << at;
  }
  return mask;
}

function bones(sounds: string): string {
  let out = '';
  for (const sound of sounds) {
    const one = sound === 'w' ? '' : (CLASS[sound] ?? sound);
    if (one !== '' && !out.endsWith(one)) out += one;
  }
  return out;
}

/** Where a sound is heard as another class or not at all: each such reading once. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'h'],
  [/J/g, 'y'],
  [/w/g, 'v'],
  [/v/g, 'w'],
  [/D/g, 'z'],
  [/C/g, 'h'],
  [/C/g, 'k'],
  [/T/g, 's'],
  [/J/g, 'g'],
  [/b/g, 'v'],
  [/p/g, 'f'],
  [/q/g, 'C'],
  [/c/g, 'k'],
  [/G/g, ''],
  [/g/g, 'h'],
];

/** Skeletons of a word: its consonants by class, and as the readings that practices mix would have them. */
export function skeletons(sounds: string, most = 4): string[] {
  const found = [bones(sounds)];
  for (const [from, to] of TURNS) {
    if (found.length >= most) break;
    const other = sounds.replace(from, to);
    if (other === sounds) continue;
    const bone = bones(other);
    if (!found.includes(bone)) found.push(bone);
  }
  return found;
}

/** A word in coarse sounds, vowels in three classes. */
export function coarse(sounds: string): string {
  let out = '';
  for (const sound of sounds) {
    const one = VOWELS[sound] ?? CLASS[sound] ?? sound;
    if (one !== '' && !out.endsWith(one)) out += one;
  }
  return out;
}
