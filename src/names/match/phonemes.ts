/**
 * Every script is written down in one small alphabet of sounds, a character each, in which spellings by different practices
 * are near: `kh`, `х`, `خ` are all `x`.
 *
 * vowels `a e i o u` · glides `y w` · `p b f v` · `t T(th) d D(dh)` · `s z S(sh) Z(zh) C(ch) J(j, dj) c(ts)` ·
 * `k g q x(kh) G(gh) h` · `m n l r`
 */
const SOUNDS = 'aeiouywpbfvtTdDszSZCJckgqxGhmnlr';

/** What one sound written for another costs, in hundredths: how practices of spelling and hearing differ. */
const NEAR: Readonly<Record<string, number>> = {
  // vowels
  ae: 20,
  ai: 45,
  ao: 30,
  au: 35,
  ei: 20,
  eo: 40,
  eu: 45,
  io: 50,
  iu: 45,
  ou: 12,
  iy: 5,
  ey: 25,
  ay: 55,
  uw: 8,
  ow: 14,
  uy: 30,
  aw: 55,
  // lips
  pb: 35,
  bv: 30,
  pf: 25,
  fv: 12,
  vw: 6,
  fw: 30,
  wb: 50,
  pv: 60,
  bf: 60,
  mb: 70,
  vu: 25,
  vo: 35,
  // teeth
  td: 30,
  tT: 8,
  dD: 6,
  TD: 30,
  dT: 35,
  tD: 35,
  Ts: 25,
  Tz: 40,
  Dz: 18,
  dz: 40,
  Ds: 45,
  tc: 40,
  Tc: 45,
  // hisses
  sz: 18,
  sS: 25,
  sc: 15,
  zc: 18,
  SC: 22,
  SZ: 25,
  ZJ: 10,
  Zz: 20,
  JC: 25,
  Jz: 30,
  Jy: 15,
  Jg: 30,
  Jx: 40,
  Jh: 40,
  JD: 45,
  Jd: 45,
  Ji: 25,
  cC: 18,
  cS: 30,
  ck: 30,
  cq: 35,
  cg: 60,
  Ch: 32,
  Ck: 35,
  Cx: 20,
  Ct: 50,
  CZ: 25,
  Cq: 20,
  Zc: 30,
  SJ: 35,
  zS: 40,
  sC: 40,
  sZ: 40,
  zC: 45,
  Sx: 45,
  Cz: 45,
  cJ: 40,
  Cd: 60,
  Zy: 40,
  Zr: 45,
  sx: 55,
  // throat
  kg: 28,
  kq: 4,
  kx: 20,
  kG: 40,
  gq: 20,
  gG: 5,
  gx: 35,
  gh: 28,
  xh: 8,
  xG: 25,
  xq: 25,
  qG: 22,
  Gh: 30,
  Gr: 50,
  hk: 45,
  qh: 45,
  // the rest
  mn: 45,
  nl: 60,
  lr: 50,
  rd: 70,
  dl: 75,
};

/** Codes of sounds are below this; the last one is any other character. */
export const SIZE = 64;
const OTHER = SOUNDS.length;
const codes = new Uint8Array(128).fill(OTHER);
for (const [at, sound] of [...SOUNDS].entries()) codes[sound.charCodeAt(0)] = at;

/** The number of a sound, from its character code. */
export function soundCode(character: number): number {
  return character < 128 ? (codes[character] ?? OTHER) : OTHER;
}

/** `SUB[a * SIZE + b]`: one sound written for another, in hundredths, by their numbers. */
export const SUB: Int32Array = new Int32Array(SIZE * SIZE).fill(100);
/** What a sound too many costs, standing alone. */
export const GAP: Int32Array = new Int32Array(SIZE).fill(100);
/** How much a sound weighs in a word. */
export const WEIGHT: Int32Array = new Int32Array(SIZE).fill(100);
/** 1 for a vowel, 2 for a glide. */
export const OPEN: Uint8Array = new Uint8Array(SIZE);

for (const [i, a] of [...SOUNDS].entries()) {
  for (const [j, b] of [...SOUNDS].entries()) {
    const apart = 'aeiou'.includes(a) !== 'aeiou'.includes(b) ? 120 : 'aeiou'.includes(a) ? 50 : 100;
    SUB[i * SIZE + j] = a === b ? 0 : (NEAR[a + b] ?? NEAR[b + a] ?? apart);
  }
}
const number = (sound: string): number => soundCode(sound.charCodeAt(0));
for (const vowel of 'aeiou') {
  GAP[number(vowel)] = 38;
  WEIGHT[number(vowel)] = 50;
  OPEN[number(vowel)] = 1;
}
for (const [sound, gap] of Object.entries({ y: 30, w: 45, h: 30, r: 75, n: 75, l: 80, G: 50 }))
  GAP[number(sound)] = gap;
for (const [sound, weight] of Object.entries({ y: 50, w: 70, h: 60 })) WEIGHT[number(sound)] = weight;
OPEN[number('y')] = 2;
OPEN[number('w')] = 2;
